"""Equations of pattern and output varieties, realizations, unknown outputs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Union

from .command import Job, PathLike, Time, absolute, is_path
from .networks import Model, Network, layers_of, plain
from .polynomials import Polynomial
from .probability import _text
from .records import Record, Report, key, listed, optional, read
from .values import Exact, Matrix, vector


class Problem:
    """An architecture and activation patterns, one for each block.

    >>> Problem([3, 3, 3], ["101", "011"])

    ``points`` has the points of each block, ``outputs`` the outputs on them (``None`` for one that
    is not known), ``maps`` a matrix for each block: see ``derive``, ``complete`` and ``check``.
    """

    def __init__(
        self,
        widths: Sequence[int],
        patterns: Sequence[str],
        *,
        bias: bool = False,
        points: Sequence[Matrix] | None = None,
        outputs: Sequence[Any] | None = None,
        maps: Sequence[Matrix] | None = None,
    ) -> None:
        blocks: list[dict[str, Any]] = [{"pattern": pattern} for pattern in patterns]
        for name, values in (("points", points), ("outputs", outputs), ("map", maps)):
            if values is None:
                continue
            if len(values) != len(blocks):
                raise ValueError(
                    f"{name} for {len(values)} blocks, expected {len(blocks)}, one for each pattern"
                )
            for block, value in zip(blocks, values):
                block[name] = value
        #: The problem as a mapping, as in a problem file.
        self.document = plain({"widths": list(widths), "bias": bias, "blocks": blocks})

    def __repr__(self) -> str:
        patterns = ", ".join(block["pattern"] for block in self.document["blocks"])
        return f"<Problem {','.join(map(str, self.document['widths']))} on {patterns}>"


#: What verbs about varieties take: a `Problem`, the mapping or the path of a problem file, or a
#: network together with points, whose patterns are the blocks.
ProblemOrModel = Union[Problem, Model]


def add_problem(
    job: Job, problem: ProblemOrModel, points: PathLike | Matrix | None = None
) -> None:
    """Adds a problem to the arguments."""
    if isinstance(problem, Problem):
        job.add(job.file("problem.json", json.dumps(problem.document)))
    elif isinstance(problem, Mapping) and "blocks" in problem:
        job.add(job.file("problem.json", json.dumps(plain(problem))))
    elif points is None and is_path(problem):
        job.add(absolute(problem))
    elif points is None:
        raise ValueError("a network alone is no problem: the points that make blocks are missing")
    else:
        job.options(network=Network.of(problem).argument(job))
        job.options(points=job.table("points.csv", points))


class VarietyReport(Report):
    """What every report about a variety has."""

    __slots__ = ()

    widths = key("widths", listed(int), "The widths of the layers, inputs and outputs included.")
    blocks = key("blocks", listed(str), "The patterns of the blocks.")
    bias = key("bias", bool, "Whether layers have biases.")
    variety = key("variety", str, "``pattern`` or ``output``.")
    variety_degree = optional("varietyDegree", int, "The degree of the variety, where known.")
    hilbert_series = optional("hilbertSeries", Record, "Numerator and exponent, where known.")
    completeness = optional("completeness", Record, "Whether these are all equations, and why.")


class Constraint(Record):
    """A matrix built from the blocks whose rank is bounded."""

    __slots__ = ()

    matrix = key("matrix", str, "The matrix, such as ``M1 - M2``.")
    rows = key("rows", int, "Its rows.")
    columns = key("columns", int, "Its columns.")
    rank_at_most = key("rankAtMost", int, "The bound of its rank.")
    minor_size = key("minorSize", int, "The size of the minors that vanish.")
    minor_count = key("minorCount", int, "How many there are.")
    source = key("source", str, "Why.")


class Constraints(VarietyReport):
    """The rank constraints that the theory gives."""

    __slots__ = ()

    constraints = key("constraints", listed(Constraint), "The constraints.")


def constraints(
    problem: ProblemOrModel,
    points: PathLike | Matrix | None = None,
    *,
    minimal: bool = False,
    max_constraints: int | None = None,
    time_limit: Time | None = None,
    threads: int | None = None,
) -> Constraints:
    """The rank constraints on matrices built from the blocks."""
    job = Job("constraints")
    add_problem(job, problem, points)
    job.options(
        minimal=minimal, max_constraints=max_constraints, time_limit=time_limit, threads=threads
    )
    return job.report(Constraints)


class Dimension(VarietyReport):
    """The dimension of a variety beside the expected one."""

    __slots__ = ()

    dimension = key("dimension", int, "The dimension, or a lower bound.")
    dimension_status = key("dimensionStatus", str, "``proved`` or ``lowerBound``.")
    expected_dimension = key("expectedDimension", int, "The expected dimension.")
    defect = key("defect", int, "How far the dimension is below it.")
    ambient_dimension = key("ambientDimension", int, "The dimension of the space around it.")
    evidence = key("evidence", Record, "The rank, the prime and the seed behind it.")

    @property
    def is_proved(self) -> bool:
        """Whether the dimension is proved, and not only a lower bound."""
        return self.dimension_status == "proved"


def dimension(
    problem: ProblemOrModel,
    points: PathLike | Matrix | None = None,
    *,
    time_limit: Time | None = None,
    seed: int | None = None,
    threads: int | None = None,
) -> Dimension:
    """The dimension by Jacobian rank, against the expected one."""
    job = Job("dimension")
    add_problem(job, problem, points)
    job.options(time_limit=time_limit, seed=seed, threads=threads)
    return job.report(Dimension)


class DegreePart(Record):
    """What the ideal has in one degree."""

    __slots__ = ()

    degree = key("degree", int, "The degree.")
    dimension = optional(
        "dimension",
        int,
        "The dimension of its part of this degree; ``None`` where it takes too long.",
    )
    minimal_generators = key("minimalGenerators", int, "How many of them are new.")
    status = key("status", str, "``proved``, or what it is instead.")


class Generator(Record):
    """A generator of the ideal."""

    __slots__ = ()

    degree = key("degree", int, "Its degree.")
    polynomial = key("polynomial", Polynomial, "The polynomial; ``.sympy()`` for SymPy.")
    source = optional("source", Record, "The constraint that it is a minor of, where it is one.")


class Derivation(Dimension):
    """The ideal of a variety, degree by degree."""

    __slots__ = ()

    degrees = key("degrees", listed(DegreePart), "One entry for each degree from 1.")
    generators = optional("generators", listed(Generator), "The generators.")
    unwritten = optional("unwritten", Record, "Generators without polynomials, by a theorem.")
    codimension_reached = optional("codimensionReached", bool, "Whether they cut out enough.")
    certificate = optional("certificate", Record, "What was proved, and how.")


def derive(
    problem: ProblemOrModel,
    points: PathLike | Matrix | None = None,
    *,
    max_degree: int | str | None = None,
    generators: str | None = None,
    method: str | None = None,
    certify: bool = False,
    memory_limit: str | None = None,
    time_limit: Time | None = None,
    seed: int | None = None,
    threads: int | None = None,
) -> Derivation:
    """The ideal up to ``max_degree`` (3, or ``"auto"``): dimensions and minimal generators.

    ``generators`` is ``"all"``, ``"highest-weight"``, ``"families"`` or ``"none"``.
    """
    job = Job("derive")
    add_problem(job, problem, points)
    job.options(
        max_degree=max_degree, generators=generators, method=method, certify=certify,
        memory_limit=memory_limit, time_limit=time_limit, seed=seed, threads=threads,
    )  # fmt: skip
    return job.report(Derivation)


class Check(Report):
    """Whether given maps or outputs satisfy the equations."""

    __slots__ = ()

    satisfied = key("satisfied", bool, "Whether they satisfy all that was tested.")
    violations = key("violations", listed(Record), "What is violated, and by how much.")
    tested = optional("tested", Record, "What was tested.")


def check(
    problem: ProblemOrModel,
    points: PathLike | Matrix | None = None,
    *,
    outputs: PathLike | Matrix | None = None,
    tolerance: Exact | None = None,
    max_degree: int | None = None,
    time_limit: Time | None = None,
    threads: int | None = None,
) -> Check:
    """Do given block matrices (``maps``) or outputs satisfy the equations?

    Exactly, or up to a ``tolerance`` relative to the size of all values.
    """
    job = Job("check")
    add_problem(job, problem, points)
    job.options(
        outputs=None if outputs is None else job.table("outputs.csv", outputs),
        tolerance=_text(tolerance), max_degree=max_degree, time_limit=time_limit, threads=threads,
    )  # fmt: skip
    return job.report(Check)


class Realization(Report):
    """A network with given patterns on given points, or why there is none."""

    __slots__ = ()

    status = key("status", str, "``realized``, ``impossible`` or ``unknown``.")
    proof = optional("proof", Record, "Why there is none.")

    @property
    def layers(self) -> Any:
        """The layers of the network, or ``None``."""
        network = self.data.get("network")
        return None if network is None else layers_of(network)

    @property
    def network(self) -> Network | None:
        """The network, as other verbs take it."""
        network = self.data.get("network")
        return None if network is None else Network(network)


def realize(
    problem: Problem | Mapping[str, Any] | PathLike,
    *,
    max_starts: int | None = None,
    time_limit: Time | None = None,
    seed: int | None = None,
    threads: int | None = None,
) -> Realization:
    """A network whose patterns on the points of the blocks are the given ones, or a proof."""
    job = Job("realize")
    add_problem(job, problem, None)
    job.options(max_starts=max_starts, time_limit=time_limit, seed=seed, threads=threads)
    return job.report(Realization)


class Unknown(Record):
    """An output that was not known."""

    __slots__ = ()

    name = key("name", str, "Its name.")
    status = key("status", str, "``determined``, ``finite``, ``free`` or ``impossible``.")

    @property
    def values(self) -> Any:
        """The values that it can take: exact numbers, or records with an isolating interval."""
        return tuple(
            read(value) if isinstance(value, dict) else vector([value])[0]
            for value in self.data.get("values", ())
        )


class Completion(Report):
    """Which values unknown outputs can take."""

    __slots__ = ()

    unknowns = key("unknowns", listed(Unknown), "One entry for each unknown output.")
    relations = key("relations", listed(read), "Relations that they still satisfy.")
    realization = optional("realization", Record, "Whether a network has the known outputs.")


def complete(
    problem: Problem | Mapping[str, Any] | PathLike,
    *,
    max_degree: int | None = None,
    time_limit: Time | None = None,
    seed: int | None = None,
    threads: int | None = None,
) -> Completion:
    """Given some outputs, which values can the others (``None`` in the problem) still take?"""
    job = Job("complete")
    add_problem(job, problem, None)
    job.options(max_degree=max_degree, time_limit=time_limit, seed=seed, threads=threads)
    return job.report(Completion)
