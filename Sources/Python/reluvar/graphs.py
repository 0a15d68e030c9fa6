"""Networks as ONNX models, written without any other package.

Only what feed-forward networks need: nodes, numbers as they lie in memory, one input, one output.
The command reads them as it reads every other ONNX model, so what can be carried, what is folded
and what is refused is decided there.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

#: Element types of ONNX, by the names of NumPy and PyTorch.
ELEMENT_TYPES = {"float32": 1, "float16": 10, "float64": 11, "bfloat16": 16, "int64": 7}


def _varint(value: int) -> bytes:
    parts = bytearray()
    value &= (1 << 64) - 1
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def _integer(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _bytes(number: int, value: bytes | str) -> bytes:
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


@dataclass
class Attribute:
    """An attribute of a node: an integer, or a number in single precision."""

    name: str
    value: int | float

    def encoded(self) -> bytes:
        if isinstance(self.value, int):
            return _bytes(1, self.name) + _integer(3, self.value) + _integer(20, 2)
        number = _varint(2 << 3 | 5) + struct.pack("<f", self.value)
        return _bytes(1, self.name) + number + _integer(20, 1)


@dataclass
class Graph:
    """A model that is being written, from its input on."""

    element_type: int
    input_shape: Sequence[int]
    _nodes: list[bytes] = field(default_factory=list)
    _tensors: dict[str, bytes] = field(default_factory=dict)

    #: The name of the input.
    INPUT = "input"

    def tensor(self, name: str, kind: int, shape: Sequence[int], data: bytes) -> str:
        """Adds numbers, as they lie in memory, and returns their name."""
        dims = b"".join(_integer(1, size) for size in shape)
        self._tensors[name] = dims + _integer(2, kind) + _bytes(8, name) + _bytes(9, data)
        return name

    def node(self, kind: str, name: str, inputs: Sequence[str], **attributes: int | float) -> str:
        """Adds a node and returns the name of its output."""
        output = f"{name}#{len(self._nodes)}"
        parts = [_bytes(1, value) for value in inputs]
        parts += [_bytes(2, output), _bytes(3, name), _bytes(4, kind)]
        parts += [_bytes(5, Attribute(*entry).encoded()) for entry in attributes.items()]
        self._nodes.append(b"".join(parts))
        return output

    def model(self, output: str) -> bytes:
        """The file."""
        graph = b"".join(_bytes(1, node) for node in self._nodes) + _bytes(2, "network")
        graph += b"".join(_bytes(5, tensor) for tensor in self._tensors.values())
        graph += _bytes(11, self._value(self.INPUT, self.input_shape))
        graph += _bytes(12, self._value(output, ["outputs"]))
        return _integer(1, 8) + _bytes(7, graph) + _bytes(8, _bytes(1, "") + _integer(2, 17))

    def _value(self, name: str, shape: Sequence[int | str]) -> bytes:
        """A value with its type; the first axis is that of points."""
        dims = [
            _bytes(1, _bytes(2, size) if isinstance(size, str) else _integer(1, size))
            for size in ("batch", *shape)
        ]
        kind = _integer(1, self.element_type) + _bytes(2, b"".join(dims))
        return _bytes(1, name) + _bytes(2, _bytes(1, kind))
