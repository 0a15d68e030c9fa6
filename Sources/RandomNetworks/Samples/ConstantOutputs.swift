import ExactAlgebra
import GaussianMeasures
import Networks
import Synchronization

/// Outputs that are constant on a pattern under a law, exactly.
final class ConstantOutputs: Sendable {
  /// Floating-point numbers around the values that are asked for.
  let values: [(lower: Double, upper: Double)]
  private let network: Network
  private let law: InputLaw
  private let known = Mutex<[PackedPattern: [Rational?]]>([:])

  init(of network: Network, under law: InputLaw, near values: [Rational]) {
    self.network = network
    self.law = law
    self.values = values.map {
      let value = Double(approximating: $0)
      return (value.nextDown, value.nextUp)
    }
  }

  /// The value of an output on a pattern; `nil` where it is not constant, or not the same for all parts of
  /// the law.
  func constant(of output: Int, on pattern: PackedPattern) -> Rational? {
    if let constants = known.withLock({ $0[pattern] }) { return constants[output] }
    let constants = law.constants(
      of: network.outputMap(on: pattern.pattern(of: network.architecture)))
    known.withLock { $0[pattern] = constants }
    return constants[output]
  }
}

extension InputLaw {
  /// The values of affine forms that are constant for sure; `nil` for the others.
  fileprivate func constants(of forms: [[Rational]]) -> [Rational?] {
    guard case .gaussian(let mixture) = self else {
      return forms.map { $0.dropLast().allSatisfy(\.isZero) ? $0[$0.count - 1] : nil }
    }
    let parts = mixture.parts.filter { !$0.weight.isZero }.map { part -> [Rational?] in
      let image = part.law.image(under: forms)
      return image.covariance.enumerated().map { $1[$0].isZero ? image.mean[$0] : nil }
    }
    return forms.indices.map { row in
      parts.allSatisfy { $0[row] == parts[0][row] } ? parts[0][row] : nil
    }
  }
}
