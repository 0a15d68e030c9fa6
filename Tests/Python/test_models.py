"""Models of other packages: weights are carried exactly, what cannot be carried is named."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import reluvar
from conftest import LAYERS, MOONS


def forms(model: Any, points: Any) -> list[tuple[str, Any, Any]]:
    """Patterns and exact maps at points, which lie inside of regions."""
    found = {}
    for region in reluvar.containing(model, points, details="map"):
        for point in region.points:
            found[point] = (region.pattern, region.map.weights, region.map.constants)
    return [found[number + 1] for number in range(len(points))]


POINTS = [["1/3", "2/7"], ["-3/5", "1/11"], ["5/3", "-7/3"]]


def exact_layers(linear: list[Any]) -> list[Any]:
    """The layers of linear modules as fractions."""
    return [
        (
            [[Fraction(w) for w in row] for row in module.weight.tolist()],
            [Fraction(b) for b in module.bias.tolist()],
        )
        for module in linear
    ]


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_torch_weights_are_exact(precision):
    torch = pytest.importorskip("torch")
    nn = torch.nn
    torch.manual_seed(3)
    linear = [nn.Linear(2, 5), nn.Linear(5, 4), nn.Linear(4, 2)]
    model = nn.Sequential(linear[0], nn.ReLU(), nn.Sequential(linear[1], nn.ReLU()), linear[2])
    model = model.to(getattr(torch, precision))
    found = forms(model, POINTS)
    assert len(found) == 3 and len({pattern for pattern, _, _ in found}) > 1
    assert found == forms(exact_layers(linear), POINTS)


@pytest.mark.parametrize("precision", ["float16", "bfloat16"])
def test_torch_halves(precision):
    torch = pytest.importorskip("torch")
    nn = torch.nn
    torch.manual_seed(4)
    linear = [nn.Linear(2, 3), nn.Linear(3, 1)]
    model = nn.Sequential(linear[0], nn.ReLU(), linear[1]).to(getattr(torch, precision))
    assert forms(model, POINTS) == forms(exact_layers(linear), POINTS)


def test_torch_module_with_a_forward_of_its_own():
    torch = pytest.importorskip("torch")
    nn = torch.nn

    class Residual(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first = nn.Linear(2, 3)
            self.second = nn.Linear(3, 3)
            self.last = nn.Linear(3, 1)

        def forward(self, x: Any) -> Any:
            hidden = torch.relu(self.first(torch.flatten(x, 1)))
            return self.last(hidden + nn.functional.relu(self.second(hidden)))

    torch.manual_seed(5)
    model = Residual().double()
    assert reluvar.count(model, box=(-1, 1)).count > 3
    inputs = torch.tensor([[0.25, -0.75]], dtype=torch.float64)
    (region,) = reluvar.at(model, [0.25, -0.75])
    (row,), (constant,) = region.map.weights, region.map.constants
    value = row[0] * Fraction(0.25) - row[1] * Fraction(0.75) + constant
    assert float(value) == pytest.approx(model(inputs).item(), rel=1e-12)


def test_torch_layers_of_other_kinds():
    torch = pytest.importorskip("torch")
    nn = torch.nn
    torch.manual_seed(6)
    norm = nn.BatchNorm1d(3, eps=2.0**-10)
    norm.running_mean.copy_(torch.tensor([0.5, -0.25, 1.0]))
    norm.running_var.copy_(torch.tensor([1.0, 4.0, 0.25]) - 2.0**-10)
    model = nn.Sequential(
        nn.Flatten(), nn.Linear(2, 3), norm, nn.Dropout(), nn.LeakyReLU(0.25), nn.Identity(),
        nn.Linear(3, 1), nn.Sigmoid(),
    ).eval()  # fmt: skip
    summary = reluvar.count(model, box=(-9, 9))
    assert summary["activation"] == "leaky-relu:1/4" and summary.count > 2
    assert any("Sigmoid" in note for note in summary.network_file["notes"])
    inputs = torch.tensor([[0.25, -0.75]])
    (region,) = reluvar.at(model, [0.25, -0.75])
    (row,), (constant,) = region.map.weights, region.map.constants
    value = row[0] * Fraction(0.25) - row[1] * Fraction(0.75) + constant
    assert float(value) == pytest.approx(model[:-1](inputs).item(), rel=1e-5)


def test_torch_slope_is_rounded_as_pytorch_does():
    torch = pytest.importorskip("torch")
    nn = torch.nn
    single = nn.Sequential(nn.Linear(1, 1), nn.LeakyReLU(0.1), nn.Linear(1, 1))
    slope = Fraction(torch.tensor(0.1, dtype=torch.float32).item())
    assert reluvar.count(single)["activation"] == f"leaky-relu:{slope}"
    assert reluvar.count(single.double())["activation"] == f"leaky-relu:{Fraction(0.1)}"


def refused(model: Any) -> str:
    with pytest.raises((reluvar.ModelError, reluvar.DataError)) as caught:
        reluvar.count(model)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_torch_refusals_name_the_layer():
    torch = pytest.importorskip("torch")
    nn = torch.nn

    class Model(nn.Module):
        def __init__(self, *layers: Any) -> None:
            super().__init__()
            self.model = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), *layers, nn.Linear(3, 1))

        def forward(self, x: Any) -> Any:
            return self.model(x)

    assert refused(Model(nn.Tanh())).startswith("model.2: Tanh is not piecewise linear, and layers "
                                                "follow, the first of them model.3")  # fmt: skip
    assert refused(Model(nn.GELU())).startswith("model.2: GELU is not a layer that is carried")
    assert refused(Model(nn.Dropout())).startswith("model.2: Dropout draws while it trains")
    assert refused(Model(nn.BatchNorm1d(3))).startswith("model.2: BatchNorm1d depends on the batch")
    assert refused(Model(nn.PReLU(3))).startswith("model.2: PReLU has a slope for each channel")
    assert "node 'model.3' (operator LeakyRelu)" in refused(
        Model(nn.Linear(3, 3), nn.LeakyReLU())
    )
    broken = Model()
    with torch.no_grad():
        broken.model[0].weight[1, 1] = float("nan")
    assert refused(broken) == "model.0.weight: a number that is not finite"
    assert "several precisions" in refused(nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2).double()))
    assert "no layer Linear" in refused(nn.Sequential(nn.ReLU()))

    class Branch(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = nn.Linear(2, 1)

        def forward(self, x: Any) -> Any:
            return self.layer(x) if x.sum() > 0 else -self.layer(x)

    assert refused(Branch()).startswith("Branch: its forward cannot be followed")

    class Squares(Branch):
        def forward(self, x: Any) -> Any:
            return self.layer(x * x)

    assert "mul is not a function that is carried" in refused(Squares())


@pytest.mark.parametrize("kind", ["MLPClassifier", "MLPRegressor"])
def test_scikit_learn(kind):
    network = pytest.importorskip("sklearn.neural_network")
    import numpy as np

    generator = np.random.default_rng(7)
    x = generator.normal(size=(60, 2))
    y = (x[:, 0] > x[:, 1]).astype(int)
    estimator = getattr(network, kind)
    model = estimator(hidden_layer_sizes=(4, 3), max_iter=20, random_state=1, tol=1.0).fit(x, y)
    layers = [(weights.T, biases) for weights, biases in zip(model.coefs_, model.intercepts_)]
    assert forms(model, POINTS) == forms(layers, POINTS)


def test_scikit_learn_pipelines_and_refusals():
    network = pytest.importorskip("sklearn.neural_network")
    import numpy as np
    from sklearn.decomposition import PCA
    from sklearn.linear_model import LinearRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MinMaxScaler, StandardScaler

    x = np.random.default_rng(8).normal(size=(40, 2)) * 3 + 1
    y = x.sum(axis=1)

    def fitted(*steps: Any, **options: Any) -> Any:
        last = network.MLPRegressor(
            hidden_layer_sizes=(4,), max_iter=5, tol=1e3, random_state=1, **options
        )
        return make_pipeline(*steps, last).fit(x, y)

    model = fitted(StandardScaler(), MinMaxScaler())
    (region,) = reluvar.at(model, x[0])
    (row,), (constant,) = region.map.weights, region.map.constants
    value = row[0] * Fraction(x[0, 0]) + row[1] * Fraction(x[0, 1]) + constant
    assert float(value) == pytest.approx(model.predict(x[:1])[0], rel=1e-12)
    assert refused(fitted(PCA())).startswith("pca: PCA is not a step that is carried")
    assert "activation 'tanh' is not piecewise linear" in refused(fitted(activation="tanh"))
    assert "not fitted yet" in refused(network.MLPRegressor())
    assert "last step is LinearRegression" in refused(make_pipeline(LinearRegression()).fit(x, y))
    assert "is no model that is carried" in refused(LinearRegression())


def test_onnx(tmp_path):
    onnx = pytest.importorskip("onnx")
    path = tmp_path / "network.onnx"
    torch = pytest.importorskip("torch")
    torch.manual_seed(9)
    module = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))
    reluvar.Network(module).save(path)
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    assert [node.op_type for node in model.graph.node] == ["Gemm", "Relu", "Gemm"]
    expected = forms(module, POINTS)
    for form in (model, path, str(path), path.read_bytes(), reluvar.Network(path)):
        assert forms(form, POINTS) == expected


def test_layers_and_documents(tmp_path):
    numpy = pytest.importorskip("numpy")
    expected = forms(LAYERS, POINTS)
    assert [pattern for pattern, _, _ in expected] == ["110", "010", "100"]
    document = {"layers": [{"weights": w, "biases": b} for w, b in LAYERS]}
    path = tmp_path / "network.json"
    path.write_text(json.dumps(document))
    arrays = [(numpy.array(w, dtype="float32"), numpy.array(b)) for w, b in LAYERS]
    decimals = [[[[Decimal(e) for e in row] for row in w], [str(e) for e in b]] for w, b in LAYERS]
    for form in (document, path, arrays, decimals, reluvar.Network(LAYERS)):
        assert forms(form, POINTS) == expected
    linear = reluvar.Network([[[1, 0], [0, 1]], [[1, 1]]])
    assert reluvar.count(linear).count == 4
    assert reluvar.count(reluvar.Network(LAYERS, activation="abs"))["activation"] == "abs"


def test_floats_are_the_binary_fractions_that_they_are():
    layers = [([[0.1]], ["0.1"]), ([[1]], [0])]
    (region,) = reluvar.at(layers, [1])
    assert region.map.weights == ((Fraction(0.1),),)
    assert region.map.constants == (Fraction(1, 10),)


def test_layer_refusals():
    assert refused([([[1, float("inf")]], [0])]).startswith("layer 1: inf is not a finite number")
    assert refused([([[1]], [0]), (1, 2)]).startswith("layer 2: 1 is no sequence of rows")
    assert refused([([[1, "x"]], [0])]).endswith("'x' is not a number such as 2, -1/3 or 0.25")
    assert refused({"weights": 1}) == "a mapping without the key 'layers' is no network"
    assert "no model that is carried" in refused(3)


def test_options_of_files():
    plain = reluvar.count(MOONS, box=(-1, 1))
    assert len(plain.network_file["assumed"]) == 2
    said = reluvar.Network(MOONS, activation="relu", layer_order=["0", "2", "4"])
    summary = reluvar.count(said, box=(-1, 1))
    assert summary.count == plain.count and summary.network_file["assumed"] == ()
    again = reluvar.Network(said, activation="leaky-relu:1/2")
    assert reluvar.count(again, box=(-1, 1))["activation"] == "leaky-relu:1/2"
