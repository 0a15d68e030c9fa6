"""Pictures: shown by notebooks, written to files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from .command import Job, PathLike, absolute
from .domains import Box, add_domain
from .laws import Law, add_law
from .networks import Model, Network
from .values import Matrix


class Picture:
    """A picture as SVG, which a notebook shows."""

    def __init__(self, svg: str) -> None:
        #: The picture.
        self.svg = svg

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: PathLike) -> None:
        """Writes the picture, as SVG; `plot` with ``path`` writes PDF and PNG."""
        if os.fspath(path)[-4:].lower() != ".svg":
            raise ValueError(f"{path}: expected a name that ends in .svg; plot(..., path=) writes "
                             "PDF and PNG")  # fmt: skip
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.svg)

    def __repr__(self) -> str:
        return f"<Picture, {len(self.svg)} bytes of SVG>"


def plot(
    model: Model,
    *,
    box: Box | None = None,
    polytope: PathLike | Matrix | None = None,
    slice: str | Matrix | None = None,
    through: str | Matrix | None = None,
    points: PathLike | Matrix | None = None,
    labels: PathLike | Iterable[Any] | None = None,
    color: str | None = None,
    of_output: int | None = None,
    boundary: str | None = None,
    density: bool = False,
    law: Law | None = None,
    spectra: bool = False,
    title: str | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    legend: bool = True,
    size: str | tuple[float, float] | None = None,
    threads: int | None = None,
    path: PathLike | None = None,
) -> Picture | None:
    """A picture of the activation regions of a network in a plane, or of its law.

    In a notebook the picture is shown. ``color`` is ``"pattern"``, ``"layer"``, ``"value"`` or
    ``"volume"``. With ``law`` the picture is that of the output under a random input, or, where
    there is a plane, of the probabilities of patterns. With ``path``, a name that ends in .svg,
    .pdf or .png, it is written there.
    """
    job = Job("draw")
    job.add(Network.of(model).argument(job))
    add_domain(job, box=box, polytope=polytope, slice=slice, through=through)
    add_law(job, law)
    target = job.folder / "picture.svg" if path is None else absolute(path)
    job.options(
        law=law is not None, spectra=spectra, density=density, color=color, of_output=of_output,
        points=None if points is None else job.table("points.csv", points),
        labels=None if labels is None else job.words("labels.csv", labels),
        boundary=boundary, title=title, x_label=x_label, y_label=y_label, no_legend=not legend,
        size=size if size is None or isinstance(size, str) else f"{size[0]}x{size[1]}",
        threads=threads, quiet=True, output=target,
    )  # fmt: skip
    with job.running():
        if path is not None and not os.fspath(path).lower().endswith(".svg"):
            return None
        with open(target, encoding="utf-8") as file:
            return Picture(file.read())
