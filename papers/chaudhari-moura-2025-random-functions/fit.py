"""Writes the networks and the laws of this folder; what it wrote is kept beside it.

Needs scikit-learn and skl2onnx. Laws are Gaussian mixtures with one part for each class: the mean of its
points, and as `factor` the lower triangular root of their covariance, in decimals. A rounded factor is
always that of a law, which a rounded covariance is not. Coordinates that are constant in a class, as the
pixels at the border are, have no variance.
"""

import json
import pathlib

import numpy
from skl2onnx import to_onnx
from sklearn.datasets import load_digits
from sklearn.mixture import GaussianMixture
from sklearn.neural_network import MLPClassifier

folder = pathlib.Path(__file__).parent


def decimal(value, digits):
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def root(covariance):
    """L with L L^T = covariance, columns without variance left out."""
    rest = covariance.copy()
    columns = []
    for pivot in range(len(rest)):
        # Smaller ones are rounding errors of larger variances.
        if rest[pivot, pivot] < 1e-9 * max(1.0, covariance[pivot, pivot]):
            continue
        column = rest[:, pivot] / numpy.sqrt(rest[pivot, pivot])
        column[:pivot] = 0
        rest -= numpy.outer(column, column)
        columns.append(column)
    return numpy.array(columns).T


def write_law(name, parts, digits, scale=1.0):
    """parts: (weight as text, label, mean, root); the root is multiplied by the scale."""
    shift = round(-numpy.log10(scale))
    with open(folder / name, "w") as file:
        file.write("mixture:\n")
        for weight, label, mean, factor in parts:
            file.write(f"- weight: {weight}\n  label: '{label}'\n")
            file.write("  mean: [" + ", ".join(decimal(v, digits) for v in mean) + "]\n")
            file.write("  factor:\n")
            rounded = numpy.round(factor, digits) * scale
            for row in rounded:
                file.write("  - [" + ", ".join(decimal(v, digits + shift) for v in row) + "]\n")


# Digits: 64 inputs, hidden layers of 16 and 16 neurons, 10 outputs.
digits = load_digits()
network = MLPClassifier((16, 16), alpha=1.0, max_iter=400, random_state=1)
network.fit(digits.data[200:], digits.target[200:])
print("accuracy on 200 digits that were not used:",
      network.score(digits.data[:200], digits.target[:200]))
model = to_onnx(network, digits.data[:1].astype(numpy.float32), options={"zipmap": False})
(folder / "digits.onnx").write_bytes(model.SerializeToString())

parts = []
for label in range(10):
    points = digits.data[digits.target == label]
    covariance = numpy.cov(points.T, bias=True)
    parts.append((f"{len(points)}/{len(digits.data)}", label, points.mean(0), root(covariance)))
write_law("digits-law.yaml", parts, 3)
write_law("digits-narrow-law.yaml", parts, 3, scale=0.1)

# Moons: the points of the example of the house, a mixture of eight parts fitted to them.
moons = numpy.loadtxt(folder / "../../examples/two-moons/moons.csv", delimiter=",", skiprows=1)
for count, name in [(2, "moons-law-2.yaml"), (8, "moons-law-8.yaml")]:
    mixture = GaussianMixture(count, random_state=1, n_init=10).fit(moons)
    weights = [round(float(w), 3) for w in mixture.weights_]
    weights[0] = round(1 - sum(weights[1:]), 3)
    write_law(name, [
        (decimal(weights[k], 3), k + 1, mixture.means_[k], root(mixture.covariances_[k]))
        for k in range(count)], 4)

# 784 inputs, as many as an image of MNIST has: hidden layers of 32 and 16 neurons, 10 outputs, random
# weights from -4 to 4. Inputs vary in six directions around a point.
generator = numpy.random.default_rng(784)
widths = [784, 32, 16, 10]
layers = [
    {"weights": generator.integers(-4, 5, (outputs, inputs)).tolist(),
     "biases": (generator.integers(-4, 5, outputs) * round(inputs**0.5)).tolist()}
    for inputs, outputs in zip(widths, widths[1:])]
(folder / "wide.json").write_text(
    json.dumps({"layers": layers}, separators=(",", ":")) + "\n")
center = generator.integers(-4, 5, 784).tolist()
directions = generator.integers(-2, 3, (784, 6)).tolist()
(folder / "wide-law.yaml").write_text(
    f"gaussian:\n  mean: {center}\n  factor:\n"
    + "".join(f"  - {row}\n" for row in directions))
