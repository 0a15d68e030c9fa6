#!/usr/bin/env python3
"""Estimators against the truth: estimators.py RELUVAR OUTPUT [REPETITIONS]

The truth is the information of the law itself: the network of examples/two-moons after 1000 steps under
`moons-law.yaml`, whose parts are the classes. For each number N of points so many data sets are drawn from the law, and
`reluvar information` estimates H(T) and I(T; Y) of both layers together. The table has the mean error (bias), the
standard deviation of the estimates, the mean of the standard errors that the bootstrap gives, and in how many
data sets the interval at 0.95 holds the truth.

Needs numpy.
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import numpy

folder = pathlib.Path(__file__).parent
network = folder.parent.parent / "examples/two-moons/step-1000.safetensors"
law = folder / "moons-law.json"
SIZES = [100, 1000, 10000]


def information(reluvar, *arguments):
    return subprocess.run(
        [reluvar, "information", network, *arguments, "--quiet", "--threads", "1"],
        check=True, capture_output=True, text=True).stdout


def draw(parts, generator, count):
    """Points of the law, rounded to nine decimals, with their labels."""
    choice = generator.choice(len(parts), count, p=[part["weight"] for part in parts])
    points = numpy.empty((count, 2))
    for number, part in enumerate(parts):
        rows = choice == number
        points[rows] = generator.multivariate_normal(part["mean"], part["covariance"], rows.sum())
    return points, [parts[number]["label"] for number in choice]


def estimate(reluvar, parts, size, number):
    """The rows of the table of one data set."""
    points, labels = draw(parts, numpy.random.default_rng([size, number]), size)
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        numpy.savetxt(place / "x.csv", points, delimiter=",", fmt="%.9f")
        (place / "y.csv").write_text("\n".join(labels) + "\n")
        table = information(
            reluvar, "--points", place / "x.csv", "--labels", place / "y.csv", "--no-regions", "--bootstrap", "100",
            "--permutations", "0", "--seed", str(number + 1), "--format", "csv")
    return [row for row in csv.DictReader(table.splitlines()) if row["layer"] == "2"]


def main():
    reluvar, output = sys.argv[1:3]
    repetitions = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    parts = [
        {**part, "weight": float(part["weight"])} for part in json.loads(law.read_text())["mixture"]]
    layers = json.loads(information(reluvar, "--input", law, "--format", "json"))["networks"][0]["layers"]
    truth = {name: float(layers[1][name]["value"]) for name in ["entropy", "information"]}
    with open(output, "w") as file:
        file.write("points,occupancy,quantity,estimator,truth,bias,deviation,standard error,coverage\n")
        for size in SIZES:
            with ThreadPoolExecutor(2) as pool:
                runs = list(
                    pool.map(lambda n: estimate(reluvar, parts, size, n), range(repetitions)))
            assert len(runs) == repetitions and all(len(rows) == 10 for rows in runs)
            for index in range(10):
                rows = [run[index] for run in runs]
                exact = truth[rows[0]["quantity"]]
                values = numpy.array([float(row["value"]) for row in rows])
                errors = numpy.array([float(row["standard_error"]) for row in rows])
                holds = sum(float(row["lower"]) <= exact <= float(row["upper"]) for row in rows)
                occupancy = numpy.mean([float(row["occupancy"]) for row in rows])
                file.write(
                    f"{size},{occupancy:.3f},{rows[0]['quantity']},{rows[0]['estimator']},{exact:.4f},"
                    f"{values.mean() - exact:+.4f},{values.std(ddof=1):.4f},{errors.mean():.4f},"
                    f"{holds / repetitions:.3f}\n")


if __name__ == "__main__":
    main()
