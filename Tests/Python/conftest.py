"""What the tests share: the repository, and networks that every test may use."""

from __future__ import annotations

import json
import struct
import subprocess
from pathlib import Path
from typing import Any

import pytest
import reluvar

ROOT = Path(__file__).resolve().parents[2]
MOONS = ROOT / "examples" / "two-moons" / "step-1000.safetensors"

#: Seven regions on the plane, five in the box from -1 to 1.
LAYERS = [([[1, 0], [0, 1], [1, 1]], [0, 0, -1]), ([[1, 2, -1]], [0])]


def command(*arguments: str) -> str:
    """What the command itself prints."""
    return subprocess.run(
        [reluvar.executable(), *arguments], check=True, capture_output=True, text=True
    ).stdout


def lines(*arguments: str) -> list[Any]:
    """The lines of JSON that the command itself prints."""
    return [json.loads(line) for line in command(*arguments, "--format=jsonl").splitlines()]


def safetensors(path: Path) -> dict[str, tuple[list[int], list[float]]]:
    """Shapes and numbers in a file of safetensors in single precision."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    tensors = {}
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if name != "__metadata__":
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            assert entry["dtype"] == "F32"
            numbers = struct.unpack(f"<{(end - begin) // 4}f", data[begin:end])
            tensors[name] = (entry["shape"], list(numbers))
    return tensors


@pytest.fixture(scope="session")
def moons() -> Any:
    """The network of the two moons as a module of PyTorch."""
    torch = pytest.importorskip("torch")
    nn = torch.nn
    model = nn.Sequential(
        nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1)
    )
    model.load_state_dict(
        {
            name: torch.tensor(numbers, dtype=torch.float32).reshape(shape)
            for name, (shape, numbers) in safetensors(MOONS).items()
        }
    )
    return model
