#!/usr/bin/env python3
"""Activation regions by a search in floating point, and beside it `reluvar regions`.

    regions.py [--time-limit SECONDS] [--seed SEED] [NETWORK.json ...]

The peer is the usual way to list the regions of the whole space: breadth-first from the region of
a random point, across facets. For each region and each neuron, unless the region behind it is known,
a linear program of HiGHS, through SciPy, says whether the neuron is a facet; the region behind it
counts where a ball of radius beyond 1e-8 fits into it. Regions that are smaller are lost, with all
that is found through them alone.

Without arguments the networks are drawn from the seed, with biases, their weights uniform up to
one over the square root of the number of inputs of the layer; the last layer is the identity, so
that the one neuron before it is a hidden one. The table shows the seconds of the enumeration
alone, one thread each. Exit status 1: a program failed.

Needs numpy and scipy; `prepare` beside this file gets them.

Environment:
    RELUVAR    the executable; without it the table has the peer alone
"""

import argparse
import collections
import decimal
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

import numpy
from scipy.optimize import linprog

RELUVAR = os.environ.get("RELUVAR", "")
OPTIONS = ["--format", "json", "--no-list", "--timings", "--threads", "1", "--quiet"]
# The smallest ball of a region, and the least depth of a cut by a facet.
TOLERANCE = 1e-8

FAMILY = [[2, 8, 1, 1], [4, 8, 1, 1], [4, 8, 8, 1, 1]]

Result = collections.namedtuple("Result", "count seconds complete")


class Failure(Exception):
    """A program that gave no result."""


# Networks


def exact_decimal(number):
    """All digits of a double."""
    return format(decimal.Decimal(number), "f")


def drawn_network(widths, seed):
    """A network in the form of a network file."""
    generator = random.Random(f"{seed}: {widths}")
    layers = []
    for inputs, outputs in zip(widths[:-2], widths[1:-1]):
        bound = inputs**-0.5

        def numbers(count):
            return [exact_decimal(generator.uniform(-bound, bound)) for _ in range(count)]

        weights = [numbers(inputs) for _ in range(outputs)]
        layers.append({"weights": weights, "biases": numbers(outputs)})
    size = widths[-1]
    identity = [["1" if row == column else "0" for column in range(size)] for row in range(size)]
    layers.append({"weights": identity, "biases": ["0"] * size})
    return {"widths": widths, "layers": layers}


class Network:
    """The hidden layers, rounded to doubles."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            data = json.load(file, parse_float=Fraction)
        self.layers = []
        for layer in data["layers"][:-1]:
            weights = self.rounded(layer["weights"])
            biases = layer.get("biases") or [0] * len(weights)
            self.layers.append((weights, self.rounded([biases])[0]))
        if not self.layers:
            raise Failure(f"{path}: no hidden layer")
        self.inputs = self.layers[0][0].shape[1]
        name, _, slope = data.get("activation", "relu").partition(":")
        self.slope = float(Fraction(slope)) if slope else {"relu": 0.0, "abs": -1.0}[name]

    @staticmethod
    def rounded(rows):
        return numpy.array([[float(Fraction(entry)) for entry in row] for row in rows])

    def pattern(self, point):
        """Which neurons are active at a point, layer by layer in one tuple."""
        states, values = [], point
        for weights, biases in self.layers:
            values = weights @ values + biases
            states.extend(bool(value > 0) for value in values)
            values = numpy.where(values > 0, values, self.slope * values)
        return tuple(states)

    def inequalities(self, pattern):
        """Rows `(a, b)` with `a x + b > 0` on the region, `a` of length 1, and the numbers of
        their neurons; neurons that are constant on the region have none."""
        factor, constant = numpy.eye(self.inputs), numpy.zeros(self.inputs)
        rows, first = [], 0
        for weights, biases in self.layers:
            factor, constant = weights @ factor, weights @ constant + biases
            active = numpy.array(pattern[first : first + len(biases)])
            signs = numpy.where(active, 1.0, -1.0)
            rows.append(numpy.column_stack([factor, constant]) * signs[:, None])
            gates = numpy.where(active, 1.0, self.slope)
            factor, constant = factor * gates[:, None], constant * gates
            first += len(biases)
        table = numpy.concatenate(rows)
        lengths = numpy.linalg.norm(table[:, :-1], axis=1)
        neurons = numpy.flatnonzero(lengths > 1e-14)
        return table[neurons] / lengths[neurons, None], neurons


# The search


def least(objective, rows, offsets, bounds):
    """The least value of a linear function where `rows x + offsets >= 0`; `None` where there is
    no optimal solution."""
    solution = linprog(objective, A_ub=-rows, b_ub=offsets, bounds=bounds, method="highs")
    return solution.fun if solution.status == 0 else None


def radius(table):
    """The radius of the largest ball in a region, at most 1."""
    dimension = table.shape[1] - 1
    rows = numpy.column_stack([table[:, :-1], -numpy.ones(len(table))])
    objective = numpy.append(numpy.zeros(dimension), -1.0)
    value = least(objective, rows, table[:, -1], [(None, None)] * dimension + [(None, 1)])
    return -value if value is not None else 0.0


def is_facet(table, index):
    """Whether a region grows without one of its inequalities, which then holds up to -1."""
    offsets = table[:, -1].copy()
    offsets[index] += 1
    bounds = [(None, None)] * (table.shape[1] - 1)
    value = least(table[index, :-1], table[:, :-1], offsets, bounds)
    return value is not None and value + table[index, -1] < -TOLERANCE


def search(network, seed, limit):
    """Regions by crossing facets, until there are no more or the time is over."""
    started = time.monotonic()
    start = numpy.random.default_rng(seed).normal(size=network.inputs)
    first = network.pattern(start)
    known, dropped = {first}, set()
    queue = collections.deque([first])
    while queue:
        pattern = queue.popleft()
        table, neurons = network.inequalities(pattern)
        for index, neuron in enumerate(neurons):
            if time.monotonic() - started > limit:
                return Result(len(known), limit, False)
            flipped = list(pattern)
            flipped[neuron] = not flipped[neuron]
            neighbour = tuple(flipped)
            if neighbour in known or neighbour in dropped or not is_facet(table, index):
                continue
            if radius(network.inequalities(neighbour)[0]) > TOLERANCE:
                known.add(neighbour)
                queue.append(neighbour)
            else:
                dropped.add(neighbour)
    return Result(len(known), time.monotonic() - started, True)


def reluvar(path, limit):
    """The number of regions and the seconds that the executable reports."""
    command = [RELUVAR, "regions", path, *OPTIONS]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return Result(None, limit, False)
    except OSError as error:
        raise Failure(str(error)) from None
    try:
        answer = json.loads(run.stdout)
        return Result(answer["count"], answer["seconds"], answer["status"] == "complete")
    except (ValueError, KeyError):
        output = (run.stderr or run.stdout)[-500:].strip()
        raise Failure(f"exit status {run.returncode}: {output}") from None


# The table


def count_shown(result):
    if result.complete:
        return str(result.count)
    return "" if result.count is None else f"at least {result.count}"


def seconds_shown(result):
    return f"{result.seconds:.2f}" if result.complete else f"> {result.seconds:.0f}"


def difference(peer, exact):
    """What the search in floating point lost, where both are complete."""
    if not (peer.complete and exact.complete):
        return ""
    missing = exact.count - peer.count
    if missing > 0:
        return f"{missing} lost"
    return f"{-missing} too many" if missing else "the same"


def row(*cells):
    print(f"| {' | '.join(cells)} |", flush=True)


def compare(path, name, arguments):
    """Prints the row of one network; returns whether all programs ran."""
    try:
        network = Network(path)
        # Ours first: it is not slower for what the other one leaves in memory.
        exact = reluvar(path, arguments.time_limit) if RELUVAR else None
        peer = search(network, arguments.seed, arguments.time_limit)
    except Failure as failure:
        row(name, *["FAILED"] + [""] * (5 if RELUVAR else 1))
        print(f"{name}: {failure}", file=sys.stderr)
        return False
    cells = [name, count_shown(peer), seconds_shown(peer)]
    if exact:
        ratio = f"{peer.seconds / exact.seconds:.0f}" if exact.complete and exact.seconds else ""
        if ratio and not peer.complete:
            ratio = f"> {ratio}"
        cells += [count_shown(exact), seconds_shown(exact), ratio, difference(peer, exact)]
    row(*cells)
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("networks", nargs="*", metavar="NETWORK.json")
    parser.add_argument("--time-limit", type=float, default=300, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    titles = ["network", "HiGHS: regions", "s"]
    if RELUVAR:
        titles += ["reluvar: regions", "s", "ratio", "in floating point"]
    row(*titles)
    print("|" + "---|" * len(titles))
    with tempfile.TemporaryDirectory() as folder:
        jobs = [(path, os.path.basename(path)) for path in arguments.networks]
        if not jobs:
            for widths in FAMILY:
                name = f"{'-'.join(map(str, widths[:-1]))}, seed {arguments.seed}"
                path = os.path.join(folder, f"{'-'.join(map(str, widths))}.json")
                with open(path, "w", encoding="utf-8") as file:
                    json.dump(drawn_network(widths, arguments.seed), file)
                jobs.append((path, name))
        verdicts = [compare(path, name, arguments) for path, name in jobs]
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
