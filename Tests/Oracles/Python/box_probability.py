"""The probability of a box under a Gaussian law by SciPy: box_probability.py FILE

The file holds numbers: the dimension, the mean, the lower ends, the upper ends ("Inf" is one), and the
covariance matrix, row by row.
"""

import sys

import numpy
from scipy.stats import multivariate_normal

with open(sys.argv[1]) as file:
    numbers = numpy.array([float(word) for word in file.read().split()])
d = int(numbers[0])
mean, lower, upper = (numbers[1 + k * d : 1 + (k + 1) * d] for k in range(3))
covariance = numbers[1 + 3 * d :].reshape(d, d)
value = multivariate_normal(
    mean, covariance, maxpts=2_000_000, abseps=0, releps=1e-4, seed=1
).cdf(upper, lower_limit=lower)
print(repr(float(value)))
