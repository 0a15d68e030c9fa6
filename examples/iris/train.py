#!/usr/bin/env python3
"""Trains a network of widths 4, 3, 3 on Fisher's iris data and writes the files of this folder.

- `measurements.csv`: sepal length and width, petal length and width of 150 flowers, in cm
  (R. A. Fisher, The use of multiple measurements in taxonomic problems, 1936), as scikit-learn
  distributes them.
- `iris.onnx`: the trained network, as PyTorch exports it; its outputs are the logits of the species.
- `outputs.csv`: its outputs on these points, computed by PyTorch in single precision.

Needs torch, onnx and scikit-learn; versions that were used: torch 2.15.0, onnx 1.23.2,
scikit-learn 1.9.1. Run it in this folder; the result depends on the version of torch.
"""

import warnings

import onnx
import torch
from sklearn.datasets import load_iris

SEED = 2
STEPS = 2000


def train(points, species):
    """Full-batch Adam on the cross entropy."""
    torch.manual_seed(SEED)
    network = torch.nn.Sequential(
        torch.nn.Linear(4, 3), torch.nn.ReLU(), torch.nn.Linear(3, 3)
    )
    optimizer = torch.optim.Adam(network.parameters(), lr=0.02, weight_decay=1e-4)
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(network(points), species)
        loss.backward()
        optimizer.step()
    return network.eval()


def export(network, path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network, torch.zeros(1, 4), path, input_names=["measurements"],
            output_names=["logits"], dynamic_axes={"measurements": {0: "flowers"}},
            dynamo=False,
        )
    model = onnx.load(path)
    # What the exporter says about the machine it ran on.
    for part in [model, model.graph, *model.graph.node]:
        part.doc_string = ""
    onnx.save(model, path)


def write_table(path, header, rows):
    with open(path, "w") as file:
        file.write(",".join(header) + "\n")
        for row in rows:
            file.write(",".join(row) + "\n")


def main():
    data = load_iris()
    points = torch.tensor(data.data, dtype=torch.float32)
    species = torch.tensor(data.target)
    network = train(points, species)
    with torch.no_grad():
        outputs = network(points)
        patterns = (network[0](points) > 0).int()
    export(network, "iris.onnx")
    write_table(
        "measurements.csv",
        ["sepal length", "sepal width", "petal length", "petal width"],
        [[f"{x:.1f}" for x in row] for row in data.data],
    )
    write_table(
        "outputs.csv", list(data.target_names),
        # Nine digits tell single-precision numbers apart.
        [[f"{float(x):.9g}" for x in row] for row in outputs],
    )
    correct = int((outputs.argmax(1) == species).sum())
    counts = {}
    for row in patterns.tolist():
        text = "".join(map(str, row))
        counts[text] = counts.get(text, 0) + 1
    print(f"{correct} of {len(species)} flowers classified correctly; patterns {counts}")


if __name__ == "__main__":
    main()
