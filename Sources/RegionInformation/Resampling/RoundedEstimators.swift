import Foundation

/// The estimators of entropy in double precision, for thousands of resampled tables. Relative errors are some
/// units of `1e-14`, for millions of draws of `1e-11`.
struct RoundedEstimators: Sendable {
  /// The number of draws.
  let total: Int
  /// `n ln n`, `n G(n)` and `psi(n)` for `n` up to the number of draws.
  private let logarithms: [Double]
  private let grassberger: [Double]
  private let digamma: [Double]

  private static let eulerGamma = 0.577_215_664_901_532_9

  /// For tables of so many draws, at least 1.
  init(total: Int) {
    self.total = total
    var (logarithms, grassberger, digamma) = ([0.0], [0.0], [0.0])
    logarithms.reserveCapacity(total + 1)
    grassberger.reserveCapacity(total + 1)
    digamma.reserveCapacity(total + 1)
    var (harmonic, g) = (0.0, -Self.eulerGamma - log(2.0))
    for n in 1...total {
      let number = Double(n)
      logarithms.append(number * log(number))
      digamma.append(harmonic - Self.eulerGamma)
      harmonic += 1 / number
      if n == 2 { g += 2 } else if n.isMultiple(of: 2) { g += 2 / (number - 1) }
      grassberger.append(number * g)
    }
    (self.logarithms, self.grassberger, self.digamma) = (logarithms, grassberger, digamma)
  }

  /// The estimates in the order of `EntropyEstimator.standard`, in nats.
  func entropies(of histogram: CountHistogram) -> [Double] {
    EntropyEstimator.standard.map { entropy($0, of: histogram) }
  }

  /// An estimate in nats.
  func entropy(_ estimator: EntropyEstimator, of cells: CountHistogram) -> Double {
    let count = Double(total)
    func mean(_ term: (Int) -> Double) -> Double {
      cells.counts.reduce(0) { $0 + Double(cells[$1]) * term($1) } / count
    }
    switch estimator {
    case .plugIn: return log(count) - mean { logarithms[$0] }
    case .millerMadow:
      let cellCount = cells.counts.reduce(0) { $0 + cells[$1] }
      return log(count) - mean { logarithms[$0] } + Double(cellCount - 1) / (2 * count)
    case .grassberger: return log(count) - mean { grassberger[$0] }
    case .grassberger1988:
      return mean { n in
        let sign = n.isMultiple(of: 2) ? 1.0 : -1.0
        return Double(n) * (log(count) - digamma[n] - sign / Double(n + 1))
      }
    case .chaoShen: return chaoShen(cells)
    case .chaoWangJost:
      return mean { Double($0) * (digamma[total] - digamma[$0]) } + unseenTerm(cells)
    }
  }

  private func chaoShen(_ cells: CountHistogram) -> Double {
    let singles = total >= 1 ? cells[1] : 0
    let coverage = 1 - Double(singles == total ? total - 1 : singles) / Double(total)
    return cells.counts.reduce(0) { sum, n in
      let share = coverage * Double(n) / Double(total)
      guard share < 1 else { return sum }
      let seen = -expm1(Double(total) * log1p(-share))
      return sum - Double(cells[n]) * share * log(share) / seen
    }
  }

  /// `(f_1/N) sum_(k >= 1) z^k / (k + N - 1)` with `z = 1 - A`.
  private func unseenTerm(_ cells: CountHistogram) -> Double {
    let (singles, doubles) = (Double(cells[1]), total > 1 ? Double(cells[2]) : 0)
    let others = Double(total - 1)
    guard singles > 0 else { return 0 }
    let slope =
      doubles == 0
      ? 2 / (others * (singles - 1) + 2) : 2 * doubles / (others * singles + 2 * doubles)
    guard slope < 1 else { return 0 }
    return singles / Double(total) * Self.tail(slope: slope, from: total)
  }

  /// `sum_(k >= 1) (1 - A)^k / (k + N - 1)`: the series of the logarithm from its `N`-th term on, divided by
  /// `(1 - A)^(N - 1)`.
  static func tail(slope: Double, from start: Int) -> Double {
    let ratio = 1 - slope
    // The difference loses the digits by which it is smaller than the logarithm; there are few terms before.
    if slope * Double(start) < 0.5 {
      var (power, sum) = (1.0, 0.0)
      for r in 1..<max(start, 1) {
        power *= ratio
        sum += power / Double(r)
      }
      return (-log(slope) - sum) / power
    }
    return ratio * continuedFraction(Double(start), ratio)
  }

  /// `sum_(k >= 0) z^k / (b + k)` as
  /// `1/(b - b^2 z/(b + 1 - 1^2 z/(b + 2 - (b + 1)^2 z/(b + 3 - 2^2 z/(b + 4 - ...)))))`, by the recursion of Lentz.
  /// Source: C. F. Gauss, *Disquisitiones generales circa seriem infinitam*, 1813.
  private static func continuedFraction(_ b: Double, _ z: Double) -> Double {
    var (value, numerator, denominator) = (b, b, 0.0)
    for step in 1...100_000 {
      let place = Double((step - 1) / 2)
      let factor = step.isMultiple(of: 2) ? place + 1 : b + place
      let below = b + Double(step)
      denominator = 1 / (below - factor * factor * z * denominator)
      numerator = below - factor * factor * z / numerator
      let change = numerator * denominator
      value *= change
      if abs(change - 1) < 1e-15 { break }
    }
    return 1 / value
  }
}
