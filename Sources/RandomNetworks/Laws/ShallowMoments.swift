import Enclosures
import ExactAlgebra
import GaussianMeasures
import Networks
import Polyhedra

/// Mean and covariance of the output of a network with one hidden layer, enclosed for any number of inputs:
/// they need each pair of neurons only, that is, measures in dimension 2.
struct ShallowMoments {
  /// The network, with one hidden layer.
  let network: Network
  let mixture: GaussianMixture
  let bits: Int

  /// With more neurons pairs are too many.
  static let largestWidth = 64

  /// The moments; `nil` for networks with other numbers of hidden layers, and other activations than ReLU.
  func moments() throws -> ConditionalMoments? {
    guard network.layers.count == 2, network.activation == .relu else { return nil }
    let parts = try mixture.parts.filter { !$0.weight.isZero }.map { part in
      try moments(under: part.law).weighted(by: part.weight)
    }
    let mixed = ConditionalMoments(mixing: parts)
    return ConditionalMoments(mass: .exact(1), mean: mixed.mean, covariance: mixed.covariance)
  }

  private func moments(under law: GaussianLaw) throws -> ConditionalMoments {
    let forms = network.layers[0].affineForms
    // The pre-activations as coordinates.
    let law = law.image(under: forms)
    var measure = GaussianMeasure(under: law)
    measure.relativeBits = bits
    let count = forms.count
    func unit(_ axis: Int) -> [Rational] { (0..<count).map { $0 == axis ? 1 : 0 } }
    var mean: [ReportedNumber] = []
    for neuron in 0..<count {
      let part = try measure.conditionalMoments(
        of: [unit(neuron) + [0]], in: [HalfSpace(normal: unit(neuron))])
      mean.append(part?.partial.first[0] ?? .exact(0))
    }
    var second = mean.map { _ in [ReportedNumber](repeating: .exact(0), count: count) }
    for row in 0..<count {
      for column in 0...row {
        let part = try measure.conditionalMoments(
          of: [unit(row) + [0], unit(column) + [0]],
          in: [HalfSpace(normal: unit(row)), HalfSpace(normal: unit(column))])
        let value = part?.partial.second[0][1] ?? .exact(0)
        (second[row][column], second[column][row]) = (value, value)
      }
    }
    let covariance = second.indices.map { row in
      second.indices.map { second[row][$0] - mean[row] * mean[$0] }
    }
    return ConditionalMoments(mass: .exact(1), mean: mean, covariance: covariance).image(
      under: network.layers[1].affineForms)
  }
}
