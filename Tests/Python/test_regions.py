"""Regions: the same as the command's, typed."""

from __future__ import annotations

import io
import math
from fractions import Fraction

import pytest
import reluvar
from conftest import LAYERS, MOONS, lines


def test_two_moons_are_those_of_the_command(moons):
    """The hardest weights at hand: a trained module of PyTorch, as if its file had been read."""
    regions = reluvar.regions(moons, box=(-1, 1))
    found = [dict(region.data) for region in regions]
    *expected, summary = lines("regions", str(MOONS), "--box=-1:1")
    assert len(found) == summary["count"] == regions.summary.count > 100
    assert found == expected
    assert regions.summary.complete


def test_properties():
    regions = list(
        reluvar.regions(
            LAYERS, box=(-1, 1), volumes=True, details=["map", "inequalities", "vertices"]
        )
    )
    assert [region.pattern for region in regions] == ["000", "010", "100", "110", "111"]
    last = regions[-1]
    assert last.interior_point == (Fraction(3, 4), Fraction(3, 4))
    assert last.bounded and last.facets == 3 and last.volume == Fraction(1, 2)
    assert last.map.weights == ((0, 1),) and last.map.constants == (1,)
    neuron = [i.neuron for i in last.inequalities if i.neuron is not None]
    assert [(n.layer, n.neuron) for n in neuron] == [(1, 3)]
    assert sorted(last.vertices) == [(0, 1), (1, 0), (1, 1)]
    assert sum(region.volume for region in regions) == 4


def test_unbounded_regions_have_infinite_volume():
    regions = list(reluvar.regions(LAYERS, volumes=True))
    assert len(regions) == 7
    assert [region.volume for region in regions].count(math.inf) == 6
    assert regions[0].vertices is None


def test_counts_and_graph():
    assert reluvar.count(LAYERS).count == 7
    assert reluvar.count(LAYERS, kind="affine-maps").kind == "affine-maps"
    graph = reluvar.graph(LAYERS, box="-1:1")
    assert len(graph.regions) == 5 and len(graph.edges) == 5
    pairs = [tuple(graph.regions[i - 1].pattern for i in edge.regions) for edge in graph.edges]
    assert all(sum(a != b for a, b in zip(*pair)) == 1 for pair in pairs)


def test_points():
    (region,) = reluvar.at(LAYERS, ["1/3", 0.5])
    assert region.pattern == "110" and region.map.weights == ((1, 2),)
    assert [r.pattern for r in reluvar.at(LAYERS, [1, 0])] == ["100", "101", "110", "111"]
    found = reluvar.containing(LAYERS, [[1, 2], [3, 4], [0, 0], [-1, -1]])
    assert {r.pattern: r.points for r in found} == {"111": (1, 2), "000": (4,)}
    assert found.summary.boundary_count == 1
    assert found.summary.points[0].point == 3


def test_slices_and_polytopes():
    triangle = [[1, 0, 0], [0, 1, 0], [-1, -1, Fraction(1, 2)]]
    assert [r.pattern for r in reluvar.regions(LAYERS, polytope=triangle)] == ["110"]
    assert reluvar.count(LAYERS, slice=[[0, 0], [1, 1]]).count == 3
    assert reluvar.count(LAYERS, through=[[0, 0], [1, 1]], box=(0, 1)).count == 2


def test_a_limit_is_a_warning_and_is_kept():
    with pytest.warns(reluvar.LimitWarning, match="not all regions were found"):
        regions = reluvar.regions(LAYERS, max_regions=3)
        found = list(regions)
    assert len(found) == 3
    assert not regions.summary.complete and regions.summary.count == 3


def test_streams():
    with reluvar.regions(LAYERS) as regions:
        assert next(regions).pattern == "000"
        with pytest.raises(RuntimeError, match="summary comes at the end"):
            regions.summary
        assert regions.finish().count == 7
        assert list(regions) == []
    assert regions.summary.count == 7
    with reluvar.regions(LAYERS) as regions:
        next(regions)
    assert list(regions) == []


def test_reports_are_mappings_that_cannot_be_changed():
    summary = reluvar.count(LAYERS)
    assert summary["layerCounts"] == (7,) and "count" in summary
    with pytest.raises(AttributeError):
        summary.count = 8
    with pytest.raises(AttributeError, match="no entry 'weights'"):
        reluvar.AffineMap({}).weights
    assert summary == reluvar.count(LAYERS)


def test_files_for_other_programs():
    networkx = pytest.importorskip("networkx")
    pandas = pytest.importorskip("pandas")
    text = reluvar.text("regions", model=LAYERS, box=(-1, 1), format="graphml", volumes=True)
    read = networkx.parse_graphml(text)
    graph = reluvar.graph(LAYERS, box=(-1, 1))
    assert read.number_of_nodes() == 5 and read.number_of_edges() == len(graph.edges) == 5
    table = reluvar.text("regions", model=LAYERS, box=(-1, 1), format="csv", volumes=True)
    frame = pandas.read_csv(io.StringIO(table), dtype=str)
    assert list(frame["pattern"]) == ["000", "010", "100", "110", "111"]
    assert sum(map(Fraction, frame["volume"])) == 4


def test_regions_as_properties():
    """Inputs of the region have the output of its map, and outside of it there are others."""
    inside = reluvar.text("regions", model=LAYERS, pattern="110", format="vnnlib")
    (region,) = reluvar.at(LAYERS, ["1/4", "1/4"])
    assert region.pattern == "110" and region.map.weights == ((1, 2),)
    assert reluvar.verify(LAYERS, inside + "(assert (< Y_0 (+ X_0 (* 2 X_1))))\n").holds
    assert reluvar.verify(LAYERS, inside).holds is False
    outside = reluvar.text(
        "regions", model=LAYERS, pattern="110", format="vnnlib", complement=True
    )
    point = reluvar.verify(LAYERS, outside).counterexample.input
    assert [region.pattern for region in reluvar.at(LAYERS, point)] != ["110"]
    with pytest.raises(reluvar.CommandFailed, match="no region of the domain has the pattern 001"):
        reluvar.text("regions", model=LAYERS, pattern="001", format="vnnlib")
