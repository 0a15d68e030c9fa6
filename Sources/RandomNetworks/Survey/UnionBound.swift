import Enclosures
import ExactAlgebra
import Foundation
import GaussianMeasures
import Networks

/// Lower bounds for the probabilities of patterns without samples.
///
/// A pattern fails where one of its inequalities does, so its probability is at least `1` minus the sum of
/// the probabilities that each fails, which are tails of one Gaussian number. Where the parts of a mixture
/// are narrow beside the regions, these bounds prove most of what there is.
struct UnionBound {
  private let network: Network
  /// The parts: their weights, and the laws of the pre-activations of the first layer.
  private let parts: [Part]

  fileprivate struct Part {
    let weight: Rational
    let law: GaussianLaw
    let mean: [Double]
    let columns: [[Double]]
  }

  /// With more neurons than these in the first layer it takes too long.
  private static let largestWidth = 64
  private static let precision = 64
  /// Parts that add less to a bound are left out.
  private static let smallestShare = 1e-3

  /// `nil` for other laws than Gaussian ones, and where there are too many neurons.
  init?(of network: Network, under law: InputLaw) {
    let first = network.layers[0]
    guard case .gaussian(let mixture) = law, first.weights.count <= Self.largestWidth else {
      return nil
    }
    let forms = first.affineForms
    self.network = network
    parts = mixture.parts.filter { !$0.weight.isZero }.map { part in
      let image = part.law.image(under: forms)
      return Part(
        weight: part.weight, law: image, mean: image.mean.map { Double(approximating: $0) },
        columns: image.scaledColumns)
    }
  }

  /// A lower bound for the probability of a pattern; `nil` where it is not positive.
  func lowerBound(of pattern: ActivationPattern) -> Ball? {
    let forms = forms(of: pattern)
    let numbers = forms.map { $0.map { Double(approximating: $0) } }
    let bounds = parts.compactMap { part -> Ball? in
      guard part.estimate(numbers) > Self.smallestShare else { return nil }
      let failing = zip(forms, pattern.layers.joined()).reduce(
        Ball(0, precision: Self.precision)
      ) { $0 + part.failure(of: $1.0, isActive: $1.1, precision: Self.precision) }
      let rest = 1 - failing
      return rest.isPositive ? rest * part.weight : nil
    }
    guard let first = bounds.first else { return nil }
    return bounds.dropFirst().reduce(first, +)
  }

  /// What has to be positive, or not negative for neurons that are not active, as forms of the
  /// pre-activations of the first layer.
  private func forms(of pattern: ActivationPattern) -> [[Rational]] {
    let count = network.architecture.widths[1]
    var values = ScaledLayer.inputs(
      from: Array(repeating: 0, count: count),
      along: (0..<count).map { axis in (0..<count).map { $0 == axis ? 1 : 0 } })
    var forms: [[Rational]] = []
    for (index, signs) in pattern.layers.enumerated() {
      if index > 0 { values = network.scaledLayers[index].preactivations(on: values) }
      forms += zip(ScaledLayer.coefficients(of: values), signs).map { form, isActive in
        isActive ? form : form.map { -$0 }
      }
      values = network.activation.applied(to: values) { neuron, _ in signs[neuron] }
    }
    return forms
  }
}

extension UnionBound.Part {
  /// About what the bound will be.
  fileprivate func estimate(_ forms: [[Double]]) -> Double {
    var rest = 1.0
    for form in forms {
      let center = zip(form, mean).reduce(form[form.count - 1]) { $0 + $1.0 * $1.1 }
      let variance = columns.reduce(0) { sum, column in
        let product = zip(form, column).reduce(0) { $0 + $1.0 * $1.1 }
        return sum + product * product
      }
      guard variance > 0 else { continue }
      // The standard Gaussian tail, about.
      rest -= 0.5 * erfc(center / (2 * variance).squareRoot())
      if rest < 0 { return 0 }
    }
    return rest
  }

  /// The probability that a form is not positive, or negative where the neuron is not active.
  fileprivate func failure(of form: [Rational], isActive: Bool, precision: Int) -> Ball {
    let image = law.image(under: [form])
    let (mean, variance) = (image.mean[0], image.covariance[0][0])
    guard !variance.isZero else {
      let holds = isActive ? mean.signum() > 0 : mean.signum() >= 0
      return Ball(holds ? 0 : 1, precision: precision)
    }
    let distance = Ball.squareRoot(of: mean * mean / variance, precision: precision)
    return mean.signum() >= 0 ? distance.normalTail() : distance.normalCDF()
  }
}
