"""Moments of positive parts of Gaussian numbers by quadrature: rectified_moments.py CASES RESULTS

CASES is a list in JSON of lists of fractions in strings: mean and variance of z, mean and variance of w, and their
covariance. RESULTS has a list of decimals for each: the mean and the variance of max(z, 0), and the covariance of
max(z, 0) and max(w, 0), an integral over one of the numbers of what is then expected of the other.
"""

import json
import sys

from mpmath import cos, erfc, mp, mpf, npdf, nstr, pi, sign, sqrt

mp.dps = 40
COUNT = 24


def rule():
    """Points and weights of Gauss and Legendre, by Newton's method on the recurrence."""
    nodes = []
    for number in range(COUNT):
        x = cos(pi * (number + mpf(3) / 4) / (COUNT + mpf(1) / 2))
        for _ in range(8):
            last, value = mpf(1), x
            for k in range(2, COUNT + 1):
                last, value = value, ((2 * k - 1) * x * value - (k - 1) * last) / k
            slope = COUNT * (last - x * value) / (1 - x**2)
            x -= value / slope
        nodes.append((x, 2 / ((1 - x**2) * slope**2)))
    return nodes


NODES = rule()


def integral(function, ends):
    """By one rule on each of the intervals between neighbours."""
    total = mpf(0)
    for low, high in zip(ends, ends[1:]):
        half, middle = (high - low) / 2, (high + low) / 2
        total += half * sum(w * function(middle + half * x) for x, w in NODES)
    return total


def steps(place, width, count):
    """Points on both sides of a place, at distances that grow."""
    return [place + s * width * mpf(2) ** k / 2 for k in range(count) for s in (-1, 1)] + [place]


def positive_mean(a):
    return a * erfc(-a / sqrt(2)) / 2 + npdf(a)


def ends_above(a, places):
    top = max(-a, 0) + 16
    ends = steps(-a, 1 / (1 + abs(a)), 9) + [p for p in places if p < top] + [mpf(k) for k in range(-10, 12)]
    return sorted(set([e for e in ends if -a <= e <= top] + [top]))


def positive_product(a, b, rho):
    """E max(a + X, 0) max(b + Y, 0)."""
    if a > b:
        a, b = b, a
    rest = sqrt(1 - rho**2)
    bend = -b / rho

    def integrand(x):
        mean = b + rho * x
        inner = rest * positive_mean(mean / rest) if rest > 0 else max(mean, mpf(0))
        return (x + a) * inner * npdf(x)

    places = steps(bend, rest / abs(rho), 8) if rest > 0 else [bend]
    return integral(integrand, ends_above(a, places))


def number(text):
    top, _, bottom = text.partition("/")
    return mpf(int(top)) / mpf(int(bottom or 1))


results = []
for case in json.load(open(sys.argv[1])):
    m, v, n, w, c = map(number, case)
    s, t = sqrt(v), sqrt(w)
    a, b, rho = m / s, n / t, c / (s * t)
    if abs(rho) > 1 - mpf(10) ** -30:
        rho = sign(rho)
    ends = ends_above(a, [])
    first = integral(lambda x: (x + a) * npdf(x), ends)
    square = integral(lambda x: (x + a) ** 2 * npdf(x), ends)
    product = positive_product(a, b, rho)
    values = [s * first, v * (square - first**2), s * t * (product - first * positive_mean(b))]
    results.append([nstr(x, 30) for x in values])
json.dump(results, open(sys.argv[2], "w"))
