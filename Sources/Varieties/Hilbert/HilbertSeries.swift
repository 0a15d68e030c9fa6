public import ExactAlgebra

/// The Hilbert series of the coordinate ring of a cone: `h(t) / (1 - t)^d` with `h(1)` not zero.
///
///     let series = DeterminantalRing(rows: 3, columns: 3, rank: 2).hilbertSeries
///     series.numerator    // 1, 1, 1
///     series.dimension    // 8
///     series.degree       // 3
///
/// The coefficient of `t^k` is the dimension of the space of polynomials of degree `k` on the cone.
/// Source: Bruns and Herzog, *Cohen-Macaulay rings*, 1993, Section 4.1.
public struct HilbertSeries: Hashable, Sendable {
  /// The coefficients of `h`, from that of `t^0` on; the last one is not zero.
  public let numerator: [Integer]
  /// The exponent `d`: the dimension of the cone, as an affine variety.
  public let dimension: Int

  /// The series with a numerator that is not zero at 1, and a dimension.
  ///
  /// - Precondition: the sum of the coefficients is not zero.
  public init(numerator: [Integer], dimension: Int) {
    let last = numerator.lastIndex { !$0.isZero } ?? -1
    self.numerator = Array(numerator[...last])
    self.dimension = dimension
    precondition(!degree.isZero, "a numerator that vanishes at 1")
  }

  /// The series `k(t) / (1 - t)^n`: factors `1 - t` are cancelled.
  ///
  /// - Precondition: the numerator is not zero and vanishes at most `n` times at 1.
  public init(numerator: [Integer], denominatorExponent: Int) {
    var (rest, dimension) = (numerator, denominatorExponent)
    while rest.reduce(Integer(0), +).isZero {
      precondition(dimension > 0 && rest.contains { !$0.isZero }, "no series of a cone")
      // The quotient by 1 - t has the partial sums as coefficients; the last one is zero.
      for index in rest.indices.dropFirst() { rest[index] += rest[index - 1] }
      rest.removeLast()
      dimension -= 1
    }
    self.init(numerator: rest, dimension: dimension)
  }

  /// The series of an affine space.
  public init(ofAffineSpace dimension: Int) {
    self.init(numerator: [1], dimension: dimension)
  }

  /// The degree of the cone: the value of the numerator at 1.
  public var degree: Integer { numerator.reduce(Integer(0), +) }

  /// The coefficients `e_0, e_1, ...` of the Hilbert polynomial
  /// `P(k) = sum over i of (-1)^i e_i binomial(k + d - 1 - i, d - 1 - i)`, as far as they are not
  /// zero for all larger `i`; there are at most `d` of them.
  ///
  /// `e_i` is the `i`-th derivative of the numerator at 1, divided by the factorial of `i`.
  public var polynomialCoefficients: [Integer] {
    var (rest, coefficients) = (numerator, [Integer]())
    // Dividing by t - 1 again and again: the remainders are the coefficients.
    while !rest.isEmpty, coefficients.count < dimension {
      for index in rest.indices.dropLast().reversed() { rest[index] += rest[index + 1] }
      coefficients.append(rest[0])
      rest.removeFirst()
    }
    return coefficients
  }

  /// The least degree, not below 0, from which on the Hilbert polynomial counts the polynomials.
  public var polynomialStart: Int { max(0, numerator.count - dimension) }

  /// The dimension of the space of polynomials of a degree on the cone.
  ///
  /// - Precondition: the degree is not negative.
  public func value(inDegree degree: Int) -> Integer {
    precondition(degree >= 0, "a negative degree")
    return numerator.prefix(degree + 1).enumerated().reduce(Integer(0)) { sum, term in
      let rest = degree - term.offset
      let monomials =
        dimension == 0 ? Integer(rest == 0 ? 1 : 0) : binomial(rest + dimension - 1, rest)
      return sum + term.element * monomials
    }
  }

  /// The series of a product of cones.
  public static func * (a: HilbertSeries, b: HilbertSeries) -> HilbertSeries {
    var product = [Integer](repeating: 0, count: a.numerator.count + b.numerator.count - 1)
    for (i, x) in a.numerator.enumerated() where !x.isZero {
      for (j, y) in b.numerator.enumerated() where !y.isZero { product[i + j] += x * y }
    }
    return HilbertSeries(numerator: product, dimension: a.dimension + b.dimension)
  }

  /// The series of the section by linear forms that are a regular sequence on the coordinate ring.
  ///
  /// - Precondition: not more of them than the dimension.
  public func cut(byLinearForms count: Int) -> HilbertSeries {
    precondition((0...dimension).contains(count), "more linear forms than dimensions")
    return HilbertSeries(numerator: numerator, dimension: dimension - count)
  }
}
