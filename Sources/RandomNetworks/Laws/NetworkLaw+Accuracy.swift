import Enclosures
public import ExactAlgebra

extension NetworkLaw.Options {
  /// Sets the digits of probabilities by a relative error that is aimed at.
  ///
  /// - Precondition: the error is positive.
  public mutating func aim(atRelativeError error: Rational) {
    // One digit more for sums.
    bits = ReportedNumber.relativeBits(forError: error) + 1
  }
}

extension NetworkLaw {
  /// Probabilities that are proved to be smaller have no accuracy to reach.
  private var negligible: Rational { Rational(10).power(isSampled ? -8 : -300) }

  /// Whether there are regions in more than three dimensions, whose probabilities are sampled.
  public var isSampled: Bool { !hasEnclosedRegions }

  /// Whether the probabilities of all patterns have the accuracy that was aimed at, but for those that are
  /// proved to be below `1e-300`, below `1e-8` where probabilities are sampled. Where patterns are surveyed,
  /// whether the mass of the list has it.
  ///
  /// - Parameter error: the relative error, where probabilities are not sampled.
  public func isAccurate(toRelativeError error: Rational) -> Bool {
    if let survey { return survey.isAccurate(to: options.surveyAccuracy) }
    let sampled = Rational(exactly: options.samplingAccuracy) ?? error
    let negligible = negligible
    return patterns.allSatisfy { pattern in
      pattern.probability.isKnown(toRelativeError: isSampled ? sampled : error)
        || pattern.probability.isProvedBelow(negligible)
    }
  }
}
