"""How often a formula holds for a random input of a small network in the plane: failing_parts.py FILE

Each line of the file is an object of JSON: "layers" (for each layer its rows, the bias last), "box" (lower and upper
bound of both inputs), "formula" (["all", ...], ["any", ...], or a relation with the coefficients of inputs, outputs
and a constant), "law" ("uniform" on the box, or "normal", the standard normal law). All numbers are texts.

The box is a polygon, which is cut by each neuron and then by each condition, by clipping; where a piece
lies is decided at the mean of its corners. No linear program, no regions. Written is, for each problem, the
probability, a fraction under the uniform law, and the number of activation patterns that have a part of it.
"""

import json
import sys
from fractions import Fraction

FAR = Fraction(10)


def value(form, point):
    return form[0] * point[0] + form[1] * point[1] + form[2]


def clip(polygon, form):
    """The part of a polygon where a form is not negative."""
    kept = []
    for start, end in zip(polygon, polygon[1:] + polygon[:1]):
        a, b = value(form, start), value(form, end)
        if a >= 0:
            kept.append(start)
        if a * b < 0:
            kept.append(tuple(s + a / (a - b) * (e - s) for s, e in zip(start, end)))
    return kept


def area(polygon):
    pairs = zip(polygon, polygon[1:] + polygon[:1])
    return abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in pairs)) / 2


def parts(polygon, form):
    if form[0] == form[1] == 0:
        yield polygon
        return
    for sign in (1, -1):
        piece = clip(polygon, [sign * c for c in form])
        if len(piece) > 2 and area(piece) > 0:
            yield piece


def middle(polygon):
    return tuple(sum(c) / len(polygon) for c in zip(*polygon))


def combine(row, forms):
    sums = [sum(a * f[i] for a, f in zip(row, forms)) for i in range(3)]
    sums[2] += row[len(forms)]
    return sums


def regions(layers, polygon):
    """Polygons with their patterns and the outputs as forms."""
    unit = [Fraction(1), Fraction(0)]
    stack = [(polygon, [unit + [Fraction(0)], unit[::-1] + [Fraction(0)]], (), 0)]
    while stack:
        piece, forms, pattern, depth = stack.pop()
        rows = [combine(row, forms) for row in layers[depth]]
        if depth == len(layers) - 1:
            yield piece, pattern, rows
            continue
        pieces = [piece]
        for form in rows:
            pieces = [q for p in pieces for q in parts(p, form)]
        for p in pieces:
            signs = tuple(value(f, middle(p)) > 0 for f in rows)
            zero = [Fraction(0)] * 3
            after = [f if s else zero for f, s in zip(rows, signs)]
            stack.append((p, after, pattern + (signs,), depth + 1))


def conditions(formula):
    if formula[0] in ("all", "any"):
        return [c for part in formula[1:] for c in conditions(part)]
    return [formula]


def holds(formula, forms, point):
    if formula[0] in ("all", "any"):
        inner = [holds(part, forms, point) for part in formula[1:]]
        return all(inner) if formula[0] == "all" else any(inner)
    number = value(combine(formula[1], forms), point)
    relations = {
        "less": number < 0, "atMost": number <= 0, "equal": number == 0, "notEqual": number != 0,
    }
    return relations[formula[0]]


def gaussian(polygon):
    from scipy.integrate import quad
    from scipy.special import ndtr
    from math import exp, pi, sqrt

    corners = [(float(x), float(y)) for x, y in polygon]
    cuts = sorted({x for x, _ in corners})
    edges = [(a, b) for a, b in zip(corners, corners[1:] + corners[:1]) if a[0] != b[0]]

    def heights(x, near):
        found = []
        for a, b in edges:
            if min(a[0], b[0]) <= near <= max(a[0], b[0]):
                found.append(a[1] + (x - a[0]) / (b[0] - a[0]) * (b[1] - a[1]))
        return min(found), max(found)

    total = 0
    for left, right in zip(cuts, cuts[1:]):
        near = (left + right) / 2

        def density(x):
            low, high = heights(x, near)
            return exp(-x * x / 2) / sqrt(2 * pi) * (ndtr(high) - ndtr(low))

        total += quad(density, left, right, epsabs=1e-13, epsrel=1e-13, limit=200)[0]
    return total


def exact(entry):
    return [exact(e) for e in entry] if isinstance(entry, list) else Fraction(entry)


def parsed(formula):
    if formula[0] in ("all", "any"):
        return [formula[0]] + [parsed(part) for part in formula[1:]]
    return [formula[0], exact(formula[1])]


def solve(problem):
    layers, formula = exact(problem["layers"]), parsed(problem["formula"])
    isUniform = problem["law"] == "uniform"
    low, high = exact(problem["box"]) if isUniform else (-FAR, FAR)
    box = [(low, low), (high, low), (high, high), (low, high)]
    total, failing = 0, set()
    identity = [[Fraction(1), Fraction(0), Fraction(0)], [Fraction(0), Fraction(1), Fraction(0)]]
    for polygon, pattern, outputs in regions(layers, box):
        forms = identity + outputs
        pieces = [polygon]
        for _, row in conditions(formula):
            form = combine(row, forms)
            pieces = [q for p in pieces for q in parts(p, form)]
        for piece in pieces:
            if holds(formula, forms, middle(piece)):
                total += area(piece) / (high - low) ** 2 if isUniform else gaussian(piece)
                failing.add(pattern)
    return total, len(failing)


with open(sys.argv[1]) as file:
    for line in file:
        if line.strip():
            print(*solve(json.loads(line)))
