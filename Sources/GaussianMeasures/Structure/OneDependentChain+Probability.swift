import Enclosures
import ExactAlgebra
import Foundation

extension OneDependentChain {
  /// The probability, enclosed; `nil` where that takes too long.
  ///
  /// What is wrong somewhere on a piece is bounded by the largest value there, so a steep message costs digits in each
  /// link, the more the longer the pieces are. Where that shows, short pieces are taken.
  ///
  /// - Parameter goal: about the number of relative binary digits that are aimed at.
  func probability(goal: Int) -> Ball? {
    let first = probability(goal: goal, share: 1)
    if let first, first.accurateBits >= goal - 4 { return first }
    let other = probability(goal: goal + links.count / 2, share: Self.shareOfSteep)
    guard let first, let other else { return other ?? first }
    return first.accurateBits > other.accurateBits ? first : other
  }

  private static let shareOfSteep = 0.25

  private func probability(goal: Int, share: Double) -> Ball? {
    let layout = OneDependentLayout(self, goal: goal, share: share)
    guard layout.work <= Self.largestWork else { return nil }
    // The recurrence of the polynomials costs digits.
    let precision = goal + 48 + layout.lostBits + layout.largestPointCount * 3 / 2
    let factors = links.map { Factors($0, precision) }
    var growth = Ball(0, precision: 64)
    var message: PiecewiseMessage?
    // The message of a number as a function of Z before it.
    func value(of number: Int, at other: Ball, _ message: PiecewiseMessage?) -> Ball {
      let (lower, upper) = factors[number].ends(other)
      return message?.integral(from: lower, to: upper)
        ?? .normalMeasure(from: lower, to: upper, precision: precision)
    }
    for number in links.indices.dropLast().reversed() {
      let next = links[number + 1]
      growth = (growth + Rational(1, 2)) * (next.otherSquare / next.ownSquare)
      let last = message
      message = PiecewiseMessage(
        layout.pieces[number], growth: growth + Rational(1, 2), precision: precision
      ) { value(of: number + 1, at: $0, last) }
      guard message != nil else { return .everything(precision: precision) }
    }
    return value(of: 0, at: Ball(0, precision: precision), message)
  }

  /// Terms of polynomials beyond which samples are taken: some seconds.
  private static let largestWork = 50_000_000.0

  /// A link with roots.
  private struct Factors {
    let lower: Ball?
    let upper: Ball?
    /// `d_k / c_k`.
    let ratio: Ball

    init(_ link: Link, _ precision: Int) {
      let own = Ball.squareRoot(of: link.ownSquare, precision: precision)
      lower = link.lower.map { Ball($0, precision: precision) / own }
      upper = link.upper.map { Ball($0, precision: precision) / own }
      ratio = Ball.squareRoot(of: link.otherSquare, precision: precision) * link.sign / own
    }

    func ends(_ other: Ball) -> (lower: Ball?, upper: Ball?) {
      let moved = ratio * other
      return (lower.map { $0 - moved }, upper.map { $0 - moved })
    }
  }
}
