import ExactAlgebra
import Foundation
public import Networks

extension DrawnGates {
  /// All parameters in the order of layers and neurons: the weights of a neuron, then its bias where there is one.
  var parameters: [Double] {
    zip(layers, hasBiases).flatMap { layer, hasBias in
      (0..<layer.outputCount).flatMap { neuron in
        (0..<layer.inputCount).map { layer.columns[$0 * layer.outputCount + neuron] }
          + (hasBias ? [layer.biases[neuron]] : [])
      }
    }
  }

  /// The same model with other parameters, in that order.
  func with(parameters: [Double]) -> DrawnGates {
    var start = 0
    let layers = zip(layers, hasBiases).map { layer, hasBias in
      let stride = layer.inputCount + (hasBias ? 1 : 0)
      defer { start += stride * layer.outputCount }
      let first = start
      return Layer(
        inputCount: layer.inputCount, outputCount: layer.outputCount,
        columns: (0..<layer.inputCount).flatMap { input in
          (0..<layer.outputCount).map { parameters[first + $0 * stride + input] }
        },
        biases: (0..<layer.outputCount).map {
          hasBias ? parameters[first + $0 * stride + layer.inputCount] : 0
        })
    }
    return DrawnGates(layers: layers, hasBiases: hasBiases, like: self)
  }

  /// The network with exactly these numbers; `nil` where one is not finite.
  func network(like other: Network) -> Network? {
    let numbers = parameters.compactMap { Rational(exactly: $0) }
    guard numbers.count == parameterCount else { return nil }
    var rest = numbers[...]
    func next(_ count: Int) -> [Rational] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    let layers = zip(layers, hasBiases).map { layer, hasBias in
      var (weights, biases): ([[Rational]], [Rational]) = ([], [])
      for _ in 0..<layer.outputCount {
        weights.append(next(layer.inputCount))
        if hasBias { biases += next(1) }
      }
      return Network.Layer(weights: weights, biases: hasBias ? biases : nil)
    }
    return try? Network(layers: layers, activation: other.activation)
  }
}

extension GateFit {
  /// A network of the same shape with random weights to start from: Gaussian with variance 2 over the number of inputs of
  /// the neuron, rounded to single precision; biases are zero where there are any.
  public static func randomStart(like network: Network, seed: UInt64) -> Network {
    var draws = UniformDraws(seed: seed, point: 0, block: 0x57A)
    let layers = network.layers.map { layer in
      let deviation = (2 / Double(layer.weights[0].count)).squareRoot()
      return Network.Layer(
        weights: layer.weights.map { row in
          row.map { _ in
            Rational(exactly: Double(Float(deviation * draws.gaussianPair().0)))!
          }
        }, biases: layer.biases.map { $0.map { _ in 0 } })
    }
    guard let start = try? Network(layers: layers, activation: network.activation) else {
      preconditionFailure("a network with the shape of another one")
    }
    return start
  }
}
