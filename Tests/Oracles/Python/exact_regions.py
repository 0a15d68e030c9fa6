"""The activation regions of a small network, exactly: exact_regions.py NETWORK [LO:HI,LO:HI,...]

NETWORK is a network in JSON, the second argument a box, without which the regions of the whole
space are listed. Prints an object with `counts`, the number of regions of the first layer, of the
first two layers and so on, and `patterns`, the sorted patterns of the regions.

A region is a cell that is open: every pre-activation is positive where the neuron is active and
negative where it is not. A neuron whose pre-activation is zero on all of a cell is inactive and
cuts nothing.

Cells are cut neuron by neuron. Each comes with a point inside, so that one side of a cut is known
to be there; whether the other one is, a simplex method over the rationals decides, which starts
from that point and climbs towards the other side. Either answer is verified: a point by
evaluating the network, its absence by multipliers of the inequalities. Nothing but Python's
library is used.

An affine function is a list of coefficients with its constant at the end.
"""

import json
import sys
from fractions import Fraction


def dot(a, b):
    return sum((x * y for x, y in zip(a, b)), Fraction(0))


def value(function, point):
    return dot(function, point) + function[-1]


def negative(function):
    return [-entry for entry in function]


# Networks


class Network:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            data = json.load(file, parse_float=Fraction, parse_int=Fraction)
        self.layers = []
        for layer in data["layers"]:
            rows = [[Fraction(entry) for entry in row] for row in layer["weights"]]
            biases = layer.get("biases") or [0] * len(rows)
            self.layers.append((rows, [Fraction(entry) for entry in biases]))
        self.inputs = len(self.layers[0][0][0])
        self.slope = slope_of(data.get("activation", "relu"))

    @property
    def hidden(self):
        return self.layers[:-1]

    def pattern(self, point):
        """The pattern at a point, number by number."""
        values, pattern = point, []
        for rows, biases in self.hidden:
            values = [dot(row, values) + bias for row, bias in zip(rows, biases)]
            pattern.append(tuple(int(number > 0) for number in values))
            values = [x if x > 0 else self.slope * x for x in values]
        return tuple(pattern)


def slope_of(activation):
    name, _, slope = activation.partition(":")
    if name == "leaky-relu" and slope:
        return Fraction(slope)
    return {"relu": Fraction(0), "abs": Fraction(-1)}[activation]


def composed(rows, biases, functions):
    """The pre-activations of a layer as functions of the inputs."""
    for row, bias in zip(rows, biases):
        sums = [dot(row, column) for column in zip(*functions)]
        sums[-1] += bias
        yield sums


# Linear programming


class Ascent:
    """The simplex method on `maximize f(x)` where all `g(x) >= 0`, from a point with `g > 0`.

    The variables are the steps from the point, which are free, and the slacks `g(x)`. A row of
    the tableau writes a basic variable as an affine function of the other ones: coefficients by
    their names, and the constant. The names of steps are negative, those of slacks the indices
    of the inequalities.
    """

    def __init__(self, objective, inequalities, start):
        self.start = start
        steps = [-1 - index for index in range(len(start))]
        self.others = list(steps)
        self.rows = {
            name: (dict(zip(steps, function)), value(function, start))
            for name, function in enumerate(inequalities)
        }
        self.objective = (dict(zip(steps, objective)), value(objective, start))

    def climb(self):
        """Goes up until the objective is positive or greatest; returns a point where it is
        positive, or `None`."""
        while self.objective[1] <= 0:
            name = self.improving()
            if name is None:
                return None
            direction = 1 if self.objective[0][name] > 0 else -1
            leaving = self.blocking(name, direction)
            if leaving is None:
                return self.far_along(name, direction)
            self.pivot(name, leaving)
        return self.point({})

    def improving(self):
        """A variable that may move so that the objective grows: a step in any direction, or the
        first slack (Bland's rule)."""
        slopes = self.objective[0]
        free = [name for name in self.others if name < 0 and slopes[name] != 0]
        if free:
            return min(free)
        return min((name for name in self.others if slopes[name] > 0), default=None)

    def blocking(self, name, direction):
        """The slack that is zero first; among several the first one (Bland's rule). Steps that
        are basic block nothing."""
        best = None
        for slack, (coefficients, constant) in self.rows.items():
            rate = direction * coefficients[name]
            if slack >= 0 and rate < 0:
                candidate = (constant / -rate, slack)
                if best is None or candidate < best:
                    best = candidate
        return best and best[1]

    def pivot(self, entering, leaving):
        """Solves the row of `leaving` for `entering`."""
        coefficients, constant = self.rows.pop(leaving)
        factor = 1 / coefficients.pop(entering)
        solved = {name: -factor * entry for name, entry in coefficients.items()}
        solved[leaving] = factor
        solution = (solved, -factor * constant)
        self.rows = {name: substituted(row, entering, solution) for name, row in self.rows.items()}
        self.rows[entering] = solution
        self.objective = substituted(self.objective, entering, solution)
        self.others[self.others.index(entering)] = leaving

    def point(self, values):
        """The point where variables that are not basic have the given values, else zero."""
        point = []
        for index, start in enumerate(self.start):
            step = -1 - index
            if step in self.rows:
                coefficients, constant = self.rows[step]
                change = constant + sum(coefficients[name] * x for name, x in values.items())
            else:
                change = values.get(step, 0)
            point.append(start + change)
        return point

    def far_along(self, name, direction):
        """A point with positive objective in a direction in which it grows for ever."""
        slope, constant = self.objective[0][name], self.objective[1]
        return self.point({name: direction * (1 - constant) / abs(slope)})

    def multipliers(self):
        """At the greatest value: what times which inequality bounds the objective."""
        return {name: -slope for name, slope in self.objective[0].items() if slope != 0}


def substituted(row, name, solution):
    coefficients, constant = row
    factor = coefficients[name]
    result = {other: entry for other, entry in coefficients.items() if other != name}
    for other, entry in solution[0].items():
        result[other] = result.get(other, 0) + factor * entry
    return result, constant + factor * solution[1]


def bounds(multipliers, objective, inequalities):
    """Whether the multipliers prove that the objective is never positive."""
    total = list(objective)
    for name, factor in multipliers.items():
        if name < 0 or factor < 0:
            return False
        total = [x + factor * y for x, y in zip(total, inequalities[name])]
    return not any(total[:-1]) and total[-1] <= 0


def point_beyond(side, inequalities, inside):
    """A point with `side > 0` where all inequalities hold strictly, or `None`.

    `inside` is a point where they do and `side` is not positive; `side` is not constant.
    """
    ascent = Ascent(side, inequalities, inside)
    top = ascent.climb()
    if top is None:
        assert bounds(ascent.multipliers(), side, inequalities)
        return None
    # The point may be on the boundary of the cell; half of the way back to the cut it is not.
    low, high = value(side, inside), value(side, top)
    crossing = -low / (high - low)
    weight = (crossing + 1) / 2
    between = [x + weight * (y - x) for x, y in zip(inside, top)]
    return simplified(between, inequalities + [side])


def simplified(point, inequalities):
    """A point near by with short coordinates, where all inequalities hold strictly."""
    assert all(value(function, point) > 0 for function in inequalities)
    bits = 2
    while bits < 4096:
        scale = 1 << bits
        rounded = [Fraction(round(x * scale), scale) for x in point]
        if all(value(function, rounded) > 0 for function in inequalities):
            return rounded
        bits *= 2
    return point


# Cells


def halves(cell, function):
    """The parts of a cell on both sides of the zeros of a function, each with the state of the
    neuron."""
    inequalities, point = cell
    if not any(function[:-1]):
        return [(int(function[-1] > 0), cell)]
    here = value(function, point)
    if here == 0:
        # A step along the gradient; the inequalities hold near by.
        point = off_the_cut(function, inequalities, point)
        here = value(function, point)
    active = int(here > 0)
    known = function if active else negative(function)
    beyond = point_beyond(negative(known), inequalities, point)
    if beyond is None:
        # What always holds is no inequality of the cell.
        return [(active, (inequalities, point))]
    return [
        (active, (inequalities + [known], point)),
        (1 - active, (inequalities + [negative(known)], beyond)),
    ]


def off_the_cut(function, inequalities, point):
    step = Fraction(1)
    while True:
        moved = [x + step * slope for x, slope in zip(point, function)]
        if all(value(other, moved) > 0 for other in inequalities):
            return simplified(moved, inequalities + [function])
        step /= 2


def layer_cells(cell, functions):
    """The parts into which the neurons of a layer cut a cell, with their states."""
    parts = [((), cell)]
    for function in functions:
        parts = [
            (states + (state,), half)
            for states, part in parts
            for state, half in halves(part, function)
        ]
    return parts


def whole(network, box):
    """The cell that everything is in."""
    identity = [
        [Fraction(int(column == row)) for column in range(network.inputs + 1)]
        for row in range(network.inputs)
    ]
    if box is None:
        return ([], [Fraction(0)] * network.inputs), identity
    inequalities = []
    for coordinate, (low, high) in zip(identity, box):
        inequalities.append(coordinate[:-1] + [-low])
        inequalities.append(negative(coordinate)[:-1] + [high])
    return (inequalities, [(low + high) / 2 for low, high in box]), identity


def regions(network, box=None):
    """The patterns of all regions, and the number of regions of the first layers."""
    cell, identity = whole(network, box)
    # Patterns up to a layer, their cells, and what the layer gives on there.
    cells = [((), cell, identity)]
    counts = []
    for rows, biases in network.hidden:
        parts = []
        for pattern, cell, functions in cells:
            before = list(composed(rows, biases, functions))
            for states, part in layer_cells(cell, before):
                after = [
                    function if state else [network.slope * entry for entry in function]
                    for state, function in zip(states, before)
                ]
                parts.append((pattern + (states,), part, after))
        cells = parts
        counts.append(len(cells))
    for pattern, (_, point), _ in cells:
        assert network.pattern(point) == pattern
    patterns = [pattern for pattern, _, _ in cells]
    assert len(set(patterns)) == len(patterns)
    return sorted(patterns), counts


def read_box(text, inputs):
    box = []
    for interval in text.split(","):
        low, high = map(Fraction, interval.split(":"))
        assert low < high, f"an empty interval {interval}"
        box.append((low, high))
    assert len(box) == inputs, f"{len(box)} intervals, expected {inputs}"
    return box


def main():
    network = Network(sys.argv[1])
    box = read_box(sys.argv[2], network.inputs) if len(sys.argv) > 2 else None
    patterns, counts = regions(network, box)
    lines = ["/".join("".join(map(str, states)) for states in pattern) for pattern in patterns]
    json.dump({"counts": counts, "patterns": lines}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
