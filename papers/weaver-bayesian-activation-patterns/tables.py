#!/usr/bin/env python3
"""Writes a table of this folder: tables.py COMMAND FOLDER TABLE NETWORKS TEMPERATURES, lists with commas.

Every number comes from `reluvar gates`, in nine digits; columns "by sums.py" and the comparison are from sums over all
patterns without it. Needs the standard library only.
"""

import json
import math
import pathlib
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import sums

here = pathlib.Path(__file__).parent
NOISE = Fraction(1, 10)
command, folder = sys.argv[1], pathlib.Path(sys.argv[2])


def data(name):
    """Points, what is observed there, and the options for both."""
    if name == "classifier":
        return here / "classes.csv", here / "classes-labels.csv", ["--labels"], None
    stem = "tie" if name == "tie" else "plane"
    return here / f"{stem}.csv", here / f"{stem}-outputs.csv", ["--noise-variance", str(NOISE), "--outputs"], NOISE


def report(name, temperature, *options, path=None):
    points, observed, observation, _ = data(name)
    arguments = ["gates", str(path or here / "networks" / f"{name}.json"), "--points", str(points), *observation,
                 str(observed), "--temperature", temperature, "--format", "json", "--quiet", "--max-patterns", "64"]
    run = subprocess.run([command, *arguments, *options], stdout=subprocess.PIPE, check=True)
    return json.loads(run.stdout)


def quick(name, temperature):
    return report(name, temperature, "--mean-field", "0")


def number(entry):
    return float(entry["value"])


def flat(gradient):
    """A gradient as a list of numbers as the command writes them, biases last in each row."""
    return [v for layer in gradient for row, bias in zip(layer["weights"], layer["biases"]) for v in row + [bias]]


def length(vector):
    return math.sqrt(sum(v * v for v in vector))


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def trace(matrix):
    return sum(number(row[i]) for i, row in enumerate(matrix))


def direct(name, temperature):
    points, observed, _, noise = data(name)
    rows = lambda path: [[Fraction(v) for v in line.split(",")] for line in path.read_text().split()]
    seen = rows(observed) if noise else [int(row[0]) for row in rows(observed)]
    layers = sums.network(here / "networks" / f"{name}.json")
    return sums.everything(layers, rows(points), seen, Fraction(temperature), noise)


def limits(name, t):
    """The approach to cold gates and to fair coins."""
    found = quick(name, t)
    points, info, gates = found["points"], found["information"], found["gates"]
    cold = mean(number(p["hardLimit"]["logLikelihood"]) for p in points)
    distance = max(abs(Decimal(p["logLikelihood"]["value"]) - Decimal(p["hardLimit"]["logLikelihood"]["value"]))
                   for p in points)
    distance = distance if distance > Decimal("1e-30") else 0
    coins = Decimal(2).ln() * gates - Decimal(info["H(A|X)"]["value"])
    counts = Counter(p["hardLimit"]["pattern"] for p in points).values()
    hard = -sum(n / len(points) * math.log(n / len(points)) for n in counts)
    return [number(found["meanLogLikelihood"]), cold, distance, number(info["H(A|X)"]), coins, number(info["I(A;X)"]),
            hard]


def ties(name, t):
    """A gate at exactly zero; the gradient by its bias beside half of that of the open gate."""
    point = (found := quick(name, t))["points"][0]
    hard = point["hardLimit"]
    opened = sum(number(p["prior"]) for p in point["patterns"] if p["pattern"][0] == "1")
    posterior = sum(number(p["posterior"]) for p in point["patterns"] if p["pattern"][0] == "1")
    layers = json.loads((here / "networks/tie.json").read_text())["layers"]
    observed = Fraction((here / "tie-outputs.csv").read_text().strip())
    half = (observed - Fraction(hard["outputs"][0])) / NOISE * Fraction(layers[1]["weights"][0][0]) / 2
    return [opened, posterior, number(point["logLikelihood"]), number(hard["logLikelihood"]),
            number(point["gradient"][0]["biases"][0]), half, number(found["gradientCovariance"]["total"])]


def gradients(name, t):
    """Lengths: the gradient, the vector with prior and no gate term, their difference; the rest by sums.py."""
    found, other = quick(name, t), direct(name, t)
    true = [[number(v) for v in flat(p["gradient"])] for p in found["points"]]
    wrong = [[number(v) for v in flat(p["incompleteGradient"])] for p in found["points"]]
    average = lambda vectors: [mean(column) for column in zip(*vectors)]
    less = lambda a, b: [x - y for x, y in zip(a, b)]
    a, b = average(true), average(wrong)
    shares = [Decimal(1) / len(true)] * len(true)
    posterior = sums.average(shares, [row["posteriorWithoutGates"] for row in other["points"]])
    cosine = sum(x * y for x, y in zip(a, b)) / length(a) / length(b)
    return [length(a), length(b), length(less(a, b)), length(less(a, b)) / length(a), cosine,
            max(length(less(u, v)) / length(u) for u, v in zip(true, wrong)), sums.length(posterior),
            sums.length([x - y for x, y in zip(posterior, other["mean"])])]


def differences(name, t):
    """Each parameter moved by 1e-10 to both sides: the quotient of the log-likelihoods beside the gradient."""
    step = Decimal("1e-10")
    found = quick(name, t)
    count = len(found["points"])
    column = lambda key: [sum(Decimal(v["value"]) for v in entries) / count
                          for entries in zip(*(flat(p[key]) for p in found["points"]))]
    true, wrong = column("gradient"), column("incompleteGradient")
    text = (here / "networks" / f"{name}.json").read_text()
    moved = folder / "moved.json"
    names, index = [], 0
    for l, layer in enumerate(json.loads(text)["layers"]):
        for i, row in enumerate(layer["weights"]):
            for j in range(len(row) + 1):
                values = []
                for sign in (1, -1):
                    net = json.loads(text)
                    place = net["layers"][l]
                    target, k = (place["weights"][i], j) if j < len(row) else (place["biases"], i)
                    target[k] = str(Decimal(target[k]) + sign * step)
                    moved.write_text(json.dumps(net))
                    values.append(Decimal(report(name, t, "--mean-field", "0", "--no-gradients",
                                                 "--no-gradient-covariance",
                                                 path=moved)["meanLogLikelihood"]["value"]))
                quotient = (values[0] - values[1]) / (2 * step)
                label = f"layer {l + 1} " + (f"W[{i + 1};{j + 1}]" if j < len(row) else f"b[{i + 1}]")
                near = abs(quotient - true[index]) < Decimal("1e-14")
                yield [label, true[index], quotient, "yes" if near else "no", wrong[index]]
                index += 1


def bounds(name, t):
    """The best bound by independent gates, and how far it is below the log-likelihood."""
    found = report(name, t, "--mean-field", "60", "--no-gradient-covariance", "--no-gradients")
    gaps = [number(p["meanField"]["gap"]) for p in found["points"]]
    optima = [len(p["meanField"]["localOptima"]) for p in found["points"]]
    spread = max(max(p["meanField"]["localOptima"]) - min(p["meanField"]["localOptima"]) for p in found["points"])
    return [found["gates"], number(found["meanLogLikelihood"]), *(f"{v:.6f}" for v in (mean(gaps), max(gaps))),
            sum(n > 1 for n in optima), max(optima), f"{spread:.4f}"]


def information(name, t):
    """A row for each layer, then for each gate."""
    found = quick(name, t)["information"]
    row = lambda entry: [number(entry[key]) if key in entry else "" for key in ("H(A)", "H(A|X)", "I(A;X)", "I(A;Y)")]
    for entry in found["layers"]:
        yield [f"layers 1 to {entry['layer']}", *row(entry)]
    for entry in found["gates"]:
        yield [f"gate {entry['neuron']} of layer {entry['layer']}", *row(entry)]


def covariance(name, t):
    """Traces: within and between patterns; of the gradient also across points and of the pattern at a point."""
    found = quick(name, t)
    gradient = found["gradientCovariance"]
    points = [[Decimal(v["value"]) for v in flat(p["gradient"])] for p in found["points"]]
    middle = [mean(column) for column in zip(*points)]
    across = mean(sum((v - m) ** 2 for v, m in zip(p, middle)) for p in points)
    inside = Decimal(gradient["total"]["value"]) - across
    agree = found["covariance"]["sumsAgree"] and gradient["sumsAgree"]
    return [*(trace(found["covariance"][key]) for key in ("within", "between", "total")),
            *(number(gradient[key]) for key in ("within", "between", "total")), across,
            inside if inside > Decimal("1e-20") else 0,
            "yes" if agree else "no"]


def independent(name, t):
    """How many numbers of the report were compared with sums.py, and how many hold its numbers."""
    found, other = quick(name, t), direct(name, t)
    pairs = []
    for p, q in zip(found["points"], other["points"]):
        pairs.append((p["logLikelihood"], q["logLikelihood"]))
        for entry in p["patterns"]:
            prior, posterior = q["patterns"][entry["pattern"].replace("/", "")]
            pairs += [(entry["prior"], prior), (entry["posterior"], posterior)]
        pairs += zip(flat(p["gradient"]), q["gradient"], strict=True)
        pairs += zip(flat(p["incompleteGradient"]), q["incomplete"], strict=True)
    pairs += [(v, other[key]) for key, v in found["information"].items() if key in other]
    gradient = found["gradientCovariance"]
    pairs += zip(flat(gradient["mean"]), other["mean"], strict=True)
    pairs += [(gradient["within"], other["gradientWithin"]), (gradient["between"], other["gradientBetween"])]
    for key in ("within", "between"):
        matrix = found["covariance"][key]
        lower, upper = (sum(Decimal(row[i][side]) for i, row in enumerate(matrix)) for side in ("lower", "upper"))
        pairs.append(({"lower": lower, "upper": upper}, other["input" + key.title()]))
    # Decimals of 120 digits stand for real numbers; zeros come with their rounding.
    slack = Decimal("1e-100")
    inside = sum(Decimal(v["lower"]) - slack <= w <= Decimal(v["upper"]) + slack for v, w in pairs)
    widest = max(Decimal(v["upper"]) - Decimal(v["lower"]) for v, _ in pairs)
    zero = max(abs(v) for row in other["points"] for v in row["gateTermUnderPrior"])
    return [len(pairs), inside, "yes" if widest < Decimal("1e-25") else "no",
            "yes" if zero < Decimal("1e-100") else "no"]


TABLES = {
    "limits": "log-likelihood,cold limit,largest distance at a point,H(A|X),gates ln 2 - H(A|X),I(A;X),entropy of the ReLU patterns",
    "ties": "open a priori,open a posteriori,log-likelihood,cold limit,gradient by the bias of the gate,"
            "half of that of the open gate,trace of the covariance of the gradient",
    "gradients": "gradient,prior and no gate term,difference,relative,cosine,largest relative at a point,"
                 "posterior and no gate term (by sums.py),its difference (by sums.py)",
    "differences": "parameter,gradient,difference quotient,within 1e-14,prior and no gate term",
    "bounds": "gates,log-likelihood,mean gap,largest gap,points with several optima,most optima,widest spread of optima",
    "information": "of,H(A),H(A|X),I(A;X),I(A;Y)",
    "covariance": "input within,input between,input total,gradient within,gradient between,gradient total,"
                  "gradient across points,gradient of the pattern at a point,sums agree",
    "independent": "numbers compared,inside the bounds,all bounds narrower than 1e-25,gate term has mean zero a priori",
}


def text(value):
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else f"{float(value) + 0.0:.9g}"


table, networks, temperatures = sys.argv[3], sys.argv[4].split(","), sys.argv[5].split(",")
print("network,temperature," + TABLES[table])
for name in networks:
    for t in temperatures:
        rows = globals()[table](name, t)
        for row in [rows] if isinstance(rows, list) else rows:
            print(",".join([name, t] + [text(value) for value in row]))
