public import Enclosures
public import ExactAlgebra
import GaussianMeasures

extension NetworkLaw {
  /// The smallest number `q` with `P(Y <= q) >= p` for an output `Y`: exact where it is an atom, else
  /// enclosed by two values at which the distribution function is proved to be below and above `p`.
  ///
  /// The values are found by bisection with interpolation.
  ///
  /// - Parameters:
  ///   - output: from 0.
  ///   - probability: `p`, between 0 and 1.
  ///   - relativeBits: the length of the enclosure, relative to the standard deviation or the size of the
  ///     value, is at most `2^-relativeBits` where the distribution function is steep enough.
  /// - Returns: `nil` where patterns are missing, so that it is not known, and where there is no such
  ///   number in the range of floating point.
  /// - Throws: as `init`.
  /// - Precondition: the probability is between 0 and 1.
  public func quantile(
    of output: Int, at probability: Rational, relativeBits: Int = 40
  ) async throws -> ReportedNumber? {
    precondition(probability > 0 && probability < 1, "a quantile that is not between 0 and 1")
    guard isComplete, hasEnclosedRegions else { return nil }
    if let atom = try await atom(of: output, at: probability) { return .exact(atom) }
    guard var bracket = try await firstBracket(of: output, at: probability) else { return nil }
    while !bracket.isShort(relativeBits), !bracket.isStuck {
      let value = bracket.next
      let share = try await self.probability(
        of: output, atMost: value, bits: max(options.bits, 32))
      bracket.add(value, share, probability)
    }
    if let value = bracket.undecided {
      try await narrow(&bracket, around: value, of: output, at: probability, relativeBits)
    }
    return .enclosed(Ball(from: bracket.lower, to: bracket.upper, precision: 128))
  }

  /// The atom at which the distribution function jumps over a number.
  private func atom(of output: Int, at probability: Rational) async throws -> Rational? {
    for atom in atoms(of: output) {
      let entry = try await distribution(of: output, at: [atom.value])[0]
      // The first value whose probability is enough.
      guard entry.atMost.isAtLeast(probability) else { continue }
      return entry.below.isBelow(probability) ? atom.value : nil
    }
    return nil
  }

  /// Looks for short brackets around a value at which the distribution function is too near the
  /// probability to tell.
  private func narrow(
    _ bracket: inout QuantileBracket, around value: Rational, of output: Int,
    at probability: Rational, _ relativeBits: Int
  ) async throws {
    var reach = bracket.size * Rational(2).power(-relativeBits - 1)
    while reach * 2 < bracket.upper - bracket.lower {
      for end in [value - reach, value + reach] where bracket.contains(end) {
        let share = try await self.probability(
          of: output, atMost: end, bits: max(options.bits, 32))
        bracket.add(end, share, probability)
      }
      reach *= 16
    }
  }

  /// Two values around the quantile.
  private func firstBracket(
    of output: Int, at probability: Rational
  ) async throws -> QuantileBracket? {
    let moments = outputMoments
    let center = moments.map { $0.mean[output].midpoint.rounded } ?? 0
    let variance = moments.map { Double(approximating: $0.covariance[output][output].midpoint) }
    let width = Rational(exactly: max(variance ?? 1, 1e-300).squareRoot()) ?? 1
    for step in 0..<200 {
      let reach = width * Rational(2).power(step)
      let (low, high) = (center - reach, center + reach)
      let below = try await self.probability(of: output, atMost: low, bits: options.bits)
      let above = try await self.probability(of: output, atMost: high, bits: options.bits)
      if below.isBelow(probability), above.isAtLeast(probability) {
        return QuantileBracket(
          lower: low, upper: high, shares: (below.midpoint, above.midpoint), width: width)
      }
    }
    return nil
  }
}

/// Two values between which a quantile lies.
private struct QuantileBracket {
  var lower: Rational
  var upper: Rational
  /// The distribution function at both, less the probability; a guess.
  private var excess: (Double, Double)
  private let width: Rational
  /// A value at which it was not decided on which side of the quantile it is.
  private(set) var undecided: Rational?
  private(set) var isStuck = false
  private var halves = false

  init(
    lower: Rational, upper: Rational, shares: (Rational, Rational), width: Rational
  ) {
    (self.lower, self.upper, self.width) = (lower, upper, width)
    excess = (-1, 1)
  }

  /// What lengths are relative to.
  var size: Rational { max(width, min(lower.magnitude, upper.magnitude)) }

  func isShort(_ bits: Int) -> Bool { upper - lower <= size * Rational(2).power(-bits) }

  func contains(_ value: Rational) -> Bool { lower < value && value < upper }

  /// In the middle, or where a line through both ends crosses, in turns; with few digits.
  var next: Rational {
    let length = upper - lower
    var share = Rational(1, 2)
    if !halves, excess.0 < 0, excess.1 > 0 {
      let guess = min(max(-excess.0 / (excess.1 - excess.0), 1e-6), 1 - 1e-6)
      share = Rational(exactly: guess) ?? share
    }
    return lower + (length * share).rounded(relativeTo: length)
  }

  mutating func add(_ value: Rational, _ share: ReportedNumber, _ probability: Rational) {
    let distance = Double(approximating: share.midpoint - probability)
    let before = upper - lower
    if share.isBelow(probability) {
      (lower, excess.0) = (value, distance)
    } else if share.isAtLeast(probability) {
      (upper, excess.1) = (value, distance)
    } else {
      // So near that the distribution function does not tell.
      undecided = value
      isStuck = true
    }
    // Interpolation that does not halve the bracket is followed by a bisection.
    halves = (upper - lower) * 2 > before
    if upper - lower >= before { isStuck = true }
  }
}

extension Rational {
  /// A number near it with a short denominator.
  fileprivate var rounded: Rational { rounded(relativeTo: max(magnitude, 1)) }

  /// A number that differs by less than a millionth of a millionth of another one, with few digits.
  fileprivate func rounded(relativeTo size: Rational) -> Rational {
    guard !size.isZero else { return self }
    let exponent = size.numerator.bitWidth - size.denominator.bitWidth - 44
    let unit = Rational(2).power(exponent)
    let quotient = self / unit
    return Rational(quotient.numerator.dividedEuclideanly(by: quotient.denominator).quotient) * unit
  }
}
