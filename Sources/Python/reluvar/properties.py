"""Properties of networks: verification, exact ranges, probabilities of failure."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, Union

from .command import Job, PathLike, Time, absolute
from .domains import Box, add_domain
from .laws import Law, add_law
from .networks import Model, Network
from .probability import _text
from .records import Record, Report, key, listed, optional
from .values import Exact, Matrix, extended, fraction, is_sequence, number, vector, vector_text

#: A property: the path of a VNN-LIB file, or its text, which begins with ``(`` or ``;``.
Property = Union[str, "os.PathLike[str]"]


def _property(job: Job, given: Property) -> str:
    if isinstance(given, str) and given.lstrip()[:1] in ("(", ";"):
        return job.file("property.vnnlib", given)
    return absolute(given)


class Counterexample(Record):
    """An input at which a property is violated."""

    __slots__ = ()

    input = key("input", vector, "The input.")
    output = key("output", vector, "The output of the network there, exactly.")


class Verification(Report):
    """Whether a network has a property."""

    __slots__ = ()

    verdict = key("verdict", str, "``holds``, ``violated`` or ``unknown``.")
    counterexample = optional("counterexample", Counterexample, "Where it is violated.")
    leaves = optional("leaves", int, "How many parts the proof has.")

    @property
    def holds(self) -> bool | None:
        """Whether the property holds; ``None`` where that was not decided."""
        return {"holds": True, "violated": False}.get(self.verdict)


def verify(
    model: Model,
    property: Property,
    *,
    certificate: PathLike | None = None,
    max_regions: int | None = None,
    time_limit: Time | None = None,
    threads: int | None = None,
) -> Verification:
    """Decides exactly whether a network has a property in VNN-LIB.

    The property says what a counterexample satisfies. ``certificate`` names a file that gets the
    reason why it holds, for others to check.
    """
    job = Job("verify")
    job.add(Network.of(model).argument(job), _property(job, property))
    job.options(
        certificate=None if certificate is None else absolute(certificate),
        max_regions=max_regions, time_limit=time_limit, threads=threads,
    )  # fmt: skip
    return job.report(Verification)


class CertificateCheck(Report):
    """Whether a certificate shows that a property holds."""

    __slots__ = ()

    @property
    def accepted(self) -> bool:
        """Whether it does."""
        return self.code == 0


def check_certificate(
    model: Model, property: Property, certificate: PathLike, *, time_limit: Time | None = None
) -> CertificateCheck:
    """Checks a certificate with integers, without a search."""
    job = Job("verify")
    job.add(Network.of(model).argument(job), _property(job, property))
    job.options(check=absolute(certificate), time_limit=time_limit)
    return job.report(CertificateCheck)


class Range(Record):
    """The exact minimum and maximum of an output, or of a combination."""

    __slots__ = ()

    objective = key("objective", str, "What is minimized and maximized.")
    output = optional("output", int, "Which output it is, from 1.")
    minimum = optional("minimum", extended, "The smallest value.")
    maximum = optional("maximum", extended, "The largest value.")
    minimum_at = optional("minimumAt", vector, "An input with the smallest value.")
    maximum_at = optional("maximumAt", vector, "An input with the largest value.")
    minimum_bound = optional("minimumBound", extended, "No value is below: a proved bound.")
    maximum_bound = optional("maximumBound", extended, "No value is above: a proved bound.")
    minimum_status = optional("minimumStatus", str, "``attained``, or what it is instead.")
    maximum_status = optional("maximumStatus", str, "``attained``, or what it is instead.")
    status = key("status", str, "``exact``, or that a limit was reached.")


class Ranges(Report):
    """Exact ranges on a domain."""

    __slots__ = ()

    outputs = key("outputs", listed(Range), "One entry for each output or combination.")
    domain = key("domain", str, "The domain.")


def ranges(
    model: Model,
    *,
    box: Box | None = None,
    polytope: PathLike | Matrix | None = None,
    slice: str | Matrix | None = None,
    through: str | Matrix | None = None,
    open: bool = False,
    objectives: Sequence[Any] = (),
    method: str | None = None,
    max_regions: int | None = None,
    time_limit: Time | None = None,
    threads: int | None = None,
) -> Ranges:
    """The exact minimum and maximum of each output, or of ``objectives``, on a domain.

    An objective is a text such as ``"Y_0 - 2 Y_1 + 1/2 X_0"``, or a number for each output.
    """
    job = Job("range")
    job.add(Network.of(model).argument(job))
    add_domain(job, box=box, polytope=polytope, slice=slice, through=through)
    for objective in objectives:
        row = vector_text(objective) if is_sequence(objective) else None
        job.options(objective=str(objective) if row is None else ",".join(row))
    job.options(
        open=open, method=method, max_regions=max_regions, time_limit=time_limit, threads=threads
    )
    return job.report(Ranges)


class FailingRegion(Record):
    """A region with counterexamples."""

    __slots__ = ()

    pattern = key("pattern", str, "The pattern.")
    probability = optional("probability", number, "The probability of counterexamples in it.")


class Failure(Report):
    """How often a property fails."""

    __slots__ = ()

    probability = key("probability", number, "The probability of a counterexample.")
    volume = optional("volume", fraction, "Their volume, under a uniform law.")
    regions = key("regions", listed(FailingRegion), "The regions with counterexamples.")
    region_count = optional("regionCount", int, "How many regions were looked through.")


def failure(
    model: Model,
    property: Property,
    law: Law,
    *,
    accuracy: Exact | None = None,
    max_regions: int | None = None,
    time_limit: Time | None = None,
    threads: int | None = None,
) -> Failure:
    """The probability that a random input is a counterexample, and where."""
    job = Job("failure")
    job.add(Network.of(model).argument(job), _property(job, property))
    add_law(job, law)
    job.options(
        accuracy=_text(accuracy), max_regions=max_regions, time_limit=time_limit, threads=threads
    )
    return job.report(Failure)
