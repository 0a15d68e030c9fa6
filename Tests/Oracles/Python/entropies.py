"""Entropies of counts by infomeasure: entropies.py COUNTS; a file with a list of counts on each line, separated by
commas. Prints a line for each: the entropies in nats by five of its estimators."""

import sys

import infomeasure
import numpy

ESTIMATORS = ["discrete", "miller_madow", "grassberger", "chao_shen", "chao_wang_jost"]

for line in open(sys.argv[1]):
    counts = [int(word) for word in line.split(",")]
    data = numpy.repeat(numpy.arange(len(counts)), counts)
    values = [infomeasure.entropy(data, approach=name, base="e") for name in ESTIMATORS]
    print(",".join(repr(float(value)) for value in values))
