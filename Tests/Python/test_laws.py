"""Random inputs: numbers say what they are worth."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
import reluvar
from conftest import LAYERS, lines


def test_law_under_the_normal_law(tmp_path):
    law = reluvar.law(LAYERS, reluvar.STANDARD_NORMAL, at=[0], quantiles=["1/2"], conditional=True)
    patterns = list(law)
    path = tmp_path / "net.json"
    reluvar.Network(LAYERS).save(path)
    *expected, _ = lines(
        "law", str(path), "--standard-normal", "--at=0", "--quantile=1/2", "--conditional"
    )
    assert [dict(pattern.data) for pattern in patterns] == expected and len(expected) == 7
    first = patterns[0]
    assert first.pattern == "000" and Fraction(1, 4) in first.probability
    assert first.probability.status is reluvar.Status.ENCLOSED
    assert float(first.conditional_mean[0]) == pytest.approx(-math.sqrt(2 / math.pi))
    summary = law.summary
    assert 1 in summary.mass and summary.entropy.is_proved
    (atom,) = summary.output.atoms
    assert atom.value == 0 and Fraction(1, 4) in atom.probability
    at, quantile = summary.distribution
    assert at.below.fraction == 0 and float(at.at_most) == pytest.approx(0.25)
    assert quantile.probability == Fraction(1, 2) and float(quantile.quantile) > 0


def test_uniform_laws_are_exact():
    law = reluvar.law(LAYERS, reluvar.uniform((-1, 1)))
    probabilities = {entry.pattern: entry.probability for entry in law}
    assert probabilities["110"].fraction == Fraction(1, 8)
    assert sum(number.fraction for number in probabilities.values()) == 1
    assert law.summary.output.mean[0].fraction == Fraction(17, 24)
    assert repr(law.summary.mass) == "<1 exact>"


def test_every_kind_of_law():
    gaussian = reluvar.gaussian([0, 0], [[1, 1], [1, 4]])
    assert float(reluvar.measure(gaussian, box=[(-1, 3), (-2, 4)]).probability) == pytest.approx(
        0.7217122929674309
    )
    factor = reluvar.gaussian([0, 0], factor=[[1], [1]])
    half = reluvar.measure(factor, half_spaces=[[1, -1, 0]])
    assert half.probability.fraction == 1 or 1 in half.probability
    mixture = reluvar.mixture([("1/4", gaussian), (Fraction(3, 4), factor)])
    assert Fraction(1, 2) in reluvar.measure(mixture, box=[(0, None), (None, None)]).probability
    points = reluvar.points([[0, 1], [2, 3]], ["1/3", "2/3"])
    assert reluvar.measure(points, box=[(1, None), (None, None)]).probability.fraction == Fraction(
        2, 3
    )
    assert reluvar.measure(
        reluvar.points([[0, 1], [2, 3]]), box=[(1, None), (None, None)]
    ).probability.fraction == Fraction(1, 2)
    uniform = reluvar.uniform([(0, 1), (0, 2)])
    moments = reluvar.measure(uniform, half_spaces=[[1, 1, -1]], moments=True)
    assert moments.probability.fraction == Fraction(3, 4)
    assert moments.mean[0].is_exact


def test_tiny_probabilities_have_logarithms():
    tail = reluvar.measure(reluvar.STANDARD_NORMAL, box=[(40, None)]).probability
    assert tail.lower > 0 and tail.upper < Decimal("1e-349")
    assert float(tail) == 0.0 and float(tail.logarithm) == pytest.approx(-804.608442)


def test_sampled_numbers_have_a_level():
    covariance = [[2 if i == j else 1 / (1 + abs(i - j)) for j in range(5)] for i in range(5)]
    sampled = reluvar.measure(
        reluvar.gaussian([0] * 5, covariance), box=(-1, 1), samples=20000, accuracy="0.5",
        method="sampling", seed=7,
    )  # fmt: skip
    number = sampled.probability
    assert number.status is reluvar.Status.CONFIDENT and not number.is_proved
    assert number.level == Decimal("0.999999") and number.lower < number.upper
    assert "with probability 0.999999" in repr(number)


def test_a_limit_leaves_a_mass():
    with pytest.warns(reluvar.LimitWarning):
        law = reluvar.law(LAYERS, reluvar.STANDARD_NORMAL, max_patterns=2)
        assert len(list(law)) == 2
    assert not law.summary.complete and float(law.summary.remaining_mass) > 0


def test_density_information_and_gates():
    points = [[0, 1], [1, Fraction(1, 2)], [-1, 2]]
    density = reluvar.density(LAYERS, points, box=(-3, 3))
    assert sum(cell.count for cell in density.cells) == 3
    assert density.cells[0].density.is_exact
    information = reluvar.information(LAYERS, points=points, labels=["a", "b", "a"], unit="bits")
    (layer,) = information.networks[0].layers
    assert layer.cells == 2 and information.unit == "bits"
    assert set(layer.entropy) > {"plug-in", "chao-wang-jost"}
    assert float(layer.entropy["plug-in"]) == pytest.approx(0.9182958)
    assert layer.bootstrap is not None and layer.permutation is not None
    two = reluvar.information(
        [reluvar.Network(LAYERS)] * 2, points=points, bootstrap=0, permutations=0, regions=False
    )
    assert len(two.networks) == 2 and two.networks[0] == two.networks[0]
    of_law = reluvar.information(LAYERS, input=reluvar.uniform((-1, 1)))
    entropy = of_law.networks[0].layers[0].entropy["law"]
    assert float(entropy) == pytest.approx(1.559581156)
    table = reluvar.table_information([[5, 3, 2], [1, 0, 8]])
    assert set(table.entropy) == {"rows", "labels", "joint"}
    gates = reluvar.gates(
        LAYERS, points, temperature="1/2", outputs=[[1], [2], [3]], noise_variance=1, mean_field=0
    )
    assert len(gates.points) == 3
    assert gates.points[0].gradient[1].weights[0][0].is_proved
    assert sum(float(p.posterior) for p in gates.points[0].patterns) == pytest.approx(1)
    course = reluvar.gates_course(LAYERS, points, temperatures=["0.1", 10])
    cold, hot = (entry.information for entry in course.temperatures)
    assert float(cold.conditional_entropy) < float(hot.conditional_entropy)


def test_invariance():
    assert reluvar.decide_invariance("gaussian", dimension=2).verdict == "notInvariant"
    assert reluvar.decide_invariance("finite", atoms=4).verdict == "invariant"
    layers = reluvar.push(LAYERS, [[0, 1], [1, "1/2"]], ["1/4", "3/4"]).layers
    assert sum(atom.weight for atom in layers[-1].atoms) == 1
