import Enclosures
import ExactAlgebra
import Foundation

/// Forms that are independent given one number: their covariance matrix is `D + s c c^T` with a positive
/// diagonal matrix `D` and a sign `s`.
///
/// Equicorrelated numbers are of this kind, and numbers whose precision matrix is a multiple of the
/// identity plus a matrix of rank one. With `T` a standard Gaussian number the forms are
/// `sqrt(D_i) E_i + sqrt(s) c_i T`, so their probability is an integral in one dimension, whatever
/// their number. For `s = -1` the factor is imaginary; the integral of the entire function is still the
/// probability. Source: C. W. Dunnett and M. Sobel, *Approximations to the probability integral and
/// certain percentage points of a multivariate analogue of Student's t-distribution*, 1955; Y. L. Tong,
/// *The multivariate normal distribution*, 1990.
struct OneFactor {
  /// Forms that look alike.
  struct Kind: Hashable {
    /// `c_i^2` and the sign of `c_i`.
    let loadingSquare: Rational
    let loadingSign: Int
    /// `D_i`.
    let variance: Rational
    let lower: Rational?
    let upper: Rational?
  }

  /// The kinds with the number of forms of each.
  let kinds: [(kind: Kind, count: Int)]
  /// `s`.
  let isImaginary: Bool

  /// `nil` where the covariances are not of this kind.
  init?(_ forms: SlabForms) {
    let count = forms.forms.count
    guard count >= 3, Self.isPlausible(forms.rounded) else { return nil }
    let covariances = (0..<count).map { row in
      (0..<row).map { forms.covariance(row, $0) }
    }
    func entry(_ row: Int, _ column: Int) -> Rational {
      row > column ? covariances[row][column] : covariances[column][row]
    }
    // c_0^2 = G_01 G_02 / G_12 with the sign s.
    guard !entry(0, 1).isZero, !entry(0, 2).isZero, !entry(1, 2).isZero else { return nil }
    let first = entry(0, 1) * entry(0, 2) / entry(1, 2)
    let sign = first.signum()
    // c_i / c_0 = s G_0i / c_0^2.
    let ratios = [1] + (1..<count).map { entry(0, $0) / first }
    for row in 1..<count {
      for column in 1..<row where entry(row, column) != first * ratios[row] * ratios[column] {
        return nil
      }
    }
    var counts: [Kind: Int] = [:]
    var order: [Kind] = []
    var loadings: Rational = 0
    for (form, ratio) in zip(forms.forms.indices, ratios) {
      let square = ratio * ratio * first.magnitude
      let variance = forms.covariance(form, form) - (sign < 0 ? -square : square)
      guard variance.signum() > 0 else { return nil }
      loadings += square / variance
      let kind = Kind(
        loadingSquare: square, loadingSign: ratio.signum(), variance: variance,
        lower: forms.forms[form].lower, upper: forms.forms[form].upper)
      if counts[kind] == nil { order.append(kind) }
      counts[kind, default: 0] += 1
    }
    isImaginary = sign < 0
    // A singular law has no density along one direction; the integral does not converge well then.
    guard !isImaginary || loadings < 1 else { return nil }
    guard order.count <= Self.largestKindCount else { return nil }
    kinds = order.map { ($0, counts[$0]!) }
  }

  /// Beyond, an integral takes longer than samples do.
  private static let largestKindCount = 64

  /// Whether rounded numbers look like it.
  private static func isPlausible(_ rounded: [[Double]]) -> Bool {
    let count = rounded.count
    let gram = (0..<count).map { row in (0..<row).map { innerProduct(rounded[row], rounded[$0]) } }
    let tolerance = 1e-8
    guard gram[1][0].magnitude > tolerance, gram[2][0].magnitude > tolerance,
      gram[2][1].magnitude > tolerance
    else { return false }
    let first = gram[1][0] * gram[2][0] / gram[2][1]
    for row in 1..<count {
      for column in 1..<row
      where (gram[row][column] * first - gram[row][0] * gram[column][0]).magnitude > tolerance {
        return false
      }
    }
    return true
  }
}

extension OneFactor {
  /// The probability, enclosed with about so many binary digits.
  func probability(relativeBits: Int) -> Ball {
    let precision = relativeBits + 64
    let contour = contour
    let terms = kinds.map { Term($0.kind, count: $0.count, isImaginary, contour.shift, precision) }
    let scale = Ball(contour.logPeak, precision)
    let root = (Ball.pi(precision: precision).shifted(by: 1)).squareRoot()
    let shift = Ball(contour.shift, precision)
    let reach = Ball(contour.reach, precision)
    func value(_ t: ComplexBall) -> ComplexBall {
      // On the contour T is t, or t + i shift.
      let number = isImaginary ? ComplexBall(Ball(0, precision: precision), imaginary: shift) + t : t
      let start = (-(number.squared().halved()) + -scale).exponential()
      return terms.reduce(start) { $0 * $1.value(at: t) }
    }
    let ends = [-reach, Ball(contour.center, precision), reach]
    var sum = Ball(0, precision: precision)
    for (from, to) in zip(ends, ends.dropFirst()) {
      sum += .integral(
        from: from, to: to, absoluteBits: relativeBits + 8, precision: precision
      ) { t, _ in value(t) }
    }
    let tail = tail(terms, contour, precision)
    let zero = Ball(0, precision: precision)
    let total = (sum + zero.union(tail) - (isImaginary ? zero.union(tail) : zero)) / root
    return total * scale.exponential()
  }

  /// What is left beyond the reach, at most, in units of `exp logPeak`.
  private func tail(_ terms: [Term], _ contour: Contour, _ precision: Int) -> Ball {
    let scale = Ball(contour.logPeak, precision)
    let reach = Ball(contour.reach, precision)
    let root = (Ball.pi(precision: precision).shifted(by: 1)).squareRoot()
    guard isImaginary else { return reach.normalTail() * 2 * root * (-scale).exponential() }
    // |integrand| <= exp(shift^2 / 2 - (1 - sum c_i^2 / D_i) t^2 / 2) times the product at t = 0.
    let rest = kinds.reduce(1 as Rational) {
      $0 - $1.kind.loadingSquare / $1.kind.variance * Rational($1.count)
    }
    let beta = Ball.squareRoot(of: rest, precision: precision)
    let shift = Ball(contour.shift, precision)
    var size = (shift.squared().shifted(by: -1) - scale).exponential()
    for term in terms { size *= term.centre }
    return size * (reach * beta).normalTail() * 2 * root / beta
  }

  /// The factor of the forms of one kind.
  private struct Term {
    private let count: Int
    private let lower: Ball?
    private let upper: Ball?
    private let slope: ComplexBall
    /// At `t = 0`.
    let centre: Ball

    init(_ kind: Kind, count: Int, _ isImaginary: Bool, _ shift: Double, _ precision: Int) {
      self.count = count
      let deviation = Ball.squareRoot(of: kind.variance, precision: precision)
      var loading = Ball.squareRoot(of: kind.loadingSquare, precision: precision) / deviation
      if kind.loadingSign < 0 { loading = -loading }
      // The form is sqrt(D) E + c t, or sqrt(D) E + i c (t + i shift).
      let moved = isImaginary ? loading * Ball(shift, precision) : Ball(0, precision: precision)
      lower = kind.lower.map { Ball($0, precision: precision) / deviation + moved }
      upper = kind.upper.map { Ball($0, precision: precision) / deviation + moved }
      let zero = Ball(0, precision: precision)
      slope =
        isImaginary ? ComplexBall(zero, imaginary: -loading) : ComplexBall(-loading)
      switch (lower, upper) {
      case (let lower?, nil): centre = lower.normalTail().power(count)
      case (nil, let upper?): centre = upper.normalCDF().power(count)
      case (let lower?, let upper?):
        centre = Self.difference(lower, upper).power(count)
      case (nil, nil): centre = Ball(1, precision: precision)
      }
    }

    private static func difference(_ lower: Ball, _ upper: Ball) -> Ball {
      upper.isNegative
        ? upper.normalCDF() - lower.normalCDF() : lower.normalTail() - upper.normalTail()
    }

    func value(at t: ComplexBall) -> ComplexBall {
      let moved = slope * t
      switch (lower, upper) {
      case (let lower?, nil): return (moved + lower).normalTail().power(count)
      case (nil, let upper?): return (-(moved + upper)).normalTail().power(count)
      case (let lower?, let upper?):
        // On the side where both are small.
        let difference =
          upper.isNegative
          ? (-(moved + upper)).normalTail() - (-(moved + lower)).normalTail()
          : (moved + lower).normalTail() - (moved + upper).normalTail()
        return difference.power(count)
      case (nil, nil): return ComplexBall(Ball(1, precision: t.precision))
      }
    }
  }

  /// Where to integrate: chosen in floating point; nothing depends on it but the width of the result.
  struct Contour {
    /// The height of the line in the complex plane, for imaginary factors.
    var shift: Double
    /// The real number where the integrand is largest, and the logarithm of its value there.
    var center: Double
    var logPeak: Double
    /// Numbers beyond do not matter.
    var reach: Double
  }

  var contour: Contour {
    func logValue(_ t: Double) -> Double {
      var sum = isImaginary ? 0.5 * t * t : -0.5 * t * t
      for (kind, count) in kinds {
        let deviation = Double(approximating: kind.variance).squareRoot()
        let loading =
          Double(approximating: kind.loadingSquare).squareRoot() * Double(kind.loadingSign)
        let moved = (isImaginary ? loading : -loading) * t
        let lower = kind.lower.map { (Double(approximating: $0) + moved) / deviation }
        let upper = kind.upper.map { (Double(approximating: $0) + moved) / deviation }
        sum +=
          Double(count)
          * NormalInterval(from: lower ?? -.infinity, to: upper ?? .infinity).logMeasure
      }
      return sum
    }
    // Concave for a real factor; along the imaginary axis convex: the saddle is the least value.
    let sign: Double = isImaginary ? -1 : 1
    var (low, high) = (-1.0, 1.0)
    while sign * logValue(low) > sign * logValue(low / 2), low > -1e6 { low *= 2 }
    while sign * logValue(high) > sign * logValue(high / 2), high < 1e6 { high *= 2 }
    for _ in 0..<200 {
      let (a, b) = (low + (high - low) * 0.382, low + (high - low) * 0.618)
      if sign * logValue(a) < sign * logValue(b) { low = a } else { high = b }
    }
    let best = (low + high) / 2
    let peak = logValue(best)
    guard isImaginary else {
      return Contour(
        shift: 0, center: best, logPeak: peak,
        reach: max((2 * (max(0, -peak) + 80)).squareRoot(), best.magnitude + 20))
    }
    let rest = kinds.reduce(1 as Rational) {
      $0 - $1.kind.loadingSquare / $1.kind.variance * Rational($1.count)
    }
    return Contour(
      shift: best, center: 0, logPeak: peak,
      reach: 14 / Double(approximating: rest).squareRoot())
  }
}

extension Ball {
  /// The ball of a floating-point number, which is taken exactly.
  fileprivate init(_ number: Double, _ precision: Int) {
    self.init(Rational(exactly: number)!, precision: precision)
  }

  fileprivate func power(_ exponent: Int) -> Ball {
    var (result, square, rest) = (Ball(1, precision: precision), self, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square = square.squared()
      rest >>= 1
    }
    return result
  }
}
