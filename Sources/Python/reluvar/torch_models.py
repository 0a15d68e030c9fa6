"""Modules of PyTorch as graphs: those of ``torch.fx``, with the numbers as they lie in memory."""

from __future__ import annotations

import operator
import struct
from collections.abc import Callable
from typing import Any

from .command import needed
from .errors import ModelError
from .graphs import ELEMENT_TYPES, Graph

_ADVICE = "export it with torch.onnx.export and pass the model or its path"
_CARRIED = (
    "Linear, ReLU, LeakyReLU, PReLU with one slope, ReLU6, Hardtanh, BatchNorm1d, Flatten, "
    "Identity, Dropout"
)


def is_module(model: object) -> bool:
    """Whether this is a module of PyTorch; PyTorch is not imported for other values."""
    return any(kind.__module__ == "torch.nn.modules.module" for kind in type(model).__mro__)


def model_bytes(model: Any) -> bytes:
    """A module as an ONNX model."""
    return _Translation(model).model()


class _Translation:
    def __init__(self, model: Any) -> None:
        self.torch = needed("torch", "torch")
        fx = needed("torch.fx", "torch")
        self.root = type(model).__name__
        try:
            self.traced = fx.symbolic_trace(model)
        except Exception as reason:
            raise ModelError(
                f"{self.root}: its forward cannot be followed ({reason}); {_ADVICE}"
            ) from reason
        self.modules = dict(self.traced.named_modules())
        self.graph = Graph(1, [self._input_count()])
        self.values: dict[Any, str] = {}
        self.kinds: set[int] = set()
        #: The first module that is not piecewise linear, which only others like it may follow.
        self.smooth: str | None = None

    def _input_count(self) -> int:
        linear = (self.torch.nn.Linear, self.torch.nn.BatchNorm1d)
        for node in self.traced.graph.nodes:
            if node.op == "call_module" and isinstance(self.modules[node.target], linear):
                module = self.modules[node.target]
                return int(getattr(module, "in_features", getattr(module, "num_features", 0)))
        raise ModelError(f"{self.root}: no layer Linear; {_ADVICE}")

    def model(self) -> bytes:
        output: str | None = None
        for node in self.traced.graph.nodes:
            if node.op == "placeholder":
                if self.values:
                    raise ModelError(f"{self.root}: several inputs, expected one")
                self.values[node] = Graph.INPUT
            elif node.op == "output":
                output = self._value(node.args[0], "the output")
            elif node.op == "call_module":
                self.values[node] = self._module(node)
            elif node.op in ("call_function", "call_method"):
                self.values[node] = self._function(node)
            elif node.op == "get_attr":
                self.values[node] = self._parameter(node.target)
        assert output is not None
        if len(self.kinds) > 1:
            raise ModelError(f"{self.root}: layers of several precisions, expected one")
        self.graph.element_type = next(iter(self.kinds))
        return self.graph.model(output)

    def _value(self, argument: Any, place: str) -> str:
        try:
            return self.values[argument]
        except (KeyError, TypeError):
            raise ModelError(f"{place}: {argument!r} is no value of layers; {_ADVICE}") from None

    def _parameter(self, path: str) -> str:
        value: Any = self.traced
        for part in path.split("."):
            value = getattr(value, part)
        return self._tensor(path, value)

    def _tensor(self, name: str, tensor: Any) -> str:
        kind = str(tensor.dtype).removeprefix("torch.")
        if kind not in ELEMENT_TYPES or kind == "int64":
            raise ModelError(f"{name}: numbers of type {kind}, expected floating-point numbers")
        if tensor.is_meta:
            raise ModelError(f"{name}: no numbers, since the module is on the device 'meta'")
        self.kinds.add(ELEMENT_TYPES[kind])
        plain = tensor.detach().cpu().contiguous()
        if not bool(self.torch.isfinite(plain).all()):
            raise ModelError(f"{name}: a number that is not finite")
        return self.graph.tensor(name, ELEMENT_TYPES[kind], list(tensor.shape), self._memory(plain))

    def _memory(self, tensor: Any) -> bytes:
        """The numbers of a tensor as they lie in memory."""
        raw = tensor.reshape(-1).view(self.torch.uint8)
        try:
            return bytes(raw.numpy())
        except RuntimeError:  # NumPy is not installed
            return bytes(raw.tolist())

    def _number(self, name: str, value: float, like: Any, shape: tuple[int, ...] = ()) -> str:
        """A number, rounded to the precision of the layers as PyTorch rounds it."""
        return self._tensor(name, self.torch.full(shape, value, dtype=like))

    @property
    def _precision(self) -> Any:
        for parameter in self.traced.parameters():
            return parameter.dtype
        return self.torch.float32

    def _module(self, node: Any) -> str:
        nn = self.torch.nn
        module, path = self.modules[node.target], node.target
        place = f"{path}: {type(module).__name__}"
        if len(node.args) != 1 or node.kwargs:
            raise ModelError(f"{place} is called with other arguments than one value; {_ADVICE}")
        value = self._value(node.args[0], place)
        graph = self.graph
        if self.smooth is not None and isinstance(module, (nn.Linear, nn.BatchNorm1d)):
            raise ModelError(
                f"{self.smooth} is not piecewise linear, and layers follow, the first of them "
                f"{path}; carried are {_CARRIED}"
            )
        if isinstance(module, nn.Linear):
            inputs = [value, self._tensor(f"{path}.weight", module.weight)]
            if module.bias is not None:
                inputs.append(self._tensor(f"{path}.bias", module.bias))
            return graph.node("Gemm", path, inputs, transB=1)
        if isinstance(module, nn.LeakyReLU):
            return self._leaky(path, value, module.negative_slope)
        if isinstance(module, (nn.ReLU6, nn.Hardtanh)):
            return self._clip(path, value, module.min_val, module.max_val)
        if isinstance(module, nn.PReLU):
            if module.num_parameters != 1:
                raise ModelError(f"{place} has a slope for each channel, expected one")
            return graph.node("PRelu", path, [value, self._tensor(f"{path}.weight", module.weight)])
        if isinstance(module, (nn.Dropout, nn.AlphaDropout)):
            self._require_evaluation(module, place, "draws")
            return graph.node("Identity", path, [value])
        if isinstance(module, nn.BatchNorm1d):
            return self._batch_norm(path, place, value, module)
        simple: dict[type, str] = {
            nn.ReLU: "Relu", nn.Identity: "Identity", nn.Sigmoid: "Sigmoid", nn.Tanh: "Tanh",
            nn.Softplus: "Softplus",
        }  # fmt: skip
        for kind, name in simple.items():
            if isinstance(module, kind):
                if name in ("Sigmoid", "Tanh", "Softplus"):
                    self.smooth = self.smooth or place
                return graph.node(name, path, [value])
        if isinstance(module, nn.Flatten) and module.start_dim == 1 and module.end_dim == -1:
            return graph.node("Flatten", path, [value], axis=1)
        if isinstance(module, (nn.Softmax, nn.LogSoftmax)) and module.dim in (1, -1):
            self.smooth = self.smooth or place
            return graph.node(type(module).__name__, path, [value], axis=1)
        raise ModelError(f"{place} is not a layer that is carried ({_CARRIED}); {_ADVICE}")

    def _require_evaluation(self, module: Any, place: str, deed: str) -> None:
        if module.training:
            raise ModelError(f"{place} {deed} while it trains; call model.eval() first")

    def _leaky(self, path: str, value: str, slope: float) -> str:
        if self._precision == self.torch.float64:
            name = self._number(f"{path}.negative_slope", slope, self._precision)
            return self.graph.node("PRelu", path, [value, name])
        single = struct.unpack("<f", struct.pack("<f", slope))[0]
        return self.graph.node("LeakyRelu", path, [value], alpha=float(single))

    def _clip(self, path: str, value: str, lowest: float, highest: float) -> str:
        bounds = [
            self._number(f"{path}.min_val", lowest, self._precision),
            self._number(f"{path}.max_val", highest, self._precision),
        ]
        return self.graph.node("Clip", path, [value, *bounds])

    def _batch_norm(self, path: str, place: str, value: str, module: Any) -> str:
        if module.running_mean is None:
            raise ModelError(f"{place} has no running statistics, so it is no map of one input")
        self._require_evaluation(module, place, "depends on the batch")
        count, precision = (module.num_features,), module.running_mean.dtype
        inputs = [value]
        for name, tensor, neutral in (
            ("weight", module.weight, 1.0), ("bias", module.bias, 0.0),
            ("running_mean", module.running_mean, 0.0), ("running_var", module.running_var, 1.0),
        ):  # fmt: skip
            full = f"{path}.{name}"
            inputs.append(
                self._number(full, neutral, precision, count)
                if tensor is None
                else self._tensor(full, tensor)
            )
        return self.graph.node("BatchNormalization", path, inputs, epsilon=float(module.eps))

    def _function(self, node: Any) -> str:
        torch, functional = self.torch, self.torch.nn.functional
        target = node.target
        name = target if isinstance(target, str) else getattr(target, "__name__", str(target))
        place = f"{node.name}: {name}"
        arguments, keywords = list(node.args), dict(node.kwargs)
        keywords.pop("inplace", None)
        first = arguments[0] if arguments else keywords.pop("input", None)
        value = self._value(first, place)
        rest = arguments[1:]
        if target in (functional.relu, torch.relu, torch.relu_, "relu", "relu_") and not keywords:
            return self.graph.node("Relu", node.name, [value])
        if target is functional.leaky_relu:
            slope = rest[0] if rest else keywords.get("negative_slope", 0.01)
            return self._leaky(node.name, value, float(slope))
        if target in (torch.abs, "abs", operator.abs):
            return self.graph.node("Abs", node.name, [value])
        if target in (torch.flatten, "flatten"):
            start = rest[0] if rest else keywords.get("start_dim", 0)
            if start == 1 and len(rest) < 2 and "end_dim" not in keywords:
                return self.graph.node("Flatten", node.name, [value], axis=1)
        binary: dict[Callable[..., Any] | str, str] = {
            operator.add: "Add", torch.add: "Add", "add": "Add",
            operator.sub: "Sub", torch.sub: "Sub", "sub": "Sub",
        }  # fmt: skip
        if target in binary and len(rest) == 1 and not keywords:
            return self.graph.node(binary[target], node.name, [value, self._value(rest[0], place)])
        raise ModelError(f"{place} is not a function that is carried (relu, leaky_relu, abs, "
                         f"flatten, sums and differences of layers); {_ADVICE}")  # fmt: skip
