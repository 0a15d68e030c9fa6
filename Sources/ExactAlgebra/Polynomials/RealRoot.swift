/// A real root of a polynomial in one variable that is irreducible over the rationals: the
/// polynomial with an interval in which it has no other real root.
///
///     let roots = RealRoot.all(of: [-2, 0, 1])   // x^2 - 2
///     roots.count                                // 2
///     roots[1].refined(to: Rational(1, 100)).lower
///
/// Intervals are found by Sturm's theorem and by bisection, over the rationals. A rational root is
/// an interval of length zero.
public struct RealRoot: Hashable, Sendable {
  /// The coefficients of the polynomial, the constant first, the last one positive; coprime
  /// integers.
  public let coefficients: [Integer]
  /// The lower end of the interval.
  public let lower: Rational
  /// The upper end of the interval.
  public let upper: Rational

  /// A rational number as the root of a linear polynomial.
  public init(_ value: Rational) {
    coefficients = [-value.numerator, value.denominator]
    (lower, upper) = (value, value)
  }

  private init(coefficients: [Integer], lower: Rational, upper: Rational) {
    self.coefficients = coefficients
    (self.lower, self.upper) = (lower, upper)
  }

  /// The real roots of an irreducible polynomial, ascending, in disjoint intervals.
  ///
  /// - Parameter polynomial: its coefficients, the constant first.
  /// - Precondition: the degree is positive, the last coefficient is not zero, and the polynomial is
  ///   irreducible over the rationals.
  public static func all(of polynomial: [Rational]) -> [RealRoot] {
    precondition(polynomial.count > 1 && !polynomial[polynomial.count - 1].isZero, "no degree")
    let leading = polynomial[polynomial.count - 1]
    let monic = polynomial.map { $0 / leading }
    guard polynomial.count > 2 else { return [RealRoot(-monic[0])] }
    let integers = monic.primitiveIntegers
    let sequence = SturmSequence(of: monic)
    // Cauchy's bound, as a power of two.
    let largest = monic.dropLast().map(\.magnitude).max() ?? 0
    var bound: Rational = 1
    while bound <= largest + 1 { bound *= 2 }
    return sequence.isolate(between: -bound, and: bound).map {
      RealRoot(coefficients: integers, lower: $0.lower, upper: $0.upper)
    }
  }

  /// The degree of the polynomial.
  public var degree: Int { coefficients.count - 1 }

  /// The number, if it is rational.
  public var rational: Rational? { degree == 1 ? lower : nil }

  /// The root in an interval that is at most so long.
  ///
  /// - Precondition: the length is positive.
  public func refined(to length: Rational) -> RealRoot {
    precondition(length.signum() > 0, "an interval of no length")
    guard degree > 1 else { return self }
    var (lower, upper) = (lower, upper)
    let sign = value(at: lower).signum()
    while upper - lower > length {
      let middle = (lower + upper) / 2
      // Irreducible and not linear: no rational number is a root.
      if value(at: middle).signum() == sign { lower = middle } else { upper = middle }
    }
    return RealRoot(coefficients: coefficients, lower: lower, upper: upper)
  }

  /// Whether both are the same number.
  ///
  /// - Precondition: roots of one polynomial come from one call of `all(of:)`, refined or not.
  public static func == (a: RealRoot, b: RealRoot) -> Bool {
    // Intervals are open unless the number is rational.
    a.coefficients == b.coefficients
      && (a.degree == 1 || a.lower < b.upper && b.lower < a.upper)
  }

  /// Feeds the polynomial.
  public func hash(into hasher: inout Hasher) { hasher.combine(coefficients) }

  private func value(at point: Rational) -> Rational {
    coefficients.reversed().reduce(Rational(0)) { $0 * point + Rational($1) }
  }
}

extension RealRoot: Comparable {
  /// The order of the numbers; the intervals are refined until they are disjoint.
  public static func < (a: RealRoot, b: RealRoot) -> Bool {
    guard a != b else { return false }
    var (a, b) = (a, b)
    while a.lower <= b.upper, b.lower <= a.upper {
      let length = max(a.upper - a.lower, b.upper - b.lower) / 2
      (a, b) = (a.refined(to: length), b.refined(to: length))
    }
    return a.upper < b.lower
  }
}

/// The polynomials of Sturm's theorem: differences of sign changes count real roots.
/// Source: Sturm 1829.
private struct SturmSequence {
  /// Coefficients, the constant first.
  private var polynomials: [[Rational]]

  init(of polynomial: [Rational]) {
    let derivative = polynomial.indices.dropFirst().map { Rational($0) * polynomial[$0] }
    polynomials = [polynomial, derivative]
    while true {
      let count = polynomials.count
      let rest = Self.remainder(of: polynomials[count - 2], by: polynomials[count - 1])
      guard !rest.isEmpty else { return }
      // Positive factors change no sign, and keep the numbers small.
      polynomials.append(rest.map { -$0 }.primitiveIntegers.map { Rational($0) })
    }
  }

  /// Intervals between two numbers, neither of them a root, with one root each, ascending.
  func isolate(
    between lower: Rational, and upper: Rational
  ) -> [(lower: Rational, upper: Rational)] {
    isolate((lower, changes(at: lower)), (upper, changes(at: upper)))
  }

  private func isolate(
    _ lower: (at: Rational, changes: Int), _ upper: (at: Rational, changes: Int)
  ) -> [(lower: Rational, upper: Rational)] {
    switch lower.changes - upper.changes {
    case 0: return []
    case 1: return [(lower.at, upper.at)]
    default:
      let middle = (lower.at + upper.at) / 2
      let changes = changes(at: middle)
      return isolate(lower, (middle, changes)) + isolate((middle, changes), upper)
    }
  }

  private func changes(at point: Rational) -> Int {
    let signs = polynomials.map { polynomial in
      polynomial.reversed().reduce(Rational(0)) { $0 * point + $1 }.signum()
    }.filter { $0 != 0 }
    return zip(signs, signs.dropFirst()).count { $0 != $1 }
  }

  private static func remainder(of dividend: [Rational], by divisor: [Rational]) -> [Rational] {
    var rest = dividend
    let leading = divisor[divisor.count - 1]
    while rest.count >= divisor.count {
      let factor = rest[rest.count - 1] / leading
      let shift = rest.count - divisor.count
      for (place, value) in divisor.enumerated() {
        rest[shift + place] = rest[shift + place] - factor * value
      }
      rest.removeLast()
      while let last = rest.last, last.isZero { rest.removeLast() }
    }
    return rest
  }
}
