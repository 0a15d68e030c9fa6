"""Outputs of an ONNX model: outputs.py MODEL POINTS COLUMNS TYPE OUTPUTS

POINTS and OUTPUTS hold numbers of TYPE (float32 or float64), little endian, point by point.
"""

import sys

import numpy
import onnxruntime

model, points, columns, kind, outputs = sys.argv[1:]
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
rows = numpy.fromfile(points, dtype=kind).reshape(-1, int(columns))
name = session.get_inputs()[0].name
if isinstance(session.get_inputs()[0].shape[0], int):
    # The number of points is fixed to one.
    values = numpy.concatenate([session.run(None, {name: row[None]})[0] for row in rows])
else:
    values = session.run(None, {name: rows})[0]
assert values.dtype == kind
values.tofile(outputs)
