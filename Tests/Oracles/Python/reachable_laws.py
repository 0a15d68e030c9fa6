"""Differentiates images of laws by weights: reachable_laws.py PROBLEM

PROBLEM is JSON: `layers`, a list of layers with `weights` and `biases`, and either `points` with their `masses`, or an
interval `[a, b]` with an `order`. Prints the rank of the derivative and then a row of fractions for each parameter:
layer by layer, neuron by neuron, the weights and then the bias. For points the columns are the coordinates of the
distinct images times their masses, for an interval the integrals of f, f^2, ...

Images are expanded as polynomials in symbols for all weights, and integrals taken between break points that move.
"""

import json
import sys
from fractions import Fraction

import sympy

problem = json.load(open(sys.argv[1]))
number = lambda text: sympy.Rational(str(text))
layers = [
    ([[number(w) for w in row] for row in layer["weights"]], [number(b) for b in layer["biases"]])
    for layer in problem["layers"]
]
symbols, values, symbolic = [], {}, []
for index, (weights, biases) in enumerate(layers):
    rows = []
    for neuron, (row, bias) in enumerate(zip(weights, biases)):
        names = sympy.symbols(f"t_{index}_{neuron}_0:{len(row) + 1}")
        symbols += names
        values.update(zip(names, row + [bias]))
        rows.append(names)
    symbolic.append(rows)


def image(point):
    """The outputs as polynomials in the weights, as long as no pre-activation changes its sign."""
    outputs = list(point)
    for rows in symbolic:
        forms = [sum(w * x for w, x in zip(row, outputs)) + row[-1] for row in rows]
        signs = [form.subs(values) for form in forms]
        assert all(sign != 0 for sign in signs)
        outputs = [sympy.expand(form) if sign > 0 else sympy.Integer(0) for form, sign in zip(forms, signs)]
    return outputs


def functionals_of_points():
    clusters = {}
    for point, mass in zip(problem["points"], problem["masses"]):
        outputs = image([number(x) for x in point])
        place = tuple(output.subs(values) for output in outputs)
        sums = clusters.setdefault(place, [sympy.Integer(0)] * len(outputs))
        clusters[place] = [s + number(mass) * output for s, output in zip(sums, outputs)]
    return [entry for place in sorted(clusters) for entry in clusters[place]]


def functionals_of_interval():
    """The integrals of powers of the output, in the symbols, for networks of width one."""
    x = sympy.Symbol("x")
    low, high = (number(end) for end in problem["interval"])
    pieces = [(low, high, x)]
    for ((weight, bias),) in symbolic:
        cut = []
        for start, end, form in pieces:
            form = sympy.expand(weight * form + bias)
            ends = [sympy.sympify(form.subs(x, e)).subs(values) for e in (start, end)]
            if ends[0] * ends[1] < 0:
                root = sympy.together(-form.coeff(x, 0) / form.coeff(x, 1))
                parts = [(start, root, ends[0] > 0), (root, end, ends[1] > 0)]
            else:
                parts = [(start, end, max(ends) > 0)]
            cut += [(s, e, form if active else sympy.Integer(0)) for s, e, active in parts]
        pieces = cut
    return [
        sum(sympy.integrate(sympy.expand(form**power), (x, start, end)) for start, end, form in pieces)
        for power in range(1, problem["order"] + 1)
    ]


functionals = functionals_of_points() if "points" in problem else functionals_of_interval()
matrix = sympy.Matrix(
    [[sympy.diff(entry, symbol).subs(values) for entry in functionals] for symbol in symbols]
)
print(matrix.rank())
for row in matrix.tolist():
    print(" ".join(str(Fraction(int(entry.p), int(entry.q))) for entry in row))
