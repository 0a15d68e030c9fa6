/// Lines below and above the activation between two bounds.
///
/// With slope `s` for negative numbers the activation is convex for `s < 1` and concave for `s > 1`. On one side of its graph lies
/// the chord between the bounds, on the other one each line through the origin whose slope is between `s` and 1: 1 is taken where the
/// positive part is the longer one.
struct Relaxation {
  /// Slope and constant of a line.
  struct Line {
    var slope: Double
    var constant: Double
  }

  let below: Line
  let above: Line
  /// The largest distance of the lines.
  let gap: Double

  /// - Parameters:
  ///   - lower: a bound of the argument.
  ///   - upper: another one.
  ///   - slope: that of the activation for negative numbers.
  init(from lower: Double, to upper: Double, slope: Double) {
    guard lower < 0, upper > 0 else {
      let line = Line(slope: lower >= 0 ? 1 : slope, constant: 0)
      (below, above, gap) = (line, line, 0)
      return
    }
    let chordSlope = (upper - slope * lower) / (upper - lower)
    let ends = ((slope - chordSlope) * lower, (1 - chordSlope) * upper)
    // Rounding of the chord, and of the slope of the activation.
    let error =
      0x1p-49
      * ((slope.magnitude + chordSlope.magnitude) * -lower + (1 + chordSlope.magnitude) * upper)
    let ray = Line(slope: upper > -lower ? 1 : slope, constant: 0)
    if slope < 1 {
      below = ray
      above = Line(slope: chordSlope, constant: max(ends.0, ends.1) + error)
      gap = max(
        above.constant, (chordSlope - ray.slope) * (upper > -lower ? lower : upper) + above.constant
      )
    } else {
      above = ray
      below = Line(slope: chordSlope, constant: min(ends.0, ends.1) - error)
      gap = max(
        -below.constant,
        (ray.slope - chordSlope) * (upper > -lower ? lower : upper) - below.constant)
    }
  }
}
