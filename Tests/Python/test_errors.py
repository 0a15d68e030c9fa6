"""What goes wrong is an exception with the command's own words."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import pytest
import reluvar
from conftest import LAYERS


def test_one_class_for_each_exit_code(tmp_path):
    with pytest.raises(reluvar.UsageError) as usage:
        reluvar.regions(LAYERS, method="magic")
    assert usage.value.code == 64 and "--method" in str(usage.value)
    assert "\n" not in str(usage.value)
    with pytest.raises(reluvar.DataError, match="reluvar regions: .*nothing.onnx: no such file"):
        reluvar.regions(tmp_path / "nothing.onnx")
    with pytest.raises(reluvar.DataError, match="reluvar measure: law.json.*1") as data:
        reluvar.measure(reluvar.mixture([("1/2", reluvar.gaussian([0], [[1]]))]), box=(0, 1))
    assert data.value.code == 65 and isinstance(data.value, ValueError)
    with pytest.raises(reluvar.OutputError) as output:
        reluvar.plot(LAYERS, box=(-1, 1), path=tmp_path / "no" / "picture.svg")
    assert output.value.code == 74 and isinstance(output.value, OSError)
    with pytest.raises(reluvar.UsageError, match="reluvar sweep: .*no-such-claim"):
        reluvar.sweep("no-such-claim", tmp_path / "store.db")
    for kind in (reluvar.UsageError, reluvar.DataError, reluvar.OutputError, reluvar.LimitReached):
        assert issubclass(kind, reluvar.CommandError)
    assert issubclass(reluvar.CommandError, reluvar.ReluvarError)


def test_missing_program(monkeypatch):
    monkeypatch.setenv("RELUVAR_PYTHON", "/nowhere/python3")
    with pytest.raises(reluvar.MissingProgram) as missing:
        reluvar.density(LAYERS, [[0, 1], [1, 2]], box=(-3, 3), compare=True)
    assert missing.value.code == 69


def test_arguments_that_are_wrong_here():
    with pytest.raises(ValueError, match="is no box"):
        reluvar.regions(LAYERS, box=(1, 2, 3))
    with pytest.raises(ValueError, match="nan is not a finite number"):
        reluvar.at(LAYERS, [0, float("nan")])
    with pytest.raises(TypeError, match="is not a number"):
        reluvar.at(LAYERS, [0, True])
    with pytest.raises(ValueError, match="either a covariance or a factor"):
        reluvar.gaussian([0])
    with pytest.raises(ValueError, match="points for 1 blocks, expected 2"):
        reluvar.Problem([2, 1, 1], ["1", "0"], points=[[[0, 0]]])


def test_no_executable(monkeypatch):
    monkeypatch.setenv("RELUVAR_EXECUTABLE", "/nowhere/reluvar")
    with pytest.raises(reluvar.ExecutableError, match="/nowhere/reluvar: No such file"):
        reluvar.count(LAYERS)


def fake(folder, script):
    path = folder / "reluvar"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_another_version_is_refused_by_name(monkeypatch, tmp_path):
    path = fake(tmp_path, "echo 'reluvar 9.9.9 (FLINT 3.0.0)'")
    monkeypatch.setenv("RELUVAR_EXECUTABLE", path)
    with pytest.raises(reluvar.ExecutableError) as refused:
        reluvar.regions(LAYERS)
    message = f"{path} is reluvar 9.9.9, and this is the package reluvar {reluvar.__version__}; "
    assert str(refused.value).startswith(message)
    monkeypatch.setenv("RELUVAR_EXECUTABLE", fake(tmp_path, "echo something else entirely"))
    with pytest.raises(reluvar.ExecutableError, match="is not the command reluvar"):
        reluvar.regions(LAYERS)


def test_a_command_that_is_killed(monkeypatch, tmp_path):
    version = f"case $1 in --version) echo 'reluvar {reluvar.__version__} ()';; "
    path = fake(tmp_path, version + "*) echo '{\"pattern\":\"0\"}'; kill -9 $$;; esac")
    monkeypatch.setenv("RELUVAR_EXECUTABLE", path)
    regions = reluvar.regions(LAYERS)
    assert next(regions).pattern == "0"
    with pytest.raises(reluvar.CommandFailed, match="ended by signal 9"):
        next(regions)


def test_time_limits_pass_through():
    from reluvar.command import Job

    job = Job("regions")
    for limit in (90, 0.25, "2h", timedelta(minutes=1)):
        job.options(time_limit=limit)
    assert job.arguments[1:] == [
        "--time-limit=90s", "--time-limit=0.25s", "--time-limit=2h", "--time-limit=60s",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("module", "deed", "extra"),
    [
        ("numpy", "reluvar.at(LAYERS, [1, 2])[0].map.arrays()", "numpy"),
        ("pandas", "reluvar.regions(LAYERS).frame()", "pandas"),
        ("sympy", "reluvar.Polynomial('x').sympy()", "sympy"),
        ("networkx", "reluvar.graph(LAYERS).networkx()", "networkx"),
    ],
)
def test_missing_packages_have_the_line_for_pip(module, deed, extra):
    """In an interpreter of its own, in which the package cannot be imported."""
    script = f"""
import sys
sys.modules[{module!r}] = None
import reluvar
LAYERS = {LAYERS!r}
try:
    {deed}
except reluvar.MissingPackage as error:
    print(error)
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=dict(os.environ)
    )
    assert f"this needs {module}: " in run.stdout, run.stderr
    assert f"-m pip install 'reluvar[{extra}]'" in run.stdout


def test_nothing_else_is_imported():
    """The package needs the standard library alone, and does not load the packages of models."""
    script = (
        f"import sys, reluvar; assert reluvar.count({LAYERS!r}).count == 7; "
        "print(sorted({'numpy', 'torch', 'sklearn', 'pandas', 'sympy', 'onnx'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert run.stdout == "[]\n", run.stderr
