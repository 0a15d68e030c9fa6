#!/usr/bin/env python3
"""Writes the data and the networks of this folder.

- `moons.csv`, `moons-labels.csv`, `moons-held-out.csv`: two half circles with noise, 2,000 points to learn from, and
  2,000 others.
- `plane.csv`, `plane-labels.csv`, `plane-held-out.csv`: the first two principal components of the digits of
  scikit-learn, divided by 10: 1,200 to learn from, and 597 others.
- `digits.npy`, `digits-labels.npy`: the same 1,200 digits, with 64 pixels from 0 to 16.
- `networks/NAME-STEP.json`: networks before learning and after so many steps, weights rounded to six decimals.

Needs numpy and scikit-learn; versions that were used: numpy 2.1.3, scikit-learn 1.9.1.
"""

import json
import pathlib

import numpy
from sklearn.datasets import load_digits, make_moons
from sklearn.decomposition import PCA

folder = pathlib.Path(__file__).parent
CHECKPOINTS = [0, 10, 30, 100, 300, 1000, 3000]


class Network:
    """Fully connected, ReLU between the layers."""

    def __init__(self, widths, seed):
        generator = numpy.random.default_rng(seed)
        self.widths = widths
        self.parameters = []
        for inputs, outputs in zip(widths, widths[1:]):
            bound = 1 / numpy.sqrt(inputs)
            self.parameters.append(generator.uniform(-bound, bound, (outputs, inputs)))
            self.parameters.append(generator.uniform(-bound, bound, outputs))
        self.moments = [(0 * p, 0 * p) for p in self.parameters]
        self.steps = 0

    def gradients(self, points, labels):
        """Of the mean cross-entropy: logistic with one output, softmax with several."""
        values = [points]
        for layer in range(0, len(self.parameters), 2):
            sums = values[-1] @ self.parameters[layer].T + self.parameters[layer + 1]
            isLast = layer == len(self.parameters) - 2
            values.append(sums if isLast else numpy.maximum(sums, 0))
        outputs = values[-1]
        if outputs.shape[1] == 1:
            delta = (1 / (1 + numpy.exp(-outputs)) - labels[:, None]) / len(points)
        else:
            shares = numpy.exp(outputs - outputs.max(1, keepdims=True))
            shares /= shares.sum(1, keepdims=True)
            shares[numpy.arange(len(points)), labels] -= 1
            delta = shares / len(points)
        gradients = [None] * len(self.parameters)
        for layer in range(len(self.parameters) - 2, -1, -2):
            gradients[layer] = delta.T @ values[layer // 2]
            gradients[layer + 1] = delta.sum(0)
            delta = (delta @ self.parameters[layer]) * (values[layer // 2] > 0)
        return gradients

    def step(self, points, labels, rate=0.01):
        """One step of Adam with all points."""
        self.steps += 1
        for index, gradient in enumerate(self.gradients(points, labels)):
            first, second = self.moments[index]
            first = 0.9 * first + 0.1 * gradient
            second = 0.999 * second + 0.001 * gradient**2
            self.moments[index] = (first, second)
            size = numpy.sqrt(second / (1 - 0.999**self.steps)) + 1e-8
            self.parameters[index] -= rate * first / (1 - 0.9**self.steps) / size

    def write(self, path, unit):
        """The network for inputs that are `unit` times as large."""

        def row(numbers, unit=1):
            return [round(float(number) / unit, 6) + 0.0 for number in numbers]

        layers = [
            {"weights": [row(weights, 1 if layer else unit) for weights in self.parameters[layer]],
             "biases": row(self.parameters[layer + 1])}
            for layer in range(0, len(self.parameters), 2)
        ]
        path.write_text(json.dumps({"widths": self.widths, "layers": layers}) + "\n")


def train(name, widths, points, labels, checkpoints, unit=1, seed=1):
    network = Network(widths, seed)
    for step in range(checkpoints[-1] + 1):
        if step in checkpoints:
            network.write(folder / "networks" / f"{name}-{step:04}.json", unit)
        network.step(points, labels)


def table(name, points):
    numpy.savetxt(folder / name, points, delimiter=",", fmt="%.3f")


def main():
    points, labels = make_moons(4000, noise=0.15, random_state=1)
    points = points.round(3)
    table("moons.csv", points[:2000])
    table("moons-held-out.csv", points[2000:])
    numpy.savetxt(folder / "moons-labels.csv", labels[:2000], fmt="%d")
    for width in [4, 8, 16, 32]:
        train(f"moons-{width}", [2, width, width, 1], points[:2000], labels[:2000], CHECKPOINTS)

    pixels, labels = load_digits(return_X_y=True)
    order = numpy.random.default_rng(1).permutation(len(pixels))
    pixels, labels = pixels[order], labels[order]
    plane = (PCA(2, random_state=1).fit_transform(pixels) / 10).round(3)
    table("plane.csv", plane[:1200])
    table("plane-held-out.csv", plane[1200:])
    numpy.savetxt(folder / "plane-labels.csv", labels[:1200], fmt="%d")
    train("plane-16", [2, 16, 16, 10], plane[:1200], labels[:1200], CHECKPOINTS)

    numpy.save(folder / "digits.npy", pixels[:1200].astype(numpy.uint8))
    numpy.save(folder / "digits-labels.npy", labels[:1200].astype(numpy.uint8))
    inputs = pixels[:1200] / 16
    for width in [8, 16, 32]:
        train(f"digits-{width}", [64, width, width, 10], inputs, labels[:1200], CHECKPOINTS[:-1], unit=16)


if __name__ == "__main__":
    main()
