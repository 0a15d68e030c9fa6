"""Any verb of the command, for what has no function of its own."""

from __future__ import annotations

from typing import Any

from .command import Job
from .networks import Model, Network
from .records import Report


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
