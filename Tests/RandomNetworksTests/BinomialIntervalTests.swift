import Enclosures
import ExactAlgebra
import Foundation
import Testing

@testable import RandomNetworks

@Suite struct BinomialIntervalTests {
  /// The probability of at least so many hits.
  private static func tail(_ hits: Int, of count: Int, _ p: Double) -> Double {
    (hits...count).reduce(0) { sum, k in
      let chosen = lgamma(Double(count + 1)) - lgamma(Double(k + 1)) - lgamma(Double(count - k + 1))
      return sum + exp(chosen + Double(k) * log(p) + Double(count - k) * log1p(-p))
    }
  }

  /// Both ends err with at most the probability that was allowed, for every count, and not with a
  /// hundredth of it.
  @Test(arguments: [1e-2, 1e-6]) func endsAreRight(error: Double) {
    let count = 60
    for hits in 0...count {
      let interval = BinomialInterval(hits: hits, of: count, endError: error)
      #expect(interval.lower <= Double(hits) / 60 && Double(hits) / 60 <= interval.upper)
      if hits == 0 {
        #expect(interval.lower == 0)
      } else {
        let wrong = Self.tail(hits, of: count, interval.lower)
        #expect(wrong <= error && wrong > error / 100)
      }
      if hits == count {
        #expect(interval.upper == 1)
      } else {
        let wrong = Self.tail(count - hits, of: count, 1 - interval.upper)
        #expect(wrong <= error && wrong > error / 100)
      }
    }
  }

  /// Samples of which nothing is known widen the interval at both ends.
  @Test func openSamples() {
    let known = BinomialInterval(hits: 40, of: 1_000, endError: 1e-3)
    let open = BinomialInterval(hits: 40, open: 5, of: 1_000, endError: 1e-3)
    let more = BinomialInterval(hits: 45, of: 1_000, endError: 1e-3)
    #expect(open.lower == known.lower && open.upper == more.upper)
    let nothing = BinomialInterval(hits: 0, of: 0, endError: 1e-3)
    #expect(nothing.lower == 0 && nothing.upper == 1)
  }

  /// The ball of a report holds the interval, and is hardly larger.
  @Test(arguments: [0, 1, 7, 1_000_000]) func reportedBounds(hits: Int) throws {
    let interval = BinomialInterval(hits: hits, of: 1_000_000, endError: 1e-9)
    let ball = try #require(interval.number.ball)
    let (lower, upper) = (Rational(exactly: interval.lower)!, Rational(exactly: interval.upper)!)
    #expect(ball.lower <= lower && upper <= ball.upper)
    let width = (upper - lower) * (1 + Rational(10).power(-8))
    #expect(ball.upper - ball.lower <= width)
    #expect(interval.number.level == 1 - Rational(exactly: interval.error)!)
  }

  /// Many samples, few of which hit: about the deviations of a Poisson number.
  @Test func rareHits() {
    let interval = BinomialInterval(hits: 100, of: 100_000_000, endError: 1e-6)
    #expect(interval.lower > 0.5e-6 && interval.lower < 0.6e-6)
    #expect(interval.upper > 1.5e-6 && interval.upper < 1.7e-6)
  }
}
