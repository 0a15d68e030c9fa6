"""Parts of input space: boxes, polytopes, slices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Union

from .command import Job, PathLike
from .values import Exact, Matrix, entries, is_sequence, rows_text, text

#: Bounds: a pair for all coordinates, such as ``(-1, 1)``, or one for each coordinate, such as
#: ``[(-1, 1), (0, 2)]``; or the text of the option, ``"-1:1"``. ``None`` is an open end where the
#: verb knows them.
Box = Union[str, Sequence[Any], Any]


def box_sides(box: Sequence[Any]) -> list[tuple[str, str]]:
    """The sides of a box as texts."""
    sides = entries(box)
    if sides and not any(is_sequence(side) for side in sides):
        sides = [sides]
    pairs = [entries(side) for side in sides]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        raise ValueError(f"{box!r} is no box: expected pairs of bounds, such as (-1, 1)")
    return [(_end(lower), _end(upper)) for lower, upper in pairs]


def _end(bound: Exact | None) -> str:
    if bound is None or (isinstance(bound, float) and bound in (float("inf"), float("-inf"))):
        return ""
    return text(bound)


def box_text(box: Box | None) -> str | None:
    """A box as an option."""
    if box is None or isinstance(box, str):
        return box
    return ",".join(f"{lower}:{upper}" for lower, upper in box_sides(box))


def vectors_text(vectors: str | Matrix | None) -> str | None:
    """A slice as an option: vectors, separated by ``;``."""
    if vectors is None or isinstance(vectors, str):
        return vectors
    return ";".join(",".join(row) for row in rows_text(vectors))


def add_domain(
    job: Job,
    *,
    box: Box | None = None,
    polytope: PathLike | Matrix | None = None,
    slice: str | Matrix | None = None,
    through: str | Matrix | None = None,
) -> None:
    """Adds the part of input space that a verb looks at."""
    job.options(box=box_text(box), slice=vectors_text(slice), through=vectors_text(through))
    if polytope is not None:
        job.options(polytope=job.table("polytope.csv", polytope))
