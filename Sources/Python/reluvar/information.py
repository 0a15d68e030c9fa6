"""Entropies and mutual information of activation patterns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .command import Job, PathLike, Time
from .domains import Box, add_domain
from .laws import Law, add_law
from .networks import Model, Network
from .records import Record, Report, key, listed, named, optional
from .values import Matrix, Number, is_number, number


def _estimates(value: Any) -> dict[str, Number]:
    """Numbers by their estimators; of a law there is one number, the entropy itself."""
    return {"law": number(value)} if is_number(value) else named(number)(value)


class LayerInformation(Record):
    """The cells that the first layers cut, and what they tell."""

    __slots__ = ()

    layer = key("layer", int, "How many hidden layers.")
    cells = optional("cells", int, "How many cells have points.")
    regions = optional("regions", int, "How many regions there are.")
    occupancy = optional("occupancy", float, "Cells for each point.")
    entropy = key("entropy", _estimates, "The entropy of the cell, by estimator.")
    information = optional("information", _estimates, "The information of cell and label.")
    bootstrap = optional("bootstrap", Record, "Standard errors from resampled points.")
    permutation = optional("permutation", Record, "The same with permuted labels.")


class NetworkInformation(Record):
    """The layers of one network."""

    __slots__ = ()

    layers = key("layers", listed(LayerInformation), "One entry for each hidden layer.")


class Information(Report):
    """Entropies and information for one or several networks."""

    __slots__ = ()

    unit = key("unit", str, "``nats`` or ``bits``.")
    networks = key("networks", listed(NetworkInformation), "One entry for each network.")


class TableInformation(Report):
    """Entropies and information of a table of counts."""

    __slots__ = ()

    unit = key("unit", str, "``nats`` or ``bits``.")
    entropy = key("entropy", named(_estimates), "Entropies of ``rows``, ``labels``, ``joint``.")
    information = key("information", _estimates, "The information of row and label.")


def information(
    models: Model | Sequence[Model],
    *,
    points: PathLike | Matrix | None = None,
    labels: PathLike | Iterable[Any] | None = None,
    input: Law | None = None,
    unit: str | None = None,
    box: Box | None = None,
    polytope: PathLike | Matrix | None = None,
    bootstrap: int | None = None,
    permutations: int | None = None,
    regions: bool | None = None,
    max_regions: int | None = None,
    time_limit: Time | None = None,
    seed: int | None = None,
    threads: int | None = None,
) -> Information:
    """How much the patterns of the first layers tell of the input, and of labels.

    Of ``points``, with ``labels`` where there are some; or of a law. ``models`` is one network or
    a list of `Network`, such as the checkpoints of one while it learns.
    """
    job = Job("information")
    chosen: list[Model] = [models]
    if isinstance(models, list) and all(_is_model(model) for model in models):
        chosen = models
    for index, model in enumerate(chosen):
        job.add(Network.of(model).argument(job, options=index == 0))
    add_law(job, input)
    add_domain(job, box=box, polytope=polytope)
    job.options(
        points=None if points is None else job.table("points.csv", points),
        labels=None if labels is None else job.words("labels.csv", labels),
        unit=unit, bootstrap=bootstrap, permutations=permutations, max_regions=max_regions,
        regions=regions is True, no_regions=regions is False, time_limit=time_limit, seed=seed,
        threads=threads,
    )  # fmt: skip
    return job.report(Information)


def _is_model(value: object) -> bool:
    """Whether an entry of a list is a network of its own, and not a layer."""
    return not isinstance(value, (tuple, list)) and not hasattr(value, "__array__")


def table_information(
    table: PathLike | Matrix, *, unit: str | None = None
) -> TableInformation:
    """Entropies and mutual information of a table of counts, cells by labels."""
    job = Job("information")
    job.options(table=job.table("table.csv", table), unit=unit)
    return job.report(TableInformation)
