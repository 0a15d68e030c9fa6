"""One table on standard output: tables.py RELUVAR FOLDER TABLE SIZE

The command computes, and what can be computed another way is, with fractions and the error function. Files that
the command reads are written to FOLDER.
"""

import csv
import json
import math
import os
import random
import subprocess
import sys
from fractions import Fraction

command, folder, table, size = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
rows = csv.writer(sys.stdout, lineterminator="\n")


def exact(number):
    return Fraction(str(number))


def run(*arguments, codes=(0,)):
    done = subprocess.run(
        [command, "invariance", *arguments, "--format", "json", "--quiet"], capture_output=True, text=True, cwd=folder
    )
    assert done.returncode in codes, (arguments, done.returncode, done.stderr)
    return json.loads(done.stdout)


def write(name, text):
    with open(os.path.join(folder, name), "w") as file:
        file.write(text)


def write_network(name, layers):
    objects = [
        {"weights": [[str(w) for w in row] for row in weights], "biases": [str(b) for b in biases]}
        for weights, biases in layers
    ]
    write(name, json.dumps({"layers": objects}))


def relu_layer(layer, point):
    weights, biases = layer
    return tuple(max(sum(w * x for w, x in zip(row, point)) + b, Fraction(0)) for row, b in zip(weights, biases))


def random_layer(generator, width):
    number = lambda: Fraction(generator.randint(-8, 8), 8)
    return [[number() for _ in range(width)] for _ in range(width)], [number() for _ in range(width)]


def normal(x):
    return math.erfc(-x / math.sqrt(2)) / 2


def catalogue():
    """The families in use, and what the theorem says of each."""
    rows.writerow(["family", "size", "d", "parameters", "verdict", "restrictions", "theorem"])
    for dimension in range(1, size + 1):
        for family in run("decide", "--dimension", str(dimension))["families"]:
            if family["family"] == "clamped" and dimension > 1:
                continue
            rows.writerow(
                [
                    family["family"], family.get("size", ""), family["dimension"], family.get("parameters", "infinite"),
                    family["verdict"], " ".join(family["restrictions"]), family["theorem"],
                ]
            )


def witnesses():
    """The witness of each family, its probabilities by the error function."""
    rows.writerow(["family", "d", "property", "probabilities", "largest difference"])
    for dimension in range(1, size + 1):
        for name in ["gaussian", "diagonal-gaussian", "mixture", "uniform-box", "uniform-polytope", "truncated-gaussian"]:
            report = run("decide", name, "--dimension", str(dimension), codes=(1,))
            witness = report["witness"]
            layer = [[exact(w) for w in row] for row in witness["layer"]["weights"]], [
                exact(b) for b in witness["layer"]["biases"]
            ]
            unit = [[int(i == j) for j in range(dimension)] for i in range(dimension)]
            assert layer == (unit, [0] * dimension)
            found = witness["property"]
            box = witness["member"].get("box")
            side = [float(end) for end in box[0]] if box else [-math.inf, math.inf]
            if witness["member"]["kind"] == "uniform":
                below = lambda x: (min(max(x, side[0]), side[1]) - side[0]) / (side[1] - side[0])
            else:
                mass = normal(side[1]) - normal(side[0])
                below = lambda x: (normal(min(max(x, side[0]), side[1])) - normal(side[0])) / mass
            if found["kind"] == "hyperplane":
                pairs = [(found["probability"], below(float(found["value"])))]
            else:
                assert len(found["intervals"]) == report["size"] + 1
                pairs = [
                    (i["probability"], below(float(exact(i["to"]))) - below(float(exact(i["from"]))))
                    for i in found["intervals"]
                ]
            values = [float(number["value"]) for number, _ in pairs]
            difference = max(abs(value - other) for value, (_, other) in zip(values, pairs))
            assert all(0 < value < 1 for value in values)
            rows.writerow(
                [
                    name, dimension, found["kind"], " ".join(f"{value:.9f}" for value in values),
                    "below 1e-14" if difference < 1e-14 else difference,
                ]
            )


def generated():
    """Families of atoms with polynomial coordinates and weights."""
    rows.writerow(["atoms", "verdict", "how"])
    families = [
        [("1", ["s", "t"])],
        [("1/3", ["s", "t"]), ("2/3", ["s + u", "t - 2*v"])],
        [("p", ["s"]), ("1 - p", ["t"])],
        [("1", ["t", "t"])],
        [("1", ["t", "t^2"])],
        [("1/2", ["t"]), ("1/2", ["0"])],
        [("1/2", ["t"]), ("1/2", ["t + 1"])],
        [("t", ["t"]), ("1 - t", ["s"])],
        [("1", ["s", "t", "s*t"])],
        [("1/2", ["s", "t"]), ("1/2", ["t", "s"])],
        [("1/2", ["s", "t"]), ("1/4", ["s^2", "t"]), ("1/4", ["0", "s*t"])],
        [("1", ["t^2"])],
    ]
    for family in families[: size]:
        atoms = [{"weight": w, "point": p} for w, p in family]
        names = sorted({c for w, p in family for text in [w] + p for c in text if c.isalpha()})
        write("family.yaml", json.dumps({"parameters": names, "atoms": atoms}))
        report = run("decide", "family.yaml", codes=(0, 1, 75))
        how = report.get("action", "")
        if report["verdict"] == "notInvariant":
            proof = report["witness"]["property"]
            how = f"{proof['refuted']} beginnings refuted, degree {proof['degree']}"
        rows.writerow([" + ".join(f"{w} at ({', '.join(p)})" for w, p in family), report["verdict"], how])


def clamps():
    """Chains of width one, and layer by layer at points."""
    rows.writerow(["layers", "networks", "constant", "one limit", "two limits", "comparisons", "differences"])
    generator = random.Random(5)
    for depth in (1, 2, 3, 5, 8, 12, 20):
        counts, comparisons, differences = [0, 0, 0], 0, 0
        for _ in range(size):
            layers = [random_layer(generator, 1) for _ in range(depth)]
            write_network("chain.json", layers)
            clamp = run("clamp", "chain.json", "--relu-output")
            a, b = exact(clamp["a"]), exact(clamp["b"])
            lower, upper = (None if "infinity" in clamp[k] else exact(clamp[k]) for k in ("lower", "upper"))
            counts[0 if a == 0 else 1 if upper is None else 2] += 1
            for step in range(-30, 31):
                x = Fraction(step, 7)
                value = a * x + b
                value = value if lower is None else max(value, lower)
                value = value if upper is None else min(value, upper)
                point = (x,)
                for layer in layers:
                    point = relu_layer(layer, point)
                comparisons += 1
                differences += value != point[0]
        rows.writerow([depth, size] + counts + [comparisons, differences])


def atoms():
    """Grids of points under random layers: how many atoms are left, and each of them by fractions."""
    rows.writerow(["network", "d", "layer", "atoms", "equal to fractions"])
    generator = random.Random(11)
    for number in range(size):
        width = 2 + number % 2
        side = range(-4, 5) if width == 2 else range(-2, 3)
        points = [()]
        for _ in range(width):
            points = [p + (Fraction(x, 2),) for p in points for x in side]
        law = {}
        for index, point in enumerate(points):
            law[point] = Fraction(1, len(points))
        write("start.csv", "".join(",".join(map(str, p + (w,))) + "\n" for p, w in law.items()))
        layers = [random_layer(generator, width) for _ in range(6)]
        write_network("net.json", layers)
        report = run("push", "net.json", "--atoms", "start.csv", "--relu-output")
        for depth, (layer, found) in enumerate(zip(layers, report["layers"])):
            image = {}
            for point, weight in law.items():
                target = relu_layer(layer, point)
                image[target] = image.get(target, 0) + weight
            law = image
            same = law == {tuple(map(exact, a["point"])): exact(a["weight"]) for a in found["atoms"]}
            rows.writerow([number + 1, width, depth + 1, found["atomCount"], "yes" if same else "NO"])


def growth():
    """Dimensions of reachable laws: from uniform laws on cubes, and from four points in the plane."""
    rows.writerow(["start", "d", "depth", "parameters", "dimension", "status", "upper bound"])
    write("points.csv", "1,0\n0,1\n-1,-2\n3,1/2\n")
    starts = [("cube", d, ["--dimension", str(d)]) for d in range(1, size + 1)]
    starts.append(("4 points", 2, ["--points", "points.csv"]))
    for name, dimension, options in starts:
        for step in run("growth", "--depths", f"1:{size + 1}", *options)["depths"]:
            rows.writerow(
                [
                    name, dimension, step["depth"], step["parameters"], step["dimension"], step["dimensionStatus"],
                    step["upperBound"],
                ]
            )


def exceeded():
    """The first depth at which a family has too few parameters."""
    rows.writerow(["family", "d", "parameters", "first depth beyond", "verdict"])
    write("points.csv", "1,0\n0,1\n-1,-2\n3,1/2\n")
    for dimension in range(2, size + 1):
        report = run("growth", "--depths", "1:3", "--dimension", str(dimension), "--family", "uniform-box")
        rows.writerow(
            [
                "uniform-box", dimension, report["familyParameters"], report["firstDepthBeyond"], report["verdict"],
            ]
        )
    report = run("growth", "--depths", "1:6", "--points", "points.csv", "--family", "finite", "--atoms-number", "4")
    rows.writerow(
        [
            "finite, 4 points", 2, report["familyParameters"], report.get("firstDepthBeyond") or "none up to 6",
            report.get("verdict") or "not exceeded",
        ]
    )


def curve():
    """Random networks with dyadic weights: their first parameter, and back from there by another call."""
    rows.writerow(["d", "depth", "networks", "parameters exact", "same network at the parameter", "largest denominator"])
    generator = random.Random(3)
    for dimension in (1, 2, 3):
        for depth in (1, 2, 3):
            exacts = same = largest = 0
            for _ in range(size):
                layers = [random_layer(generator, dimension) for _ in range(depth)]
                write_network("net.json", layers)
                report = run("parameter", "--network", "net.json")
                exacts += report["isExact"] and report["check"]["holds"]
                parameter = report["parameter"].get("fraction", report["parameter"]["value"])
                largest = max(largest, Fraction(parameter).denominator.bit_length())
                back = run("parameter", "--dimension", str(dimension), f"--at={parameter}")["network"]["layers"]
                same += layers == [
                    ([[exact(w) for w in row] for row in l["weights"]], [exact(b) for b in l["biases"]]) for l in back
                ]
            rows.writerow([dimension, depth, size, exacts, same, f"{largest} bits"])


def quotients():
    """Difference quotients of the law in its parameter, at least."""
    rows.writerow(["d", "level", "step of the parameter", "step of the bias", "quotient of laws, at least"])
    for dimension in (1, 2, 3):
        report = run("parameter", "--dimension", str(dimension), "--quotients", str(size))
        for level in report["quotients"]["levels"]:
            rows.writerow(
                [
                    dimension, level["level"], f"{float(Fraction(level['step']['fraction'])):.3g}",
                    f"{float(Fraction(level['weightStep']['fraction'])):.3g}", f"{float(level['quotientLower']['value']):.4g}",
                ]
            )


def filters():
    """Assumed-density filtering of random networks under the standard normal law in the plane."""
    rows.writerow(
        ["hidden layers", "networks", "mean, full", "mean, diagonal", "covariance, full", "covariance, diagonal", "full better"]
    )
    generator = random.Random(8)
    write("law.json", json.dumps({"gaussian": {"mean": [0, 0], "covariance": [[1, 0], [0, 1]]}}))
    for depth in (1, 2, 3, 4):
        errors, better = [], 0
        for _ in range(size):
            layers = [random_layer(generator, 2) for _ in range(depth + 1)]
            write_network("net.json", layers)
            report = run("filter", "net.json", "--input", "law.json")
            row = []
            for key in ("relativeMeanError", "relativeCovarianceError"):
                for kind in ("full", "diagonal"):
                    number = report[kind].get(key)
                    row.append(float(number["value"]) if number else 0.0)
            errors.append(row)
            better += row[2] <= row[3]
        medians = [sorted(column)[len(column) // 2] for column in zip(*errors)]
        rows.writerow([depth, size] + [f"{m:.4f}" for m in medians] + [better])


globals()[table]()
