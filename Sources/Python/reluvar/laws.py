"""Laws of random inputs. Each is a mapping as in a law file of the command."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any, Union

from .command import Job, absolute
from .domains import Box, box_sides, box_text
from .networks import plain
from .values import Exact, Matrix, Vector, rows_text, text, vector_text

#: A law: the path of a file, a mapping that says what is in such a file, or ``"standard-normal"``.
Law = Union[str, "os.PathLike[str]", Mapping[str, Any]]

#: The standard normal law on all inputs.
STANDARD_NORMAL = "standard-normal"


def gaussian(
    mean: Vector, covariance: Matrix | None = None, *, factor: Matrix | None = None
) -> dict[str, Any]:
    """A Gaussian law, by its covariance or by a factor: ``mean + factor Z``."""
    if (covariance is None) == (factor is None):
        raise ValueError("a Gaussian law has either a covariance or a factor")
    name = "factor" if covariance is None else "covariance"
    rows = rows_text(factor if covariance is None else covariance)
    return {"gaussian": {"mean": vector_text(mean), name: rows}}


def mixture(parts: Sequence[tuple[Exact, Mapping[str, Any]]]) -> dict[str, Any]:
    """A mixture of Gaussian laws ``[(weight, law), ...]``; weights have the sum 1 exactly."""
    return {"mixture": [{"weight": text(weight), **law["gaussian"]} for weight, law in parts]}


def uniform(box: Box) -> dict[str, Any]:
    """The uniform law on a box, such as ``[(-1, 1), (0, 2)]``."""
    return {"uniform": {"box": [list(side) for side in box_sides(box)]}}


def points(rows: Matrix, weights: Vector | None = None) -> dict[str, Any]:
    """The law of points, with equal weights or those given."""
    law: dict[str, Any] = {"points": rows_text(rows)}
    if weights is not None:
        law["weights"] = vector_text(weights)
    return law


def add_law(job: Job, law: Law | None) -> None:
    """Adds a law to the arguments."""
    if law is None:
        return
    if isinstance(law, Mapping) and set(law) == {"uniform"} and "box" in law["uniform"]:
        job.options(uniform=box_text(law["uniform"]["box"]))
    elif isinstance(law, Mapping):
        job.options(input=job.file("law.json", json.dumps(_document(job, law))))
    elif law == STANDARD_NORMAL:
        job.options(standard_normal=True)
    else:
        job.options(input=absolute(law))


def _document(job: Job, law: Mapping[str, Any]) -> Any:
    """A law as JSON. Points with weights are tables, which stand beside it."""
    if set(law) != {"points", "weights"}:
        return plain(law)
    weights = [[weight] for weight in vector_text(law["weights"])]
    return {
        "points": {
            "file": job.table("law-points.csv", law["points"]),
            "weights": job.table("law-weights.csv", weights),
        }
    }
