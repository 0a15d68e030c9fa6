"""What is passed on to computers without a compiler: archive, Debian package, installation.

Made by `make wheel tarball deb`; where they are not, these tests are skipped.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import reluvar
from conftest import ROOT

PACKAGES = ROOT / ".build" / "packages"
PROBLEM = str(ROOT / "examples" / "two-blocks" / "problem.yaml")
DERIVE = ["derive", PROBLEM, "--max-degree=4", "--generators=none", "--quiet"]

#: Parts of the C library, which is that of the system.
OF_SYSTEM = re.compile(r"linux-vdso|ld-linux|lib(c|m|pthread|dl|rt|util|resolv)\.so")


def package(pattern: str) -> Path:
    found = sorted(PACKAGES.glob(pattern))
    if not found:
        pytest.skip(f"no {pattern} in .build/packages")
    return found[-1]


def output(*arguments: str | Path, **options: str) -> str:
    """What a program prints that is given no environment."""
    return subprocess.run(
        arguments, check=True, capture_output=True, text=True,
        env={"PATH": "/usr/bin:/bin", **options},
    ).stdout  # fmt: skip


def verbs() -> set[str]:
    """Verbs and their verbs, with hyphens between them."""
    root = json.loads(output(reluvar.executable(), "--experimental-dump-help"))["command"]
    names = {"reluvar"}

    def add(command, words):
        for verb in command.get("subcommands", []):
            if verb["commandName"] != "help" and verb.get("shouldDisplay", True):
                names.add("-".join([*words, verb["commandName"]]))
                add(verb, [*words, verb["commandName"]])

    add(root, ["reluvar"])
    return names


def check_extras(share: Path, zsh: str = "zsh/site-functions") -> None:
    """Manual pages of all verbs, without a fault, and completions."""
    pages = sorted(share.glob("man/man1/reluvar*"))
    assert len(verbs()) > 30
    assert {page.name.split(".1")[0] for page in pages} == verbs()
    if shutil.which("groff"):
        for page in pages:
            if page.suffix == ".1":
                run = subprocess.run(
                    ["groff", "-man", "-Tutf8", "-ww", page], capture_output=True, text=True
                )
                assert run.returncode == 0 and run.stderr == "", f"{page.name}: {run.stderr}"
    completions = share / "bash-completion" / "completions" / "reluvar"
    subprocess.run(["bash", "-n", completions], check=True)
    assert "regions" in completions.read_text()
    assert "#compdef reluvar" in (share / zsh / "_reluvar").read_text()
    assert "regions" in (share / "fish" / "vendor_completions.d" / "reluvar.fish").read_text()


def test_archive(tmp_path):
    archive = package("reluvar-*.tar.gz")
    subprocess.run(["tar", "xzf", archive, "-C", tmp_path], check=True)
    (folder,) = tmp_path.iterdir()
    assert folder.name == f"reluvar-{reluvar.__version__}"
    executable = folder / "bin" / "reluvar"
    # The first result of README.
    assert "  dimension            18 of 24 (proved" in output(executable, *DERIVE)
    assert output(executable, *DERIVE) == output(reluvar.executable(), *DERIVE)
    # Nothing is looked for outside, but the C library.
    files = [executable, *(folder / "lib").iterdir()]
    assert len(files) > 20
    for file in files:
        for line in output("ldd", file).splitlines():
            name = line.split()[0]
            assert OF_SYSTEM.search(name) or str(folder) in line, f"{file.name}: {line}"
    documents = folder / "share" / "doc" / "reluvar"
    listed = [line.split() for line in (documents / "libraries.txt").read_text().splitlines()]
    assert {line[0] for line in listed} == {file.name for file in files[1:]}
    for needed in ("flint", "gmp", "cairo", "sqlite3"):
        assert any(line[1] == needed for line in listed)
    assert len(list((documents / "licences").iterdir())) > 20
    assert (documents / "GPL-3").exists() and (documents / "LICENSE").exists()
    check_extras(folder / "share")


def test_archive_has_letters_for_pictures(tmp_path):
    """Where the system names no fonts, those of the archive are taken."""
    archive = package("reluvar-*.tar.gz")
    subprocess.run(["tar", "xzf", archive, "-C", tmp_path], check=True)
    (folder,) = tmp_path.iterdir()
    moons = ROOT / "examples" / "two-moons" / "step-1000.safetensors"
    fonts = str(folder / "share" / "fonts" / "fonts.conf")
    picture = tmp_path / "picture.pdf"
    output(
        folder / "bin" / "reluvar", "draw", moons, "--box=-1:1", "--quiet", f"--output={picture}",
        FONTCONFIG_FILE=fonts,
    )  # fmt: skip
    assert b"DejaVuSans" in picture.read_bytes()


def test_debian_package(tmp_path):
    deb = package("reluvar_*.deb")
    fields = dict(
        line.split(": ", 1)
        for line in output("dpkg-deb", "--field", deb).splitlines()
        if not line.startswith(" ")
    )
    assert fields["Version"] == reluvar.__version__
    for name in ("libflint", "libgmp10", "libsqlite3-0", "libcairo2", "liblapacke"):
        assert name in fields["Depends"]
    subprocess.run(["dpkg-deb", "--extract", deb, tmp_path], check=True)
    assert os.access(tmp_path / "usr" / "bin" / "reluvar", os.X_OK)
    check_extras(tmp_path / "usr" / "share", zsh="zsh/vendor-completions")
    assert (tmp_path / "usr" / "share" / "doc" / "reluvar" / "copyright").exists()


def test_installation(tmp_path):
    """`make install`, of the executable of the wheel, which finds its libraries where they are."""
    executable = reluvar.executable()
    subprocess.run(
        ["make", "--silent", "install", "PREFIX=/usr/local", f"DESTDIR={tmp_path}",
         f"RELUVAR={executable}"],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    installed = tmp_path / "usr" / "local"
    libraries = str(Path(executable).parents[1] / "lib")
    version = output(installed / "bin" / "reluvar", "--version", LD_LIBRARY_PATH=libraries)
    assert version.split()[1] == reluvar.__version__
    check_extras(installed / "share")


def test_name_of_the_wheel():
    """The C library that the name says is the newest that any file needs."""
    bundle = Path(reluvar.executable()).parents[1]
    named = (bundle / "share" / "glibc").read_text().strip()
    versions = set()
    for file in [bundle / "bin" / "reluvar", *(bundle / "lib").iterdir()]:
        versions |= set(re.findall(r"GLIBC_(2\.\d+)", output("objdump", "-T", file)))
    assert len(versions) > 5
    assert max(versions, key=lambda text: int(text[2:])) == named
    assert f"manylinux_{named.replace('.', '_')}_" in package("reluvar-*.whl").name
