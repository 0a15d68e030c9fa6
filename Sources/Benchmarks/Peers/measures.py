#!/usr/bin/env python3
"""Gaussian probabilities of orthants and boxes: `reluvar measure` beside mvtnorm of R and SciPy.

    measures.py [--accuracy NUMBER] [--time-limit SECONDS] [NAME-PART ...]

All programs get the same law and box and aim at the same relative accuracy, by default 1/1000: mvtnorm and
SciPy by their estimates of the error (mvtnorm at a level of 99 in 100), reluvar by a proof, or by an
interval that holds at a level of 99 in 100 for every number of samples. mvtnorm uses TVPACK up to dimension 3
and its rule of Genz and Bretz beyond. The table shows the value with its relative error where the right one is
known, else how far it is outside of the bounds of reluvar, and seconds: those of the whole process for reluvar,
those of the computation alone, without its start-up, for the peers. Exit status 1: reluvar failed, or what it
reports does not contain a known value.

Needs numpy and scipy; `prepare` beside this file gets them. Without Rscript or mvtnorm that column is empty.

Environment:
    RELUVAR    the executable; without it the table has the peers alone
"""

import argparse
import json
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

RELUVAR = os.environ.get("RELUVAR", "")

R_SCRIPT = """
suppressMessages(library(mvtnorm))
a <- commandArgs(trailingOnly = TRUE)
n <- scan(a[1], quiet = TRUE)
d <- n[1]
lower <- n[2:(1 + d)]
upper <- n[(2 + d):(1 + 2 * d)]
covariance <- matrix(n[(2 + 2 * d):length(n)], d, d)
set.seed(1)
invisible(pmvnorm(lower = c(0, 0), sigma = diag(2)))
s <- system.time(v <- pmvnorm(lower = lower, upper = upper, sigma = covariance,
  algorithm = if (d <= 3 && all(is.infinite(upper))) TVPACK(abseps = 1e-14) else
    GenzBretz(maxpts = 2e7, abseps = 0, releps = as.numeric(a[2]))))
cat(format(v[1], digits = 17), s["elapsed"], "\\n")
"""

SCIPY_SCRIPT = """
import sys, time
import numpy
from scipy.stats import multivariate_normal
n = numpy.array([float(w) for w in open(sys.argv[1]).read().split()])
d = int(n[0])
lower, upper, covariance = n[1:1 + d], n[1 + d:1 + 2 * d], n[1 + 2 * d:].reshape(d, d)
numpy.random.seed(1)
start = time.perf_counter()
value = multivariate_normal.cdf(upper, numpy.zeros(d), covariance, maxpts=2 * 10 ** 7, abseps=0,
                                releps=float(sys.argv[2]), lower_limit=lower)
print(repr(float(value)), time.perf_counter() - start)
"""


def zigzag(count):
    """The zigzag number E_count of Euler."""
    row = [1]
    for _ in range(count):
        following = [0]
        for entry in reversed(row):
            following.append(following[-1] + entry)
        row = following
    return row[-1]


def problems():
    """Name, covariance matrix, lower and upper end of all coordinates (None is infinite), known value."""
    half = Fraction(1, 2)

    def matrix(size, entry):
        return [[Fraction(entry(i, j)) for j in range(size)] for i in range(size)]

    for size in (10, 20, 30, 50):
        yield (
            f"equicorrelated 1/2, d = {size}",
            matrix(size, lambda i, j: 1 if i == j else half),
            0, None, Fraction(1, size + 1),
        )
        for sign, name in ((1, "+"), (-1, "-")):
            value = Fraction(zigzag(size + 1) if sign > 0 else 1, math.factorial(size + 1))
            yield (
                f"tridiagonal {name}1/2, d = {size}",
                matrix(size, lambda i, j: 1 if i == j else sign * half if abs(i - j) == 1 else 0),
                0, None, value,
            )
        yield (
            f"autoregressive 7/10, d = {size}",
            matrix(size, lambda i, j: Fraction(7, 10) ** abs(i - j)),
            0, None, None,
        )
    # No structure: a Gram matrix of small random integers.
    generator = random.Random(1)
    for size in (3, 10, 20, 30, 50):
        rows = [[generator.randint(-4, 4) for _ in range(size)] for _ in range(size)]
        yield (
            f"random, d = {size}",
            matrix(
                size,
                lambda i, j: sum(a * b for a, b in zip(rows[i], rows[j])) + (4 * size if i == j else 0),
            ),
            0, None, None,
        )
    known = {10: "8.562489677363462618894e-15", 50: "2.137302826361027523141e-153"}
    for size, value in known.items():
        yield (
            f"precision (I + J)/2 on [1/2, 1], d = {size}",
            matrix(size, lambda i, j: (2 if i == j else 0) - Fraction(2, size + 1)),
            half, Fraction(1), Fraction(value),
        )


def peer(command, limit):
    """Value and seconds of a peer, as text."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None, f"> {limit:g}"
    words = run.stdout.split()
    if run.returncode != 0 or len(words) < 2:
        return None, "failed"
    return float(words[0]), f"{float(words[1]):.3f}"


def ours(covariance, lower, upper, accuracy, limit, folder):
    """The bounds, the status and the seconds of reluvar."""
    size = len(covariance)
    law = os.path.join(folder, "law.json")
    with open(law, "w") as file:
        rows = [[str(x) for x in row] for row in covariance]
        json.dump({"gaussian": {"mean": ["0"] * size, "covariance": rows}}, file)
    interval = f"{lower}:" + ("" if upper is None else str(upper))
    command = [
        RELUVAR, "measure", law, "--box=" + ",".join([interval] * size), "--accuracy", str(accuracy),
        "--level", "99/100", "--format", "json", "--quiet",
    ]
    start = time.perf_counter()
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None, "", f"> {limit:g}"
    seconds = time.perf_counter() - start
    # 75: the limit of samples was reached before the accuracy.
    if run.returncode not in (0, 75):
        sys.stderr.write(run.stderr)
        return None, "failed", ""
    number = json.loads(run.stdout)["probability"]
    if "lower" not in number:
        value = Fraction(number["value"])
        return (value, value), number["status"], f"{seconds:.3f}"
    return (Fraction(number["lower"]), Fraction(number["upper"])), number["status"], f"{seconds:.3f}"


def digits(value, known, bounds):
    """A value, with its relative error where the right one is known, or its distance from the bounds."""
    if value is None:
        return "-"
    text = f"{value:.6g}"
    if value != value:
        return text
    if known is not None:
        return text + f" ({float(abs(Fraction(value) / known - 1)):.0e})"
    if bounds is None:
        return text
    low, high = bounds
    outside = max(low - Fraction(value), Fraction(value) - high)
    return text + (" (inside)" if outside <= 0 else f" (off by {float(outside / high):.0e})")


def scientific(fraction):
    """Five digits of a positive fraction of any size."""
    exponent = len(str(fraction.numerator)) - len(str(fraction.denominator))
    mantissa = float(fraction / Fraction(10) ** exponent)
    if mantissa < 1:
        mantissa, exponent = 10 * mantissa, exponent - 1
    return f"{mantissa:.4f}e{exponent}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--accuracy", type=Fraction, default=Fraction(1, 1000))
    parser.add_argument("--time-limit", type=float, default=120)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    rscript = shutil.which("Rscript")
    status = 0
    print("| integral | mvtnorm | seconds | SciPy | seconds | reluvar | status | seconds |")
    print("|---|---|--:|---|--:|---|---|--:|")
    for name, covariance, lower, upper, known in problems():
        if options.names and not any(part in name for part in options.names):
            continue
        with tempfile.TemporaryDirectory() as folder:
            numbers = os.path.join(folder, "numbers.txt")
            size = len(covariance)
            with open(numbers, "w") as file:
                file.write(f"{size}\n" + f"{float(lower)} " * size)
                file.write(("Inf " if upper is None else f"{float(upper)} ") * size + "\n")
                for row in covariance:
                    file.write(" ".join(repr(float(x)) for x in row) + "\n")
            scripts = {"peer.R": R_SCRIPT, "peer.py": SCIPY_SCRIPT}
            for script, text in scripts.items():
                with open(os.path.join(folder, script), "w") as file:
                    file.write(text)
            accuracy = str(float(options.accuracy))
            peers = []
            for program, script in ((rscript, "peer.R"), (sys.executable, "peer.py")):
                value, seconds = (None, "")
                if program:
                    command = [program, os.path.join(folder, script), numbers, accuracy]
                    value, seconds = peer(command, options.time_limit)
                peers.append((value, seconds))
            own, bounds = [], None
            if RELUVAR:
                bounds, kind, seconds = ours(
                    covariance, lower, upper, options.accuracy, options.time_limit, folder
                )
                if bounds is None:
                    status = 1 if kind == "failed" else status
                    own += ["-", kind, seconds]
                else:
                    low, high = bounds
                    if known is not None and not (
                        low <= known * (1 + Fraction(1, 10**18))
                        and high >= known * (1 - Fraction(1, 10**18))
                    ):
                        status = 1
                        kind += " WRONG"
                    own += [f"{scientific(low)} to {scientific(high)}", kind, seconds]
            cells = [name]
            for value, seconds in peers:
                cells += [digits(value, known, bounds), seconds]
            cells += own
            print("| " + " | ".join(cells) + " |", flush=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
