#!/usr/bin/env python3
"""`reluvar derive` beside programs that compute the same ideals, on the same varieties.

    peers.py [JOB-NAME-PART ...]

Peers: Singular's `eliminate`, Macaulay2's `kernel`, and `componentsOfKernel` of the Macaulay2
package MultigradedImplicitization (Cummings and Hollering, arXiv 2311.07678). They get the
parametrization, never equations that reluvar found. The table shows wall-clock and processor
seconds, for reluvar those of the whole process (the least of five), for a peer those of the
computation alone, without its start-up; ratios are of processor times, which other work on the
machine disturbs less, and of wall-clock times where a run was ended. Exit status 1: a peer found
other generators, or failed.

Environment:
    PEER_TIMEOUT                  seconds for one run of a peer, default 120
    MULTIGRADED_IMPLICITIZATION   the file MultigradedImplicitization.m2; without it the package
                                  is used where Macaulay2 has it
    RELUVAR                       the executable, default .build/release/reluvar
"""

import collections
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

TIMEOUT = float(os.environ.get("PEER_TIMEOUT", "120"))
PACKAGE = os.environ.get("MULTIGRADED_IMPLICITIZATION", "")
RELUVAR = os.environ.get("RELUVAR", ".build/release/reluvar")


class Job(collections.namedtuple("Job", "name widths patterns degrees")):
    """A pattern variety without biases and the degrees up to which its ideal is derived."""

    @property
    def layers(self):
        return len(self.widths) - 1

    def weights(self):
        """The names of the entries of each weight matrix, row by row."""
        return [
            [
                [f"w{layer}x{i}x{j}" for j in range(self.widths[layer])]
                for i in range(self.widths[layer + 1])
            ]
            for layer in range(self.layers)
        ]

    def parameters(self):
        return [name for matrix in self.weights() for row in matrix for name in row]

    def coordinates(self):
        size = self.widths[0] * self.widths[-1]
        return [f"m{i}" for i in range(len(self.patterns) * size)]

    def products(self, literal, product):
        """The block matrices: products of weight matrices without the columns of inactive
        neurons and the rows that lead there."""
        for pattern in self.patterns:
            active = [range(self.widths[0])]
            active += [
                [i for i, state in enumerate(layer) if state == "1"]
                for layer in pattern.split("/")
            ]
            active += [range(self.widths[-1])]
            factors = [
                literal([[matrix[i][j] for j in active[layer]] for i in active[layer + 1]])
                for layer, matrix in enumerate(self.weights())
            ]
            yield product.join(reversed(factors))


JOBS = [
    Job("3,3,3: 101, 011", [3, 3, 3], ["101", "011"], [3, 4]),
    Job("4,3,3: 101, 011", [4, 3, 3], ["101", "011"], [3, 4]),
    Job("Example 31", [3, 3, 2, 3, 3], ["111/11/111", "011/11/111"], [3, 4]),
    Job("Example 37", [3, 4, 3], ["1100", "1010", "1001"], [3, 4]),
]


Times = collections.namedtuple("Times", "wall processor")


class Missing(Exception):
    """A program or a package that is not there."""


class TimedOut(Exception):
    """A run that was ended."""


def processor_time():
    """The processor time of the processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run(command, text=None, timeout=None):
    """The output of a command and its times; what it started ends with it."""
    start, used = time.monotonic(), processor_time()
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(text, timeout=timeout)
    except subprocess.TimeoutExpired:
        raise TimedOut from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]} failed:\n{output[-2000:]}")
    return output, Times(time.monotonic() - start, processor_time() - used)


def read_result(output):
    """What a script printed: `time WALL-CLOCK PROCESSOR`, and `degree DEGREE COUNT` for each
    degree with generators."""
    seconds = re.search(r"^time (\S+) (\S+)", output, re.M)
    if not seconds:
        raise RuntimeError(f"no result in the output:\n{output[-2000:]}")
    counts = re.findall(r"^degree (\d+) (\d+)", output, re.M)
    times = Times(float(seconds[1]), float(seconds[2]))
    return times, {int(degree): int(count) for degree, count in counts}


def derive(job, degree):
    """reluvar's time and its numbers of minimal generators, every degree proved."""
    command = [RELUVAR, "derive", "--widths", ",".join(map(str, job.widths))]
    for pattern in job.patterns:
        command += ["--pattern", pattern]
    command += ["--max-degree", str(degree), "--format", "json", "--quiet"]
    output, times = "", []
    for _ in range(5):
        output, needed = run(command)
        times.append(needed)
    found = {}
    for entry in json.loads(output)["degrees"]:
        if entry["status"] != "proved":
            raise RuntimeError(f"{job.name}: degree {entry['degree']} is not proved")
        if entry["minimalGenerators"]:
            found[entry["degree"]] = entry["minimalGenerators"]
    return Times(min(t.wall for t in times), min(t.processor for t in times)), found


def singular(job, degree):
    if not shutil.which("Singular"):
        raise Missing("Singular")

    def literal(rows):
        name = f"A{len(matrices)}"
        entries = ", ".join(entry for row in rows for entry in row)
        matrices.append(f"matrix {name}[{len(rows)}][{len(rows[0])}] = {entries};")
        return name

    matrices = []
    blocks = list(job.products(literal, "*"))
    parameters, coordinates = job.parameters(), job.coordinates()
    weights = ",".join(["1"] * len(parameters) + [str(job.layers)] * len(coordinates))
    script = [
        f"ring P = 0, ({','.join(parameters + coordinates)}), wp({weights});",
        *matrices,
        f"ideal images = {', '.join(f'ideal({block})' for block in blocks)};",
        f"ideal graph = ideal(matrix(ideal({','.join(coordinates)})) - matrix(images));",
        'system("--ticks-per-sec", 1000);',
        "timer = 1; int start = timer; int started = rtimer;",
        f"ideal J = minbase(eliminate(graph, {'*'.join(parameters)}));",
        "int used = timer - start; int passed = rtimer - started;",
        "proc decimal(int n)"
        ' { return(string(n div 1000) + "." + string(1000 + n mod 1000)[2, 3]); }',
        'printf("time %s %s", decimal(passed), decimal(used));',
        "int i; int j; int n;",
        "for (i = 1; i <= 100; i++) {",
        "  n = 0;",
        f"  for (j = 1; j <= ncols(J); j++) {{ if (deg(J[j]) == {job.layers} * i) {{ n++; }} }}",
        '  if (n > 0) { printf("degree %s %s", i, n); }',
        "}",
        "exit;",
    ]
    output, _ = run(["Singular", "-q"], "\n".join(script) + "\n", TIMEOUT)
    return read_result(output)


def macaulay2(job, computation, degree_of_coordinates=1, prologue=""):
    """Runs a computation that leaves generators of the kernel of `F` in a list `G`."""
    if not shutil.which("M2"):
        raise Missing("Macaulay2")

    def literal(rows):
        return "matrix{" + ",".join("{" + ",".join(row) + "}" for row in rows) + "}"

    images = " | ".join(f"flatten entries({block})" for block in job.products(literal, "*"))
    coordinates = job.coordinates()
    degrees = f"{{{len(coordinates)}:{degree_of_coordinates}}}"
    script = [
        prologue,
        f"P = QQ[{','.join(job.parameters())}];",
        f"images = {images};",
        f"R = QQ[{','.join(coordinates)}, Degrees => {degrees}];",
        "F = map(P, R, images);",
        "used = cpuTime();",
        f"passed = elapsedTiming ({computation});",
        '<< endl << "time " << passed#0 << " " << cpuTime() - used << endl;',
        "counts = tally apply(G, g -> sum first exponents g);",
        'scan(sort keys counts, d -> << "degree " << d << " " << counts#d << endl);',
        "exit 0",
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "job.m2")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(script) + "\n")
        output, _ = run(["M2", "--script", path], timeout=TIMEOUT)
    if "package missing" in output:
        raise Missing("MultigradedImplicitization")
    return read_result(output)


def kernel(job, degree):
    # With these degrees the map is homogeneous, which makes elimination faster.
    return macaulay2(job, "G = flatten entries mingens kernel F", job.layers)


def multigraded(job, degree):
    if shutil.which("M2") and not shutil.which("gfan"):
        raise Missing("gfan")
    name = '"MultigradedImplicitization"'
    if PACKAGE:
        if not os.path.isfile(PACKAGE):
            raise Missing("MultigradedImplicitization at the place named")
        where = json.dumps(os.path.abspath(PACKAGE))
        prologue = f"needsPackage({name}, FileName => {where});"
    else:
        prologue = (
            f"if not any(path, p -> fileExists(p | {name} | \".m2\"))"
            ' then (<< "package missing" << endl; exit 0);'
            f" needsPackage {name};"
        )
    computation = f"G = flatten values componentsOfKernel({degree}, F, Verbose => false)"
    return macaulay2(job, computation, prologue=prologue)


PEERS = [
    ("Singular, eliminate", singular, True),
    ("Macaulay2, kernel", kernel, True),
    ("MultigradedImplicitization", multigraded, False),
]


def shown(found):
    return ", ".join(f"{degree}: {count}" for degree, count in sorted(found.items())) or "none"


def row(*cells):
    print(f"| | {' | '.join(cells)} |", flush=True)


def compare(job, degree):
    """Prints the rows of one job; returns whether all peers agree."""
    print(f"| {job.name}, to degree {degree} | | | | | |")
    own, expected = derive(job, degree)
    row("reluvar derive", f"{own.wall:.3f}", f"{own.processor:.3f}", "1", shown(expected))
    agrees = True
    for name, peer, whole in PEERS:
        if whole and degree != job.degrees[-1]:
            continue
        figures = ("", "", "")
        try:
            needed, found = peer(job, degree)
            ratio = needed.processor / own.processor
            figures = (f"{needed.wall:.2f}", f"{needed.processor:.2f}", f"{ratio:.0f}")
            lower = {d: count for d, count in found.items() if d <= degree}
            verdict = shown(found) + (", whole ideal" if whole else "")
            if lower != expected:
                agrees = False
                verdict += ": DISAGREES"
        except Missing as missing:
            verdict = f"{missing} is not installed"
        except TimedOut:
            figures = (f"> {TIMEOUT:.0f}", "", f"> {TIMEOUT / own.wall:.0f}")
            verdict = "ended by the time-out"
        except RuntimeError as error:
            agrees = False
            verdict = "FAILED"
            print(f"{name}: {error}", file=sys.stderr)
        row(name, *figures, verdict)
    return agrees


def main():
    if not shutil.which(RELUVAR):
        sys.exit(f"{RELUVAR} is not there: build it with 'make build'")
    print("| job | program | wall clock, s | processor, s | ratio | minimal generators |")
    print("|---|---|---|---|---|---|")
    selected = [j for j in JOBS if not sys.argv[1:] or any(a in j.name for a in sys.argv[1:])]
    verdicts = [compare(job, degree) for job in selected for degree in job.degrees]
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
