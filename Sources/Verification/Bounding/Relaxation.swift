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

  /// Which line through the origin is taken.
  enum Ray: CaseIterable {
    /// Slope 1 where the positive part is the longer one, and the other slope elsewhere.
    case longer
    /// The slope of the activation for negative numbers.
    case negative
    /// Slope 1.
    case positive
  }

  /// - Parameters:
  ///   - lower: a bound of the argument.
  ///   - upper: another one.
  ///   - slope: that of the activation for negative numbers.
  ///   - ray: which line is taken on the side of the graph that is not that of the chord.
  init(from lower: Double, to upper: Double, slope: Double, ray choice: Ray = .longer) {
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
    let isPositive =
      switch choice {
      case .longer: upper > -lower
      case .negative: false
      case .positive: true
      }
    let ray = Line(slope: isPositive ? 1 : slope, constant: 0)
    if slope < 1 {
      below = ray
      above = Line(slope: chordSlope, constant: max(ends.0, ends.1) + error)
      gap = max(
        above.constant, (chordSlope - ray.slope) * (isPositive ? lower : upper) + above.constant
      )
    } else {
      above = ray
      below = Line(slope: chordSlope, constant: min(ends.0, ends.1) - error)
      gap = max(
        -below.constant,
        (ray.slope - chordSlope) * (isPositive ? lower : upper) - below.constant)
    }
  }
}
