"""Random small models with convolutions, pools and other operators: image_networks.py FOLDER

Writes K-N.onnx for the N-th model of kind K, and models.json with a list of what ONNX Runtime and the
reference implementation of ONNX compute from each file on five points in single precision:

- `file` and `kind`;
- `points`: the inputs, the entries of each in one list;
- `runtime` and `reference`: the outputs in the same form, `null` where the program refuses the model;
- `isExact`: whether all numbers that come up are small dyadic fractions, so that nothing is rounded.

The same seed everywhere: the files of two runs are the same.
"""

import json
import pathlib
import random
import sys

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

POINTS = 5
MODELS = 24


class Model:
    """A model that is put together node by node."""

    def __init__(self, rng, shape, opset):
        self.rng, self.shape, self.opset = rng, list(shape), opset
        self.nodes, self.constants = [], []
        self.is_exact = True
        self.value = "x"

    def number(self, bound=4, denominator=4):
        return self.rng.randint(-bound, bound) / denominator

    def floats(self, *shape):
        count = int(numpy.prod(shape)) if shape else 1
        data = numpy.array([self.number() for _ in range(count)], dtype=numpy.float32)
        return self.constant(data.reshape(shape))

    def integers(self, *numbers):
        return self.constant(numpy.array(numbers, dtype=numpy.int64))

    def constant(self, array):
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(array, name))
        return name

    def add(self, operator, *inputs, **attributes):
        name = f"v{len(self.nodes)}"
        self.nodes.append(helper.make_node(
            operator, list(inputs), [name], name=f"node_{name}", **attributes))
        return name

    def then(self, operator, *inputs, **attributes):
        self.value = self.add(operator, self.value, *inputs, **attributes)
        return self.value

    def proto(self):
        info = helper.make_tensor_value_info
        graph = helper.make_graph(
            self.nodes, "g", [info("x", TensorProto.FLOAT, self.shape)],
            [info(self.value, TensorProto.FLOAT, None)], self.constants)
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", self.opset)], ir_version=8)
        # What comes out of a chain has a shape that the checker infers.
        return onnx.shape_inference.infer_shapes(model, strict_mode=False)


def image(rng, dimensions, opset=None, channels=None):
    """A model on images of random extents."""
    largest = {1: 9, 2: 6, 3: 4}[dimensions]
    extents = [rng.randint(3, largest) for _ in range(dimensions)]
    channels = channels or rng.choice([1, 2, 4])
    batch = rng.choice([1, "N"])
    return Model(rng, [batch, channels] + extents, opset or rng.choice([11, 13, 18])), channels


def windows(rng, dimensions, attributes, transposed=False, pool=False):
    """Random strides, dilations and pads."""
    kernel = attributes["kernel_shape"]
    if rng.random() < 0.6:
        attributes["strides"] = [rng.randint(1, 3) for _ in kernel]
    if not pool and rng.random() < 0.4:
        attributes["dilations"] = [rng.randint(1, 2) for _ in kernel]
    choice = rng.random()
    if choice < 0.5:
        bound = [min(k - 1, 2) for k in kernel]
        attributes["pads"] = [rng.randint(0, b) for b in bound + bound]
    elif choice < 0.8:
        attributes["auto_pad"] = rng.choice(["SAME_UPPER", "SAME_LOWER", "VALID"])
        if not pool and not transposed and attributes["auto_pad"] != "VALID":
            # With dilations the programs do not agree with each other.
            attributes.pop("dilations", None)


def convolution(rng, dimensions):
    model, channels = image(rng, dimensions)
    groups = rng.choice([g for g in (1, 2, 4) if channels % g == 0])
    outputs = groups * rng.randint(1, 2)
    kernel = [rng.randint(1, 3) for _ in range(dimensions)]
    attributes = {"kernel_shape": kernel, "group": groups}
    windows(rng, dimensions, attributes)
    if rng.random() < 0.3:
        del attributes["kernel_shape"]
    inputs = [model.floats(outputs, channels // groups, *kernel)]
    if rng.random() < 0.5:
        inputs.append(model.floats(outputs))
    model.then("Conv", *inputs, **attributes)
    return model


def transposed_convolution(rng):
    dimensions = rng.choice([1, 2])
    model, channels = image(rng, dimensions)
    groups = rng.choice([g for g in (1, 2) if channels % g == 0])
    outputs = rng.randint(1, 2)
    kernel = [rng.randint(1, 3) for _ in range(dimensions)]
    attributes = {"kernel_shape": kernel, "group": groups}
    windows(rng, dimensions, attributes, transposed=True)
    if rng.random() < 0.3 and "strides" in attributes:
        attributes["output_padding"] = [rng.randint(0, s - 1) for s in attributes["strides"]]
    inputs = [model.floats(channels, outputs, *kernel)]
    if rng.random() < 0.5:
        inputs.append(model.floats(outputs * groups))
    model.then("ConvTranspose", *inputs, **attributes)
    return model


def average_pool(rng):
    dimensions = rng.choice([1, 2])
    model, _ = image(rng, dimensions, rng.choice([11, 19]))
    kernel = [rng.randint(1, 3) for _ in range(dimensions)]
    attributes = {"kernel_shape": kernel}
    windows(rng, dimensions, attributes, pool=True)
    attributes["count_include_pad"] = rng.randint(0, 1)
    if "auto_pad" not in attributes:
        attributes["ceil_mode"] = rng.randint(0, 1)
    model.then("AveragePool", **attributes)
    model.is_exact = all(k != 3 for k in kernel)
    return model


def max_pool(rng):
    dimensions = rng.choice([1, 2])
    model, _ = image(rng, dimensions, rng.choice([11, 12]))
    kernel = [rng.randint(1, 3) for _ in range(dimensions)]
    attributes = {"kernel_shape": kernel}
    windows(rng, dimensions, attributes, pool=True)
    if "auto_pad" not in attributes:
        attributes["ceil_mode"] = rng.randint(0, 1)
        if rng.random() < 0.3:
            attributes["dilations"] = [rng.randint(1, 2) for _ in kernel]
    if rng.random() < 0.5:
        model.then("Relu")
    model.then("MaxPool", **attributes)
    return model


def global_pool(rng):
    model, _ = image(rng, rng.choice([1, 2]))
    model.shape[2:] = [rng.choice([2, 4]) for _ in model.shape[2:]]
    model.then(rng.choice(["GlobalAveragePool", "GlobalMaxPool"]))
    return model


def pad(rng):
    model, _ = image(rng, 2, rng.choice([9, 11, 13, 18]))
    mode = rng.choice(["constant", "constant", "edge", "reflect"])
    least = -1 if mode == "constant" else 0
    pads = [rng.randint(least, 2) for _ in range(4)]
    pads = [0, 0] + pads[:2] + [0, 0] + pads[2:]
    if model.opset < 11:
        model.then("Pad", pads=pads, mode=mode, value=0.5)
    elif model.opset < 18:
        model.then("Pad", model.integers(*pads), model.constant(numpy.float32(1.5)), mode=mode)
    else:
        model.then(
            "Pad", model.integers(*(pads[2:4] + pads[6:])), model.constant(numpy.float32(-0.25)),
            model.integers(2, -1), mode=mode)
    return model


def reduction(rng):
    model, _ = image(rng, 2, rng.choice([11, 13, 18]))
    model.shape[1:] = [rng.choice([2, 4]) for _ in model.shape[1:]]
    operator = rng.choice(["ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin"])
    axes = rng.choice([[1], [2], [-1], [2, 3], [1, 3], [1, 2, 3]])
    keeps = rng.randint(0, 1)
    if len(axes) == 3:
        keeps = 1
    if model.opset >= 18 or operator == "ReduceSum" and model.opset >= 13:
        model.then(operator, model.integers(*axes), keepdims=keeps)
    else:
        model.then(operator, axes=axes, keepdims=keeps)
    return model


def repetition(rng):
    model, channels = image(rng, 2)
    kind = rng.choice(["Expand", "Tile", "Where"])
    if kind == "Expand":
        model.shape[2] = 1
        model.then("Expand", model.integers(1, 1, 3, 1))
    elif kind == "Tile":
        model.then("Tile", model.integers(1, 2, 1, 2))
    else:
        mask = numpy.array([rng.random() < 0.5 for _ in range(model.shape[3])])
        other = model.add("Mul", "x", model.floats(1))
        if rng.random() < 0.5:
            other = model.floats(1)
        model.value = model.add("Where", model.constant(mask), "x", other)
    return model


def extremum(rng):
    """The larger or smaller of values with spread axes."""
    model, channels = image(rng, 2)
    model.shape[1:] = [2, 3, 2]
    row = model.add(
        "Conv", "x", model.floats(2, 2, 3, 2), kernel_shape=[3, 2])
    scaled = model.add("Mul", "x", model.floats(1, 2, 1, 1))
    inputs = [row, scaled] if rng.random() < 0.5 else [scaled, "x", row]
    if rng.random() < 0.5:
        inputs.append(model.floats(1))
    model.value = model.add(rng.choice(["Max", "Min"]), *inputs)
    if rng.random() < 0.5:
        model.then("Relu")
        model.then("Flatten")
    return model


def spread_sum(rng):
    """Sums of two values with different axes, which are spread over each other."""
    model, channels = image(rng, 2)
    model.shape[1:] = [2, 3, 3]
    first = model.add("Conv", "x", model.floats(2, 2, 1, 3), kernel_shape=[1, 3])
    second = model.add("Conv", "x", model.floats(2, 2, 3, 1), kernel_shape=[3, 1])
    model.value = model.add(rng.choice(["Add", "Sub"]), first, second)
    return model


def residual(rng):
    """Blocks with skip connections, before or after an activation."""
    model, channels = image(rng, 2, channels=rng.choice([1, 2]))
    slope = rng.choice([None, None, 0.5])

    def activation():
        if slope is None:
            model.then("Relu")
        else:
            model.then("LeakyRelu", alpha=slope)

    if rng.random() < 0.5:
        model.then("Conv", model.floats(channels, channels, 1, 1))
        activation()
    for _ in range(rng.randint(1, 2)):
        skip = model.value
        model.then(
            "Conv", model.floats(channels, channels, 3, 3), pads=[1, 1, 1, 1])
        activation()
        if rng.random() < 0.5:
            model.then("Conv", model.floats(channels, channels, 1, 1), model.floats(channels))
        if rng.random() < 0.3:
            model.value = model.add("Concat", model.value, skip, axis=1)
            channels *= 2
        else:
            model.value = model.add("Add", model.value, skip)
        if rng.random() < 0.5:
            activation()
    model.then("Flatten")
    return model


def classifier(rng):
    """The usual chain of convolutions, pools and full layers."""
    model, channels = image(rng, 2)
    model.shape[2:] = [8, 8]
    model.then("Conv", model.floats(2, channels, 3, 3), model.floats(2), pads=[1, 1, 1, 1])
    pool = rng.choice(["MaxPool", "AveragePool"])
    if rng.random() < 0.7:
        model.then("Relu")
        model.then(pool, kernel_shape=[2, 2], strides=[2, 2])
    else:
        model.then(pool, kernel_shape=[2, 2], strides=[2, 2])
        model.then("Relu")
    model.then("Conv", model.floats(2, 2, 2, 2), strides=[2, 2])
    model.then("Relu")
    if rng.random() < 0.5:
        model.then("Flatten")
    else:
        model.then("Reshape", model.integers(0, -1))
    model.then("Gemm", model.floats(3, 8), model.floats(3), transB=1)
    return model


def product(rng):
    """A product with a matrix along the last of several axes."""
    model = Model(rng, [rng.choice([1, "N"]), 3, 4], 13)
    model.then("MatMul", model.floats(4, 2))
    model.then("Relu")
    model.then("MatMul", model.floats(2, 3))
    return model


KINDS = {
    "conv1": lambda rng: convolution(rng, 1),
    "conv2": lambda rng: convolution(rng, 2),
    "conv3": lambda rng: convolution(rng, 3),
    "transposed": transposed_convolution,
    "average": average_pool,
    "max": max_pool,
    "global": global_pool,
    "pad": pad,
    "reduction": reduction,
    "repetition": repetition,
    "extremum": extremum,
    "sum": spread_sum,
    "residual": residual,
    "classifier": classifier,
    "product": product,
}


def outputs(run, points, is_fixed):
    """The outputs on all points, or nothing where the program refuses the model or gives no numbers."""
    try:
        if is_fixed:
            rows = numpy.stack([run(point[None]).reshape(-1) for point in points])
        else:
            rows = run(points).reshape(len(points), -1)
    except Exception:
        return None
    return rows.astype(float).tolist() if rows.size and numpy.isfinite(rows).all() else None


def main():
    folder = pathlib.Path(sys.argv[1])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    cases = []
    for kind, make in KINDS.items():
        rng = random.Random(kind)
        for index in range(MODELS):
            model = make(rng)
            data = model.proto().SerializeToString()
            name = f"{kind}-{index}.onnx"
            (folder / name).write_bytes(data)
            shape = [POINTS] + model.shape[1:]
            points = numpy.array(
                [rng.randint(-16, 16) / 8 for _ in range(int(numpy.prod(shape)))],
                dtype=numpy.float32).reshape(shape)
            is_fixed = model.shape[0] == 1
            try:
                session = onnxruntime.InferenceSession(
                    data, options, providers=["CPUExecutionProvider"])
                runtime = outputs(
                    lambda x: session.run(None, {"x": x})[0], points, is_fixed)
            except Exception:
                runtime = None
            try:
                evaluator = ReferenceEvaluator(onnx.load_from_string(data))
                reference = outputs(
                    lambda x: evaluator.run(None, {"x": x})[0], points, is_fixed)
            except Exception:
                reference = None
            cases.append({
                "file": name, "kind": kind, "isExact": model.is_exact,
                "points": points.reshape(POINTS, -1).astype(float).tolist(),
                "runtime": runtime, "reference": reference,
            })
    (folder / "models.json").write_text(json.dumps(cases, allow_nan=False))


main()
