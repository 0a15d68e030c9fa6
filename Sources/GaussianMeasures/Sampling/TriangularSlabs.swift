import Foundation

/// Slabs in orthonormal coordinates of the span of their normals, such that each coordinate is bounded
/// by slabs that depend on the coordinates before it only.
///
/// With `L` the coefficients and `y` standard
/// Gaussian numbers, a row `L y` differs from the exact one at the point of the probability space by a
/// centred Gaussian number with a standard deviation of at most `errors[row]`.
/// Source of the order: A. Genz and F. Bretz, *Computation of multivariate normal and t probabilities*,
/// 2009, section 4.1.
struct TriangularSlabs: Sendable {
  /// One slab: `lower < coefficients . y < upper`; the last coefficient is positive.
  struct Row: Sendable {
    var coefficients: [Double]
    var lower: Double
    var upper: Double
    /// The standard deviation of the error of the form.
    var error: Double
    /// How far the ends may be from the exact ones.
    var lowerError: Double
    var upperError: Double

    /// The coordinate that it bounds.
    var last: Int { coefficients.count - 1 }
  }

  /// The number of coordinates.
  let dimension: Int
  /// Ordered by the coordinates that they bound.
  private(set) var rows: [Row]
  /// The coordinates as vectors of the original ones: orthonormal up to rounding.
  let basis: [[Double]]

  /// What is left of a normal is taken for rounding where it is shorter.
  private static let negligible = 1e-10

  /// How the first coordinates are chosen.
  enum Order {
    /// Those that are bounded most, given the expected values of those before.
    case tightestFirst
    /// Those of the first slabs.
    case given
  }

  init(_ slabs: [Slab], order: Order) {
    var rests = slabs.map(\.normal)
    var lengths = rests.map(length)
    var coefficients = [[Double]](repeating: [], count: slabs.count)
    var expected: [Double] = []
    var basis: [[Double]] = []
    var waiting = Array(slabs.indices)
    var pivots: [Int] = []
    waiting.removeAll { lengths[$0] <= Self.negligible }
    while true {
      var best: (number: Int, log: Double, mean: Double)?
      for number in waiting {
        let (slab, scale) = (slabs[number], lengths[number])
        let inner = innerProduct(coefficients[number], expected)
        let (lower, upper) = ((slab.lower - inner) / scale, (slab.upper - inner) / scale)
        guard lower < upper else { continue }
        let cut = CutNormal(from: lower, to: upper)
        if best == nil || (order == .tightestFirst && cut.logMeasure < best!.log) {
          best = (number, cut.logMeasure, cut.mean)
        }
      }
      // Empty as far as this goes: the order does not matter then.
      let pivot = best?.number ?? waiting.first
      guard let pivot else { break }
      var direction = rests[pivot].map { $0 / lengths[pivot] }
      // Once more, against rounding.
      for form in basis { add(-innerProduct(form, direction), times: form, to: &direction) }
      let scale = length(direction)
      direction = direction.map { $0 / scale }
      for number in waiting {
        let coefficient = innerProduct(rests[number], direction)
        coefficients[number].append(coefficient)
        add(-coefficient, times: direction, to: &rests[number])
        lengths[number] = number == pivot ? 0 : length(rests[number])
      }
      basis.append(direction)
      expected.append(best?.mean ?? 0)
      pivots.append(pivot)
      waiting.removeAll { lengths[$0] <= Self.negligible }
    }
    dimension = basis.count
    self.basis = basis
    let defect = Self.orthonormalityDefect(basis)
    let pivotSet = Set(pivots)
    let sequence = pivots + slabs.indices.filter { !pivotSet.contains($0) }
    rows = sequence.compactMap { number in
      Self.row(slabs[number], coefficients[number], basis, defect: defect)
    }
    .enumerated().sorted { ($0.element.last, $0.offset) < ($1.element.last, $1.offset) }
    .map(\.element)
  }

  /// A bound for the largest eigenvalue, by absolute value, of the Gram matrix of the coordinates minus
  /// the identity.
  private static func orthonormalityDefect(_ basis: [[Double]]) -> Double {
    guard let count = basis.first?.count else { return 0 }
    var squares = 0.0
    for row in basis.indices {
      for column in 0...row {
        let entry = innerProduct(basis[row], basis[column]) - (row == column ? 1 : 0)
        squares += (row == column ? 1 : 2) * entry * entry
      }
    }
    // Each inner product of two vectors of length about 1 is rounded by this much at most.
    let rounding = Double(count + 8) * Rounding.unit
    return (squares.squareRoot() + Double(basis.count) * rounding) * (1 + 1e-6)
  }

  private static func row(
    _ slab: Slab, _ coefficients: [Double], _ basis: [[Double]], defect: Double
  ) -> Row? {
    var coefficients = coefficients
    while let last = coefficients.last, last.magnitude <= negligible { coefficients.removeLast() }
    guard let last = coefficients.last else { return nil }
    var rest = slab.normal
    for (coefficient, form) in zip(coefficients, basis) {
      add(-coefficient, times: form, to: &rest)
    }
    let sizes = coefficients.reduce(1) { $0 + $1.magnitude }
    let rounding = Double(coefficients.count + 8) * Rounding.unit * sizes
    // The coordinates are those of an orthonormal basis after a map that is within `defect` of the
    // identity.
    let error = length(rest) + rounding + slab.normalError + defect * length(coefficients) * 1.001
    guard last < 0 else {
      return Row(
        coefficients: coefficients, lower: slab.lower, upper: slab.upper, error: error,
        lowerError: slab.lowerError, upperError: slab.upperError)
    }
    return Row(
      coefficients: coefficients.map { -$0 }, lower: -slab.upper, upper: -slab.lower, error: error,
      lowerError: slab.upperError, upperError: slab.lowerError)
  }
}

/// The standard Gaussian law cut to an interval: what order and tilting are chosen by.
struct CutNormal {
  var logMeasure: Double
  var mean: Double
  var variance: Double
  /// The densities at both ends over the measure.
  var lowerHazard: Double
  var upperHazard: Double

  /// - Precondition: the lower end is below the upper one.
  init(from lower: Double, to upper: Double) {
    let interval = NormalInterval(from: lower, to: upper)
    logMeasure = interval.logMeasure
    func hazard(_ end: Double) -> Double {
      end.isInfinite
        ? 0
        : exp(-0.5 * end * end - StandardNormal.logRootTwoPi - interval.logScale)
          / interval.measure
    }
    lowerHazard = hazard(lower)
    upperHazard = hazard(upper)
    mean = lowerHazard - upperHazard
    if mean.isFinite { mean = min(max(mean, lower), upper) }
    let width = upper - lower
    let ends =
      (lower.isInfinite ? 0 : lower * lowerHazard) - (upper.isInfinite ? 0 : upper * upperHazard)
    variance = 1 + ends - (lowerHazard - upperHazard) * (lowerHazard - upperHazard)
    // Differences of nearly equal numbers.
    if width < 1e-2 { variance = width * width / 12 }
    variance = min(max(variance, 1e-9), 1)
  }
}
