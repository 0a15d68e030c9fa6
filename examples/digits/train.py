"""Trains a small network on handwritten digits and writes digits.onnx and points.csv.

Needs scikit-learn and skl2onnx. The digits are 8x8 grey values from 0 to 16, the test set of
E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits (UCI repository, CC BY 4.0), as
scikit-learn ships it.
"""

import pathlib

import numpy
from skl2onnx import to_onnx
from sklearn.datasets import load_digits
from sklearn.neural_network import MLPClassifier

folder = pathlib.Path(__file__).parent
digits = load_digits()
network = MLPClassifier((16, 12), alpha=1.0, max_iter=400, random_state=1)
network.fit(digits.data[200:], digits.target[200:])
print("accuracy on 200 digits that were not used:",
      network.score(digits.data[:200], digits.target[:200]))
model = to_onnx(network, digits.data[:1].astype(numpy.float32), options={"zipmap": False})
(folder / "digits.onnx").write_bytes(model.SerializeToString())
weights = numpy.concatenate([w.ravel() for w in network.coefs_])
print("smallest weight that is not zero:", abs(weights[weights != 0]).min())
with open(folder / "points.csv", "w") as file:
    for values in digits.data[:40]:
        file.write(",".join(str(int(value)) for value in values) + "\n")
with open(folder / "labels.csv", "w") as file:
    file.write("\n".join(str(label) for label in digits.target[:40]) + "\n")
