"""The package as a whole: types, documentation, version."""

from __future__ import annotations

import doctest
import inspect
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import reluvar
from conftest import ROOT

SOURCES = Path(reluvar.__file__).parent

PROGRAM = """
import reluvar

regions = reluvar.regions("net.onnx", box=(-1, 1))
for region in regions:
    reveal_type(region.pattern)
    reveal_type(region.interior_point)
reveal_type(regions.summary.count)
reveal_type(reluvar.measure(reluvar.STANDARD_NORMAL, box=(0, 1)).probability)
"""


def test_types(tmp_path):
    """The package passes the strict checks as it is installed, and a program that uses it."""
    pytest.importorskip("mypy")
    assert (SOURCES / "py.typed").exists()
    shutil.copytree(SOURCES, tmp_path / "reluvar", ignore=shutil.ignore_patterns("bundle"))
    (tmp_path / "program.py").write_text(PROGRAM)
    configuration = ROOT / "Sources" / "Python" / "pyproject.toml"
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", configuration, "reluvar", "program.py"],
        capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip
    shown = [line.split(": note: ")[1] for line in run.stdout.splitlines() if ": note: " in line]
    assert run.returncode == 0, run.stdout
    assert "no issues found in " in run.stdout
    assert shown == [
        'Revealed type is "str"',
        'Revealed type is "tuple[fractions.Fraction, ...] | None"',
        'Revealed type is "int"',
        'Revealed type is "reluvar.values.Number"',
    ]


def test_everything_public_is_documented():
    names = reluvar.__all__
    assert len(names) > 60
    for name in names:
        value = getattr(reluvar, name)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert value.__doc__, name
        if inspect.isfunction(value):
            signature = inspect.signature(value)
            assert signature.return_annotation is not inspect.Signature.empty, name
        if inspect.isclass(value):
            for attribute, entry in vars(value).items():
                if isinstance(entry, reluvar.records.Key) or inspect.isfunction(entry):
                    assert attribute.startswith("_") or entry.__doc__, f"{name}.{attribute}"


def test_version():
    assert reluvar.__version__ == version("reluvar")
    output = subprocess.run([reluvar.executable(), "--version"], capture_output=True, text=True)
    assert output.stdout.split()[:2] == ["reluvar", reluvar.__version__]


def test_the_executable_is_that_of_the_package():
    assert Path(reluvar.executable()).is_relative_to(SOURCES)


@pytest.mark.parametrize("path", ["docs/python.md", "Sources/Python/README.md", "README.md"])
def test_documents(path, tmp_path, monkeypatch):
    """What documents show of Python is what there is."""
    pytest.importorskip("torch")
    monkeypatch.chdir(ROOT)
    text = (ROOT / path).read_text()
    blocks = [part.split("```")[0] for part in text.split("```python\n")[1:]]
    assert blocks
    scope: dict[str, object] = {}
    for number, block in enumerate(blocks, 1):
        block = block.replace("OUT/", f"{tmp_path}/")
        if ">>>" not in block:
            exec(compile(block, f"{path}, block {number}", "exec"), scope)
            continue
        test = doctest.DocTestParser().get_doctest(block, scope, f"{path}, block {number}", path, 0)
        output: list[str] = []
        runner = doctest.DocTestRunner(
            optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE, verbose=False
        )
        runner.run(test, out=output.append, clear_globs=False)
        assert runner.summarize(verbose=False).failed == 0, "".join(output)
        scope.update(test.globs)


def test_docstrings():
    failed, tried = doctest.testmod(reluvar)
    assert tried >= 3 and failed == 0
    from reluvar import values

    failed, tried = doctest.testmod(values)
    assert tried >= 1 and failed == 0
