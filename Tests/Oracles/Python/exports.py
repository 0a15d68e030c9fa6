"""Networks that scikit-learn trains and skl2onnx exports: exports.py FOLDER

Writes NAME.onnx for each of them, and NAME.json with what ONNX Runtime computes from that file
on 1,000 points in single precision:

- `points`: the inputs;
- `scores`: the values before probabilities and labels, read at the input of the first node
  that is no part of a network; for a regressor its outputs;
- `probabilities` and `labels`: the outputs of a classifier, labels by their places among its
  classes; not for regressors.

The same seed everywhere: the files of two runs are the same.
"""

import json
import pathlib
import sys
import warnings

import numpy
import onnx
import onnxruntime
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.compose import make_column_transformer
from sklearn.decomposition import PCA
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_selection import SelectKBest, f_regression
from sklearn.impute import SimpleImputer
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler

# What the ONNX Runtime of requirements.txt reads, for the domain of ONNX and that of classical
# machine learning.
OPSETS = {"": 21, "ai.onnx.ml": 3}
TAILS = {"Sigmoid", "Softmax"}
CENTERS = numpy.array([3.0, -40.0, 0.02])
SPREADS = numpy.array([0.5, 15.0, 0.01])


def training_set(generator):
    """Features of different sizes away from zero, two targets, and three classes."""
    standard = generator.normal(size=(300, 3))
    targets = numpy.stack([numpy.sin(2 * standard[:, 0]) + standard[:, 1], standard[:, 2]], 1)
    classes = numpy.digitize(targets[:, 0], [-0.5, 0.6])
    return CENTERS + SPREADS * standard, standard, targets, classes


def models():
    """Names, trained models, and options of `to_onnx`."""
    features, standard, targets, classes = training_set(numpy.random.default_rng(5))
    settings = {
        "hidden_layer_sizes": (8, 6), "max_iter": 300, "learning_rate_init": 0.005, "random_state": 7,
    }
    words = numpy.array(["low", "middle", "high"])[classes]
    classifiers = {
        "binary": MLPClassifier(**settings).fit(standard, classes > 1),
        "three": MLPClassifier(**settings).fit(standard, classes),
        "words": MLPClassifier(**settings).fit(standard, words),
        "scaled-binary": make_pipeline(StandardScaler(), MLPClassifier(**settings)).fit(
            features, classes > 1),
        "scaled-three": make_pipeline(StandardScaler(), MLPClassifier(**settings)).fit(
            features, classes),
    }
    for name, model in classifiers.items():
        yield name, model, {}
        yield name + "-arrays", model, {"options": {id(model): {"zipmap": False}}}
    yield "regressor", MLPRegressor(**settings).fit(standard, targets[:, 0]), {}
    yield "two-targets", MLPRegressor(**settings).fit(standard, targets), {}
    columns = make_column_transformer((StandardScaler(), [2, 0]), (MinMaxScaler(), [1]))
    heads = {
        "scaled": [MinMaxScaler()],
        "components": [StandardScaler(), PCA(2)],
        "selected": [StandardScaler(), SelectKBest(f_regression, k=2)],
        "columns": [columns],
        "imputed": [SimpleImputer(), StandardScaler()],
    }
    for name, head in heads.items():
        model = make_pipeline(*head, MLPRegressor(**settings)).fit(features, targets[:, 0])
        yield name + "-regressor", model, {}
    model = make_pipeline(StandardScaler(), MLPRegressor(**settings)).fit(features, targets[:, 0])
    inputs = [(name, FloatTensorType([None, 1])) for name in ["a", "b", "c"]]
    yield "inputs-regressor", model, {"initial_types": inputs}


def session(model):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def inputs(model, points):
    """The points, one column for each input where there are several."""
    names = [value.name for value in model.graph.input]
    columns = [points] if len(names) == 1 else numpy.split(points, len(names), axis=1)
    return dict(zip(names, columns))


def scores(model, points):
    """The value that the first node of a tail takes, or the only output."""
    tail = next((node for node in model.graph.node if node.op_type in TAILS), None)
    name = tail.input[0] if tail else model.graph.output[0].name
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    del copy.graph.output[:]
    copy.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    # The exporter puts several targets below each other.
    return session(copy).run([name], inputs(model, points))[0].reshape(len(points), -1)


def reference(model, classes, points):
    """What ONNX Runtime says on points."""
    result = {"points": points.tolist(), "scores": scores(model, points).tolist()}
    if classes is not None:
        labels, probabilities = session(model).run(None, inputs(model, points))
        if isinstance(probabilities, list):
            probabilities = [[row[name] for name in classes] for row in probabilities]
        places = {name: place for place, name in enumerate(classes)}
        result["labels"] = [places[label] for label in labels.tolist()]
        result["probabilities"] = numpy.asarray(probabilities).tolist()
    return result


def main(folder):
    warnings.simplefilter("ignore", ConvergenceWarning)
    generator = numpy.random.default_rng(11)
    for name, trained, options in models():
        points = 2 * generator.normal(size=(1000, 3))
        if isinstance(trained, Pipeline):
            points = CENTERS + SPREADS * points
        points = points.astype(numpy.float32)
        sample = None if "initial_types" in options else points[:1]
        model = to_onnx(trained, sample, target_opset=OPSETS, **options)
        onnx.save(model, folder / f"{name}.onnx")
        classes = getattr(trained, "classes_", None)
        classes = None if classes is None else classes.tolist()
        (folder / f"{name}.json").write_text(json.dumps(reference(model, classes, points)))


main(pathlib.Path(sys.argv[1]))
