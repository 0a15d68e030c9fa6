import Foundation

extension PairIntegral {
  /// The exponent `c + A e^(2u) + B e^(-2u)` in floating point: where the integral has its mass. Nothing here is
  /// relied on.
  struct Rough {
    let constant: Double
    let rising: Double
    let falling: Double

    var isFinite: Bool { constant.isFinite && rising.isFinite && falling.isFinite }

    /// `A e^(2u) + B e^(-2u)`.
    private func height(_ u: Double) -> Double {
      rising * exp(2 * u) + falling * exp(-2 * u)
    }

    /// Where the height is least between 0 and an end.
    private func lowest(upTo end: Double) -> Double {
      guard falling > rising else { return 0 }
      guard rising > 0 else { return end }
      return min(end, max(0, log(falling / rising) / 4))
    }

    /// The logarithm of the integrand for `R = tanh(end)`.
    private func logarithm(at u: Double, end: Double) -> Double {
      // R - tanh u = sinh(end - u) / (cosh(end) cosh(u)).
      let first = end - u > 20 ? end - u - log(2) : log(sinh(max(end - u, 0)))
      func logCosh(_ x: Double) -> Double { x + log((1 + exp(-2 * x)) / 2) }
      return first - logCosh(end) - 2 * logCosh(u) - constant - height(u)
    }

    /// About the logarithm of the covariance that the integral is a part of.
    func size(upTo end: Double, independent: Double, isNegative: Bool) -> Double {
      let whole = log(tanh(end)) + independent
      if isNegative { return whole - log(1 + constant) }
      let best = lowest(upTo: end)
      let count = 24
      // The interval between neighbours near the lowest point, which may be a narrow valley.
      let width = min(end, 1 / (1 + (8 * height(best)).squareRoot()))
      let candidates =
        (0..<count).map { (end * (Double($0) + 0.5) / Double(count), end / Double(count)) }
        + [(max(0, min(best, end) - width / 4), width), (width / 2, width)]
      let largest = candidates.map { logarithm(at: $0.0, end: end) + log($0.1) }
        .filter { !$0.isNaN }.max()
      return max(whole, largest ?? whole)
    }

    /// Where what is left out on either side is below a bound; `nil` where nothing need be left out.
    ///
    /// - Parameters:
    ///   - end: the end of the interval.
    ///   - logarithm: that of the bound.
    func cuts(upTo end: Double, below logarithm: Double) -> (first: Double?, last: Double?) {
      var (first, last): (Double?, Double?) = (nil, nil)
      // (4/3) exp(-3u - c) is below the bound.
      let decay = -(logarithm + constant) / 3 + 0.1
      if decay > 0, decay < end { last = decay }
      // A q + B / q = E, with q = e^(2u) and D = E - 2 sqrt(A B).
      let excess = -logarithm - constant
      let product = (rising * falling).squareRoot()
      let rest = excess - 2 * product
      guard excess > 0, rest > 0, rest.isFinite else { return (first, last) }
      let root = (rest * (rest + 4 * product)).squareRoot()
      if rising > 0 {
        let cut = log((excess + root) / (2 * rising)) / 2
        if cut > 0, cut < last ?? end { last = cut }
      }
      if falling > 0 {
        let cut = log(2 * falling / (excess + root)) / 2
        if cut > 0, cut < last ?? end { first = cut }
      }
      return (first, last)
    }

    /// The most by which the logarithm of the bound of a part may exceed that of the integrand.
    private static let largestGrowth = 9.0

    /// Half of the length of a part such that few points of a rule suffice.
    func half(from start: Double, of length: Double) -> Double {
      // The imaginary parts stay below pi/4, with 2 y^2 < 1.
      var half = min(0.36, length / 2)
      while half > 1e-300 {
        let growth = growth(from: start, half)
        if growth <= Self.largestGrowth { break }
        half *= max(0.3, min(0.85, Self.largestGrowth / growth))
      }
      // What is left is not to be short.
      return 2 * half < length && 4 * half > length ? length / 4 : half
    }

    private func growth(from start: Double, _ half: Double) -> Double {
      let middle = start + half
      let (reach, imaginary) = (17.0 / 8 * half, 15.0 / 8 * half)
      let cosine = 1 - 2 * imaginary * imaginary
      guard cosine > 0 else { return .infinity }
      let least =
        (rising * exp(2 * (middle - reach)) + falling * exp(-2 * (middle + reach))) * cosine
      let growth = height(middle) - least
      return growth.isNaN ? .infinity : growth
    }
  }
}
