import ExactAlgebra
import Networks

/// Layers `x -> ReLU(W x + b)` of `R^d` into itself: a point of the space of all weights.
struct SquareLayers: Sendable {
  /// The layers; all have biases.
  let layers: [Network.Layer]
  /// The dimension of the space: `d`.
  let dimension: Int

  /// - Precondition: there is a layer, and all are square with biases.
  init(_ layers: [Network.Layer]) {
    dimension = layers[0].weights.count
    self.layers = layers
  }

  /// The number of weights and biases.
  var parameterCount: Int { layers.count * dimension * (dimension + 1) }

  /// The layers as hidden layers of a network, whose output layer changes nothing.
  var network: Network {
    let identity = RationalMatrix.identity(dimension).rows
    do {
      return try Network(layers: layers + [.init(weights: identity)])
    } catch {
      preconditionFailure("square layers that do not fit: \(error)")
    }
  }
}

/// Square layers in an arithmetic, and what they are where a pattern holds.
struct PatternForms<Numbers: GrowthArithmetic> {
  /// For each layer number `0 ... l` the outputs of that many layers as affine forms in the input, the
  /// constant last.
  let outputs: [[[Numbers.Element]]]
  /// For each layer the derivatives of the outputs of the last layer by its pre-activations.
  let sensitivities: [[[Numbers.Element]]]
  /// The pre-activations of a neuron are zero for all inputs.
  let hasDeadForm: Bool

  /// - Parameters:
  ///   - layers: for each layer its rows with the bias last.
  ///   - start: the inputs as forms in some coordinates, the constant last.
  ///   - pattern: the activity of all neurons.
  init(
    of layers: [[[Numbers.Element]]], from start: [[Numbers.Element]], on pattern: [[Bool]],
    in numbers: Numbers
  ) {
    let dimension = layers[0].count
    let width = start[0].count
    var outputs = [start]
    var hasDeadForm = false
    for (layer, isActive) in zip(layers, pattern) {
      let before = outputs[outputs.count - 1]
      outputs.append(
        layer.indices.map { neuron in
          var form = [Numbers.Element](repeating: numbers.zero, count: width)
          for (weight, input) in zip(layer[neuron], before) {
            for entry in form.indices {
              form[entry] = numbers.add(form[entry], numbers.multiply(weight, input[entry]))
            }
          }
          form[width - 1] = numbers.add(form[width - 1], layer[neuron][dimension])
          if form.allSatisfy(numbers.isZero) { hasDeadForm = true }
          return isActive[neuron] ? form : form.map { _ in numbers.zero }
        })
    }
    self.outputs = outputs
    self.hasDeadForm = hasDeadForm
    sensitivities = Self.sensitivities(of: layers, on: pattern, in: numbers)
  }

  private static func sensitivities(
    of layers: [[[Numbers.Element]]], on pattern: [[Bool]], in numbers: Numbers
  ) -> [[[Numbers.Element]]] {
    let dimension = layers[0].count
    let one = numbers.element(1)!
    // By the outputs of a layer first, then through its activation.
    var byOutputs = (0..<dimension).map { row in
      (0..<dimension).map { $0 == row ? one : numbers.zero }
    }
    var sensitivities: [[[Numbers.Element]]] = []
    for (layer, isActive) in zip(layers, pattern).reversed() {
      let byPreactivations = byOutputs.map { row in
        row.indices.map { isActive[$0] ? row[$0] : numbers.zero }
      }
      sensitivities.append(byPreactivations)
      byOutputs = byPreactivations.map { row in
        (0..<dimension).map { column in
          numbers.innerProduct(row, layer.lazy.map { $0[column] })
        }
      }
    }
    return sensitivities.reversed()
  }
}
