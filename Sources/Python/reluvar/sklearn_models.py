"""Perceptrons of scikit-learn as graphs, behind scalers in a pipeline where there are some."""

from __future__ import annotations

from typing import Any

from .errors import ModelError
from .graphs import ELEMENT_TYPES, Graph

_ADVICE = "convert it with skl2onnx and pass the ONNX model"


def is_estimator(model: object) -> bool:
    """Whether this is a perceptron or a pipeline of scikit-learn, which is not imported."""
    names = {f"{kind.__module__.split('.')[0]}.{kind.__name__}" for kind in type(model).__mro__}
    return bool(names & {"sklearn.BaseMultilayerPerceptron", "sklearn.Pipeline"})


def model_bytes(model: Any) -> bytes:
    """An estimator as an ONNX model."""
    steps = list(model.steps) if hasattr(model, "steps") else [("", model)]
    steps = [(name, step) for name, step in steps if step is not None and step != "passthrough"]
    last = steps[-1][1] if steps else None
    name = type(model).__name__
    if not hasattr(last, "coefs_"):
        kind = type(last).__name__
        if not hasattr(last, "hidden_layer_sizes"):
            raise ModelError(f"{name}: the last step is {kind}, expected MLPClassifier or "
                             f"MLPRegressor; {_ADVICE}")  # fmt: skip
        raise ModelError(f"{kind}: it is not fitted yet")
    assert last is not None
    graph = Graph(ELEMENT_TYPES[str(last.coefs_[0].dtype)], [int(model.n_features_in_)])
    value = Graph.INPUT
    for step, scaler in steps[:-1]:
        value = _scaled(graph, value, step, scaler)
    return graph.model(_perceptron(graph, value, last))


def _perceptron(graph: Graph, value: str, model: Any) -> str:
    if model.activation not in ("relu", "identity"):
        raise ModelError(
            f"{type(model).__name__}: the activation '{model.activation}' is not piecewise linear, "
            "expected 'relu'"
        )
    count = len(model.coefs_)
    for index, (weights, biases) in enumerate(zip(model.coefs_, model.intercepts_)):
        inputs = [
            value,
            _tensor(graph, f"coefs_[{index}]", weights),
            _tensor(graph, f"intercepts_[{index}]", biases),
        ]
        value = graph.node("Gemm", f"layer {index + 1}", inputs)
        if index + 1 < count and model.activation == "relu":
            value = graph.node("Relu", f"activation {index + 1}", [value])
    return value


def _scaled(graph: Graph, value: str, step: str, scaler: Any) -> str:
    kind = type(scaler).__name__
    operations: list[tuple[str, str]] = {
        "StandardScaler": [("Sub", "mean_"), ("Div", "scale_")],
        "RobustScaler": [("Sub", "center_"), ("Div", "scale_")],
        "MinMaxScaler": [("Mul", "scale_"), ("Add", "min_")],
        "MaxAbsScaler": [("Div", "scale_")],
    }.get(kind, [])
    if not operations or getattr(scaler, "clip", False):
        raise ModelError(f"{step}: {kind} is not a step that is carried (scalers); {_ADVICE}")
    for operation, name in operations:
        numbers = getattr(scaler, name)
        if numbers is not None:
            inputs = [value, _tensor(graph, f"{step}.{name}", numbers)]
            value = graph.node(operation, f"{step}.{name}", inputs)
    return value


def _tensor(graph: Graph, name: str, array: Any) -> str:
    """Numbers as they lie in memory; what is in single precision is exact in double precision."""
    types = {number: kind for kind, number in ELEMENT_TYPES.items()}
    array = array.astype(types[graph.element_type], order="C", casting="same_kind")
    return graph.tensor(name, graph.element_type, list(array.shape), array.tobytes())
