"""Random inputs: probabilities of polyhedra, laws of networks, densities on regions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .command import Job, PathLike, Stream, Time, joined
from .domains import Box, add_domain, box_text
from .laws import Law, add_law
from .networks import Model, Network
from .records import Record, Report, key, listed, optional
from .regions import AffineMap
from .values import Exact, Matrix, Number, fraction, number, text, vector, vector_text


def _numbers(values: Any) -> tuple[Number, ...]:
    return tuple(map(number, values))


def _rows(rows: Any) -> tuple[tuple[Number, ...], ...]:
    return tuple(map(_numbers, rows))


class Measure(Report):
    """The probability of a polyhedron."""

    __slots__ = ()

    probability = key("probability", number, "The probability.")
    mean = optional("mean", _numbers, "The mean of the law in the polyhedron, with ``moments``.")
    covariance = optional("covariance", _rows, "Its covariance, with ``moments``.")


def measure(
    law: Law,
    *,
    box: Box | None = None,
    polytope: PathLike | Matrix | None = None,
    half_spaces: Sequence[Sequence[Exact]] = (),
    open: bool = False,
    moments: bool = False,
    accuracy: Exact | None = None,
    method: str | None = None,
    samples: int | None = None,
    level: Exact | None = None,
    time_limit: Time | None = None,
    seed: int | None = None,
    threads: int | None = None,
) -> Measure:
    """The probability that a random point satisfies all inequalities at once; no network.

    The inequalities are those of a ``box`` (``None`` is an open end), of a ``polytope`` and of
    ``half_spaces``: rows ``a1, ..., an, b`` of ``a . x + b >= 0``.
    """
    job = Job("measure")
    add_law(job, law)
    add_domain(job, box=box, polytope=polytope)
    for row in half_spaces:
        job.options(half_space=",".join(vector_text(row)))
    job.options(
        open=open, moments=moments, accuracy=_text(accuracy), method=method, samples=samples,
        level=_text(level), time_limit=time_limit, seed=seed, threads=threads,
    )  # fmt: skip
    return job.report(Measure)


class PatternProbability(Record):
    """An activation pattern with its probability."""

    __slots__ = ()

    pattern = key("pattern", str, "The pattern.")
    probability = key("probability", number, "Its probability.")
    interior_point = optional("interiorPoint", vector, "A point of its region.")
    map = optional("map", AffineMap, "What the network is there.")
    conditional_mean = optional("conditionalMean", _numbers, "The mean of the input there.")
    conditional_covariance = optional("conditionalCovariance", _rows, "Its covariance there.")


class Atom(Record):
    """A value with a probability of its own."""

    __slots__ = ()

    output = key("output", int, "Which output, from 1.")
    value = key("value", fraction, "The value.")
    probability = key("probability", number, "Its probability.")


class OutputLaw(Record):
    """Mean, covariance and atoms of the output."""

    __slots__ = ()

    mean = key("mean", _numbers, "The mean.")
    covariance = key("covariance", _rows, "The covariance.")
    atoms = optional("atoms", listed(Atom), "Values with a probability of their own.")


class DistributionEntry(Record):
    """The distribution of an output at a value, or a quantile."""

    __slots__ = ()

    output = key("output", int, "Which output, from 1.")
    value = optional("value", fraction, "The value, of ``at``.")
    at_most = optional("atMost", number, "The probability that the output is at most the value.")
    below = optional("below", number, "The probability that the output is below the value.")
    density = optional("density", number, "The density there.")
    probability = optional("probability", fraction, "The probability, of ``quantiles``.")
    quantile = optional("quantile", number, "The smallest value not exceeded with it.")


class LawSummary(Report):
    """What is told of the law beside its patterns."""

    __slots__ = ()

    pattern_count = optional("patternCount", int, "How many patterns have a probability.")
    mass = key("mass", number, "The probability of all patterns that are listed.")
    remaining_mass = key("remainingMass", number, "At most what patterns not listed have.")
    entropy = key("entropy", number, "The entropy of the pattern, in nats.")
    entropy_bits = key("entropyBits", number, "The same in bits.")
    output = key("output", OutputLaw, "The law of the output.")
    distribution = optional("distribution", listed(DistributionEntry), "``at`` and ``quantiles``.")


def law(
    model: Model,
    input: Law,
    *,
    at: Sequence[Exact] | None = None,
    quantiles: Sequence[Exact] | None = None,
    of_output: int | None = None,
    conditional: bool = False,
    spectra: bool = False,
    epsilon: Exact | None = None,
    accuracy: Exact | None = None,
    method: str | None = None,
    samples: int | None = None,
    level: Exact | None = None,
    max_patterns: int | None = None,
    time_limit: Time | None = None,
    seed: int | None = None,
    threads: int | None = None,
) -> Stream[PatternProbability, LawSummary]:
    """The law of the activation pattern under a random input, most probable pattern first.

    The summary has entropies, mean and covariance of the output, its atoms, and where ``at`` or
    ``quantiles`` are asked for its distribution.
    """
    job = Job("law")
    job.add(Network.of(model).argument(job))
    add_law(job, input)
    job.options(
        at=joined(at), quantile=joined(quantiles), of_output=of_output, conditional=conditional,
        spectra=spectra, epsilon=_text(epsilon), accuracy=_text(accuracy), method=method,
        samples=samples, level=_text(level), max_patterns=max_patterns, time_limit=time_limit,
        seed=seed, threads=threads,
    )  # fmt: skip
    return Stream(job, PatternProbability, LawSummary)


class Cell(Record):
    """A region as a bin."""

    __slots__ = ()

    pattern = key("pattern", str, "The pattern.")
    count = key("count", int, "How many points it has.")
    density = key("density", number, "The density on it.")
    volume = optional("volume", number, "Its volume.")
    mass = optional("mass", number, "Its probability under the law.")


class Density(Report):
    """A density that is constant on regions, relative to volume or to a law."""

    __slots__ = ()

    cells = key("cells", listed(Cell), "The regions with points.")
    mean_log_density = key("meanLogDensity", number, "The mean of the log density over the points.")
    point_count = key("pointCount", int, "The number of points.")


def density(
    model: Model,
    points: PathLike | Matrix,
    *,
    held_out: PathLike | Matrix | None = None,
    box: Box | None = None,
    input: Law | None = None,
    first_layers: int | None = None,
    smoothing: Exact | None = None,
    compare: bool = False,
    sample: int | None = None,
    accuracy: Exact | None = None,
    time_limit: Time | None = None,
    seed: int | None = None,
    threads: int | None = None,
) -> Density:
    """A density of points with the activation regions of a network as bins."""
    job = Job("density")
    job.add(Network.of(model).argument(job))
    add_law(job, input)
    job.options(
        points=job.table("points.csv", points), box=box_text(box), layers=first_layers,
        held_out=None if held_out is None else job.table("held-out.csv", held_out),
        smoothing=_text(smoothing), compare=compare, sample=sample, accuracy=_text(accuracy),
        time_limit=time_limit, seed=seed, threads=threads,
    )  # fmt: skip
    return job.report(Density)


def _text(value: Exact | None) -> str | None:
    return None if value is None else text(value)
