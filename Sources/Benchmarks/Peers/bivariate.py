#!/usr/bin/env python3
"""Bivariate Gaussian probabilities by SciPy and by mvtnorm of R: how many in a second.

    bivariate.py [--points NUMBER]

The same integral as in the benchmark "bivariate probabilities" of `make bench`: P(X <= x, Y <= y) under
correlation 1/2 at random points of the square from -2.5 to 2.5. SciPy is called once for each point, as in a loop
of the user, and once with all points; both give the integral with the errors of their own choice.

Needs numpy and scipy; `prepare` beside this file gets them. Without Rscript or mvtnorm that row is left out.
"""

import argparse
import shutil
import subprocess
import time

import numpy
from scipy.stats import multivariate_normal

R_SCRIPT = """
suppressMessages(library(mvtnorm))
n <- as.numeric(commandArgs(trailingOnly = TRUE)[1])
set.seed(1)
x <- matrix(runif(2 * n, -2.5, 2.5), n, 2)
covariance <- matrix(c(1, 0.5, 0.5, 1), 2, 2)
s <- system.time(for (i in 1:n) pmvnorm(upper = x[i, ], sigma = covariance, algorithm = TVPACK(abseps = 1e-14)))
cat(s["elapsed"] / n, "\\n")
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--points", type=int, default=5_000)
    count = parser.parse_args().points
    points = numpy.random.default_rng(1).uniform(-2.5, 2.5, size=(count, 2))
    law = multivariate_normal(mean=[0, 0], cov=[[1, 0.5], [0.5, 1]])
    print("| program | microseconds each |")
    print("|---|--:|")
    start = time.perf_counter()
    for point in points:
        law.cdf(point)
    print(f"| SciPy, one call each | {(time.perf_counter() - start) / count * 1e6:.1f} |")
    start = time.perf_counter()
    law.cdf(points)
    print(f"| SciPy, one call for all | {(time.perf_counter() - start) / count * 1e6:.1f} |")
    rscript = shutil.which("Rscript")
    if rscript:
        run = subprocess.run([rscript, "-e", R_SCRIPT, str(count)], capture_output=True, text=True)
        if run.returncode == 0:
            print(f"| mvtnorm, TVPACK | {float(run.stdout.split()[-1]) * 1e6:.1f} |")


if __name__ == "__main__":
    main()
