"""Checks certificates: verify_certificate.py NETWORK PROPERTY CERTIFICATE...

Says `accepted` and ends with 0, or `refused`, the line and why, and ends with 1. NETWORK is ONNX or JSON, PROPERTY is
VNN-LIB. Nothing is decided with a tolerance: bounds of neurons are integers in fixed point, and what is rounded is subtracted
from them; refutations are exact. The article of the module `Properties` has the format, and why a check proves the claim.
"""

import math
import sys
from fractions import Fraction

import numpy as np
from verification_files import Refused, box_of, fixed, floored, line, log_size, need, read_network, read_property, shifted

DEPTH = 10_000  # of a tree


class Node:
    def __init__(self, box, known, signs, open_, empty, depth):
        self.box, self.known, self.signs, self.open, self.empty, self.depth = box, known, signs, open_, empty, depth

    # What is known of a neuron is (least, largest), at the scale of its layer: multiples of 2^-scale, or None.

    def child(self):
        return Node(list(self.box), [list(k) for k in self.known], self.signs, set(self.open), self.empty, self.depth + 1)


class Checker:
    ONE, SHORT, SLOPE = 160, 40, 22  # scale of constants; bits of coefficients; scale of slopes, in fixed point

    def __init__(self, layers, slope):
        self.layers, self.slope, self.inputs, self.outputs = layers, slope, layers[0][0].shape[1], len(layers[-1][0])
        self.depth, self.exact = len(layers) - 1, []
        for weights, biases in layers:
            scale = math.lcm(*(x.denominator for x in [*weights.ravel(), *biases]))
            self.exact.append((*(np.vectorize(lambda x: int(x * scale), otypes=[object])(m) for m in (weights, biases)), scale))
        self.first = [sum(len(w) for w, _ in layers[:k]) for k in range(len(layers))]
        self.limb = 33 - (2 * max(max(w.shape) for w, _ in layers)).bit_length()
        self.fixed = [self.in_fixed_point(*layer) for layer in layers[:-1]]

    def in_fixed_point(self, weights, biases):
        (matrix, w), (column, b) = fixed(weights, 2 * self.limb), fixed(biases, 2 * self.limb)
        return matrix, w, self.table(matrix), self.table(column[:, None]), b

    def table(self, numbers):
        """Numbers of 2 limbs, cut in two, for `parts`."""
        high = numbers >> self.limb
        return np.concatenate([high, numbers - (high << self.limb)], axis=1).astype(float)

    def parts(self, c, table):
        """Four matrices whose sum, times 2^(limb + 20), 2^20, 2^limb and 1, is c times the numbers. All sums are integers
        below 2^53, so that the product of matrices of floating-point numbers is exact in any order."""
        high, half, n = c >> 20, table.shape[1] // 2, len(c)
        sums = (np.concatenate([high, c - (high << 20)]).astype(float) @ table).astype(np.int64)
        return sums[:n, :half], sums[:n, half:], sums[n:, :half], sums[n:, half:]

    def products(self, c, table):
        columns = [part[:, 0].tolist() for part in self.parts(c, table)]
        return [(h << 20 + self.limb) + (i << 20) + (j << self.limb) + l for h, i, j, l in zip(*columns)]

    def root(self, box, cases):
        sizes = np.array([max((abs(x) for x in side if x is not None), default=Fraction(1)) for side in box], dtype=object)
        self.is_bounded, self.units = not any(None in side for side in box), [Fraction(2) ** log_size([x]) for x in sizes]
        self.scales = []
        for weights, biases in self.layers[:-1]:
            sizes = np.abs(weights).dot(sizes) + np.abs(biases)
            self.scales.append((56 if self.is_bounded else 36) - log_size(sizes))
            sizes = sizes * max(1, abs(self.slope))
        if self.depth:
            self.fixed[0] = self.in_fixed_point(self.layers[0][0] * np.array(self.units, dtype=object), self.layers[0][1])
        return Node(box, [[(None, None)] * len(w) for w, _ in self.layers[:-1]], {}, set(cases), any(None not in side and side[0] > side[1] for side in box), 0)

    def lines(self, known, one):
        """Slopes (over `one`) and constants of a line below and one above the activation. Any slope will do: the constant is
        the least or largest difference at the ends of the linear pieces, None where there is none."""
        (low, up), a, p, q = known, self.slope, self.slope.numerator, self.slope.denominator
        if low is not None and low >= 0:
            return one, 0, one, 0
        bent = p * one // q
        ray = one if up is None or up > 0 and low is not None and up > -low else bent
        chord = one if up is None else bent if low is None or up <= 0 else (up * q - p * low) * one // (q * (up - low))
        result = []
        for slope, sign in ((ray if a < 1 else chord, 1), (chord if a < 1 else ray, -1)):
            ends = [sign * v * ((q if v > 0 else p) * one - slope * q) for v in (low, 0, up) if v is not None]
            falls = low is None and sign * (slope * q - p * one) < 0 or up is None and sign * (one - slope) < 0
            result += [slope, None if falls else sign * (min(ends) // (q * one))]
        return result

    def least(self, node, row, constant, den, top, signed=(), inputs={}):
        """A number below (row a + constant) / den + inputs x + signed z: a the activations before layer `top`; exact."""
        one = self.slope.denominator << 30
        for k in reversed(range(top)):
            chosen = [(0, 0) if c == 0 else l[:2] if c > 0 else l[2:] for l, c in zip([self.lines(i, one) for i in node.known[k]], row)]
            if any(c is None for _, c in chosen):
                return None
            row, shift = np.array([s * c for (s, _), c in zip(chosen, row)], dtype=object), sum(s * c for (_, s), c in zip(chosen, row))
            factor = 2 ** max(0, self.scales[k]) if shift else 1
            constant, den = (constant * factor + shifted(shift * factor, -self.scales[k])) * one, den * factor * one
            (weights, biases, scale), row = self.exact[k], row * factor
            for neuron, multiplier in signed:
                if self.first[k] <= neuron < self.first[k + 1]:
                    row[neuron - self.first[k]] += multiplier * den
            constant, row, den = constant * scale + row.dot(biases), row.dot(weights), den * scale
        least = Fraction(constant, den)
        for i, side in enumerate(node.box):
            c = Fraction(row[i], den) + inputs.get(i, 0)
            if c and side[c < 0] is None:
                return None
            least += c * side[c < 0] if c else 0
        return least

    def times(self, c, e, K, table, scale, sizes):
        """c times a matrix of some scale, with short coefficients again."""
        a, b, d, r = self.parts(c, table)
        drop = np.array([max(0, m.bit_length() + self.limb - 61) for m in np.abs(a).max(axis=1).tolist()])
        c = (a << (self.limb - drop)[:, None]) + (b + (d << self.limb - 20) + (r >> 20) >> drop[:, None])
        return self.shorten(c, [x + scale - 20 - d for x, d in zip(e, drop.tolist())], K, sizes)

    def shorten(self, c, e, K, sizes):
        """Here less than 1 unit is lost, and less than 2 before; `sizes`, with a scale, is the sum of all they multiply."""
        drop = np.array([max(0, m.bit_length() - self.SHORT) for m in np.abs(c).max(axis=1).tolist()])
        e = [x - d for x, d in zip(e, drop.tolist())]
        return c >> drop[:, None], e, [k + shifted(-3 * sizes[0], self.ONE - x - sizes[1]) for k, x in zip(K, e)]

    def least_fixed(self, node, layer, neurons):
        """Numbers below neurons, then below their negatives. Forms are c 2^-e and a constant K."""
        (matrix, w, *_), sizes = self.fixed[layer], node.sizes
        c, e = np.concatenate([matrix[neurons], -matrix[neurons]]), [w] * (2 * len(neurons))
        start = shifted(-sizes[layer][0], self.ONE - w - sizes[layer][1])  # weights are not exact
        K = [start + floored(sign * self.layers[layer][1][j], self.ONE) for sign in (1, -1) for j in neurons]
        c, e, K = self.shorten(c, e, K, sizes[layer])
        for k in reversed(range(layer)):
            slopes, constants, scale, reach = node.tables[k]
            shifts = self.products(np.concatenate([np.maximum(c, 0), np.minimum(c, 0)], axis=1), constants)
            K = [x + shifted(v, self.ONE - y - scale) for x, v, y in zip(K, shifts, e)]
            c, e = np.where(c > 0, c * slopes[0], c * slopes[1]), [y + self.SLOPE for y in e]
            c, e, K = self.shorten(c, e, K, (reach, self.scales[k]))
            _, w, table, bias, b = self.fixed[k]
            lost = np.abs(c).sum(axis=1).tolist()  # for each unit that biases and weights miss
            K = [x + shifted(v - a, self.ONE - y - b) + shifted(-a * sizes[k][0], self.ONE - y - w - sizes[k][1])
                 for x, v, a, y in zip(K, self.products(c, bias), lost, e)]
            c, e, K = self.times(c, e, K, table, w, sizes[k])
        ends = self.products(np.concatenate([np.maximum(c, 0), np.minimum(c, 0)], axis=1), node.ends)
        return [shifted(k + shifted(v, self.ONE - y - sizes[0][1]), self.scales[layer] - self.ONE) for k, v, y in zip(K, ends, e)]

    def tabulate(self, node, k):
        """The lines of a layer as arrays; whether everything is bounded."""
        if abs(self.slope) > 1 or any(None in known for known in node.known[k]):
            return False
        lines = [self.lines(known, 1 << self.SLOPE) for known in node.known[k]]
        excess = max(0, max(abs(l[i]) for l in lines for i in (1, 3)).bit_length() - 2 * self.limb + 1)
        constants = [l[1] >> excess for l in lines] + [-(-l[3] >> excess) for l in lines]
        reach, slopes = sum(max(-l, u) for l, u in node.known[k]), np.array([[l[i] for l in lines] for i in (0, 2)])
        node.tables.append((slopes, self.table(np.array(constants)[:, None]), self.scales[k] - excess, reach))
        node.sizes.append((reach, self.scales[k]))
        return True

    def bound(self, node, exactly=False):
        """Sharpens what is known of the neurons that may have both signs."""
        fast = self.is_bounded and not exactly and not node.empty
        if fast:  # the box in units, and its sizes
            scale = 2 * self.limb - 1
            lows = [floored(l / x, scale) for (l, _), x in zip(node.box, self.units)]
            ups = [-floored(-u / x, scale) for (_, u), x in zip(node.box, self.units)]
            node.ends, node.tables = self.table(np.array(lows + ups, dtype=np.int64)[:, None]), []
            node.sizes = [(sum(map(max, map(abs, lows), map(abs, ups))), scale)]
        for k in range(self.depth):
            known, scale = node.known[k], self.scales[k]
            self.narrow(node, k)
            open_ = [j for j, (l, u) in enumerate(known) if (l is None or l < 0) and (u is None or u > 0)]
            found = self.least_fixed(node, k, open_) if fast and open_ and not node.empty else []
            if not fast and not node.empty:
                weights, biases, den = self.exact[k]
                least = [self.least(node, s * weights[j], s * biases[j], den, k) for s in (1, -1) for j in open_]
                found = [None if v is None else floored(v, scale) for v in least]
            for j, l, m in zip(open_, found, found[len(open_) :]):
                self.restrict(node, k, j, l, None if m is None else -m)
            fast = fast and not node.empty and self.tabulate(node, k)

    def narrow(self, node, k):
        """Bounds of a layer by those of the activations before it, each for itself; exactly."""
        if k == 0 or node.empty or any(None in known for known in node.known[k - 1]):
            return
        values = [[v if v > 0 else self.slope * v for v in known + (0,) * (known[0] < 0 < known[1])] for known in node.known[k - 1]]
        least, most = (np.array(list(map(f, values)), dtype=object) for f in (lambda v: math.floor(min(v)), lambda v: math.ceil(max(v))))
        (weights, biases, den), scale, places = self.exact[k], self.scales[k], self.scales[k] - self.scales[k - 1]
        for j in [j for j, (l, u) in enumerate(node.known[k]) if (l is None or l < 0) and (u is None or u > 0)]:
            low, up = (np.where(weights[j] > 0, *ends).dot(weights[j]) for ends in ((least, most), (most, least)))
            bias = floored(biases[j], scale), floored(-biases[j], scale)
            self.restrict(node, k, j, (shifted(low, places) + bias[0]) // den, -((shifted(-up, places) + bias[1]) // den))

    @staticmethod
    def restrict(node, k, j, low, up):
        values = [[v for v in pair if v is not None] for pair in zip(node.known[k][j], (low, up))]
        node.known[k][j] = low, up = max(values[0], default=None), min(values[1], default=None)
        node.empty = node.empty or None not in (low, up) and low > up

    def refutes(self, node, above, conditions, terms, neurons, only_inputs=False):
        form, constant, strict = {}, Fraction(0), False
        for number, multiplier in terms:
            need(0 <= number < len(conditions), f"there is no condition {number}")
            e, c, relation = conditions[number]
            need(multiplier >= 0 or relation == "=", "a negative multiplier of an inequality")
            need(not only_inputs or all(v < self.inputs for v in e), "a condition on outputs")
            strict, constant = strict or relation == "<" and multiplier > 0, constant + multiplier * c
            for v, x in e.items():
                form[v] = form.get(v, 0) + multiplier * x
        need(all(n in node.signs and m >= 0 for n, m in neurons), "a neuron without a sign, or a negative multiplier of one")
        signed, (weights, biases, scale) = [(n, m * node.signs[n]) for n, m in neurons], self.exact[-1]
        outputs = [form.get(self.inputs + k, Fraction(0)) for k in range(self.outputs)]
        den = math.lcm(constant.denominator, *(x.denominator for x in outputs))
        row = np.array([int(x * den) for x in outputs], dtype=object)
        start, inputs = int(constant * den) * scale + row.dot(biases), {v: x for v, x in form.items() if v < self.inputs}
        row, den = row.dot(weights), den * scale
        for effort in range(3):  # as it is, in fixed point, exactly
            if effort:
                self.bound(node, exactly=effort == 2)
            for n in (node, above):  # lines between better bounds are not always better lines
                least = None if node.empty else self.least(n, row, start, den, self.depth, signed, inputs)
                if node.empty or least is not None and (least > 0 or strict and least == 0):
                    return True
        return False


class Reader:
    def __init__(self, checker, conjunctions):
        self.checker, self.conjunctions, self.number, self.nodes, self.refutations = checker, conjunctions, 0, 0, 0
        self.done, self.stack = set(), []

    def check(self, lines):
        for self.number, text in enumerate(lines, 1):
            kind, *entry = line(text)
            named = entry[0] if kind == "tree" else entry[:1] if kind == "empty" else []
            need(all(0 <= n < len(self.conjunctions) for n in named), "there is no such conjunction")
            need((kind == "header") == (self.number == 1), "expected version 1 in the first line, and only there")
            need(self.number == 1 or (kind == "node") == bool(self.stack), "a node, or a tree, in the wrong place")
            if kind == "node":
                self.node(self.stack.pop(), *entry)
            elif kind == "tree":
                boxes = [box_of(self.conjunctions[n], self.checker.inputs) for n in named]
                need(named and len(set(named)) == len(named) and all(b == boxes[0] for b in boxes), "boxes differ, or one twice")
                self.stack, self.done = [self.checker.root(boxes[0], named)], self.done | set(named)
            elif kind == "empty":
                all_ = self.checker.root([(None, None)] * self.checker.inputs, named)
                need(self.checker.refutes(all_, all_, self.conjunctions[named[0]], entry[1], [], True), "not positive")
                self.done |= set(named)
        self.number += 1
        need(self.number > 1 and not self.stack, "the certificate ends early")
        need(self.done >= set(range(len(self.conjunctions))), "a conjunction is missing")

    def node(self, node, refutations, keeps, split):
        need(node.depth <= DEPTH, "the tree is too deep")
        self.nodes, self.refutations, above = self.nodes + 1, self.refutations + len(refutations), node.child()
        if not keeps:
            self.checker.bound(node)
        for n, terms, neurons in refutations:
            need(n in node.open, f"conjunction {n} is not open here")
            need(self.checker.refutes(node, above, self.conjunctions[n], terms, neurons), f"conjunction {n} is not refuted")
            node.open.remove(n)
        if split:
            self.stack += self.children(node, *split)
        elif node.open and not node.empty:
            self.checker.bound(node, exactly=True)
            need(node.empty, "the node leaves conjunctions open")

    def children(self, node, key, i, value=None):
        first = self.checker.first
        need(0 <= i < (self.checker.inputs if key == "x" else first[-1]), "no such input or neuron")
        need(key == "x" or i not in node.signs, "the neuron has its sign already")
        for sign in (-1, 1):
            child = node.child()
            if key == "x":
                low, up = node.box[i]
                side = (value if low is None else max(low, value), up) if sign < 0 else (low, value if up is None else min(up, value))
                child.box[i], child.empty = side, node.empty or None not in side and side[0] > side[1]
            else:
                k = max(k for k in range(self.checker.depth) if first[k] <= i)
                child.signs = {**node.signs, i: sign}
                self.checker.restrict(child, k, i - first[k], *((0, None) if sign < 0 else (None, 0)))
                if sign > 0 and child.known[k][i - first[k]][0] == 0: child.known[k][i - first[k]] = -1, 0  # the given sign counts
            yield child


def main(network, given, *certificates):
    checker = Checker(*read_network(network))
    conjunctions, status = read_property(given, checker.inputs), 0
    for certificate in certificates:
        reader = Reader(checker, conjunctions)
        with open(certificate, newline="\n") as file:
            try:
                reader.check(file)
                print(f"accepted: {len(conjunctions)} conjunctions, {reader.nodes} nodes, {reader.refutations} refutations")
            except Refused as reason:
                print(f"refused: line {reader.number}: {reason}")
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
