#!/usr/bin/env python3
"""Writes the files of this folder: small networks as other programs export them.

Needs torch, onnx, onnxscript, scikit-learn, skl2onnx and safetensors; versions that were used:
torch 2.15.0, onnx 1.23.2, onnxscript 0.7.2, scikit-learn 1.9.1, skl2onnx 1.20.0,
safetensors 0.8.0. Run it in this folder.
"""

import json

import numpy
import onnx
import torch
from safetensors.torch import save_file
from sklearn.neural_network import MLPRegressor
from skl2onnx import to_onnx


def write_json(path, layers):
    """The same network in our own form, each number exact."""
    text = [
        {
            "weights": [[exact(x) for x in row] for row in weights],
            "biases": [exact(x) for x in biases],
        }
        for weights, biases in layers
    ]
    with open(path, "w") as file:
        json.dump({"layers": text}, file, indent=0)


def exact(number):
    numerator, denominator = float(number).as_integer_ratio()
    return f"{numerator}/{denominator}"


def without_notes(path):
    """Removes what an exporter says about the machine it ran on."""
    model = onnx.load(path)
    model.doc_string = ""
    model.graph.doc_string = ""
    del model.metadata_props[:]
    del model.graph.metadata_props[:]
    del model.graph.value_info[:]
    graph = model.graph
    for part in [*graph.node, *graph.initializer, *graph.input, *graph.output]:
        part.doc_string = ""
        del part.metadata_props[:]
    onnx.save(model, path)


def from_torch():
    torch.manual_seed(1)
    network = torch.nn.Sequential(
        torch.nn.Flatten(),
        torch.nn.Linear(3, 5),
        torch.nn.ReLU(),
        torch.nn.Dropout(0.5),
        torch.nn.Linear(5, 4),
        torch.nn.ReLU(),
        torch.nn.Linear(4, 2),
    ).eval()
    sample = torch.zeros(1, 3)
    torch.onnx.export(
        network, (sample,), "torch-traced.onnx", dynamo=False,
        input_names=["points"], dynamic_axes={"points": {0: "count"}})
    torch.onnx.export(
        network, (sample,), "torch-exported.onnx", dynamo=True, external_data=False)
    without_notes("torch-traced.onnx")
    without_notes("torch-exported.onnx")
    save_file(network.state_dict(), "torch.safetensors")
    linear = [m for m in network if isinstance(m, torch.nn.Linear)]
    write_json(
        "torch.json",
        [(m.weight.detach().numpy(), m.bias.detach().numpy()) for m in linear])


def from_sklearn():
    generator = numpy.random.default_rng(2)
    points = generator.normal(size=(40, 3)).astype(numpy.float32)
    values = generator.normal(size=40)
    network = MLPRegressor(hidden_layer_sizes=(5, 4), max_iter=20, random_state=3).fit(points, values)
    model = to_onnx(network, points[:1])
    onnx.save(model, "sklearn.onnx")
    single = numpy.float32
    write_json(
        "sklearn.json",
        [
            (weights.T.astype(single), biases.astype(single))
            for weights, biases in zip(network.coefs_, network.intercepts_)
        ])


from_torch()
from_sklearn()
