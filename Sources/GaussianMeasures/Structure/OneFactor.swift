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
  ///
  /// By the trapezoidal rule with step `h` on the whole line, whose error for a function that is analytic
  /// in the strip `|Im t| < a` is at most `2 M / (exp(2 pi a / h) - 1)`, where `M` bounds the integral of
  /// the absolute value along each line of the strip. Source: L. N. Trefethen and J. A. C. Weideman, *The
  /// exponentially convergent trapezoidal rule*, 2014, theorem 5.1.
  func probability(relativeBits: Int) -> Ball {
    isImaginary
      ? imaginaryIntegral(relativeBits: relativeBits) : realIntegral(relativeBits: relativeBits)
  }

  /// `sum c_i^2 / D_i`.
  private var loadingSum: Rational {
    kinds.reduce(0) { $0 + $1.kind.loadingSquare / $1.kind.variance * Rational($1.count) }
  }

  /// The step that makes `exp(-2 pi^2 / (h^2 s))` smaller than is asked.
  private func step(_ relativeBits: Int, curvature: Double) -> Double {
    (2 * Double.pi * Double.pi / (curvature * Double(relativeBits + 6) * log(2))).squareRoot()
  }

  /// The integral over real numbers: along `t + i v` the absolute value is at most
  /// `exp(v^2 (1 + sum c_i^2 / D_i) / 2)` times that at `t`. The integrand is logarithmically concave, so
  /// beyond two terms of the sum the others decrease at least as fast.
  private func realIntegral(relativeBits: Int) -> Ball {
    let precision = relativeBits + 64
    let center = saddle
    let terms = kinds.map {
      Term($0.kind, count: $0.count, isImaginary: false, shift: 0, precision)
    }
    let curvature = 1 + loadingSum
    let step = step(relativeBits, curvature: Double(approximating: curvature))
    let negligible = Double(sign: .plus, exponent: -relativeBits - 20, significand: 1)
    func value(_ index: Int) -> Ball {
      let t = Ball(center, precision) + Ball(step, precision) * index
      return terms.reduce((-t.squared().shifted(by: -1)).exponential()) { $0 * $1.value(at: t) }
    }
    var sum = value(0)
    for direction in [1, -1] {
      var last = value(0)
      var index = direction
      while true {
        let next = value(index)
        sum += next
        index += direction
        // The rest of a geometric series that lies above.
        let ratio = next / last
        if ratio.upperDouble < 0.9, (next / sum).upperDouble < negligible {
          let rest = next * ratio / (1 - ratio)
          sum += Ball(0, precision: precision).union(rest)
          break
        }
        last = next
        if abs(index) > 1_000_000 { return .everything(precision: precision) }
      }
    }
    let h = Ball(step, precision)
    let pi = Ball.pi(precision: precision)
    // a = 2 pi / (h s), where the error is least.
    let width = pi.shifted(by: 1) / (h * curvature)
    let growth = (width.squared() * curvature).shifted(by: -1).exponential()
    let error = growth.shifted(by: 1) / ((pi.shifted(by: 1) * width / h).exponential() - 1)
    let integral = sum * h / pi.shifted(by: 1).squareRoot()
    return integral / (error.union(-error) + 1)
  }

  /// The integral along the line through the saddle point on the imaginary axis: along `t + i v` the
  /// absolute value is at most `g(v) exp(-(1 - sum c_i^2 / D_i) t^2 / 2)`, where `g(v)` is the value on
  /// the axis, whose logarithm is convex.
  private func imaginaryIntegral(relativeBits: Int) -> Ball {
    let precision = relativeBits + 64
    let saddle = saddle
    let decay = 1 - loadingSum
    let zero = Ball(0, precision: precision)
    func axis(_ height: Ball) -> (terms: [Term], value: Ball) {
      let terms = kinds.map {
        Term($0.kind, count: $0.count, isImaginary: true, shift: height, precision)
      }
      let start = height.squared().shifted(by: -1).exponential()
      return (terms, terms.reduce(start) { $0 * $1.centre })
    }
    let height = Ball(saddle, precision)
    let (terms, peak) = axis(height)
    let step = step(relativeBits, curvature: 1)
    let h = Ball(step, precision)
    func value(_ index: Int) -> Ball {
      let t = h * index
      let number = ComplexBall(t, imaginary: height)
      let start = (-number.squared().halved()).exponential()
      return terms.reduce(start) { $0 * $1.value(at: ComplexBall(t)) }.real
    }
    // Values at t and -t are conjugate.
    let beta = Ball.squareRoot(of: decay, precision: precision)
    let reach = (2 * Double(relativeBits + 20) * log(2)).squareRoot() / beta.lowerDouble
    let count = max(2, Int((reach / step).rounded(.up)))
    var sum = value(0)
    for index in 1...count { sum += value(index).shifted(by: 1) }
    let pi = Ball.pi(precision: precision)
    let root = pi.shifted(by: 1).squareRoot()
    // All terms beyond, each at most its share of the integral of the bound before it.
    let rest = peak * (h * count * beta).normalTail() * root / beta
    let width = pi.shifted(by: 1) / h
    let size = (axis(height + width).value + axis(height - width).value) * root / beta
    let error = size.shifted(by: 1) / ((pi.shifted(by: 1) * width / h).exponential() - 1)
    let slack = rest.shifted(by: 1) + error
    return (sum * h + zero.union(slack) - zero.union(slack)) / root
  }

  /// The factor of the forms of one kind.
  private struct Term {
    private let count: Int
    private let lower: Ball?
    private let upper: Ball?
    /// `c / sqrt(D)`.
    private let loading: Ball

    /// - Parameter shift: the form is `sqrt(D) E + i c (t + i shift)` for an imaginary factor.
    init(_ kind: Kind, count: Int, isImaginary: Bool, shift: Ball, _ precision: Int) {
      self.count = count
      let deviation = Ball.squareRoot(of: kind.variance, precision: precision)
      let size = Ball.squareRoot(of: kind.loadingSquare, precision: precision) / deviation
      let loading = kind.loadingSign < 0 ? -size : size
      lower = kind.lower.map { Ball($0, precision: precision) / deviation + loading * shift }
      upper = kind.upper.map { Ball($0, precision: precision) / deviation + loading * shift }
      self.loading = loading
    }

    init(_ kind: Kind, count: Int, isImaginary: Bool, shift: Int, _ precision: Int) {
      self.init(
        kind, count: count, isImaginary: isImaginary, shift: Ball(shift, precision: precision),
        precision)
    }

    /// The factor at `t = 0`.
    var centre: Ball { value(at: Ball(0, precision: loading.precision)) }

    /// The factor of a real number `t`.
    func value(at t: Ball) -> Ball {
      let moved = loading * t
      switch (lower.map { $0 - moved }, upper.map { $0 - moved }) {
      case (let lower?, nil): return lower.normalTail().power(count)
      case (nil, let upper?): return upper.normalCDF().power(count)
      case (let lower?, let upper?):
        // On the side where both are small.
        return
          (upper.isNegative
          ? upper.normalCDF() - lower.normalCDF() : lower.normalTail() - upper.normalTail())
          .power(count)
      case (nil, nil): return Ball(1, precision: t.precision)
      }
    }

    /// The factor of `i t` for a real number `t`.
    func value(at t: ComplexBall) -> ComplexBall {
      let moved = ComplexBall(Ball(0, precision: t.precision), imaginary: -loading) * t
      switch (lower, upper) {
      case (let lower?, nil): return (moved + lower).normalTail().power(count)
      case (nil, let upper?): return (-(moved + upper)).normalTail().power(count)
      case (let lower?, let upper?):
        let difference =
          upper.isNegative
          ? (-(moved + upper)).normalTail() - (-(moved + lower)).normalTail()
          : (moved + lower).normalTail() - (moved + upper).normalTail()
        return difference.power(count)
      case (nil, nil): return ComplexBall(Ball(1, precision: t.precision))
      }
    }
  }

  /// Where the integrand is largest on the real line, or least on the imaginary axis: found in floating
  /// point; nothing depends on it but the width of the result.
  private var saddle: Double {
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
      return isImaginary ? -sum : sum
    }
    var (low, high) = (-1.0, 1.0)
    while logValue(low) > logValue(low / 2), low > -1e6 { low *= 2 }
    while logValue(high) > logValue(high / 2), high < 1e6 { high *= 2 }
    for _ in 0..<100 {
      let (a, b) = (low + (high - low) * 0.382, low + (high - low) * 0.618)
      if logValue(a) < logValue(b) { low = a } else { high = b }
    }
    return (low + high) / 2
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
