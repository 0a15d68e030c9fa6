public import ExactAlgebra

/// A parametrized family, as seen by computations modulo a prime.
///
/// Conforming types evaluate themselves directly; none has to expand its polynomials.
public protocol Parametrization: Sendable {
  /// The number of parameters.
  var parameterCount: Int { get }

  /// The dimension of the space that the family lives in.
  var coordinateCount: Int { get }

  /// Whether the family has a reduction modulo the prime (no denominator is divisible by it).
  func isDefined(over field: PrimeField) -> Bool

  /// The point with the given parameters, as `coordinateCount` residues.
  ///
  /// - Precondition: `isDefined(over: field)`, and `parameterCount` residues are given.
  func point(at parameters: [UInt], over field: PrimeField) -> [UInt]

  /// The partial derivatives at the given parameters: one row for each parameter, one column
  /// for each coordinate. Rows that are zero at all parameters may be left out.
  ///
  /// - Precondition: `isDefined(over: field)`, and `parameterCount` residues are given.
  func jacobian(at parameters: [UInt], over field: PrimeField) -> ModularMatrix

  /// The rank of the Jacobian matrix at a random point modulo a prime, or a lower bound for it.
  ///
  /// A proved lower bound for the dimension of the closure of the image. By default the whole
  /// matrix is eliminated; families whose matrix has a structure can do with less.
  ///
  /// - Precondition: `isDefined(over: field)`.
  func jacobianRank(seed: UInt64, over field: PrimeField) -> RankEvidence
}

extension Parametrization {
  /// The point with uniformly random parameters, as `coordinateCount` residues.
  ///
  /// - Precondition: `isDefined(over: field)`.
  public func randomPoint(
    over field: PrimeField, using generator: inout some RandomNumberGenerator
  ) -> [UInt] {
    point(at: field.randomElements(parameterCount, using: &generator), over: field)
  }
}

extension PolynomialMap: Parametrization {
  /// The number of variables of the parameter ring.
  public var parameterCount: Int { parameterRing.variableCount }

  /// The number of variables of the coordinate ring.
  public var coordinateCount: Int { coordinateRing.variableCount }

  /// Whether the prime divides no denominator of a coefficient.
  public func isDefined(over field: PrimeField) -> Bool {
    images.allSatisfy { ModularPolynomial($0, over: field) != nil }
  }

  /// The values of the images at the given parameters.
  public func point(at parameters: [UInt], over field: PrimeField) -> [UInt] {
    images.map { reduced($0, over: field)(at: parameters) }
  }

  /// The partial derivatives of the images: parameters by coordinates.
  public func jacobian(at parameters: [UInt], over field: PrimeField) -> ModularMatrix {
    let gradients = ModularMatrix(
      rows: coordinateCount, columns: parameterCount, over: field
    ) { row, gradient in
      reduced(images[row], over: field).addGradient(at: parameters, to: gradient)
    }
    return gradients.transpose
  }

  private func reduced(_ image: Polynomial, over field: PrimeField) -> ModularPolynomial {
    guard let reduced = ModularPolynomial(image, over: field) else {
      preconditionFailure("the prime divides a denominator")
    }
    return reduced
  }
}
