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

  let below: Line
  let above: Line

  /// - Parameters:
  ///   - range: the bounds.
  ///   - activation: the slope for negative numbers.
  ///   - one: in how many parts a slope of 1 is cut.
  init(on range: CheckedSet.Range, activation: Rational, one: Integer) {
    let (lower, upper) = (range.lower, range.upper)
    let (p, q) = (activation.numerator, activation.denominator)
    if let lower, lower >= 0 {
      (below, above) = (Line(slope: one, constant: 0), Line(slope: one, constant: 0))
      return
    }
    let bent = (p * one).dividedEuclideanly(by: q).quotient
    let (ray, chord): (Integer, Integer)
    if let upper, upper <= 0 {
      (ray, chord) = (bent, bent)
    } else if let lower, let upper {
      ray = upper > -lower ? one : bent
      let rise = (Integer(upper) * q - p * Integer(lower)) * one
      chord = rise.dividedEuclideanly(by: q * (Integer(upper) - Integer(lower))).quotient
    } else {
      ray = upper == nil ? one : bent
      chord = upper == nil ? one : bent
    }
    let isConvex = activation < 1
    func line(_ slope: Integer, isBelow: Bool) -> Line {
      // The differences are multiples of 1 / (q one).
      var ends: [Integer] = []
      for corner in [lower, 0, upper] {
        guard let corner else { continue }
        let value = (corner > 0 ? q : p) * one - slope * q
        ends.append(Integer(isBelow ? corner : -corner) * value)
      }
      let (left, right) = (slope * q - p * one, one - slope)
      let falls =
        isBelow
        ? lower == nil && left.signum() < 0 || upper == nil && right.signum() < 0
        : lower == nil && left.signum() > 0 || upper == nil && right.signum() > 0
      let least = ends.min()!.dividedEuclideanly(by: q * one).quotient
      return Line(slope: slope, constant: falls ? nil : isBelow ? least : -least)
    }
    below = line(isConvex ? ray : chord, isBelow: true)
    above = line(isConvex ? chord : ray, isBelow: false)
  }
}
