#!/usr/bin/env python3
"""Writes the data and the networks of this folder; needs the standard library only.

- `plane.csv`, `plane-outputs.csv`: 12 points in the plane, and a function there with noise.
- `classes.csv`, `classes-labels.csv`: 15 points in three groups, and their classes.
- `networks/regression-WIDTH.json`, `networks/regression-3-3.json`: fitted to the function as ReLU networks, 2,000 steps of
  Adam on the squared error; weights rounded to three decimals.
- `networks/classifier.json`: 2 inputs, 4 neurons, 3 outputs, fitted to the classes by cross-entropy, 300 steps.

`networks/tie.json` with `tie.csv` was written by hand.
"""

import json
import math
import pathlib
import random

folder = pathlib.Path(__file__).parent


def product(rows, vector):
    return [sum(a * b for a, b in zip(row, vector)) for row in rows]


class Network:
    """Fully connected, ReLU between the layers; weights in one list of numbers."""

    def __init__(self, widths, seed):
        generator = random.Random(seed)
        self.widths = widths
        self.layers = []
        for inputs, outputs in zip(widths, widths[1:]):
            bound = 1.5 / math.sqrt(inputs)
            self.layers.append([[generator.uniform(-bound, bound) for _ in range(inputs + 1)]
                                for _ in range(outputs)])
        self.moments = [[[(0, 0)] * len(row) for row in layer] for layer in self.layers]

    def gradient(self, points, deltas):
        """Of a mean loss; `deltas` gives its derivative by the outputs at a point."""
        gradient = [[[0] * len(row) for row in layer] for layer in self.layers]
        for index, point in enumerate(points):
            values = [point]
            for number, layer in enumerate(self.layers):
                sums = product(layer, values[-1] + [1])
                isLast = number == len(self.layers) - 1
                values.append(sums if isLast else [max(s, 0) for s in sums])
            delta = deltas(index, values[-1])
            for number in reversed(range(len(self.layers))):
                for i, d in enumerate(delta):
                    for j, v in enumerate(values[number] + [1]):
                        gradient[number][i][j] += d * v / len(points)
                delta = [sum(d * row[j] for d, row in zip(delta, self.layers[number])) * (v > 0)
                         for j, v in enumerate(values[number])]
        return gradient

    def fit(self, points, deltas, steps, rate=0.01):
        for step in range(1, steps + 1):
            gradient = self.gradient(points, deltas)
            for layer, moments, slopes in zip(self.layers, self.moments, gradient):
                for row, pairs, slope in zip(layer, moments, slopes):
                    for j, g in enumerate(slope):
                        first = 0.9 * pairs[j][0] + 0.1 * g
                        second = 0.999 * pairs[j][1] + 0.001 * g * g
                        pairs[j] = (first, second)
                        size = math.sqrt(second / (1 - 0.999**step)) + 1e-8
                        row[j] -= rate * first / (1 - 0.9**step) / size

    def write(self, name):
        layers = [{"weights": [[f"{w:.3f}" for w in row[:-1]] for row in layer],
                   "biases": [f"{row[-1]:.3f}" for row in layer]} for layer in self.layers]
        (folder / "networks" / f"{name}.json").write_text(json.dumps({"layers": layers}) + "\n")


def write(name, rows):
    text = "".join(",".join(row) + "\n" for row in rows)
    (folder / name).write_text(text)


generator = random.Random(17)
points, outputs = [], []
for _ in range(12):
    x, y = round(generator.uniform(-1.5, 1.5), 2), round(generator.uniform(-1.5, 1.5), 2)
    points.append([x, y])
    outputs.append(round(abs(x) - y / 2 + x * y / 3 + generator.gauss(0, 0.2), 2))
write("plane.csv", [[f"{v:.2f}" for v in point] for point in points])
write("plane-outputs.csv", [[f"{v:.2f}"] for v in outputs])

squares = lambda index, values: [values[0] - outputs[index]]
for hidden in [[1], [2], [3], [4], [5], [6], [8], [10], [3, 3]]:
    network = Network([2] + hidden + [1], seed=hidden[0] * 10 + len(hidden))
    network.fit(points, squares, steps=2000)
    network.write("regression-" + "-".join(map(str, hidden)))

groups, labels = [], []
for index in range(15):
    label = index % 3
    angle = 2 * math.pi * label / 3
    groups.append([round(math.cos(angle) + generator.gauss(0, 0.5), 2),
                   round(math.sin(angle) + generator.gauss(0, 0.5), 2)])
    labels.append(label)
write("classes.csv", [[f"{v:.2f}" for v in point] for point in groups])
write("classes-labels.csv", [[str(label)] for label in labels])


def entropy(index, values):
    shares = [math.exp(v - max(values)) for v in values]
    return [s / sum(shares) - (k == labels[index]) for k, s in enumerate(shares)]


network = Network([2, 4, 3], seed=5)
network.fit(groups, entropy, steps=300)
network.write("classifier")
