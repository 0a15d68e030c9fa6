public import Enclosures
import ExactAlgebra

extension EntropyEstimator {
  /// The estimate in nats, enclosed: what the formula gives, without errors of rounding; how far it is from the
  /// entropy of the law is another question.
  ///
  /// - Parameters:
  ///   - counts: how often each cell occurs; zeros are allowed.
  ///   - bits: the binary digits that are wanted after the point.
  /// - Precondition: counts are not negative, and one is positive.
  public func entropy(of counts: [Int], bits: Int = 60) -> Ball {
    var precision = bits + 40
    while true {
      let value = CellCounts(counts, precision: precision).entropy(self)
      if value.isWithin(absoluteBits: bits) { return value }
      precision *= 2
    }
  }
}

/// Cells by the number of their counts: what every estimator depends on.
private struct CellCounts {
  /// How many cells occur so often; only those that occur.
  let cells: [(count: Int, multiplicity: Int)]
  /// The number of all counts.
  let total: Int
  let precision: Int

  init(_ counts: [Int], precision: Int) {
    precondition(counts.allSatisfy { $0 >= 0 }, "a negative count")
    var multiplicities: [Int: Int] = [:]
    for count in counts where count > 0 { multiplicities[count, default: 0] += 1 }
    precondition(!multiplicities.isEmpty, "nothing was counted")
    cells = multiplicities.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    total = cells.reduce(0) { $0 + $1.count * $1.multiplicity }
    self.precision = precision
  }

  func entropy(_ estimator: EntropyEstimator) -> Ball {
    switch estimator {
    case .plugIn: plugIn
    case .millerMadow:
      plugIn + ball(Rational(Integer(cellCount - 1), 2) / Rational(total))
    case .grassberger:
      logarithm(total) - weighted { grassbergerTerm($0) }
    case .grassberger1988:
      logarithm(total)
        - weighted { count in
          digamma(count) + ball(Rational(count.isMultiple(of: 2) ? 1 : -1) / Rational(count + 1))
        }
    case .chaoShen: chaoShen
    case .chaoWangJost: weighted { digamma(total) - digamma($0) } + unseenTerm
    }
  }

  /// The number of occupied cells.
  private var cellCount: Int { cells.reduce(0) { $0 + $1.multiplicity } }

  /// The number of cells that occur so often.
  private func multiplicity(_ count: Int) -> Int {
    cells.first { $0.count == count }?.multiplicity ?? 0
  }

  private func ball(_ number: Rational) -> Ball { Ball(number, precision: precision) }

  private func logarithm(_ count: Int) -> Ball { Ball(count, precision: precision).logarithm() }

  private func digamma(_ count: Int) -> Ball { Ball(count, precision: precision).digamma() }

  /// `sum p_i f(n_i)`.
  private func weighted(_ function: (Int) -> Ball) -> Ball {
    cells.reduce(Ball(0, precision: precision)) { sum, cell in
      sum + function(cell.count) * (cell.count * cell.multiplicity)
    } / Ball(total, precision: precision)
  }

  private var plugIn: Ball {
    // One cell has the entropy zero, without rounding.
    guard cellCount > 1 else { return Ball(0, precision: precision) }
    return logarithm(total) - weighted { logarithm($0) }
  }

  /// `G(n)`: `psi(n) + (-1)^n / 2 (psi((n + 1)/2) - psi(n/2))`.
  private func grassbergerTerm(_ count: Int) -> Ball {
    func half(_ number: Int) -> Ball { ball(Rational(Integer(number), 2)).digamma() }
    let difference = (half(count + 1) - half(count)).shifted(by: -1)
    return count.isMultiple(of: 2) ? digamma(count) + difference : digamma(count) - difference
  }

  private var chaoShen: Ball {
    let singles = multiplicity(1)
    let coverage = 1 - Rational(singles == total ? total - 1 : singles) / Rational(total)
    return cells.reduce(Ball(0, precision: precision)) { sum, cell in
      let share = coverage * Rational(cell.count) / Rational(total)
      // A share of 1 is the only cell.
      guard share != 1 else { return sum }
      let number = ball(share)
      let seen = 1 - ball(1 - share).power(total)
      return sum - number * number.logarithm() / seen * cell.multiplicity
    }
  }

  /// `(f_1/N) (1 - A)^(1 - N) (-ln A - sum_(r < N) (1 - A)^r / r)`. The bracket is the rest of the series of the
  /// logarithm, so this is `(f_1/N) sum_(j >= 0) (1 - A)^(j + 1) / (N + j)`, where nothing cancels, or
  /// `(f_1/N) (1 - A)/N 2F1(1, N; N + 1; 1 - A)`.
  private var unseenTerm: Ball {
    let (singles, doubles) = (Rational(multiplicity(1)), Rational(multiplicity(2)))
    let others = Rational(total - 1)
    guard !singles.isZero else { return Ball(0, precision: precision) }
    let slope =
      doubles.isZero
      ? 2 / (others * (singles - 1) + 2) : 2 * doubles / (others * singles + 2 * doubles)
    guard slope < 1 else { return Ball(0, precision: precision) }
    let (ratio, count) = (1 - slope, Rational(total))
    return ball(singles * ratio / (count * count))
      * ball(ratio).hypergeometric(1, count, count + 1)
  }
}
