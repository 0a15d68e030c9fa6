import Enclosures
import ExactAlgebra

/// Precision that is raised until results are known.
enum RaisedPrecision {
  /// The precision at the start, in binary digits.
  private static let start = 128
  /// The largest precision.
  private static let end = 4096

  /// The result of a computation at the first precision, from 128 binary digits on, at which it is known
  /// well enough, or at the last one that is tried.
  static func first<Result>(
    _ compute: (Int) throws -> Result, isKnown: (Result) -> Bool
  ) rethrows -> Result {
    var precision = start
    while true {
      let result = try compute(precision)
      if isKnown(result) || precision >= end { return result }
      precision *= 2
    }
  }
}

extension Ball {
  /// The binary digits to which results are wanted: 20 decimal digits and a few more.
  static let wantedBits = 70

  /// Whether it is known to the wanted digits, relative to its size or to 1, the larger of both.
  var isKnownBesideOne: Bool {
    isFinite && accurateBits(relativeTo: max(exponent, 0)) >= Self.wantedBits
  }

  /// Whether it is known to the wanted digits relative to its size.
  var isKnownRelatively: Bool { isZero || isFinite && accurateBits >= Self.wantedBits }

  /// The exponential function, where numbers below `e^-90000` need not be told from zero: a ball from zero on stands for them.
  ///
  /// Their digits would be of no use, and their exponents too large for exact fractions.
  func vanishingExponential() -> Ball {
    guard upperDouble < -90_000 else { return exponential() }
    return Ball(from: 0, to: Rational(2).power(-129_000), precision: precision)
  }

  /// `-p ln p` of a probability, zero at zero.
  var entropyTerm: Ball {
    if isPositive { return -(self * logarithm()) }
    if isZero { return self }
    // It is a probability, so nothing below zero is meant.
    if isFinite, upper.signum() <= 0 { return Ball(0, precision: precision) }
    guard isFinite, upper <= Rational(1, 3) else {
      return .everything(precision: precision)
    }
    // From 0 to 1/e the function grows.
    let end = Ball(upper, precision: precision)
    return Ball(from: 0, to: -(end * end.logarithm()).lower, precision: precision)
  }
}

extension Ball {
  /// The entropy of a state that has this probability.
  var binaryEntropy: Ball { entropyTerm + (1 - self).entropyTerm }
}

extension Sequence where Element == Ball {
  /// The sum.
  func sum(precision: Int) -> Ball { reduce(Ball(0, precision: precision), +) }
}
