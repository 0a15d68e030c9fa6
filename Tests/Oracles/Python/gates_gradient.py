"""Log-likelihoods of gates and their gradients by automatic differentiation: gates_gradient.py CASES RESULTS

CASES is a list of objects in JSON: layers (weights and biases), temperatures, slope, variance or none for
classes, point, and observation. RESULTS is a list with logLikelihood and gradient, in the order of the
layers and neurons: the weights of a neuron, then its bias.
"""

import itertools
import json
import sys

import autograd
import autograd.numpy as np


def log_likelihood(layers, case):
    """The logarithm of the sum over all patterns, straight from the definition."""
    widths = [len(biases) for _, biases in layers[:-1]]
    terms = []
    for states in itertools.product([0.0, 1.0], repeat=sum(widths)):
        values, term, start = np.array(case["point"], dtype=float), 0.0, 0
        for (weights, biases), temperature in zip(layers[:-1], case["temperatures"]):
            sums = np.dot(weights, values) + biases
            gates = np.array(states[start : start + len(biases)])
            start += len(biases)
            term = term - np.sum(np.logaddexp(0.0, (1 - 2 * gates) * sums / temperature))
            values = sums * (gates + (1 - gates) * case["slope"])
        outputs = np.dot(layers[-1][0], values) + layers[-1][1]
        if case["variance"] is None:
            largest = np.max(outputs)
            normalizer = largest + np.log(np.sum(np.exp(outputs - largest)))
            term = term + outputs[case["observation"]] - normalizer
        else:
            distance = np.sum((outputs - np.array(case["observation"], dtype=float)) ** 2)
            term = term - distance / (2 * case["variance"])
            term = term - len(outputs) / 2 * np.log(2 * np.pi * case["variance"])
        terms.append(term)
    terms = np.array(terms)
    largest = np.max(terms)
    return largest + np.log(np.sum(np.exp(terms - largest)))


results = []
for case in json.load(open(sys.argv[1])):
    layers = [
        (np.array(l["weights"], dtype=float), np.array(l["biases"], dtype=float))
        for l in case["layers"]
    ]
    slopes = autograd.grad(log_likelihood)(layers, case)
    gradient = []
    for weights, biases in slopes:
        for row, bias in zip(weights, biases):
            gradient += list(row) + [bias]
    results.append({"logLikelihood": float(log_likelihood(layers, case)), "gradient": gradient})
json.dump(results, open(sys.argv[2], "w"))
