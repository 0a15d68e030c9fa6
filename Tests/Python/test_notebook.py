"""The notebook in `examples` is executed, and shows what it shows."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest
from conftest import ROOT

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")

FOLDER = ROOT / "examples" / "notebook"


def shown(notebook: Any) -> list[tuple[str, dict[str, str]]]:
    """The code cells with what they show, apart from pictures."""
    return [
        (cell.source, {**output.get("data", {}), "stream": output.get("text", "")})
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs or [{}]
    ]


def test_notebook() -> None:
    stored = nbformat.read(FOLDER / "two-moons.ipynb", as_version=4)
    executed = nbformat.reads(nbformat.writes(stored), as_version=4)
    for cell in executed.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    nbclient.NotebookClient(
        executed, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}
    ).execute()
    before, after = shown(stored), shown(executed)
    assert len(after) == len(before) == 11
    pictures = 0
    for (source, expected), (_, got) in zip(before, after):
        picture = got.pop("image/svg+xml", None)
        assert (expected.pop("image/svg+xml", None) is None) == (picture is None), source
        if picture is not None:
            pictures += 1
            assert ElementTree.fromstring(picture).tag.endswith("svg")
            # The number of bytes depends on the version of the drawing library.
            del expected["text/plain"], got["text/plain"]
        assert got == expected, source
    assert pictures == 1
