"""Checks a witness that a family of laws is not invariant: invariance_witness.py REPORT

REPORT is the JSON of `reluvar invariance decide`. Everything is computed again from the member and the layer, with
fractions, error functions and Groebner bases; ends with a line `checked KIND`, or fails.
"""

import itertools
import json
import sys
from fractions import Fraction

import mpmath
import sympy

mpmath.mp.dps = 40
report = json.load(open(sys.argv[1]))
assert report["verdict"] == "notInvariant"
witness = report["witness"]
member, layer, found = witness["member"], witness["layer"], witness["property"]
exact = lambda number: Fraction(str(number))
weights = [[exact(w) for w in row] for row in layer["weights"]]
biases = [exact(b) for b in layer["biases"]]
assert len(weights) == len(biases) == report["dimension"]
assert all(len(row) == report["dimension"] for row in weights)
assert layer["activation"] == "relu"


def distribution(row, bias, value):
    """P(row . x + bias <= value) for the member; coordinates of boxes one at a time."""
    used = [i for i, w in enumerate(row) if w]
    if member["kind"] == "gaussian" and "box" not in member:
        mean, covariance = member["gaussian"]["mean"], member["gaussian"]["covariance"]
        center = sum(w * exact(m) for w, m in zip(row, mean)) + bias
        variance = sum(row[i] * row[j] * exact(covariance[i][j]) for i in used for j in used)
        assert variance > 0
        z = mpmath.mpf((value - center).numerator) / (value - center).denominator
        return mpmath.ncdf(z / mpmath.sqrt(mpmath.mpf(variance.numerator) / variance.denominator))
    assert len(used) == 1
    low, high = (exact(end) for end in member["box"][used[0]])
    end = (value - bias) / row[used[0]]
    upwards = row[used[0]] > 0
    place = min(max(end, low), high)
    if member["kind"] == "uniform":
        below = (place - low) / (high - low)
        below = mpmath.mpf(below.numerator) / below.denominator
    else:
        covariance = member["gaussian"]["covariance"]
        assert all(
            exact(entry) == (1 if i == j else 0)
            for i, entries in enumerate(covariance)
            for j, entry in enumerate(entries)
        )
        assert all(exact(m) == 0 for m in member["gaussian"]["mean"])
        cdf = lambda x: mpmath.ncdf(mpmath.mpf(x.numerator) / x.denominator)
        below = (cdf(place) - cdf(low)) / (cdf(high) - cdf(low))
    return below if upwards else 1 - below


def agrees(number, value):
    bounds = [number.get("lower", number["value"]), number.get("upper", number["value"])]
    slack = mpmath.mpf(10) ** -30
    assert mpmath.mpf(bounds[0]) - slack <= value <= mpmath.mpf(bounds[1]) + slack, (number, value)


if found["kind"] == "hyperplane":
    assert report["family"] != "mixture"
    c, value = found["coordinate"] - 1, exact(found["value"])
    assert value == 0  # The atom that ReLU makes.
    probability = distribution(weights[c], biases[c], value)
    assert 0.01 < probability < 0.99
    agrees(found["probability"], probability)
elif found["kind"] == "halfLine":
    c, value = found["coordinate"] - 1, exact(found["value"])
    assert value <= 0  # Images of ReLU are never below.
    assert len(found["intervals"]) > report["size"]
    last = value
    for interval in found["intervals"]:
        low, high = exact(interval["from"]), exact(interval["to"])
        assert last <= low < high
        last = high
        probability = distribution(weights[c], biases[c], high) - distribution(weights[c], biases[c], low)
        assert probability > 0.001
        agrees(interval["probability"], probability)
else:
    assert found["kind"] == "noParameters"
    atoms = [
        (sympy.sympify(a["weight"].replace("^", "**"), rational=True),
         [sympy.sympify(p.replace("^", "**"), rational=True) for p in a["point"]])
        for a in report["atoms"]
    ]
    names = sorted({s for w, p in atoms for e in [w] + p for s in e.free_symbols}, key=str)
    rational = lambda f: sympy.Rational(f.numerator, f.denominator)
    # The member belongs to the family, and the image is that of its points.
    points = {}
    for point, weight in zip(member["points"]["points"], member["points"]["weights"]):
        image = tuple(
            max(sum(w * exact(x) for w, x in zip(row, point)) + bias, Fraction(0))
            for row, bias in zip(weights, biases)
        )
        points[image] = points.get(image, 0) + exact(weight)
    assert sum(points.values()) == 1 and all(w > 0 for w in points.values())
    assert points == {tuple(map(exact, a["point"])): exact(a["weight"]) for a in found["image"]}
    targets = sorted(points)
    for choice in itertools.product([None] + targets, repeat=len(atoms)):
        equations = []
        for (weight, point), target in zip(atoms, choice):
            if target is None:
                equations.append(weight)
            else:
                equations += [p - rational(t) for p, t in zip(point, target)]
        for target in targets:
            total = sum((w for (w, _), t in zip(atoms, choice) if t == target), sympy.Integer(0))
            equations.append(total - rational(points[target]))
        equations = [sympy.expand(e) for e in equations if sympy.expand(e) != 0]
        assert equations
        if any(e.is_number for e in equations):
            continue
        assert sympy.groebner(equations, *names, order="grevlex").exprs == [1], choice
print("checked", found["kind"])
