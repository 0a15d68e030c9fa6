"""Moments of positive parts of Gaussian numbers by quadrature: rectified_moments.py CASES RESULTS

CASES is a list in JSON of lists of fractions in strings: mean and variance of z, mean and variance of w, and their
covariance. RESULTS has a list of decimals for each: the mean and the variance of max(z, 0), and the covariance of
max(z, 0) and max(w, 0), which is one integral over z of what is expected of max(w, 0) there.
"""

import json
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 50


def positive_mean(a):
    """The mean of max(a + Z, 0), by quadrature."""
    ends = [-a + mpf(step) / (1 + abs(a)) for step in (0, 1, 3, 8, 20, 60)]
    ends = sorted(set(ends + [max(e, -a) for e in (mpf(-8), mpf(-2), mpf(0), mpf(2), mpf(8), mpf(20))]))
    return mpmath.quad(lambda x: (x + a) * mpmath.npdf(x), [e for e in ends if e >= -a])


def closed_positive_mean(a):
    return a * mpmath.erfc(-a / mpmath.sqrt(2)) / 2 + mpmath.npdf(a)


def positive_product(a, b, rho):
    """E max(a + X, 0) max(b + Y, 0)."""
    rest = mpmath.sqrt(1 - rho**2)

    def integrand(x):
        mean = b + rho * x
        inner = rest * closed_positive_mean(mean / rest) if rest > 0 else max(mean, 0)
        return (x + a) * inner * mpmath.npdf(x)

    bend, width = -b / rho, rest / abs(rho)
    # Where both are far below zero the mass is near the boundary, or near the bend.
    ends = [-a + mpf(step) / (1 + abs(a)) for step in (0, 1, 3, 8, 20, 60)]
    ends += [bend + step * width for step in (-40, -12, -4, -1, 0, 1, 4, 12, 40)]
    ends += [bend + mpf(step) / (1 + abs(bend)) for step in (-60, -20, -6, -2, 0, 2, 6, 20, 60)]
    peak = (max(-b, -a) if rho > 0 else -a)
    ends += [peak + mpf(step) / (1 + abs(peak)) for step in (-20, -6, -2, 2, 6, 20)]
    ends += [mpf(step) for step in range(-20, 21, 4)]
    ends = sorted(set(e for e in ends if -a <= e <= max(-a, 0, bend) + 20))
    ends.append(ends[-1] + 20)
    return mpmath.quad(integrand, ends)


def number(text):
    top, _, bottom = text.partition("/")
    return mpf(int(top)) / mpf(int(bottom or 1))


results = []
for case in json.load(open(sys.argv[1])):
    m, v, n, w, c = map(number, case)
    s, t = mpmath.sqrt(v), mpmath.sqrt(w)
    a, b, rho = m / s, n / t, c / (s * t)
    if abs(rho) > 1:
        rho = mpmath.sign(rho)
    first, second = positive_mean(a), closed_positive_mean(b)
    square = mpmath.quad(
        lambda x: (x + a) ** 2 * mpmath.npdf(x),
        sorted(set([-a + mpf(k) / (1 + abs(a)) for k in (0, 1, 3, 8, 20, 60)] + [max(-a, mpf(k)) for k in (-8, 0, 8, 20)])),
    )
    covariance = s * t * (positive_product(a, b, rho) - first * second)
    values = [s * first, v * (square - first**2), covariance]
    results.append([mpmath.nstr(x, 30) for x in values])
json.dump(results, open(sys.argv[2], "w"))
