"""Any verb of the command, for what has no function of its own."""

from __future__ import annotations

from typing import Any

from .command import Job
from .domains import Box, add_domain
from .networks import Model, Network
from .records import Report
from .varieties import ProblemOrModel, add_problem


def report(*verb: str, model: Model | None = None, **options: Any) -> Report:
    """Runs a verb and returns its report.

    >>> report("gates", "estimate", model=model, points="/data/points.csv", temperature=1)

    Options are those of the command, with ``_`` for ``-``; ``True`` is a flag. Files are named by
    absolute paths.
    """
    job = Job(*verb)
    if model is not None:
        job.add(Network.of(model).argument(job))
    job.options(**options)
    return job.report(Report)


def text(
    *verb: str,
    format: str,
    model: Model | None = None,
    problem: ProblemOrModel | None = None,
    box: Box | None = None,
    **options: Any,
) -> str:
    """Runs a verb and returns what it writes in a format, for another program.

    >>> text("derive", problem=problem, format="mrdi")
    >>> text("regions", model=model, box=(-1, 1), format="graphml")
    >>> text("regions", model=model, pattern="110", format="vnnlib")

    Options are those of the command, as for `report`.
    """
    job = Job(*verb)
    if problem is not None:
        add_problem(job, problem)
    if model is not None:
        job.add(Network.of(model).argument(job))
    if box is not None:
        add_domain(job, box=box)
    job.options(**options)
    return job.text(format)
