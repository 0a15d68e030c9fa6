"""Differentiates images of laws by weights: reachable_laws.py PROBLEM

PROBLEM is JSON: `layers`, a list of layers with `weights` and `biases`, and either `points` with their `masses`, or an
interval `[a, b]` with an `order`. Prints the rank of the derivative and then a row of fractions for each parameter:
layer by layer, neuron by neuron, the weights and then the bias. For points the columns are the coordinates of the
distinct images times their masses, for an interval the integrals of f, f^2, ...

Every weight occurs linearly in an image as long as no pre-activation changes its sign, so a difference is the derivative;
integrals are taken between break points that move with a weight.
"""

import json
import sys
from fractions import Fraction

import sympy

problem = json.load(open(sys.argv[1]))
number = lambda text: sympy.Rational(str(text))
layers = [
    [[number(w) for w in row] + [number(bias)] for row, bias in zip(layer["weights"], layer["biases"])]
    for layer in problem["layers"]
]
parameters = [
    (layer, neuron, entry)
    for layer, rows in enumerate(layers)
    for neuron, row in enumerate(rows)
    for entry in range(len(row))
]


def moved(parameter, step):
    """The layers with a step added to one weight."""
    return [
        [
            [weight + step if (i, j, k) == parameter else weight for k, weight in enumerate(row)]
            for j, row in enumerate(rows)
        ]
        for i, rows in enumerate(layers)
    ]


def forms(rows, inputs):
    return [sum(w * x for w, x in zip(row, inputs)) + row[-1] for row in rows]


def pattern(point):
    signs = []
    for rows in layers:
        values = forms(rows, point)
        assert all(value != 0 for value in values)
        signs.append([value > 0 for value in values])
        point = [max(value, 0) for value in values]
    return signs, tuple(point)


def image(moved_layers, signs, point):
    for rows, active in zip(moved_layers, signs):
        point = [value if on else sympy.Integer(0) for value, on in zip(forms(rows, point), active)]
    return point


def derivatives_of_points():
    clusters = {}
    for point, mass in zip(problem["points"], problem["masses"]):
        point = [number(x) for x in point]
        signs, place = pattern(point)
        clusters.setdefault(place, []).append((point, signs, number(mass)))
    rows = []
    for parameter in parameters:
        changed = moved(parameter, 1)
        rows.append(
            [
                sum(mass * (image(changed, signs, point)[output] - place[output]) for point, signs, mass in members)
                for place, members in sorted(clusters.items())
                for output in range(len(place))
            ]
        )
    return rows


def derivatives_of_interval():
    """The derivatives of integrals of powers of the output, for networks of width one."""
    x, t = sympy.symbols("x t")
    low, high = (number(end) for end in problem["interval"])
    rows = []
    for parameter in parameters:
        pieces = [(low, high, x)]
        for ((weight, bias),) in moved(parameter, t):
            cut = []
            for start, end, form in pieces:
                form = sympy.expand(weight * form + bias)
                ends = [sympy.sympify(form.subs(x, e)).subs(t, 0) for e in (start, end)]
                if ends[0] * ends[1] < 0:
                    root = sympy.together(-form.coeff(x, 0) / form.coeff(x, 1))
                    parts = [(start, root, ends[0] > 0), (root, end, ends[1] > 0)]
                else:
                    parts = [(start, end, max(ends) > 0)]
                cut += [(s, e, form if active else sympy.Integer(0)) for s, e, active in parts]
            pieces = cut
        rows.append(
            [
                sympy.diff(
                    sum(sympy.integrate(sympy.expand(form**power), (x, start, end)) for start, end, form in pieces), t
                ).subs(t, 0)
                for power in range(1, problem["order"] + 1)
            ]
        )
    return rows


matrix = sympy.Matrix(derivatives_of_points() if "points" in problem else derivatives_of_interval())
print(matrix.rank())
for row in matrix.tolist():
    print(" ".join(str(Fraction(int(entry.p), int(entry.q))) for entry in row))
