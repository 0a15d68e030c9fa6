"""Claims over whole families of architectures and patterns."""

from __future__ import annotations


from .command import Job, PathLike, Stream, Time, absolute
from .records import Record, Report, key, listed, optional


class Finding(Record):
    """What was found on one instance."""

    __slots__ = ()

    number = key("number", int, "The place in the family, from 0.")
    verdict = key("verdict", str, "``confirmed``, ``refuted`` or ``notReached``.")
    scope = optional("scope", str, "How far it is confirmed.")
    explanation = optional("explanation", str, "Why.")
    widths = optional("widths", listed(int), "The widths.")
    blocks = optional("blocks", listed(str), "The patterns.")
    orbit_size = optional("orbitSize", int, "How many instances it stands for.")
    evidence = optional("evidence", Record, "The numbers behind it.")


class SweepSummary(Report):
    """What a sweep is about."""

    __slots__ = ()

    statement = key("statement", str, "The claim, in LaTeX.")
    source = key("source", str, "Where it was made.")
    total = key("total", int, "How many instances the family has.")
    sweep = key("sweep", Record, "Claim, family, degree and seed.")


def findings(store: PathLike) -> Stream[Finding, SweepSummary]:
    """The findings in a store, one by one, in the order of the family."""
    job = Job("sweep", "export")
    job.options(store=absolute(store))
    return Stream(job, Finding, SweepSummary, is_last=lambda entry: "sweep" in entry, quiet=False)


def sweep(
    claim: str,
    store: PathLike,
    *,
    max_width: int | None = None,
    blocks: int | str | None = None,
    depth: int | str | None = None,
    bias: bool = False,
    max_hidden: int | None = None,
    networks: int | None = None,
    max_degree: int | None = None,
    certify: bool = False,
    workers: int | None = None,
    time_limit: Time | None = None,
    memory_limit: str | None = None,
    retry: bool = False,
    seed: int | None = None,
) -> Stream[Finding, SweepSummary]:
    """Tests a claim on a family, and returns its findings, one by one.

    ``store`` is an SQLite file; a sweep that was interrupted goes on when it is called again.
    ``time_limit`` and ``memory_limit`` are those of an instance. Where instances have no verdict
    there is a `LimitWarning`.
    """
    job = Job("sweep", claim)
    job.options(
        store=absolute(store), max_width=max_width, blocks=blocks, depth=depth, bias=bias,
        max_hidden=max_hidden, networks=networks, max_degree=max_degree, certify=certify,
        workers=workers, time_limit=time_limit, memory_limit=memory_limit, retry=retry, seed=seed,
        quiet=True,
    )  # fmt: skip
    job.run()
    return findings(store)


