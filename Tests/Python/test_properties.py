"""Verification, ranges, failures; equations of varieties; sweeps; pictures."""

from __future__ import annotations

from fractions import Fraction

import pytest
import reluvar
from conftest import LAYERS, command


def prop(bound: str) -> str:
    return f"""(declare-const X_0 Real)
(declare-const X_1 Real)
(declare-const Y_0 Real)
(assert (>= X_0 0)) (assert (<= X_0 1)) (assert (>= X_1 0)) (assert (<= X_1 1))
(assert (>= Y_0 {bound}))
"""


def test_verify(tmp_path):
    violated = reluvar.verify(LAYERS, prop("2"))
    assert violated.holds is False and violated.verdict == "violated"
    x, y = violated.counterexample.input
    assert 0 <= x <= 1 and 0 <= y <= 1 and violated.counterexample.output[0] >= 2
    certificate = tmp_path / "proof.jsonl"
    path = tmp_path / "property.vnnlib"
    path.write_text(prop("2.0000001"))
    assert reluvar.verify(LAYERS, path, certificate=certificate).holds
    assert reluvar.check_certificate(LAYERS, path, certificate).accepted
    assert not reluvar.check_certificate(LAYERS, prop("1.5"), certificate).accepted


def test_ranges_and_failures():
    (exact,) = reluvar.ranges(LAYERS, box=(-1, 1)).outputs
    assert (exact.minimum, exact.maximum) == (0, 2)
    assert exact.maximum_at == (-1, 1) and exact.status == "exact"
    both = reluvar.ranges(LAYERS, box=(0, 1), objectives=["Y_0 - 2 X_1", [-1]]).outputs
    assert len(both) == 2 and both[1].minimum == -exact.maximum
    unbounded = reluvar.ranges(LAYERS).outputs[0]
    assert unbounded.minimum == 0 and unbounded.maximum_status != "attained"
    failure = reluvar.failure(LAYERS, prop("1"), reluvar.uniform((0, 1)))
    assert failure.probability.fraction == failure.volume == Fraction(3, 4)
    assert sum(float(region.probability) for region in failure.regions) == pytest.approx(0.75)


def test_varieties():
    problem = reluvar.Problem([3, 3, 3], ["101", "011"])
    assert reluvar.dimension(problem).is_proved
    constraints = reluvar.constraints(problem)
    assert [c.matrix for c in constraints.constraints] == ["M1", "M2", "M1 - M2"]
    assert constraints.completeness["status"] == "complete" and constraints.variety_degree == 27
    blocks = [{"pattern": "101"}, {"pattern": "011"}]
    ideal = reluvar.derive({"widths": [3, 3, 3], "blocks": blocks})
    assert [part.minimal_generators for part in ideal.degrees] == [0, 0, 3]
    assert ideal.codimension_reached and len(ideal.generators) == 3


def test_polynomials_are_those_of_sympy():
    sympy = pytest.importorskip("sympy")
    ideal = reluvar.derive(reluvar.Problem([3, 3, 3], ["101", "011"]))
    entries = {f"M{b}": sympy.Matrix(3, 3, lambda r, c: sympy.Symbol(f"m{b}_{r+1}{c+1}"))
               for b in (1, 2)}  # fmt: skip
    for generator, matrix in zip(
        ideal.generators, (entries["M1"], entries["M2"], entries["M1"] - entries["M2"])
    ):
        polynomial = generator.polynomial.sympy()
        determinant = sympy.expand(matrix.det())
        assert sympy.expand(polynomial - determinant) == 0 or sympy.expand(
            polynomial + determinant
        ) == 0
    assert reluvar.Polynomial("-2/3*x^2*y_1 + 1 - y_1*y_1").terms() == [
        (Fraction(-2, 3), {"x": 2, "y_1": 1}), (1, {}), (-1, {"y_1": 2}),
    ]  # fmt: skip
    with pytest.raises(ValueError):
        reluvar.Polynomial("x + (y)").terms()


def test_blocks_of_a_network():
    points = [[1, 2], [2, 1], [3, 1], [-1, -2]]
    dimension = reluvar.dimension(LAYERS, points)
    assert dimension.variety == "output" and set(dimension.blocks) == {"111", "000"}
    with pytest.raises(ValueError, match="points that make blocks"):
        reluvar.dimension(LAYERS)


def test_realize_complete_check():
    points = [[[0, 0], [1, 1]], [[0, 1], [1, 0]]]
    problem = reluvar.Problem([2, 1, 1], ["1", "0"], bias=True, points=points)
    none = reluvar.realize(problem)
    assert none.status == "impossible" and len(none.proof["terms"]) == 4 and none.network is None
    points[1][1] = [2, 3]
    found = reluvar.realize(reluvar.Problem([2, 1, 1], ["1", "0"], bias=True, points=points))
    assert found.status == "realized" and len(found.layers) == 2
    assert [r.pattern for r in reluvar.at(found.network, [0, 0])] == ["1"]
    unknown = reluvar.Problem(
        [2, 1, 2], ["1"], points=[[[1, 0], [0, 1], [1, 1]]],
        outputs=[[[1, 2], [3, None], [None, None]]],
    )  # fmt: skip
    values = {u.name: u.values for u in reluvar.complete(unknown).unknowns}
    assert values == {"y_22": (6,), "y_13": (4,), "y_23": (8,)}
    maps = [[[1, 2], ["1/2", 1]], [[1, 2], [3, 4]]]
    check = reluvar.check(reluvar.Problem([2, 2, 2], ["10", "01"], maps=maps))
    assert not check.satisfied and check.violations[0]["matrix"] == "M2"


def test_sweep(tmp_path):
    store = tmp_path / "store.db"
    sweep = reluvar.sweep("expected-dimension", store, max_width=2, blocks="1-2", seed=5)
    found = list(sweep)
    assert len(found) == sweep.summary.total > 10
    assert {finding.verdict for finding in found} == {"confirmed", "refuted"}
    assert [finding.number for finding in found] == list(range(len(found)))
    assert sweep.summary.sweep["seed"] == 5
    with reluvar.findings(store) as again:
        assert next(again) == found[0]
    rows = command("sweep", "export", f"--store={store}").splitlines()
    assert len(rows) == len(found) + 1


def test_pictures(tmp_path):
    picture = reluvar.plot(LAYERS, box=(-1, 1), title="Regions", points=[[0, 0]], size=(300, 300))
    assert picture._repr_svg_().lstrip().startswith("<?xml") and "</svg>" in picture.svg
    picture.save(tmp_path / "picture.svg")
    assert (tmp_path / "picture.svg").read_text() == picture.svg
    with pytest.raises(ValueError, match="ends in .svg"):
        picture.save(tmp_path / "picture.png")
    assert reluvar.plot(LAYERS, box=(-1, 1), path=tmp_path / "picture.png") is None
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
    assert reluvar.plot(LAYERS, law=reluvar.STANDARD_NORMAL) is not None


def test_any_verb(tmp_path):
    points = tmp_path / "points.csv"
    points.write_text("0,1\n")
    report = reluvar.report(
        "gates", "estimate", model=LAYERS, points=points, temperature=1, draws=100
    )
    assert report.seed == 1 and report.complete and report["proposal"] == "adapted"
