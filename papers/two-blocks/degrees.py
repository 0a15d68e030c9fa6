"""Degrees of varieties of two blocks: by the integral of the manuscript, and by Groebner bases.

Usage: degrees.py COUNT [SINGULAR]. Prints one row for each of COUNT shapes that are drawn, always the same ones:
the numbers, the dimension and the degree. With the path of Singular it computes both from the ideals of minors modulo
32003, otherwise from the formulas. Standard library only.
"""

import random
import subprocess
import sys
from fractions import Fraction
from itertools import combinations


def shapes(count):
    """The shapes (m, n, h', h, q, a, b, c); the first one is 4,3,3 on 101 and 011."""
    generator = random.Random(7)
    result = [(3, 4, 3, 4, 0, 1, 1, 1)]
    while len(result) < count:
        m, n, q = generator.randint(1, 4), generator.randint(1, 4), generator.choice([0, 0, 1, 2])
        behind, before = min(m, generator.randint(1, 5)), min(n, generator.randint(1, 5))
        shape = (m, n, behind, before, q) + tuple(generator.randint(0, 2) for _ in range(3))
        if m * (2 * n + q) <= 26 and shape not in result:
            result.append(shape)
    return result


def generic_ranks(behind, before, q, a, b, c):
    """The generic ranks of the blocks side by side and stacked."""
    rows = min(behind, 2 * before + q, min(a, before) + min(b, before + q) + min(c, before + q))
    return rows, min(before, 2 * rows, min(a, rows) + min(b, rows) + min(c, rows))


def determinant(matrix):
    matrix, value = [row[:] for row in matrix], Fraction(1)
    for i in range(len(matrix)):
        pivot = next((r for r in range(i, len(matrix)) if matrix[r][i]), None)
        if pivot is None:
            return Fraction(0)
        if pivot != i:
            matrix[i], matrix[pivot], value = matrix[pivot], matrix[i], -value
        value *= matrix[i][i]
        for r in range(i + 1, len(matrix)):
            factor = matrix[r][i] / matrix[i][i]
            matrix[r] = [x - factor * y for x, y in zip(matrix[r], matrix[i])]
    return value


def degeneracy(target, source, rank):
    """The class of the maps of at most a rank, from the Chern roots of both bundles."""
    rows, columns = len(target) - rank, len(source) - rank
    if rows <= 0 or columns <= 0:
        return Fraction(1)
    chern = [Fraction(1)] + [Fraction(0)] * (rows + columns)
    for root in target:
        chern = [x + (root * chern[i - 1] if i else 0) for i, x in enumerate(chern)]
    for root in source:
        quotient = []
        for i, x in enumerate(chern):
            quotient.append(x - (root * quotient[i - 1] if i else 0))
        chern = quotient
    entry = lambda i: chern[i] if 0 <= i < len(chern) else Fraction(0)
    return determinant([[entry(rows + j - i) for j in range(columns)] for i in range(columns)])


def by_formula(m, n, behind, before, q, a, b, c):
    rows, columns = generic_ranks(behind, before, q, a, b, c)
    r1, r2 = min(a + b, rows, columns), min(a + c, rows, columns)
    r3 = min(b + c, rows, columns + q)
    codimension = ((rows - r1) * (columns - r1) + (rows - r2) * (columns - r2)
                   + (rows - r3) * (columns + q - r3))
    dimension = ((m - rows) * rows + (n - columns) * columns
                 + rows * (2 * columns + q) - codimension)
    generator = random.Random(1)
    x = [Fraction(generator.randint(1, 10**6)) for _ in range(m)]
    y = [Fraction(generator.randint(1, 10**6)) for _ in range(n)]

    def integral(u):
        """The equivariant integral, a sum over fixed points; its leading coefficient is the degree."""
        total = Fraction(0)
        for inner in combinations(range(m), rows):
            for kept in combinations(range(n), columns):
                sub, rest = [x[i] for i in inner], [x[i] for i in range(m) if i not in inner]
                quotient, kernel = [y[j] for j in kept], [y[j] for j in range(n) if j not in kept]
                term = Fraction(1)
                for i in range(m):
                    for j in range(n):
                        if i not in inner or j not in kept:
                            term *= (x[i] - y[j] + u) ** 2
                for t in rest:
                    term *= (t + u) ** q
                twisted = [t - u for t in quotient]
                term *= degeneracy(sub, twisted, r1) * degeneracy(sub, twisted, r2)
                term *= degeneracy(sub, twisted + [-u] * q, r3)
                for s in sub:
                    for t in rest:
                        term /= t - s
                for k in kernel:
                    for t in quotient:
                        term /= t - k
                total += term
        return total

    # The leading coefficient of a polynomial, by divided differences at 0, 1, 2, ...
    order = m * (2 * n + q) - dimension
    values = [integral(Fraction(point)) for point in range(order + 1)]
    for step in range(1, order + 1):
        values = [(values[i + 1] - values[i]) / step for i in range(len(values) - 1)]
    return dimension, values[0]


def by_groebner_basis(singular, m, n, behind, before, q, a, b, c):
    first = [[f"x{i}y{j}" for j in range(n)] for i in range(m)]
    second = [[f"u{i}v{j}" for j in range(n)] for i in range(m)]
    constants = [[f"d{i}e{j}" for j in range(q)] for i in range(m)]
    difference = [[f"{s}-{t}" for s, t in zip(*rows)] + d
                  for rows, d in zip(zip(first, second), constants)]
    live = a + b + c
    matrices = [
        (first, min(a + b, before, behind)), (second, min(a + c, before, behind)),
        (difference, min(b + c, behind, before + q)),
        ([s + t + d for s, t, d in zip(first, second, constants)], min(live, behind, 2 * before + q)),
        (first + second, min(live, before, 2 * behind))]
    names = [name for rows in (first, second, constants) for row in rows for name in row]
    script = f"option(redSB); ring r = 32003, ({','.join(names)}), dp; ideal I = 0;\n"
    for matrix, rank in matrices:
        height, width = len(matrix), len(matrix[0])
        if rank < min(height, width):
            entries = ",".join(entry for row in matrix for entry in row)
            script += f"matrix A[{height}][{width}] = {entries}; I = I + minor(A, {rank + 1}); kill A;\n"
    script += "ideal G = std(I); print(dim(G)); print(mult(G)); quit;\n"
    answer = subprocess.run([singular, "-q"], input=script, capture_output=True, text=True, check=True)
    dimension, degree = answer.stdout.split()
    return int(dimension), int(degree)


print("outputs,inputs,rank behind,rank before,constants,shared,first,second,dimension,degree")
for shape in shapes(int(sys.argv[1])):
    known = by_groebner_basis(sys.argv[2], *shape) if len(sys.argv) > 2 else by_formula(*shape)
    print(",".join(str(number) for number in shape + known))
