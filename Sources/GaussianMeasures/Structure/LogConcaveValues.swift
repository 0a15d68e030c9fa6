import Enclosures
import ExactAlgebra
import Foundation

/// Values of a positive function `h` on the line whose logarithm is concave, at increasing points.
///
/// A chord of a concave function lies below it between the two points and above it outside. So the
/// logarithms at two points bound the function beyond each of them, and a few values bound it
/// everywhere. Messages of chains are such functions: they are marginals of Gaussian densities
/// restricted to convex sets (A. Prekopa, *On logarithmic concave measures and functions*, 1973).
struct LogConcaveValues: Sendable {
  let points: [Ball]
  /// Which they are of the points that were given.
  let indices: [Int]
  /// `ln h` there.
  let logarithms: [Ball]
  /// About the points and the logarithms; nothing proved depends on them.
  let roundedPoints: [Double]
  let roundedLogarithms: [Double]

  /// Points whose values are known to less than a percent are left out, so that slopes of chords are known;
  /// `nil` where fewer than four are left.
  init?(points: [Ball], values: [Ball]) {
    indices = values.indices.filter { Self.isKnown(values[$0]) }
    guard indices.count >= 4 else { return nil }
    self.points = indices.map { points[$0] }
    logarithms = indices.map { values[$0].logarithm() }
    roundedPoints = self.points.map(\.rounded)
    roundedLogarithms = logarithms.map(\.rounded)
  }

  private static func isKnown(_ value: Ball) -> Bool {
    value.isPositive && value.accurateBits >= 8
  }

  /// A value at a point; where it is not known well and the point is outside of the others, it is not above
  /// the chord at the end.
  func sharpened(_ value: Ball, at point: Ball) -> Ball {
    guard !Self.isKnown(value) else { return value }
    let logarithm: Ball
    if (point - points[points.count - 1]).isPositive {
      logarithm =
        logarithms[points.count - 1] + upperSlope * (point - points[points.count - 1])
    } else if (points[0] - point).isPositive {
      logarithm = logarithms[0] + lowerSlope * (point - points[0])
    } else {
      return value
    }
    let range = Ball(0, precision: value.precision).union(logarithm.exponential())
    return value.isFinite ? value.intersection(range) ?? value : range
  }

  /// The slope of the chord of `ln h` at the upper end, over a quarter of the points: `ln h` grows at most
  /// as fast beyond it.
  var upperSlope: Ball {
    let last = points.count - 1
    let other = last - max(1, points.count / 4)
    return (logarithms[last] - logarithms[other]) / (points[last] - points[other])
  }

  /// The same at the lower end: below it `ln h` has at least this slope.
  var lowerSlope: Ball {
    let other = max(1, points.count / 4)
    return (logarithms[other] - logarithms[0]) / (points[other] - points[0])
  }

  /// An upper bound for the integral of `h` times the density of a Gaussian law above a bound.
  ///
  /// With the last point `q` and the slope `s` there it is that of `h(q) exp(s (y - q))`, which is
  ///
  ///     h(q) exp(s (m - q) + s^2 v / 2) (1 - Phi((bound - m - s v) / sqrt(v))).
  ///
  /// - Parameters:
  ///   - bound: not below the last point.
  ///   - mean: `m`.
  ///   - variance: `v`.
  ///   - deviation: its square root.
  func tail(above bound: Ball, mean: Ball, variance: Ball, deviation: Ball) -> Ball {
    let slope = upperSlope
    let last = points.count - 1
    return tail(
      slope: slope, at: last, mean: mean, variance: variance,
      ((bound - mean - slope * variance) / deviation).normalTail())
  }

  /// The same below a bound, which is not above the first point.
  func tail(below bound: Ball, mean: Ball, variance: Ball, deviation: Ball) -> Ball {
    let slope = lowerSlope
    return tail(
      slope: slope, at: 0, mean: mean, variance: variance,
      ((bound - mean - slope * variance) / deviation).normalCDF())
  }

  private func tail(
    slope: Ball, at index: Int, mean: Ball, variance: Ball, _ probability: Ball
  ) -> Ball {
    let exponent =
      logarithms[index] + slope * (mean - points[index])
      + (slope.squared() * variance).shifted(by: -1)
    return exponent.exponential() * probability
  }
}

/// The function `F(y) = h(y) exp(-scale (y - mean)^2)` for a function `h` of `LogConcaveValues`: its
/// logarithm is concave too.
struct GaussianWeighted {
  let values: LogConcaveValues
  let mean: Ball
  let scale: Ball
  /// About `ln F` at the points.
  let rounded: [Double]
  /// Where that is largest.
  let peak: Int

  init(_ values: LogConcaveValues, mean: Ball, scale: Ball) {
    (self.values, self.mean, self.scale) = (values, mean, scale)
    let (mean, scale) = (mean.rounded, scale.rounded)
    let rounded = values.roundedPoints.indices.map {
      let distance = values.roundedPoints[$0] - mean
      return values.roundedLogarithms[$0] - scale * distance * distance
    }
    self.rounded = rounded
    peak = rounded.indices.max { rounded[$0] < rounded[$1] }!
  }

  private var last: Int { values.points.count - 1 }

  /// `ln F` at a point, by its number.
  func logarithm(_ index: Int) -> Ball {
    values.logarithms[index] - scale * (values.points[index] - mean).squared()
  }

  /// The slope of the chord of `ln F` from a point to the next one.
  private func slope(_ index: Int) -> Ball {
    (logarithm(index + 1) - logarithm(index))
      / (values.points[index + 1] - values.points[index])
  }

  /// A number that `ln F` does not exceed between two bounds, nor at the points.
  ///
  /// Between two points a chord on either side of them bounds it from above, and so does the last chord
  /// beyond the last point. The peak is found with rounded numbers; the bound holds whichever
  /// point is taken for it.
  func logarithmBound(from lower: Ball, to upper: Ball) -> Double {
    let points = values.points
    func rise(_ slope: Ball, _ length: Ball) -> Double {
      let rise = (slope * length).upperDouble
      return rise.isNaN ? .infinity : max(0, rise)
    }
    var bounds: [Double] = []
    let value = logarithm(peak).upperDouble
    // From the peak upwards.
    if peak == last {
      bounds.append(value + rise(slope(peak - 1), upper - points[peak]))
    } else {
      let next = points[peak + 1]
      bounds.append(
        peak > 0
          ? value + rise(slope(peak - 1), next - points[peak])
          : logarithm(1).upperDouble + rise(-slope(1), next - points[0]))
      bounds.append(logarithm(peak + 1).upperDouble + rise(slope(peak), upper - next))
    }
    // And downwards.
    if peak == 0 {
      bounds.append(value + rise(-slope(0), points[0] - lower))
    } else {
      let next = points[peak - 1]
      bounds.append(
        peak < last
          ? value + rise(-slope(peak), points[peak] - next)
          : logarithm(last - 1).upperDouble + rise(slope(last - 2), points[last] - next))
      bounds.append(logarithm(peak - 1).upperDouble + rise(-slope(peak - 1), next - lower))
    }
    return bounds.reduce(value, max)
  }

  /// About how fast `ln F` grows beyond the ends, per half of the length of the interval.
  func slope(relativeTo halfLength: Double) -> Double {
    let points = values.roundedPoints
    let upper = (rounded[last] - rounded[last - 1]) / (points[last] - points[last - 1])
    let lower = (rounded[0] - rounded[1]) / (points[1] - points[0])
    let slope = max(upper, lower) * halfLength
    return slope.isFinite ? max(0, slope) : 0
  }
}

extension Ball {
  /// About its middle.
  var rounded: Double { (lowerDouble + upperDouble) / 2 }

  /// The ball of a floating-point number, which is taken exactly.
  init(exactly number: Double, precision: Int) {
    self.init(number, radius: 0, precision: precision)
  }
}
