import ExactAlgebra

/// The first coefficients of a power series in one variable `t` over a prime field.
struct TruncatedSeries {
  /// The coefficients; all others are unknown.
  private(set) var coefficients: [UInt]
  private let field: PrimeField

  /// A constant, with so many coefficients.
  init(_ constant: UInt, count: Int, over field: PrimeField) {
    precondition(count > 0, "a series without coefficients")
    coefficients = Array(repeating: 0, count: count)
    coefficients[0] = constant
    self.field = field
  }

  /// Multiplies by `1 - c t`.
  mutating func multiply(byOneMinus c: UInt) {
    for index in (1..<coefficients.count).reversed() {
      coefficients[index] = field.subtract(
        coefficients[index], field.multiply(c, coefficients[index - 1]))
    }
  }

  /// Divides by `1 - c t`.
  mutating func divide(byOneMinus c: UInt) {
    for index in 1..<coefficients.count {
      coefficients[index] = field.add(
        coefficients[index], field.multiply(c, coefficients[index - 1]))
    }
  }

  /// Adds a multiple of another series with as many coefficients.
  mutating func add(_ other: TruncatedSeries, times factor: UInt) {
    for index in coefficients.indices {
      coefficients[index] = field.add(
        coefficients[index], field.multiply(factor, other.coefficients[index]))
    }
  }

  /// The product of series with the same number of coefficients.
  static func * (a: TruncatedSeries, b: TruncatedSeries) -> TruncatedSeries {
    var product = TruncatedSeries(0, count: a.coefficients.count, over: a.field)
    for (i, x) in a.coefficients.enumerated() where x != 0 {
      for j in 0..<a.coefficients.count - i where b.coefficients[j] != 0 {
        product.coefficients[i + j] = a.field.add(
          product.coefficients[i + j], a.field.multiply(x, b.coefficients[j]))
      }
    }
    return product
  }
}
