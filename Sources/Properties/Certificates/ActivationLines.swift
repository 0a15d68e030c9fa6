import ExactAlgebra

/// Lines below and above the activation between two bounds.
///
/// Any slope is allowed: the constant is the least, or the largest, difference of activation and line, which is attained at a
/// bound or at the kink. A slope that is cut to few bits costs nothing but sharpness.
struct ActivationLines {
  /// A line: the slope as a multiple of `1 / one`, the constant as one of the unit of the bounds.
  struct Line {
    let slope: Integer
    /// `nil` where no constant does.
    let constant: Integer?
  }

  private let range: CheckedSet.Range
  private let activation: Rational
  private let one: Integer
  private let slopes: (below: Integer, above: Integer)

  /// - Parameters:
  ///   - range: the bounds.
  ///   - activation: the slope for negative numbers.
  ///   - one: in how many parts a slope of 1 is cut.
  init(on range: CheckedSet.Range, activation: Rational, one: Integer) {
    (self.range, self.activation, self.one) = (range, activation, one)
    if let lower = range.lower, lower >= 0 {
      slopes = (one, one)
      return
    }
    let (p, q) = (activation.numerator, activation.denominator)
    let bent = (p * one).dividedEuclideanly(by: q).quotient
    let (ray, chord): (Integer, Integer)
    if let upper = range.upper, upper <= 0 {
      (ray, chord) = (bent, bent)
    } else if let lower = range.lower, let upper = range.upper {
      ray = upper > -lower ? one : bent
      let rise = (Integer(upper) * q - p * Integer(lower)) * one
      chord = rise.dividedEuclideanly(by: q * (Integer(upper) - Integer(lower))).quotient
    } else {
      (ray, chord) = range.upper == nil ? (one, one) : (bent, bent)
    }
    slopes = activation < 1 ? (ray, chord) : (chord, ray)
  }

  /// A line that is nowhere above the activation.
  var below: Line { line(slopes.below, sign: 1) }

  /// A line that is nowhere below it.
  var above: Line { line(slopes.above, sign: -1) }

  /// The line with the best constant.
  ///
  /// - Parameter sign: 1 for a line below, -1 for one above.
  private func line(_ slope: Integer, sign: Int) -> Line {
    if let lower = range.lower, lower >= 0 { return Line(slope: slope, constant: 0) }
    let (p, q) = (activation.numerator, activation.denominator)
    if range.lower == nil, (slope * q - p * one).signum() * sign < 0 {
      return Line(slope: slope, constant: nil)
    }
    if range.upper == nil, (one - slope).signum() * sign < 0 {
      return Line(slope: slope, constant: nil)
    }
    // The differences are multiples of 1 / (q one); that at zero is none.
    var least: Integer = 0
    for corner in [range.lower, range.upper] {
      guard let corner else { continue }
      let difference = (corner > 0 ? q : p) * one - slope * q
      least = min(least, Integer(sign * corner) * difference)
    }
    let constant = least.dividedEuclideanly(by: q * one).quotient
    return Line(slope: slope, constant: sign > 0 ? constant : -constant)
  }
}
