"""Activation regions of networks with given weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .command import Job, PathLike, Stream, Time, needed
from .domains import Box, add_domain
from .networks import Model, Network
from .records import Record, Report, key, listed, optional
from .values import Matrix, Vector, extended, fraction, matrix, vector


class AffineMap(Record):
    """An affine map ``x -> W x + c``."""

    __slots__ = ()

    weights = key("weights", matrix, "The matrix, row by row: one row for each output.")
    constants = key("constants", vector, "The constants.")

    def arrays(self) -> Any:
        """Matrix and constants as arrays of NumPy in double precision."""
        numpy = needed("numpy", "numpy")
        rows = [[float(entry) for entry in row] for row in self.weights]
        return numpy.array(rows), numpy.array([float(entry) for entry in self.constants])


class Neuron(Record):
    """A hidden neuron, by layer and place, both from 1."""

    __slots__ = ()

    layer = key("layer", int, "The hidden layer, from 1.")
    neuron = key("neuron", int, "The place in the layer, from 1.")


class Inequality(Record):
    """An inequality ``normal . x + offset >= 0`` of a facet."""

    __slots__ = ()

    normal = key("normal", vector, "The normal vector.")
    offset = key("offset", fraction, "The constant.")
    neuron = optional("neuron", Neuron, "The neuron whose boundary the facet is on.")
    domain = optional("domain", int, "The inequality of the domain, from 1, that it is.")


class Region(Record):
    """An activation region: the inputs on which given hidden neurons are active."""

    __slots__ = ()

    pattern = key("pattern", str, "The pattern: 1 for active neurons, / between hidden layers.")
    interior_point = optional("interiorPoint", vector, "A point inside.")
    facets = optional("facets", int, "The number of facets, in the domain.")
    bounded = optional("bounded", bool, "Whether it is bounded, in the domain.")
    volume = optional("volume", extended, "The exact volume, with ``volumes``; or infinity.")
    map = optional("map", AffineMap, "What the network is here, with ``details``.")
    inequalities = optional("inequalities", listed(Inequality), "Its facets, with ``details``.")
    vertices = optional("vertices", matrix, "Its vertices, with ``details``.")
    rays = optional("rays", matrix, "The directions of its unbounded edges, with ``details``.")
    points = optional("points", listed(int), "The given points in it, from 1.")
    point_count = optional("pointCount", int, "How many of the given points are in it.")
    touching = optional("touching", listed(int), "The given points on its boundary, from 1.")
    affine_map = optional("affineMap", int, "With edges: which of the distinct affine maps it has.")
    linear_region = optional("linearRegion", int, "With edges: its linear region, from 1.")


class PointPosition(Record):
    """Where a given point lies that is not inside of one region."""

    __slots__ = ()

    point = key("point", int, "Which point, from 1.")
    position = key("position", str, "``inside``, ``boundary`` or ``outside``.")
    neurons = key("neurons", listed(Neuron), "The neurons on whose boundary it lies.")
    patterns = key("patterns", listed(str), "The regions that it touches.")


class Edge(Record):
    """Two regions that touch in a facet."""

    __slots__ = ()

    regions = key("regions", listed(int), "Both regions, from 1.")
    neurons = key("neurons", listed(Neuron), "The neurons that change their sign there.")


class RegionSummary(Report):
    """What is told of all regions together."""

    __slots__ = ()

    count = key("count", int, "How many regions there are; at a limit how many were found.")
    kind = key("kind", str, "What was counted.")
    widths = key("widths", listed(int), "The widths of the layers, inputs and outputs included.")
    layer_counts = key("layerCounts", listed(int), "Regions of the first 1, 2, ... hidden layers.")
    bounded_count = optional("boundedCount", int, "How many of them are bounded.")
    volume_total = optional("volumeTotal", extended, "The sum of the volumes, with ``volumes``.")
    domain = key("domain", str, "The part of input space that was looked at.")
    points = optional("points", listed(PointPosition), "Given points on boundaries.")
    inside_count = optional("insideCount", int, "How many given points are inside of regions.")
    boundary_count = optional("boundaryCount", int, "How many are on boundaries.")
    outside_count = optional("outsideCount", int, "How many are outside of the domain.")
    statistics = optional("statistics", Record, "Tables, with ``statistics``.")


class RegionGraph(RegionSummary):
    """The dual graph: regions, and which of them touch."""

    __slots__ = ()

    regions = key("regions", listed(Region), "The regions, in the order of their patterns.")
    edges = key("edges", listed(Edge), "Pairs of regions that touch in a facet.")

    def networkx(self) -> Any:
        """The graph as one of NetworkX, with patterns as nodes."""
        networkx = needed("networkx", "networkx")
        graph = networkx.Graph()
        patterns = [region.pattern for region in self.regions]
        graph.add_nodes_from(patterns)
        for edge in self.edges:
            first, second = edge.regions
            graph.add_edge(patterns[first - 1], patterns[second - 1], neurons=edge.neurons)
        return graph


#: Regions, one by one, and their summary.
Regions = Stream[Region, RegionSummary]


def _stream(job: Job, read: Callable[[dict[str, Any]], Region] = Region) -> Regions:
    return Stream(job, read, RegionSummary)


def _job(model: Model) -> Job:
    job = Job("regions")
    job.add(Network.of(model).argument(job))
    return job


def regions(
    model: Model,
    *,
    box: Box | None = None,
    polytope: PathLike | Matrix | None = None,
    slice: str | Matrix | None = None,
    through: str | Matrix | None = None,
    first_layers: int | None = None,
    volumes: bool = False,
    statistics: bool = False,
    details: str | Sequence[str] | None = None,
    method: str | None = None,
    max_regions: int | None = None,
    time_limit: Time | None = None,
    threads: int | None = None,
) -> Regions:
    """The activation regions of a network, one by one, in the order of their patterns.

    >>> regions = reluvar.regions(model, box=(-1, 1))
    >>> for region in regions: print(region.pattern, region.interior_point)
    >>> regions.summary.count

    The whole input space is searched, or a ``box``, a ``polytope`` (rows ``a1, ..., an, b`` of
    ``a . x + b >= 0``), a ``slice`` (a point and directions) or the slice ``through`` points.
    ``details`` are ``"map"``, ``"inequalities"`` and ``"vertices"``; ``volumes`` are exact.
    """
    job = _job(model)
    add_domain(job, box=box, polytope=polytope, slice=slice, through=through)
    job.options(
        first_layers=first_layers, volumes=volumes, statistics=statistics, method=method,
        details=details if details is None or isinstance(details, str) else ",".join(details),
        max_regions=max_regions, time_limit=time_limit, threads=threads,
    )  # fmt: skip
    return _stream(job)


def count(
    model: Model,
    *,
    kind: str = "activation",
    box: Box | None = None,
    polytope: PathLike | Matrix | None = None,
    slice: str | Matrix | None = None,
    through: str | Matrix | None = None,
    first_layers: int | None = None,
    volumes: bool = False,
    statistics: bool = False,
    method: str | None = None,
    max_regions: int | None = None,
    time_limit: Time | None = None,
    threads: int | None = None,
) -> RegionSummary:
    """How many regions there are, without a list of them.

    ``kind`` is ``"activation"``, ``"first-layers"``, ``"linear"`` or ``"affine-maps"``.
    """
    job = _job(model)
    add_domain(job, box=box, polytope=polytope, slice=slice, through=through)
    job.options(
        count=kind, no_list=True, first_layers=first_layers, volumes=volumes, method=method,
        statistics=statistics, max_regions=max_regions, time_limit=time_limit, threads=threads,
    )  # fmt: skip
    return job.report(RegionSummary)


def graph(
    model: Model,
    *,
    box: Box | None = None,
    polytope: PathLike | Matrix | None = None,
    slice: str | Matrix | None = None,
    through: str | Matrix | None = None,
    first_layers: int | None = None,
    max_regions: int | None = None,
    time_limit: Time | None = None,
    threads: int | None = None,
) -> RegionGraph:
    """The dual graph of the regions: which of them touch, and through which neurons."""
    job = _job(model)
    add_domain(job, box=box, polytope=polytope, slice=slice, through=through)
    job.options(
        edges=True, first_layers=first_layers, max_regions=max_regions, time_limit=time_limit,
        threads=threads,
    )  # fmt: skip
    return job.report(RegionGraph)


def containing(
    model: Model,
    points: PathLike | Matrix,
    *,
    details: str | Sequence[str] | None = None,
    first_layers: int | None = None,
    time_limit: Time | None = None,
    threads: int | None = None,
) -> Regions:
    """The regions that contain given points, with their numbers, without a search for others."""
    job = _job(model)
    job.options(
        containing=job.table("points.csv", points), first_layers=first_layers,
        details=details if details is None or isinstance(details, str) else ",".join(details),
        time_limit=time_limit, threads=threads,
    )  # fmt: skip
    return _stream(job)


def at(
    model: Model,
    point: Vector,
    *,
    details: str | Sequence[str] | None = None,
    first_layers: int | None = None,
    time_limit: Time | None = None,
) -> list[Region]:
    """The regions whose closures contain a point, with their maps and inequalities.

    There is one region, unless the point lies on a boundary.
    """
    job = _job(model)
    job.options(
        region_of=job.table("point.csv", [point]), first_layers=first_layers,
        details=details if details is None or isinstance(details, str) else ",".join(details),
        time_limit=time_limit,
    )  # fmt: skip
    return list(_stream(job))


__all__ = [
    "AffineMap", "Edge", "Inequality", "Neuron", "PointPosition", "Region", "RegionGraph",
    "RegionSummary", "Regions", "at", "containing", "count", "graph", "regions",
]  # fmt: skip

