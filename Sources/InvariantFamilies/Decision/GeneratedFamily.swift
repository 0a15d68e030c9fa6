public import ExactAlgebra

/// A family of laws with finite support whose points and weights are polynomials in parameters.
///
/// The parameters are all real numbers for which no weight is negative. A point that two atoms share counts
/// with the sum of their weights, and an atom without weight does not count.
public struct GeneratedFamily: Sendable {
  /// A point with its weight, as polynomials in the parameters.
  public struct Atom: Sendable {
    /// The weight.
    public let weight: Polynomial
    /// The coordinates.
    public let point: [Polynomial]

    /// A point with its weight.
    public init(weight: Polynomial, point: [Polynomial]) {
      (self.weight, self.point) = (weight, point)
    }
  }

  /// The parameters.
  public let ring: PolynomialRing
  /// The atoms, at least one; their weights sum to 1, whatever the parameters.
  public let atoms: [Atom]

  /// A family of laws.
  ///
  /// - Throws: `GeneratedFamilyError`.
  /// - Precondition: all polynomials are in the ring.
  public init(_ atoms: [Atom], over ring: PolynomialRing) throws(GeneratedFamilyError) {
    guard let dimension = atoms.first?.point.count else { throw .noAtoms }
    for (number, atom) in atoms.enumerated() {
      guard atom.point.count == dimension, dimension > 0 else {
        throw .pointDimension(atom.point.count, atom: number, expected: max(dimension, 1))
      }
      if atom.weight.isConstant, atom.weight.leadingCoefficient.signum() < 0 {
        throw .negativeWeight(atom.weight.leadingCoefficient, atom: number)
      }
    }
    let sum = atoms.reduce(ring.zero) { $0 + $1.weight }
    guard sum == ring.one else { throw .weightSum(sum) }
    self.ring = ring
    self.atoms = atoms
  }

  /// The dimension of the space.
  public var dimension: Int { atoms[0].point.count }

  /// The points and weights for given parameters; `nil` where a weight is negative.
  public func member(at parameters: [Rational]) -> FiniteLaw? {
    let weights = atoms.map { $0.weight(at: parameters) }
    guard weights.allSatisfy({ $0.signum() >= 0 }) else { return nil }
    let points = atoms.map { $0.point.map { $0(at: parameters) } }
    return FiniteLaw(points: points, weights: weights)
  }
}

/// Why polynomials are not those of a family of laws. Atoms count from 0.
public enum GeneratedFamilyError: Error, Hashable, CustomStringConvertible {
  /// There are no atoms.
  case noAtoms
  /// A point with another number of coordinates than the first one, or none.
  case pointDimension(Int, atom: Int, expected: Int)
  /// A weight that is negative for all parameters.
  case negativeWeight(Rational, atom: Int)
  /// Weights whose sum is not 1 for all parameters.
  case weightSum(Polynomial)

  /// One line for the user; atoms count from 1 there.
  public var description: String {
    switch self {
    case .noAtoms: "no atoms, expected at least one"
    case .pointDimension(let count, let atom, let expected):
      "atom \(atom + 1) has \(count) coordinates, expected \(expected)"
        + (atom == 0 ? "" : " as the first one")
    case .negativeWeight(let weight, let atom):
      "atom \(atom + 1) has the weight \(weight), expected no negative number"
    case .weightSum(let sum):
      "the weights sum to \(sum), expected 1 for all values of the parameters"
    }
  }
}
