"""Probabilities of polyhedra in the plane and in space: polyhedron_probability.py FILE

Each line of the file is a polyhedron: the dimension d, the number n of inequalities, the mean (d numbers), a
lower triangular factor L of the covariance (d * d numbers), and n rows a, b for a . x + b >= 0. For each of
them the probability under the law of mean + L Z, and a bound for its error.

Cones are simplicial, so their probabilities are values of a distribution function of SciPy; other polyhedra
are integrated over lines, in the plane by mpmath, in space by SciPy over the plane.
"""

import sys

import mpmath
import numpy
from scipy.integrate import quad
from scipy.stats import multivariate_normal


def section(rows, point):
    """The interval of the last coordinate, above the others."""
    lower, upper = -mpmath.inf, mpmath.inf
    for row in rows:
        rest = sum(a * x for a, x in zip(row, point)) + row[-1]
        last = row[len(point)]
        if last == 0:
            if rest < 0:
                return 0, 0
        elif last > 0:
            lower = max(lower, -rest / last)
        else:
            upper = min(upper, -rest / last)
    return lower, upper


def measure(rows, point):
    lower, upper = section(rows, point)
    return mpmath.ncdf(upper) - mpmath.ncdf(lower) if lower < upper else mpmath.mpf(0)


def breakpoints(rows):
    """The first coordinates of all points where two of the lines meet."""
    places = {-12.0, 12.0}
    for i, a in enumerate(rows):
        if a[1] == 0 and a[0] != 0:
            places.add(float(-a[2] / a[0]))
        for b in rows[:i]:
            determinant = a[0] * b[1] - a[1] * b[0]
            if abs(determinant) > 1e-12:
                places.add(float((a[1] * b[2] - b[1] * a[2]) / determinant))
    return sorted(x for x in places if -12 <= x <= 12)


def planar(rows):
    def integrand(x):
        return mpmath.npdf(x) * measure(rows, [x])

    return float(mpmath.quad(integrand, breakpoints(rows))), 1e-9


def cone(rows, dimension):
    matrix = numpy.array([row[:dimension] for row in rows], dtype=float)
    offsets = numpy.array([row[dimension] for row in rows], dtype=float)
    law = multivariate_normal(
        numpy.zeros(dimension), matrix @ matrix.T, maxpts=4_000_000, abseps=1e-8, releps=0, seed=1
    )
    return float(law.cdf(offsets)), 1e-6


def spatial(rows):
    """Over the planes on which the first coordinate is constant."""
    mpmath.mp.dps = 15

    def integrand(x):
        plane = [[row[1], row[2], row[0] * x + row[3]] for row in rows]
        places = breakpoints(plane)

        def inner(y):
            lower, upper = section(plane, [y])
            if lower >= upper:
                return 0.0
            return float(mpmath.npdf(y) * (mpmath.ncdf(upper) - mpmath.ncdf(lower)))

        total = sum(
            quad(inner, a, b, epsabs=1e-10, limit=60)[0] for a, b in zip(places, places[1:])
        )
        return float(mpmath.npdf(x)) * total

    value, error = quad(integrand, -9, 9, epsabs=1e-7, limit=60)
    return value, 10 * abs(error) + 1e-6


for line in open(sys.argv[1]):
    numbers = [float(word) for word in line.split()]
    d, n = int(numbers[0]), int(numbers[1])
    mean = numpy.array(numbers[2 : 2 + d])
    factor = numpy.array(numbers[2 + d : 2 + d + d * d]).reshape(d, d)
    table = numpy.array(numbers[2 + d + d * d :]).reshape(n, d + 1)
    # In the coordinates of Z.
    rows = [list(row[:d] @ factor) + [float(row[:d] @ mean + row[d])] for row in table]
    value, error = cone(rows, d) if n == d else planar(rows) if d == 2 else spatial(rows)
    print(repr(value), repr(error))
