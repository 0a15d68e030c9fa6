import ExactAlgebra
import GaussianMeasures
import Networks
import Synchronization

/// Outputs that are constant on a pattern under a law, exactly.
final class ConstantOutputs: Sendable {
  /// Floating-point numbers around the values that are asked for.
  let values: [(lower: Double, upper: Double)]
  private let network: Network
  private let parts: [GaussianMixture.Part]
  private let known = Mutex<[PackedPattern: [Rational?]]>([:])

  init(of network: Network, under mixture: GaussianMixture, near values: [Rational]) {
    self.network = network
    parts = mixture.parts.filter { !$0.weight.isZero }
    self.values = values.map {
      let value = Double(approximating: $0)
      return (value.nextDown, value.nextUp)
    }
  }

  /// The value of an output on a pattern; `nil` where it is not constant, or not the same for all parts of
  /// the law.
  func constant(of output: Int, on pattern: PackedPattern) -> Rational? {
    if let constants = known.withLock({ $0[pattern] }) { return constants[output] }
    let map = network.outputMap(on: pattern.pattern(of: network.architecture))
    let images = parts.map { part -> [Rational?] in
      let image = part.law.image(under: map)
      return image.covariance.enumerated().map { $1[$0].isZero ? image.mean[$0] : nil }
    }
    let constants = map.indices.map { row in
      images.allSatisfy { $0[row] == images[0][row] } ? images[0][row] : nil
    }
    known.withLock { $0[pattern] = constants }
    return constants[output]
  }
}
