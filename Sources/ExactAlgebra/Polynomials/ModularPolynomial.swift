/// A polynomial with coefficients in a prime field, laid out for fast evaluation.
public struct ModularPolynomial: Sendable {
  /// The field of the coefficients.
  public let field: PrimeField
  /// The number of variables of the ring that the polynomial comes from.
  public let variableCount: Int
  private let coefficients: [UInt]
  /// The variables of all terms, one after the other; a term ends where the next one starts.
  private let variables: [Int32]
  private let starts: [Int32]

  /// The reduction of a polynomial, or `nil` where the prime divides a denominator.
  public init?(_ polynomial: Polynomial, over field: PrimeField) {
    var coefficients: [UInt] = []
    var variables: [Int32] = []
    var starts: [Int32] = [0]
    for term in polynomial.terms {
      guard let residue = term.coefficient.residue(in: field) else { return nil }
      coefficients.append(residue)
      variables += term.variables.map { Int32($0) }
      starts.append(Int32(variables.count))
    }
    self.field = field
    variableCount = polynomial.ring.variableCount
    self.coefficients = coefficients
    self.variables = variables
    self.starts = starts
  }

  /// The value at a point: one residue for each variable of the ring.
  public func callAsFunction(at point: [UInt]) -> UInt {
    var sum: UInt = 0
    for (index, coefficient) in coefficients.enumerated() {
      var product = coefficient
      for position in starts[index]..<starts[index + 1] {
        product = field.multiply(product, point[Int(variables[Int(position)])])
      }
      sum = field.add(sum, product)
    }
    return sum
  }

  /// Adds the partial derivatives at a point of residues to `gradient`; both have one entry for
  /// each variable of the ring, and all entries are residues.
  public func addGradient(at point: [UInt], to gradient: UnsafeMutableBufferPointer<UInt>) {
    precondition(
      point.count == variableCount && gradient.count == variableCount,
      "a point or a gradient of the wrong length")
    for (index, coefficient) in coefficients.enumerated() {
      let range = Int(starts[index])..<Int(starts[index + 1])
      for position in range {
        var product = coefficient
        for other in range where other != position {
          product = field.multiply(product, point[Int(variables[other])])
        }
        let variable = Int(variables[position])
        gradient[variable] = field.add(gradient[variable], product)
      }
    }
  }
}
