import ExactAlgebra
import Testing

@testable import Drawing

@Suite struct TicksTests {
  /// Steps are 1, 2 or 5 times a power of ten, as small as the number of ticks permits.
  @Test func stepsAreRoundAndSmall() throws {
    var generator = SeededGenerator(seed: 5)
    var checked = 0
    for _ in 0..<300 {
      let power = Rational(10).power(Int.random(in: -9...9, using: &generator))
      func number() -> Rational {
        Rational(Integer(Int.random(in: -999...999, using: &generator)), 7) * power
      }
      let (a, b) = (number(), number())
      guard a != b else { continue }
      let interval = min(a, b)...max(a, b)
      let count = Int.random(in: 2...12, using: &generator)
      let ticks = Ticks(in: interval, atMost: count)
      #expect(ticks.positions.count <= count)
      #expect(ticks.positions.allSatisfy(interval.contains))
      #expect(ticks.labels.count == ticks.positions.count)
      guard ticks.positions.count >= 2 else { continue }
      let step = ticks.positions[1] - ticks.positions[0]
      let differences = zip(ticks.positions.dropFirst(), ticks.positions).map { $0 - $1 }
      #expect(differences.allSatisfy { $0 == step })
      // Complete: one more on either side would be outside.
      #expect(ticks.positions.first! - step < interval.lowerBound)
      #expect(ticks.positions.last! + step > interval.upperBound)
      #expect((ticks.positions[0] / step).isInteger)
      // In lowest terms 1, 2 or 5 times a power of ten: a power of ten divides or is divided.
      let tenths = [1, 2, 5].map { factor in step / Rational(factor) }
      #expect(tenths.contains { Self.isPowerOfTen($0) })
      checked += 1
    }
    #expect(checked > 200)
  }

  private static func isPowerOfTen(_ value: Rational) -> Bool {
    let digits = value > 1 ? value.numerator.description : value.denominator.description
    let isPure = value > 1 ? value.isInteger : value.numerator.isOne
    return isPure && digits.first == "1" && digits.dropFirst().allSatisfy { $0 == "0" }
  }

  /// The labels are the positions, to the last digit.
  @Test func labelsAreExact() throws {
    var generator = SeededGenerator(seed: 6)
    var checked = 0
    for _ in 0..<100 {
      let lower = Rational(Integer(Int.random(in: -50_000...50_000, using: &generator)), 10_007)
      let width = Rational(Integer(Int.random(in: 1...40_000, using: &generator)), 1_000_003)
      let ticks = Ticks(in: lower...(lower + width), atMost: 6)
      for (position, label) in zip(ticks.positions, ticks.labels) {
        let text = label.replacing("\u{2212}", with: "-")
        let value = try #require(try? Rational(parsing: text))
        #expect(value * Rational(10).power(ticks.exponent) == position)
        checked += 1
      }
      #expect(Set(ticks.labels.map { $0.split(separator: ".").last?.count }).count <= 2)
    }
    #expect(checked > 200)
  }

  @Test func knownTicks() {
    let unit = Ticks(in: -1...1, atMost: 5)
    #expect(unit.labels == ["\u{2212}1.0", "\u{2212}0.5", "0.0", "0.5", "1.0"])
    let tenths = Ticks(in: 0...Rational(Integer(3), 5), atMost: 4)
    #expect(tenths.labels == ["0.0", "0.2", "0.4", "0.6"])
    let large = Ticks(in: 0...3_000_000, atMost: 4)
    #expect(large.labels == ["0", "1", "2", "3"])
    #expect(large.exponent == 6)
  }
}
