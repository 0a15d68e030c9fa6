"""Networks with weights, whatever they are made with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Union

from . import sklearn_models, torch_models
from .command import Job, PathLike, absolute, is_path, joined
from .errors import ModelError
from .records import Record, key, listed, optional
from .values import Exact, entries, is_sequence, matrix, rows_text, text, vector, vector_text

#: What verbs take as a network: a `Network`, a module of PyTorch, a perceptron of scikit-learn, an
#: ONNX model, the path of a file that the command reads, its bytes, the mapping of a network file,
#: or layers ``[(weights, biases), ...]``.
Model = Union["Network", PathLike, bytes, Mapping[str, Any], Sequence[Any], Any]


class Layer(Record):
    """An affine layer: weights row by row, one row for each neuron."""

    __slots__ = ()

    weights = key("weights", matrix, "The weights, row by row.")
    biases = optional("biases", vector, "The biases.")


class Network:
    """A network with weights as the command is going to read it.

    Verbs make one of every model that they are given; making it beforehand saves time where the
    same model is used often, and it is the place for what a file does not say:

    - ``activation``: ``"relu"``, ``"abs"``, or ``"leaky-relu:1/10"``;
    - ``layer_order``: the layers of a safetensors file, first to last;
    - ``output_name``: the value of an ONNX model that is the output;
    - ``batch_epsilon``: what batch normalization adds to variances, for safetensors files.

    Weights are carried exactly. Raises `ModelError` where a model has a layer that cannot be
    carried; the layer is named by its path in the model.
    """

    def __init__(
        self,
        model: Model,
        *,
        activation: str | None = None,
        layer_order: str | Sequence[str] | None = None,
        output_name: str | None = None,
        batch_epsilon: Exact | None = None,
    ) -> None:
        self._path: str | None = None
        self._name = "network.json"
        self._contents: bytes = b""
        self._options = {
            "activation": activation,
            "layer_order": layer_order if isinstance(layer_order, str) else joined(layer_order),
            "output_name": output_name,
            "batch_epsilon": None if batch_epsilon is None else text(batch_epsilon),
        }
        if isinstance(model, Network):
            self._path, self._name, self._contents = model._path, model._name, model._contents
            given = {name: value for name, value in self._options.items() if value is not None}
            self._options = {**model._options, **given}
        elif is_path(model):
            self._path = absolute(model)
        elif isinstance(model, (bytes, bytearray)):
            self._name, self._contents = "network", bytes(model)
        elif torch_models.is_module(model):
            self._name, self._contents = "network.onnx", torch_models.model_bytes(model)
        elif sklearn_models.is_estimator(model):
            self._name, self._contents = "network.onnx", sklearn_models.model_bytes(model)
        elif hasattr(model, "SerializeToString") and hasattr(model, "graph"):
            self._name, self._contents = "network.onnx", model.SerializeToString()
        elif isinstance(model, Mapping):
            self._contents = _document(model)
        elif is_sequence(model) and not hasattr(model, "predict"):
            self._contents = _layers(model)
        else:
            raise ModelError(
                f"{type(model).__module__}.{type(model).__name__} is no model that is carried: "
                "expected a module of PyTorch, MLPClassifier or MLPRegressor of scikit-learn, an "
                "ONNX model, a path, or layers [(weights, biases), ...]"
            )

    @classmethod
    def of(cls, model: Model) -> Network:
        """The network of a model."""
        return model if isinstance(model, Network) else cls(model)

    def argument(self, job: Job, *, options: bool = True) -> str:
        """Adds what the command needs to read this network, and returns its file."""
        if options:
            job.options(**self._options)
        return self._path or job.file(self._name, self._contents)

    def save(self, path: PathLike) -> None:
        """Writes the file that the command reads: ONNX, or JSON where the layers were given."""
        if self._path is not None:
            with open(self._path, "rb") as file:
                contents = file.read()
        else:
            contents = self._contents
        with open(path, "wb") as file:
            file.write(contents)

    def __repr__(self) -> str:
        return f"<Network {self._path or f'{self._name}, {len(self._contents)} bytes'}>"


def _document(model: Mapping[str, Any]) -> bytes:
    if "layers" not in model:
        raise ModelError("a mapping without the key 'layers' is no network")
    return json.dumps(_plain(dict(model))).encode()


def _plain(value: Any) -> Any:
    """A value of a document with its numbers as exact texts."""
    if isinstance(value, Mapping):
        return {str(name): _plain(entry) for name, entry in value.items()}
    if is_sequence(value):
        return [_plain(entry) for entry in entries(value)]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return text(value)


def plain(value: Any) -> Any:
    """A document of a user, such as a problem or a law, as JSON."""
    return _plain(value)


def _layers(layers: Any) -> bytes:
    """Layers as pairs, or as bare matrices of networks without biases."""
    written = []
    for number, layer in enumerate(layers, 1):
        try:
            if isinstance(layer, Mapping):
                weights, biases = layer["weights"], layer.get("biases")
            elif _is_pair(layer):
                weights, biases = layer
            else:
                weights, biases = layer, None
            entry: dict[str, Any] = {"weights": rows_text(weights)}
            if biases is not None:
                entry["biases"] = vector_text(biases)
        except (KeyError, TypeError, ValueError) as reason:
            raise ModelError(
                f"layer {number}: {reason}; expected a pair (weights, biases), weights with a row "
                "for each neuron"
            ) from None
        written.append(entry)
    return json.dumps({"layers": written}).encode()


def _is_pair(layer: Any) -> bool:
    """Whether a layer is weights and biases, and not a matrix alone."""
    if isinstance(layer, tuple):
        return True
    if not isinstance(layer, list) or len(layer) != 2 or not is_sequence(layer[0]):
        return False
    rows = entries(layer[0])
    return bool(rows) and is_sequence(rows[0])


def layers_of(value: Mapping[str, Any]) -> tuple[Layer, ...]:
    """The layers of a network that a report has."""
    return listed(Layer)(value["layers"])


