import ExactAlgebra
public import Interchange
import Networks

extension Network {
  /// A network in the form of network files.
  var object: JSONObject {
    [
      "widths": architecture.widths,
      "layers": layers.map { layer -> JSONObject in
        ["weights": layer.weights, "biases": layer.biases]
      },
    ]
  }
}

extension NetworkReading {
  /// What was read of a network.
  var object: JSONObject {
    [
      "file": file, "format": format.rawValue, "activation": network.activation.description,
      "layers": layers.map { layer -> JSONObject in
        ["name": layer.name, "inputs": layer.inputs, "outputs": layer.outputs]
      },
      "assumed": remarks.filter(\.isAssumption).map(Wording.text),
      "notes": remarks.filter { !$0.isAssumption }.map(Wording.text),
    ]
  }

  /// What was read, in lines for people.
  public var lines: [String] { Wording.lines(self) }
}
