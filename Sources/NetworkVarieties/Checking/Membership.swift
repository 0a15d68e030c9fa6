public import ExactAlgebra
public import Networks
public import Varieties

/// Whether a polynomial lies in the ideal of a variety.
public enum Membership: Hashable, Sendable {
  /// It vanishes on the variety: its pull-back by the parametrization is zero, by expansion, or
  /// with a bound for the error by evaluation.
  case member(ProofStatus)
  /// It does not vanish at the point of the variety that a network gives.
  case notMember(Witness)

  /// A network at whose point a polynomial does not vanish.
  public struct Witness: Hashable, Sendable {
    /// The network; its point is `ReLUVariety.point(of:)`.
    public let network: Network
    /// The value of the polynomial there, not zero.
    public let value: Rational
  }
}

extension ReLUVariety {
  /// Whether a polynomial lies in the ideal of the variety, homogeneous or not.
  ///
  /// Networks with random small integers as weights are tried first: a value other than zero
  /// disproves it. If there is none, the pull-back by the parametrization is expanded.
  ///
  /// - Parameters:
  ///   - polynomial: a polynomial of `ring`.
  ///   - seed: of the random networks.
  /// - Throws: `PatternVarietyError.expansionTooLarge` where the parametrization is too large to
  ///   decide it, and `CancellationError`.
  public func membership(of polynomial: Polynomial, seed: UInt64) throws -> Membership {
    precondition(polynomial.ring === ring, "polynomials from different rings")
    guard !polynomial.isZero else { return .member(.proved) }
    var generator = SeededGenerator(seed: seed, stream: RandomStream.verification)
    for round in 0..<Self.quickAttempts {
      if let witness = witness(against: polynomial, round: round, using: &generator) {
        return .notMember(witness)
      }
    }
    if let status = try parametrization.vanishing(of: polynomial, seed: seed) {
      return .member(status)
    }
    // The pull-back is not zero, so that almost every network is a witness.
    var round = Self.quickAttempts
    while true {
      try Task.checkCancellation()
      if let witness = witness(against: polynomial, round: round, using: &generator) {
        return .notMember(witness)
      }
      round += 1
    }
  }

  private static let quickAttempts = 4

  /// A network with random weights, the larger the later the round, if it is a witness.
  private func witness(
    against polynomial: Polynomial, round: Int, using generator: inout SeededGenerator
  ) -> Membership.Witness? {
    let largest = 3 << min(round, 40)
    let network = Network(
      of: architecture, weightsIn: -largest...largest, using: &generator)
    let value = polynomial(at: point(of: network))
    return value.isZero ? nil : Membership.Witness(network: network, value: value)
  }
}

extension Network {
  /// A network with random integers as weights and biases.
  init(
    of architecture: Architecture, weightsIn range: ClosedRange<Int>,
    using generator: inout some RandomNumberGenerator
  ) {
    func number() -> Rational { Rational(Int.random(in: range, using: &generator)) }
    let layers = zip(architecture.widths, architecture.widths.dropFirst()).map { inputs, neurons in
      Layer(
        weights: (0..<neurons).map { _ in (0..<inputs).map { _ in number() } },
        biases: architecture.hasBiases ? (0..<neurons).map { _ in number() } : nil)
    }
    do {
      try self.init(layers: layers)
    } catch {
      preconditionFailure("an architecture that a network does not accept")
    }
  }
}
