"""Checks a certificate: verify_certificate.py NETWORK PROPERTY CERTIFICATE...

Says `accepted` and ends with 0, or `refused`, the line and why, and ends with 1. NETWORK is ONNX or JSON, PROPERTY is
VNN-LIB. Nothing is decided in floating point: bounds of neurons are integers in fixed point, every rounding of which
is subtracted from the bound; refutations are exact. The article of the module `Properties` has the format and the proof.
"""

import json
import math
import re
import sys
from fractions import Fraction

import numpy as np

sys.set_int_max_str_digits(10_000)
LIMIT, DEPTH = 100_000, 10_000  # of conjunctions, of a tree


class Refused(Exception):
    pass


def need(condition, reason):
    if not condition:
        raise Refused(reason)


# MARK: network: layers (weights, biases) as arrays of fractions, and the slope of the activation below zero


def fractions(numbers):
    flat = [Fraction(x) for x in np.ravel(numbers).tolist()]
    return np.array(flat + [None], dtype=object)[:-1].reshape(np.shape(numbers))


def read_json(path):
    with open(path) as file:
        data = json.load(file, parse_float=Fraction, parse_int=Fraction)
    layers = []
    for layer in data["layers"]:
        weights = fractions(np.array(layer["weights"], dtype=object))
        layers.append((weights, fractions(layer.get("biases") or [0] * len(weights))))
    word = data.get("activation", "relu")
    slope = {"relu": "0", "abs": "-1"}.get(word) or word.removeprefix("leaky-relu:")
    return layers, Fraction(slope)


def read_onnx(path):
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(path).graph
    known = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    (entry,) = [value for value in graph.input if value.name not in known]
    current, width = entry.name, math.prod(d.dim_value or 1 for d in entry.type.tensor_type.shape.dim)
    layers, slopes, weights, biases = [], set(), None, 0  # no weights: the identity

    def form():
        identity = fractions(np.eye(width, dtype=int)) if weights is None else weights
        return identity, biases + fractions([0] * width)

    for node in graph.node:
        at = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        if node.op_type == "Constant":
            known[node.output[0]] = numpy_helper.to_array(at["value"])
            continue
        place = list(node.input).index(current)
        other = known.get(node.input[1 - place]) if len(node.input) > 1 else None
        current = node.output[0]
        if node.op_type in ("Gemm", "MatMul"):
            assert place == 0 and not at.get("transA") and at.get("alpha", 1) == at.get("beta", 1) == 1, "this product"
            matrix = fractions(other if at.get("transB") else other.T)
            biases = matrix.dot(form()[1])
            weights, width = matrix if weights is None else matrix.dot(weights), len(matrix)
            if len(node.input) == 3:
                biases = biases + fractions(known[node.input[2]].ravel())
        elif node.op_type in ("Add", "Sub"):
            if node.op_type == "Sub" and place == 1:
                weights, biases = -form()[0], -biases
            biases = biases + (-1 if node.op_type == "Sub" and place == 0 else 1) * fractions(other.ravel())
        elif node.op_type in ("Relu", "LeakyRelu", "Abs"):
            alpha = {"Relu": 0, "Abs": -1}.get(node.op_type, float(at.get("alpha", np.float32(0.01))))
            slopes.add(Fraction(alpha))
            layers.append(form())
            weights, biases = None, 0
        else:
            assert node.op_type in ("Flatten", "Reshape", "Identity"), f"the operator {node.op_type} is not read"
    (slope,) = slopes or {Fraction(0)}
    return layers + [form()], slope


# MARK: property: conjunctions of (coefficients, constant, relation), the relation to zero


def read_property(path, inputs):
    text = re.sub(r";.*", "", open(path).read())
    tokens = [t.replace(" ", "") for t in re.findall(r"[()]|(?:\[[^\]]*\]|[^\s()\[\]])+", text)]
    formulas, shapes, position = [], {}, 0

    def tree():
        nonlocal position
        position += 1
        if tokens[position - 1] != "(":
            return tokens[position - 1]
        parts = []
        while tokens[position] != ")":
            parts.append(tree())
        position += 1
        return parts

    def term(t):
        if isinstance(t, list):
            parts = [term(x) for x in t[1:]]
            if t[0] == "*":
                (product, constant), *others = sorted(parts, key=lambda x: -len(x[0]))
                for factors, factor in others:
                    assert not factors, "a product of variables"
                    product, constant = {v: factor * c for v, c in product.items()}, factor * constant
                return product, constant
            sign = {"+": 1, "-": -1}[t[0]]
            signs = [sign] if len(parts) == 1 else [1] + [sign] * (len(parts) - 1)
            keys = {v for form, _ in parts for v in form}
            sums = {v: sum(s * form.get(v, 0) for s, (form, _) in zip(signs, parts)) for v in keys}
            return {v: c for v, c in sums.items() if c}, sum(s * c for s, (_, c) in zip(signs, parts))
        if re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", t):
            return {}, Fraction(t)
        if "[" in t or t in shapes:
            name, _, indices = t.partition("[")
            first, shape = shapes[name]
            number = 0
            for index, size in zip([int(i) for i in indices.rstrip("]").split(",") if i], shape, strict=True):
                assert 0 <= index < size
                number = number * size + index
            return {first + number: Fraction(1)}, Fraction(0)
        letter, number = re.fullmatch(r"([XY])_(\d+)", t).groups()
        return {int(number) + inputs * (letter == "Y"): Fraction(1)}, Fraction(0)

    def conjunctions(f):
        if isinstance(f, str):
            return {"true": [[]], "false": []}[f]
        if f[0] == "or":
            cases = [case for part in f[1:] for case in conjunctions(part)]
        elif f[0] == "and":
            cases = [[]]
            for part in f[1:]:
                own = conjunctions(part)
                assert len(cases) * len(own) <= LIMIT, "too many conjunctions"
                cases = [a + b for a in cases for b in own]
        else:
            (a, c), (b, d) = map(term, f[1:])
            e = {v: a.get(v, 0) - b.get(v, 0) for v in a.keys() | b.keys()}
            e, f0 = {v: x for v, x in e.items() if x}, c - d
            minus = {v: -x for v, x in e.items()}, -f0
            options = {
                "<=": [(e, f0, "<=")], ">=": [(*minus, "<=")], "<": [(e, f0, "<")], ">": [(*minus, "<")],
                "=": [(e, f0, "=")], "==": [(e, f0, "=")], "!=": [(e, f0, "<"), (*minus, "<")]}[f[0]]
            true = {"<=": lambda x: x <= 0, "<": lambda x: x < 0, "=": lambda x: x == 0}
            cases = [[o] for o in options] if e else [[] for o in options if true[o[2]](o[1])]
        assert len(cases) <= LIMIT, "too many conjunctions"
        return cases

    while position < len(tokens):
        command = tree()
        if command[0] == "assert":
            formulas.append(command[1])
        elif command[0] == "declare-network":
            for kind, name, _, shape in command[2:]:
                sizes = [int(s) for s in shape.strip("[]").split(",") if s]
                shapes[name] = (0 if kind == "declare-input" else inputs, sizes)
    return conjunctions(["and"] + formulas)


# MARK: bounds


def shifted(value, places):
    """value 2^places, rounded down."""
    return value << places if places >= 0 else value >> -places


def floor_scaled(value, places):
    return math.floor(value * Fraction(2) ** places)


def log_size(value):
    """A number n with |value| < 2^n."""
    value = Fraction(value)
    return value.numerator.bit_length() - value.denominator.bit_length() + 1


def fixed(numbers, bits):
    """Integers below 2^bits in size and their exponent: numbers 2^exponent, rounded to the nearest."""
    most = max((abs(x) for x in numbers.ravel()), default=0)
    exponent = bits - log_size(most) if most else 0
    return np.array([round(x * Fraction(2) ** exponent) for x in numbers.ravel()], dtype=np.int64).reshape(numbers.shape), exponent


class Node:
    def __init__(self, box, low, up, signs, open_cases, depth):
        self.box, self.low, self.up, self.signs, self.open, self.depth = box, low, up, signs, open_cases, depth
        self.empty = any(a is not None and b is not None and a > b for a, b in box)

    def child(self):
        return Node(self.box, [list(x) for x in self.low], [list(x) for x in self.up], self.signs, set(self.open), self.depth + 1)


class Checker:
    ONE = 160  # constants of forms are integers times 2^-160
    SHORT, SLOPES = 40, 22  # bits of coefficients in fixed point, and of slopes

    def __init__(self, layers, slope):
        self.layers, self.slope, self.depth = layers, slope, len(layers) - 1
        self.inputs, self.outputs = layers[0][0].shape[1], len(layers[-1][0])
        self.exact = []
        for weights, biases in layers:
            scale = math.lcm(*(x.denominator for x in [*weights.ravel(), *biases]))
            self.exact.append((*(np.vectorize(lambda x: int(x * scale), otypes=[object])(m) for m in (weights, biases)), scale))
        self.first = [0]
        for weights, _ in layers[:-1]:
            self.first.append(self.first[-1] + len(weights))
        self.limb = 33 - (2 * max(max(w.shape) for w, _ in layers)).bit_length()
        self.fixed = [self.in_fixed_point(w, b) for w, b in layers[:-1]]

    def in_fixed_point(self, weights, biases):
        (matrix, w), (column, b) = fixed(weights, 2 * self.limb), fixed(biases, 2 * self.limb)
        return matrix, w, self.table(matrix), self.table(column[:, None]), b

    def table(self, numbers):
        """Numbers below 2^(2 limb) cut in two, for `parts`."""
        high = numbers >> self.limb
        return np.concatenate([high, numbers - (high << self.limb)], axis=1).astype(float)

    def parts(self, c, table):
        """c numbers 2^-limb-20, 2^-20, 2^-limb and 1 times four matrices. All sums are integers below 2^53, so that the
        products of matrices of floating-point numbers are exact in any order."""
        high, half = c >> 20, table.shape[1] // 2
        sums = (np.concatenate([high, c - (high << 20)]).astype(float) @ table).astype(np.int64)
        return sums[: len(c), :half], sums[: len(c), half:], sums[len(c) :, :half], sums[len(c) :, half:]

    def products(self, c, table):
        """The products with one column, as a list of integers."""
        return [(int(a) << 20 + self.limb) + (int(b) << 20) + (int(d) << self.limb) + int(e)
                for a, b, d, e in zip(*(part[:, 0] for part in self.parts(c, table)))]

    def root(self, box, cases):
        """The scales of this box, and its node without bounds."""
        sizes = np.array([max((abs(x) for x in side if x is not None), default=Fraction(1)) for side in box], dtype=object)
        self.is_bounded = all(x is not None for side in box for x in side)
        self.units = [Fraction(2) ** log_size(x) for x in sizes]
        self.scales, headroom = [], 4 if self.is_bounded else 24
        for weights, biases in self.layers[:-1]:
            sizes = np.abs(weights).dot(sizes) + np.abs(biases)
            self.scales.append(60 - headroom - max(map(log_size, sizes)))
            sizes = sizes * max(1, abs(self.slope))
        if self.depth:
            weights, biases = self.layers[0]
            self.fixed[0] = self.in_fixed_point(weights * np.array(self.units, dtype=object), biases)
        low, up = ([[None] * len(w) for w, _ in self.layers[:-1]] for _ in range(2))
        return Node(box, low, up, {}, set(cases), 0)

    def line(self, low, up, layer, one):
        """Slopes (over `one`) and constants of lines below and above the activation: the constant is the least or largest
        difference at the ends of the linear pieces; None where there is none."""
        a, p, q = self.slope, self.slope.numerator, self.slope.denominator
        if low is not None and low >= 0:
            return one, 0, one, 0
        bent = math.floor(a * one)
        if up is not None and up <= 0:
            ray = chord = bent
        else:
            ray = one if up is None or low is not None and up > -low else bent
            if low is None or up is None:
                chord = bent if up is not None else one
            else:
                chord = (up * q - p * low) * one // (q * (up - low))
        below, above = (ray, chord) if a < 1 else (chord, ray)
        corners = [v for v in (low, 0, up) if v is not None]
        constants = []
        for slope, sign in ((below, 1), (above, -1)):
            ends = [sign * (v * q * one if v > 0 else v * p * one) - sign * slope * v * q for v in corners]
            falls = low is None and sign * (slope - a * one) < 0 or up is None and sign * (one - slope) < 0
            constants.append(None if falls else sign * (min(ends) // (q * one)))
        return below, constants[0], above, constants[1]

    def lines(self, node, k, one):
        return [self.line(l, u, k, one) for l, u in zip(node.low[k], node.up[k])]

    # exactly

    def least(self, node, row, constant, den, top, given=(), extra=None):
        """A bound below (row a + constant + extra x) / den, `a` the activations of the hidden layers before `top`."""
        one = self.slope.denominator << 30
        for k in reversed(range(top)):
            lines = self.lines(node, k, one)
            chosen = [l[:2] if c > 0 else l[2:] if c else (0, 0) for l, c in zip(lines, row)]
            if any(c is None for _, c in chosen):
                return None
            total = sum(c * r for (_, c), r in zip(chosen, row))
            factor = 1 << max(0, self.scales[k]) if total else 1
            total = total * factor >> self.scales[k] if self.scales[k] >= 0 else total << -self.scales[k]
            row = np.array([s * r * factor for (s, _), r in zip(chosen, row)], dtype=object)
            constant, den = (constant * factor + total) * one, den * one * factor
            for neuron, multiplier in given:
                if self.first[k] <= neuron < self.first[k + 1]:
                    row[neuron - self.first[k]] += multiplier * den
            weights, biases, scale = self.exact[k]
            constant, row, den = constant * scale + int(row.dot(biases)), row.dot(weights), den * scale
        sum_ = Fraction(constant, den)
        for i, (low, up) in enumerate(node.box):
            c = Fraction(int(row[i]), den) + (extra.get(i, 0) if extra else 0)
            end = low if c > 0 else up
            if c and end is None:
                return None
            sum_ += c * end if c else 0
        return sum_

    # in fixed point

    def times(self, c, e, K, table, sizes, scale, exponent):
        """Rounds c times a matrix to short coefficients; `sizes` 2^-scale bounds the sum of all that they multiply."""
        a, b, d, r = self.parts(c, table)
        low = b + (d << self.limb - 20) + (r >> 20)
        drop = np.array([max(0, int(m).bit_length() + self.limb - 61) for m in np.abs(a).max(axis=1)], dtype=np.int64)
        c = (a << (self.limb - drop)[:, None]) + (low >> drop[:, None])
        return self.shorten(c, [x + exponent - 20 - int(y) for x, y in zip(e, drop)], K, sizes, scale)

    def shorten(self, c, e, K, sizes, scale):
        """What was rounded before is less than 2 units, this less than 1."""
        drop = np.array([max(0, int(m).bit_length() - self.SHORT) for m in np.abs(c).max(axis=1)], dtype=np.int64)
        e = [x - int(d) for x, d in zip(e, drop)]
        return c >> drop[:, None], e, [k + shifted(-3 * sizes, self.ONE - x - scale) for k, x in zip(K, e)]

    def least_fixed(self, node, layer, neurons):
        """Bounds below the neurons of a layer, then below their negatives, at the scale of the layer."""
        matrix, w = self.fixed[layer][:2]
        c, e = np.concatenate([matrix[neurons], -matrix[neurons]]), [w] * (2 * len(neurons))
        K = [floor_scaled(sign * self.layers[layer][1][j], self.ONE) for sign in (1, -1) for j in neurons]
        K = [k + shifted(-node.sums[layer], self.ONE - w - node.scales[layer]) for k in K]
        c, e, K = self.shorten(c, e, K, node.sums[layer], node.scales[layer])
        for k in reversed(range(layer)):
            slopes, constants, scale = node.tables[k]
            both = np.concatenate([np.maximum(c, 0), np.minimum(c, 0)], axis=1)
            K = [x + shifted(v, self.ONE - y - scale) for x, v, y in zip(K, self.products(both, constants), e)]
            c, e = np.where(c > 0, c * slopes[0], c * slopes[1]), [x + self.SLOPES for x in e]
            c, e, K = self.shorten(c, e, K, node.reach[k], self.scales[k])
            _, w, table, bias, b = self.fixed[k]
            sums = np.abs(c).sum(axis=1)
            K = [x + shifted(v - int(a), self.ONE - y - b) + shifted(-int(a) * node.sums[k], self.ONE - y - w - node.scales[k])
                 for x, v, a, y in zip(K, self.products(c, bias), sums, e)]
            c, e, K = self.times(c, e, K, table, node.sums[k], node.scales[k], w)
        both = np.concatenate([np.maximum(c, 0), np.minimum(c, 0)], axis=1)
        K = [k + shifted(v, self.ONE - x - node.scales[0]) for k, v, x in zip(K, self.products(both, node.ends), e)]
        return [shifted(k, self.scales[layer] - self.ONE) for k in K]

    def prepare(self, node):
        """The box in units; sums of sizes of what comes into each layer, with their scales."""
        scale = 2 * self.limb - 1
        lows = [floor_scaled(l / x, scale) for (l, _), x in zip(node.box, self.units)]
        ups = [-floor_scaled(-u / x, scale) for (_, u), x in zip(node.box, self.units)]
        node.ends = self.table(np.array(lows + ups, dtype=np.int64)[:, None])
        node.sums, node.scales = [sum(max(abs(l), abs(u)) for l, u in zip(lows, ups))], [scale]
        node.tables, node.reach = [], []

    def tabulate(self, node, k):
        """The lines of a layer as arrays; whether there are bounds of everything."""
        if None in node.low[k] + node.up[k] or abs(self.slope) > 1:
            return False
        lines = self.lines(node, k, 1 << self.SLOPES)
        excess = max(0, max(abs(l[i]) for l in lines for i in (1, 3)).bit_length() - 2 * self.limb + 1)
        constants = [l[1] >> excess for l in lines] + [-(-l[3] >> excess) for l in lines]
        slopes = np.array([[l[i] for l in lines] for i in (0, 2)], dtype=np.int64)
        node.tables.append((slopes, self.table(np.array(constants, dtype=np.int64)[:, None]), self.scales[k] - excess))
        node.reach.append(sum(max(abs(l), abs(u)) for l, u in zip(node.low[k], node.up[k])))
        node.sums.append(node.reach[k])
        node.scales.append(self.scales[k])
        return True

    def bound(self, node, exactly=False):
        """Sharpens the bounds of all neurons whose sign is not known."""
        fast = self.is_bounded and not exactly and not node.empty
        if fast:
            self.prepare(node)
        for k in range(self.depth if not node.empty else 0):
            low, up = node.low[k], node.up[k]
            open_ = [j for j in range(len(low)) if (low[j] is None or low[j] < 0) and (up[j] is None or up[j] > 0)]
            if fast and open_:
                found = self.least_fixed(node, k, open_)
            else:
                weights, biases, scale = self.exact[k]
                values = [self.least(node, s * weights[j], s * biases[j], scale, k) for s in (1, -1) for j in open_]
                found = [v if v is None else floor_scaled(v, self.scales[k]) for v in values]
            for j, l, m in zip(open_, found, found[len(open_) :]):
                if l is not None and (low[j] is None or l > low[j]):
                    low[j] = l
                if m is not None and (up[j] is None or -m < up[j]):
                    up[j] = -m
            node.empty = any(None not in pair and pair[0] > pair[1] for pair in zip(low, up))
            if node.empty:
                break
            fast = fast and self.tabulate(node, k)

    def refutes(self, node, conditions, terms, neurons):
        form, constant, strict = {}, Fraction(0), False
        for number, multiplier in terms:
            need(number in range(len(conditions)), f"the conjunction has no condition {number}")
            e, c, relation = conditions[number]
            need(multiplier >= 0 or relation == "=", "a negative multiplier of an inequality")
            strict = strict or relation == "<" and multiplier > 0
            constant += multiplier * c
            for v, x in e.items():
                form[v] = form.get(v, 0) + multiplier * x
        given = []
        for neuron, multiplier in neurons:
            need(neuron in node.signs, f"neuron {neuron} was given no sign")
            need(multiplier >= 0, "a negative multiplier of a neuron")
            given.append((neuron, multiplier * node.signs[neuron]))
        if node.empty:
            return True
        weights, biases, scale = self.exact[-1]
        extra = {v: x for v, x in form.items() if v < self.inputs and x}
        outputs = [form.get(self.inputs + k, Fraction(0)) for k in range(self.outputs)]
        den = math.lcm(constant.denominator, *(x.denominator for x in outputs))
        row = np.array([int(x * den) for x in outputs], dtype=object)
        start = int(constant * den) * scale + int(row.dot(biases))
        for exactly in (False, True):
            if exactly:
                self.bound(node, exactly=True)
                if node.empty:
                    return True
            value = self.least(node, row.dot(weights), start, den * scale, self.depth, given, extra)
            if value is not None and (value > 0 or strict and value == 0):
                return True
        return False


# MARK: the certificate


def strictly(pairs):
    need(len({key for key, _ in pairs}) == len(pairs), "a key twice")
    return dict(pairs)


def number(text):
    raise Refused(f"{text[:20]} is no integer")


def parsed(line):
    try:
        value = json.loads(line, object_pairs_hook=strictly, parse_float=number, parse_constant=number)
    except (ValueError, RecursionError):
        raise Refused("no line of JSON")
    need(isinstance(value, dict), "no object")
    return value


def integers(values, count=None):
    need(isinstance(values, list) and all(type(x) is int for x in values), "expected integers")
    need(count is None or len(values) == count, f"expected {count} integers")
    return values


def pairs(values):
    need(isinstance(values, list), "expected pairs of integers")
    return [integers(pair, 2) for pair in values]


def rational(text):
    is_number = type(text) is int or isinstance(text, str) and len(text) <= 10_000 and re.fullmatch(
        r"[-+]?\d+/\d*[1-9]\d*|[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,4})?", text, re.ASCII)
    need(is_number, "a value that is no number")
    return Fraction(text)


def box_of(conditions, inputs):
    box = [(None, None)] * inputs
    for e, c, relation in conditions:
        if len(e) == 1 and (v := next(iter(e))) < inputs:
            low, up = box[v]
            bound = -c / e[v]
            if relation == "=" or e[v] < 0:
                low = bound if low is None else max(low, bound)
            if relation == "=" or e[v] > 0:
                up = bound if up is None else min(up, bound)
            box[v] = low, up
    return box


class Reader:
    """Goes through the lines of a certificate."""

    def __init__(self, checker, conjunctions, lines):
        self.checker, self.conjunctions, self.lines, self.number = checker, conjunctions, lines, 0
        self.done, self.stack, self.refutations, self.nodes = set(), [], 0, 0

    def check(self):
        for self.number, line in enumerate(self.lines, 1):
            entry = parsed(line)
            if self.number == 1:
                need(entry == {"certificate": "reluvar", "version": 1} and type(entry["version"]) is int, "not version 1")
            elif self.stack:
                self.node(self.stack.pop(), entry)
            elif set(entry) == {"tree"}:
                self.tree(integers(entry["tree"]))
            else:
                need(set(entry) == {"empty", "r"} and type(entry["empty"]) is int, "expected a tree or an empty conjunction")
                self.empty(entry["empty"], pairs(entry["r"]))
        self.number += 1
        need(self.number > 1 and not self.stack, "the certificate ends early")
        missing = set(range(len(self.conjunctions))) - self.done
        need(not missing, f"nothing on conjunction {min(missing, default=0)}")

    def conditions(self, n):
        need(0 <= n < len(self.conjunctions), f"there is no conjunction {n}")
        return self.conjunctions[n]

    def tree(self, cases):
        need(cases and len(set(cases)) == len(cases), "expected different conjunctions")
        boxes = [box_of(self.conditions(n), self.checker.inputs) for n in cases]
        need(all(box == boxes[0] for box in boxes), "conjunctions with different boxes")
        self.stack = [self.checker.root(boxes[0], cases)]
        self.done |= set(cases)

    def empty(self, n, terms):
        need(all(0 <= i < len(self.conditions(n)) for i, _ in terms), "no such condition")
        inputs = self.checker.inputs
        need(all(v < inputs for i, _ in terms for v in self.conditions(n)[i][0]), "a condition on outputs")
        free = self.checker.root([(None, None)] * inputs, [n])
        need(self.checker.refutes(free, self.conditions(n), terms, []), "the combination is not positive")
        self.done.add(n)

    def node(self, node, entry):
        need(set(entry) <= {"r", "x", "z"} and not {"x", "z"} <= set(entry), "expected r, and one of x and z")
        need(node.depth <= DEPTH, "the tree is too deep")
        self.nodes += 1
        self.checker.bound(node)
        refutations = entry.get("r", [])
        need(isinstance(refutations, list), "expected refutations")
        for refutation in refutations:
            need(isinstance(refutation, list) and len(refutation) in (2, 3) and type(refutation[0]) is int, "no refutation")
            n, terms, neurons = refutation[0], pairs(refutation[1]), pairs(refutation[2]) if len(refutation) == 3 else []
            need(n in node.open, f"conjunction {n} is not open here")
            need(self.checker.refutes(node, self.conjunctions[n], terms, neurons), f"conjunction {n} is not refuted")
            node.open.remove(n)
            self.refutations += 1
        if "x" in entry:
            self.stack += self.halves(node, entry["x"])
        elif "z" in entry:
            self.stack += self.signs(node, entry["z"])
        elif node.open and not node.empty:
            self.checker.bound(node, exactly=True)
            need(node.empty, "the node leaves conjunctions open")

    def halves(self, node, split):
        need(isinstance(split, list) and len(split) == 2 and type(split[0]) is int, "expected an input and a value")
        i, value = split[0], rational(split[1])
        need(0 <= i < self.checker.inputs, f"there is no input {i}")
        low, up = node.box[i]
        for side in ((value if low is None else max(low, value), up), (low, value if up is None else min(up, value))):
            child = node.child()
            child.box = node.box[:i] + [side] + node.box[i + 1 :]
            child.empty = node.empty or None not in side and side[0] > side[1]
            yield child

    def signs(self, node, neuron):
        need(type(neuron) is int and 0 <= neuron < self.checker.first[-1], "there is no such neuron")
        need(neuron not in node.signs, f"neuron {neuron} has its sign already")
        k = max(k for k in range(self.checker.depth) if self.checker.first[k] <= neuron)
        j = neuron - self.checker.first[k]
        for sign in (-1, 1):
            child = node.child()
            child.signs = {**node.signs, neuron: sign}
            low, up = child.low[k], child.up[k]
            if sign < 0:
                low[j] = 0 if low[j] is None else max(low[j], 0)
            else:
                up[j] = 0 if up[j] is None else min(up[j], 0)
            child.empty = node.empty or None not in (low[j], up[j]) and low[j] > up[j]
            yield child


def main(network, given, *certificates):
    checker = Checker(*(read_onnx if network.endswith(".onnx") else read_json)(network))
    conjunctions = read_property(given, checker.inputs)
    status = 0
    for certificate in certificates:
        with open(certificate, newline="\n") as file:
            reader = Reader(checker, conjunctions, file)
            try:
                reader.check()
                print(f"accepted: {len(conjunctions)} conjunctions, {reader.nodes} nodes, {reader.refutations} refutations")
            except Refused as reason:
                print(f"refused: line {reader.number}: {reason}")
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
