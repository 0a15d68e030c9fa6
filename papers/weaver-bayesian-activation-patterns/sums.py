"""Sums over all patterns of a small network, without the command: exact fractions along a path, decimals of 120 digits
where exponentials occur. What the command encloses has to hold these numbers."""

import itertools
import json
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 120
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798214808651")


def decimal(number):
    return Decimal(number.numerator) / Decimal(number.denominator)


def network(path):
    """A list of layers, each with rows of weights, the bias last."""
    layers = json.loads(path.read_text())["layers"]
    return [[[Fraction(w) for w in row] + [Fraction(b)] for row, b in zip(layer["weights"], layer["biases"])]
            for layer in layers]


class Path:
    """The network at a point on one pattern."""

    def __init__(self, layers, point, pattern, temperature):
        self.layers = layers
        self.values = [point + [Fraction(1)]]
        self.sums = []
        gates = iter(pattern)
        self.gates = []
        for layer in layers[:-1]:
            sums = [sum(w * v for w, v in zip(row, self.values[-1])) for row in layer]
            bits = [next(gates) for _ in sums]
            self.sums.append(sums)
            self.gates.append(bits)
            self.values.append([a * z for a, z in zip(bits, sums)] + [Fraction(1)])
        self.outputs = [decimal(sum(w * v for w, v in zip(row, self.values[-1]))) for row in layers[-1]]
        # sigma(z / T) of every gate, and the share of the pattern
        self.open = [[1 / (1 + (-decimal(z / temperature)).exp()) for z in sums] for sums in self.sums]
        self.prior = Decimal(1)
        for sums, bits in zip(self.sums, self.gates):
            for z, a in zip(sums, bits):
                self.prior /= 1 + decimal((1 - 2 * a) * z / temperature).exp()
        self.temperature = decimal(temperature)

    def gradient(self, delta, gateTerm):
        """The derivatives by all weights and biases; `delta` is that of the log-likelihood by the outputs."""
        result = []
        for number in reversed(range(len(self.layers))):
            values = [decimal(v) for v in self.values[number]]
            result.insert(0, [[d * v for v in values] for d in delta])
            if number:
                layer, bits, shares = self.layers[number], self.gates[number - 1], self.open[number - 1]
                delta = [
                    a * sum(d * decimal(row[j]) for d, row in zip(delta, layer))
                    + gateTerm * (a - s) / self.temperature
                    for j, (a, s) in enumerate(zip(bits, shares))]
        return [v for layer in result for row in layer for v in row]


def likelihood(outputs, observed, noise):
    """The likelihood of what is observed and the derivative of its logarithm by the outputs."""
    if noise is None:
        shares = [v.exp() for v in outputs]
        shares = [s / sum(shares) for s in shares]
        return shares[observed], [(k == observed) - s for k, s in enumerate(shares)]
    gaps = [decimal(y) - f for y, f in zip(observed, outputs)]
    variance = decimal(noise)
    density = (-sum(g * g for g in gaps) / (2 * variance)).exp() / (2 * PI * variance).sqrt() ** len(gaps)
    return density, [g / variance for g in gaps]


def average(weights, vectors):
    return [sum(w * v for w, v in zip(weights, entries)) for entries in zip(*vectors)]


def entropy(shares):
    return -sum(p * p.ln() for p in shares if p)


def length(vector):
    return sum(v * v for v in vector).sqrt()


def everything(layers, points, observed, temperature, noise):
    """All numbers of a report: of points, and of the sample, in which all points have the same weight."""
    count = sum(len(layer) for layer in layers[:-1])
    patterns = list(itertools.product((0, 1), repeat=count))
    share = Decimal(1) / len(points)
    rows, joint, moments = [], {p: [] for p in patterns}, {p: [] for p in patterns}
    classes = {}
    for point, seen in zip(points, observed):
        paths = [Path(layers, point, p, temperature) for p in patterns]
        terms = [likelihood(path.outputs, seen, noise) for path in paths]
        evidence = sum(path.prior * density for path, (density, _) in zip(paths, terms))
        posterior = [path.prior * density / evidence for path, (density, _) in zip(paths, terms)]
        full = [path.gradient(delta, 1) for path, (_, delta) in zip(paths, terms)]
        plain = [path.gradient(delta, 0) for path, (_, delta) in zip(paths, terms)]
        prior = [path.prior for path in paths]
        rows.append({
            "logLikelihood": evidence.ln(),
            "patterns": {"".join(map(str, p)): (a, b) for p, a, b in zip(patterns, prior, posterior)},
            "gradient": average(posterior, full),
            "incomplete": average(prior, plain),
            "posteriorWithoutGates": average(posterior, plain),
            "gateTermUnderPrior": average(prior, [[a - b for a, b in zip(u, v)] for u, v in zip(full, plain)]),
        })
        for p, path, weight, gradient in zip(patterns, paths, posterior, full):
            joint[p].append(path.prior * share)
            moments[p].append((weight * share, gradient))
            if noise is None:
                for label in range(len(layers[-1])):
                    classes[p, label] = classes.get((p, label), 0) + (
                        path.prior * share * likelihood(path.outputs, label, None)[0])
    marginal = {p: sum(parts) for p, parts in joint.items()}
    result = {"points": rows, "H(A)": entropy(marginal.values()),
              "H(A|X)": share * sum(entropy(a for a, _ in row["patterns"].values()) for row in rows)}
    result["I(A;X)"] = result["H(A)"] - result["H(A|X)"]
    if noise is None:
        labels = [sum(v for (_, k), v in classes.items() if k == label) for label in range(len(layers[-1]))]
        result["I(A;Y)"] = result["H(A)"] + entropy(labels) - entropy(classes.values())
    # covariance of the gradient, traces
    mean = average([share] * len(points), [row["gradient"] for row in rows])
    within = between = Decimal(0)
    for parts in moments.values():
        mass = sum(w for w, _ in parts)
        centre = [v / mass for v in average([w for w, _ in parts], [g for _, g in parts])]
        between += mass * sum((c - m) ** 2 for c, m in zip(centre, mean))
        within += sum(w * sum((v - c) ** 2 for v, c in zip(g, centre)) for w, g in parts)
    data = share * sum(sum((v - m) ** 2 for v, m in zip(row["gradient"], mean)) for row in rows)
    # covariance of the input
    positions = [[decimal(v) for v in point] for point in points]
    middle = average([share] * len(points), positions)
    inputBetween = Decimal(0)
    for p, parts in joint.items():
        centre = [v / marginal[p] for v in average(parts, positions)]
        inputBetween += marginal[p] * sum((c - m) ** 2 for c, m in zip(centre, middle))
    total = share * sum(sum((v - m) ** 2 for v, m in zip(x, middle)) for x in positions)
    result.update({"mean": mean, "gradientWithin": within, "gradientBetween": between, "gradientData": data,
                   "inputWithin": total - inputBetween, "inputBetween": inputBetween})
    return result
