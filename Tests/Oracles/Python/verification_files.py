"""Reads what verify_certificate.py checks, exactly: networks, properties, lines of certificates, numbers."""

import json
import math
import re
import sys
from fractions import Fraction

import numpy as np

sys.set_int_max_str_digits(10_000)
LIMIT = 100_000  # of conjunctions


class Refused(Exception):
    pass


def need(condition, reason):
    if not condition:
        raise Refused(reason)


# Numbers as integers.


def shifted(value, places):
    """value 2^places, rounded down."""
    return value << places if places >= 0 else value >> -places


def floored(value, places):
    return math.floor(value * Fraction(2) ** places)


def log_size(values):
    """A number n with |value| < 2^n for all values."""
    values = [Fraction(x) for x in values if x]
    return max((x.numerator.bit_length() - x.denominator.bit_length() + 1 for x in values), default=0)


def fixed(numbers, bits):
    """Integers of so many bits and their scale: numbers 2^scale, wrong by less than 1."""
    scale = bits - log_size(numbers.ravel())
    return np.array([floored(x, scale) for x in numbers.ravel()], dtype=np.int64).reshape(numbers.shape), scale


# The network: layers (weights, biases) as arrays of fractions, and the slope of the activation below zero.


def fractions(numbers):
    flat = np.array([Fraction(x) for x in np.ravel(numbers).tolist()] + [None], dtype=object)
    return flat[:-1].reshape(np.shape(numbers))


def read_json(path):
    with open(path) as file:
        data = json.load(file, parse_float=Fraction, parse_int=Fraction)
    layers = [(fractions(l["weights"]), fractions(l.get("biases") or [0] * len(l["weights"]))) for l in data["layers"]]
    word = data.get("activation", "relu")
    return layers, Fraction({"relu": "0", "abs": "-1"}.get(word) or word.removeprefix("leaky-relu:"))


def read_onnx(path):
    import onnx

    graph = onnx.load(path).graph
    known = {t.name: onnx.numpy_helper.to_array(t) for t in graph.initializer}
    (entry,) = [value for value in graph.input if value.name not in known]
    current, width = entry.name, math.prod(d.dim_value or 1 for d in entry.type.tensor_type.shape.dim)
    layers, slopes, weights, biases = [], {Fraction(0)}, None, 0  # no weights: the identity

    def form():
        return fractions(np.eye(width, dtype=int)) if weights is None else weights, biases + fractions([0] * width)

    for node in graph.node:
        at = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        assert node.input[0] == current, "not a chain of operators"
        other = known.get(node.input[1]) if len(node.input) > 1 else None
        current = node.output[0]
        if node.op_type in ("Gemm", "MatMul"):
            assert not at.get("transA") and at.get("alpha", 1) == at.get("beta", 1) == 1, "a product that is not read"
            matrix = fractions(other if at.get("transB") else other.T)
            biases = matrix.dot(form()[1]) + (fractions(known[node.input[2]].ravel()) if len(node.input) == 3 else 0)
            weights, width = matrix if weights is None else matrix.dot(weights), len(matrix)
        elif node.op_type in ("Add", "Sub"):
            biases = biases + (1 if node.op_type == "Add" else -1) * fractions(other.ravel())
        elif node.op_type in ("Relu", "LeakyRelu", "Abs"):
            slopes = {Fraction({"Relu": 0, "Abs": -1}.get(node.op_type, float(at.get("alpha", np.float32(0.01)))))}
            assert not layers or slopes == {slope}, "two activations"
            (slope,) = slopes
            layers.append(form())
            weights, biases = None, 0
        else:
            assert node.op_type in ("Flatten", "Reshape", "Identity"), f"the operator {node.op_type} is not read"
    return layers + [form()], *slopes


def read_network(path):
    return (read_onnx if path.endswith(".onnx") else read_json)(path)


# The property: conjunctions of conditions (coefficients of variables, constant, relation to zero).


def read_property(path, inputs):
    with open(path) as file:
        text = re.sub(r";.*", "", file.read())
    tokens = iter([t.replace(" ", "") for t in re.findall(r"[()]|(?:\[[^\]]*\]|[^\s()\[\]])+", text)])
    formulas, shapes = [], {}

    def tree(token):
        return list(map(tree, iter(lambda: next(tokens), ")"))) if token == "(" else token

    def added(a, b, factor):
        keys = {v: a[0].get(v, 0) + factor * b[0].get(v, 0) for v in a[0] | b[0]}
        return {v: c for v, c in keys.items() if c}, a[1] + factor * b[1]

    def term(t):
        if isinstance(t, list):
            first, *rest = [term(x) for x in t[1:]]
            if t[0] == "-" and not rest:
                return added(({}, Fraction(0)), first, -1)
            for other in rest:
                if t[0] == "*":
                    product, factor = (first, other) if first[0] else (other, first)
                    assert not factor[0], "a product of variables"
                    first = added(({}, Fraction(0)), product, factor[1])
                else:
                    first = added(first, other, {"+": 1, "-": -1}[t[0]])
            return first
        if re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", t):
            return {}, Fraction(t)
        name, _, indices = t.replace("_", "[").rstrip("]").partition("[")
        first, shape = shapes.get(name) or ({"X": 0, "Y": inputs}[name], None)
        indices = [int(i) for i in indices.split(",") if i]
        return {first + (int(np.ravel_multi_index(indices, shape)) if shape else indices[0]): Fraction(1)}, Fraction(0)

    def conjunctions(f):
        if isinstance(f, str):
            return {"true": [[]], "false": []}[f]
        if f[0] == "or":
            cases = [case for part in f[1:] for case in conjunctions(part)]
        elif f[0] == "and":
            cases = [[]]
            for own in map(conjunctions, f[1:]):
                assert len(cases) * len(own) <= LIMIT, "too many conjunctions"
                cases = [a + b for a in cases for b in own]
        else:
            e = added(*map(term, f[1:]), -1)
            minus = added(({}, Fraction(0)), e, -1)
            options = {"<=": [(*e, "<=")], ">=": [(*minus, "<=")], "<": [(*e, "<")], ">": [(*minus, "<")], "=": [(*e, "=")],
                       "==": [(*e, "=")], "!=": [(*e, "<"), (*minus, "<")]}[f[0]]
            true = {"<": lambda c: c < 0, "<=": lambda c: c <= 0, "=": lambda c: c == 0}
            cases = [[o] if o[0] else [] for o in options if o[0] or true[o[2]](o[1])]
        assert len(cases) <= LIMIT, "too many conjunctions"
        return cases

    for command in map(tree, tokens):
        if command[0] == "assert":
            formulas.append(command[1])
        for kind, name, _, shape in command[2:] if command[0] == "declare-network" else []:
            shapes[name] = (0 if kind == "declare-input" else inputs, [int(s) for s in shape.strip("[]").split(",") if s])
    return conjunctions(["and"] + formulas)


def box_of(conditions, inputs):
    box = [(None, None)] * inputs
    for e, c, relation in conditions:
        if len(e) == 1 and (v := next(iter(e))) < inputs:
            end, (low, up) = -c / e[v], box[v]
            if relation == "=" or e[v] < 0:
                low = end if low is None else max(low, end)
            if relation == "=" or e[v] > 0:
                up = end if up is None else min(up, end)
            box[v] = low, up
    return box


# Lines of certificates.


def refuse(text):
    raise Refused(f"{text[:20]} is no integer")


def unique(entries):
    need(len(dict(entries)) == len(entries), "a key twice")
    return dict(entries)


def parsed(line):
    try:
        value = json.loads(line, object_pairs_hook=unique, parse_float=refuse, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise Refused("no line of JSON")
    need(isinstance(value, dict), "no object")
    return value


def integers(values):
    need(isinstance(values, list) and all(type(x) is int for x in values), "expected integers")
    return values


def pairs(values):
    need(isinstance(values, list) and all(len(integers(pair)) == 2 for pair in values), "expected pairs of integers")
    return values


def rational(text):
    digits = r"[-+]?(\d{1,9999}/\d{0,999}[1-9]\d{0,999}|(\d{1,9999}\.?\d{0,999}|\.\d{1,999})([eE][-+]?\d{1,4})?)"
    is_number = type(text) is int or isinstance(text, str) and re.fullmatch(digits, text, re.ASCII)
    need(is_number, "a value that is no number")
    return Fraction(text)


def refutation(value):
    need(isinstance(value, list) and len(value) in (2, 3) and type(value[0]) is int, "no refutation")
    return value[0], *map(pairs, value[1:] + [[]] * (3 - len(value)))


def line(text):
    """A line: ("header"), ("tree", conjunctions), ("empty", conjunction, terms), or ("node", refutations, keeps bounds, split)."""
    entry = parsed(text)
    keys = set(entry)
    if keys == {"certificate", "version"}:
        need(entry["certificate"] == "reluvar" and repr(entry["version"]) == "1", "another version")
        return ("header",)
    if keys == {"tree"}:
        return "tree", integers(entry["tree"])
    if "empty" in keys:
        need(keys == {"empty", "r"} and type(entry["empty"]) is int, "no empty conjunction")
        return "empty", entry["empty"], pairs(entry["r"])
    need(keys <= {"r", "k", "x", "z"} and not {"x", "z"} <= keys, "expected r, k, and one of x and z")
    need("k" not in keys or repr(entry["k"]) == "1", "k is not 1")
    split = None
    if "x" in keys:
        need(isinstance(entry["x"], list) and len(entry["x"]) == 2 and type(entry["x"][0]) is int, "no input and value")
        split = "x", entry["x"][0], rational(entry["x"][1])
    elif "z" in keys:
        need(type(entry["z"]) is int, "no neuron")
        split = "z", entry["z"]
    need(isinstance(entry.get("r", []), list), "no refutations")
    return "node", list(map(refutation, entry.get("r", []))), "k" in keys, split
