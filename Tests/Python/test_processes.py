"""Processes end when they are asked to, and memory does not grow with the number of results."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
import reluvar
from conftest import LAYERS

#: Far more regions than can be found while a test waits.
LARGE = f"""
import random
import reluvar
random.seed(1)
def layer(inputs, outputs):
    numbers = lambda: [random.randint(-1000, 1000) for _ in range(inputs)]
    return [numbers() for _ in range(outputs)], [random.randint(-500, 500) for _ in range(outputs)]
LARGE = reluvar.Network([layer(2, 200), layer(200, 200), layer(200, 1)])
"""


def children(process: int) -> list[int]:
    """The processes that a process has started and that are still there."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == process and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


def wait_for(condition, seconds=20.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def network():
    scope: dict[str, reluvar.Network] = {}
    exec(LARGE, scope)
    return scope["LARGE"]


def test_an_iteration_that_is_left_ends_the_command():
    large = network()
    assert children(os.getpid()) == []
    with reluvar.regions(large) as regions:
        next(regions)
        assert len(children(os.getpid())) == 1
    assert children(os.getpid()) == []
    for region in reluvar.regions(large):
        break
    gc.collect()
    assert region.pattern and children(os.getpid()) == []


@pytest.mark.parametrize("deed", ["list(reluvar.regions(LARGE))", "reluvar.count(LARGE)"])
def test_an_interruption_leaves_no_process_and_no_file(deed, tmp_path):
    """Only Python gets the signal, as in a notebook; the command has to be ended by Python."""
    script = LARGE + f"""
print("ready", flush=True)
try:
    {deed}
except KeyboardInterrupt:
    print("interrupted", flush=True)
    import time
    time.sleep(60)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True,
        start_new_session=True, env={**os.environ, "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        wait_for(lambda: children(process.pid))
        time.sleep(0.3)
        (child,) = children(process.pid)
        os.kill(process.pid, signal.SIGINT)
        assert process.stdout.readline() == "interrupted\n"
        assert children(process.pid) == []
        assert not Path(f"/proc/{child}").exists()
        assert list(tmp_path.iterdir()) == []
    finally:
        process.kill()
        process.wait()


def test_files_are_removed(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert reluvar.count(LAYERS).count == 7
    assert len(list(reluvar.containing(LAYERS, [[1, 2]]))) == 1
    with pytest.raises(reluvar.UsageError):
        reluvar.count(LAYERS, kind="nothing")
    with pytest.raises(TypeError):
        reluvar.containing(LAYERS, [[None]])
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_a_time_limit_ends_the_search():
    with pytest.warns(reluvar.LimitWarning):
        summary = reluvar.regions(network(), time_limit=0.5).finish()
    assert not summary.complete and summary["limit"] == "the time limit"


def resident() -> int:
    """The memory of this process, in kilobytes."""
    text = Path("/proc/self/status").read_text()
    return int(text.split("VmRSS:")[1].split()[0])


def test_memory_does_not_grow_with_the_number():
    count, early = 0, 0
    regions = reluvar.regions(network(), max_regions=8_000)
    with pytest.warns(reluvar.LimitWarning):
        for region in regions:
            count += 1
            if count == 1_000:
                early = resident()
    assert count == 8_000 and region.pattern
    assert resident() - early < 2_000
