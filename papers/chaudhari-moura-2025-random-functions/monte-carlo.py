"""Writes monte-carlo.csv: how often random inputs have outputs up to some values, with NumPy and PyYAML.

The network is the moons classifier after 1000 steps, the law that of moons-law-8.yaml. Nothing here comes
from reluvar, whose exact distribution is compared with these counts.
"""

import json
import pathlib
import struct

import numpy
import yaml

folder = pathlib.Path(__file__).parent
data = (folder / "../../examples/two-moons/step-1000.safetensors").read_bytes()
(size,) = struct.unpack("<Q", data[:8])
header = json.loads(data[8:8 + size])


def tensor(name):
    start, end = header[name]["data_offsets"]
    values = numpy.frombuffer(data[8 + size:][start:end], dtype="<f4")
    return values.reshape(header[name]["shape"]).astype(float)


names = sorted(name for name in header if name.endswith("weight"))
layers = [(tensor(name), tensor(name.replace("weight", "bias"))) for name in names]
law = yaml.safe_load((folder / "moons-law-8.yaml").read_text())["mixture"]
generator = numpy.random.default_rng(2503)
samples, values = 10_000_000, [-12, -6, -2, 0, 2, 6, 12]
counts = numpy.zeros(len(values), dtype=int)
total = numpy.zeros(2)
for _ in range(10):
    number = samples // 10
    parts = generator.choice(len(law), number, p=[part["weight"] for part in law])
    means = numpy.array([part["mean"] for part in law])[parts]
    factors = numpy.array([part["factor"] for part in law])[parts]
    points = means + numpy.einsum("nij,nj->ni", factors, generator.standard_normal((number, 2)))
    for index, (weights, biases) in enumerate(layers):
        points = points @ weights.T + biases
        if index < len(layers) - 1:
            points = numpy.maximum(points, 0)
    counts += [(points[:, 0] <= value).sum() for value in values]
    total += [points[:, 0].sum(), (points[:, 0] ** 2).sum()]
with open(folder / "monte-carlo.csv", "w") as file:
    file.write("value,hits,samples\n")
    for value, count in zip(values, counts):
        file.write(f"{value},{count},{samples}\n")
mean = total[0] / samples
print("mean", mean, "variance", total[1] / samples - mean**2)
