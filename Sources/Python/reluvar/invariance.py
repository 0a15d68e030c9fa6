"""Families of distributions under ReLU layers."""

from __future__ import annotations

from .command import Job, PathLike, Time, absolute, is_path
from .networks import Model, Network
from .records import Record, Report, key, listed, optional
from .values import Matrix, Vector, fraction, vector, vector_text


class Invariance(Report):
    """Whether a family is mapped into itself by all ReLU layers."""

    __slots__ = ()

    family = optional("family", str, "The family.")
    verdict = key("verdict", str, "``invariant``, ``notInvariant`` or ``undecided``.")
    parameters = optional("parameters", int, "How many parameters the family has.")
    witness = optional("witness", Record, "A member, a layer, and what the image has.")


def decide_invariance(
    family: PathLike,
    *,
    dimension: int | None = None,
    components: int | None = None,
    atoms: int | None = None,
    time_limit: Time | None = None,
    seed: int | None = None,
) -> Invariance:
    """Is a family of laws mapped into itself? A name such as ``"gaussian"``, or a family file."""
    job = Job("invariance", "decide")
    is_file = is_path(family) and "." in str(family)
    job.add(absolute(family) if is_file else str(family))
    job.options(
        dimension=dimension, components=components, atoms=atoms, time_limit=time_limit, seed=seed
    )
    return job.report(Invariance)


class PushedAtom(Record):
    """A point with its probability."""

    __slots__ = ()

    point = key("point", vector, "The point.")
    weight = key("weight", fraction, "Its probability.")


class PushedLayer(Record):
    """A law with finite support after a layer."""

    __slots__ = ()

    atoms = optional("atoms", listed(PushedAtom), "Its points, sorted.")


class Push(Report):
    """The exact images of a law under the layers of a network."""

    __slots__ = ()

    layers = key("layers", listed(PushedLayer), "The law after each layer.")


def push(
    model: Model,
    points: PathLike | Matrix,
    weights: Vector | None = None,
    *,
    relu_output: bool = False,
    time_limit: Time | None = None,
) -> Push:
    """The exact image of a law with finite support after each layer."""
    job = Job("invariance", "push")
    job.add(Network.of(model).argument(job))
    rows = None if weights is None else [[weight] for weight in vector_text(weights)]
    job.options(
        points=job.table("points.csv", points),
        weights=None if rows is None else job.table("weights.csv", rows),
        relu_output=relu_output, time_limit=time_limit,
    )  # fmt: skip
    return job.report(Push)
