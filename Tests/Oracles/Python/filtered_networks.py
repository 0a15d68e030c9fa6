"""Assumed-density filtering of networks by quadrature: filtered_networks.py CASES RESULTS

CASES is a list of objects in JSON: layers (weights and biases), slope (that of the activation below zero), mean and
covariance of the input. RESULTS is a list of objects with the keys full and diagonal, each a list of mean and
covariance after the activation of each hidden layer, and of the output. Covariances of activations are integrals over
one pre-activation of the conditional mean of the other one, by composite Gauss-Legendre rules.
"""

import json
import sys

import numpy as np
from scipy.special import ndtr

POINTS, WEIGHTS = np.polynomial.legendre.leggauss(20)


def density(x):
    return np.exp(-x * x / 2) / np.sqrt(2 * np.pi)


def conditional_mean(mean, deviation, slope):
    """The mean of the activation of a Gaussian number, for many means."""
    if deviation == 0:
        return np.where(mean > 0, mean, slope * mean)
    score = mean / deviation
    return (1 - slope) * (mean * ndtr(score) + deviation * density(score)) + slope * mean


def integral(function, mean, deviation, places):
    """Of a function times a Gaussian density, with rules between some places."""
    ends = [mean + deviation * k / 2 for k in range(-24, 25)] + list(places)
    ends = np.array(sorted(e for e in set(ends) if abs(e - mean) <= 12 * deviation))
    half, middle = (ends[1:] - ends[:-1]) / 2, (ends[1:] + ends[:-1]) / 2
    x = (middle[:, None] + half[:, None] * POINTS).ravel()
    w = (half[:, None] * WEIGHTS).ravel()
    return np.sum(w * function(x) * density((x - mean) / deviation) / deviation)


def activated(mean, covariance, slope, is_full):
    count = len(mean)
    variances = np.maximum(np.diag(covariance), 0)
    # What is left of variances that cancel.
    variances[variances < 1e-22 * max(1, variances.max())] = 0
    deviations = np.sqrt(variances)
    means = np.array([float(conditional_mean(np.array(m), s, slope)) for m, s in zip(mean, deviations)])

    def activation(x):
        return np.where(x > 0, x, slope * x)

    result = np.zeros((count, count))
    for i in range(count):
        m, s = mean[i], deviations[i]
        if s == 0:
            continue
        result[i, i] = integral(lambda x: (activation(x) - means[i]) ** 2, m, s, [0.0])
        for j in range(i if is_full else 0):
            if deviations[j] == 0:
                continue
            factor = covariance[i, j] / variances[i]
            rest = variances[j] - factor * covariance[i, j]
            rest = 0.0 if rest < 1e-13 * variances[j] else np.sqrt(rest)
            places = [0.0]
            if factor != 0:
                bend = m - mean[j] / factor
                steps = [0] + [t * 2.0**k for k in range(-2, 5) for t in (-1, 1)]
                places += [bend + t * abs(rest / factor) for t in steps]
            value = integral(
                lambda x: (activation(x) - means[i])
                * conditional_mean(mean[j] + factor * (x - m), rest, slope),
                m,
                s,
                places,
            )
            result[i, j] = result[j, i] = value
    return means, result


def filtered(case, is_full):
    def kept(matrix):
        return matrix if is_full else np.diag(np.diag(matrix))

    mean, covariance = np.array(case["mean"]), kept(np.array(case["covariance"]))
    stages = []
    for number, layer in enumerate(case["layers"]):
        weights = np.array(layer["weights"])
        mean = weights @ mean + np.array(layer["biases"])
        covariance = kept(weights @ covariance @ weights.T)
        if number < len(case["layers"]) - 1:
            mean, covariance = activated(mean, covariance, case["slope"], is_full)
        stages.append({"mean": mean.tolist(), "covariance": covariance.tolist()})
    return stages


cases = json.load(open(sys.argv[1]))
results = [{"full": filtered(c, True), "diagonal": filtered(c, False)} for c in cases]
json.dump(results, open(sys.argv[2], "w"))
