import ExactAlgebra
import Networks
import Testing

@testable import Properties

/// Bounds of neurons, in fixed point and with integers of any size, against values at points.
@Suite struct NeuronBoundTests {
  private static func number(using generator: inout SeededGenerator, spread: Int) -> Rational {
    guard Int.random(in: 0..<10, using: &generator) > 0 else { return 0 }
    return Rational(Int.random(in: -99...99, using: &generator))
      * Rational(2).power(Int.random(in: -spread - 6...spread, using: &generator))
  }

  private static func network(using generator: inout SeededGenerator) throws -> Network {
    let spread = [0, 0, 10, 30].randomElement(using: &generator)!
    let depth = Int.random(in: 1...4, using: &generator)
    let widths =
      [Int.random(in: 1...3, using: &generator)]
      + (0..<depth).map { _ in Int.random(in: 1...5, using: &generator) } + [1]
    let slopes: [Rational] = [0, 0, -1, Rational(1, 100), 3, Rational(-5, 2)]
    return try Network(
      layers: zip(widths, widths.dropFirst()).map { inputs, outputs in
        .init(
          weights: (0..<outputs).map { _ in
            (0..<inputs).map { _ in number(using: &generator, spread: spread) }
          },
          biases: (0..<outputs).map { _ in number(using: &generator, spread: spread) })
      },
      activation: .leakyReLU(slope: slopes.randomElement(using: &generator)!))
  }

  @Test func valuesAreBetweenBounds() throws {
    var generator = SeededGenerator(seed: 7)
    var (comparisons, unbounded) = (0, 0)
    for _ in 0..<80 {
      let network = try Self.network(using: &generator)
      var box = CheckedBox(inputCount: network.architecture.inputCount)
      var points: [[Rational]] = Array(repeating: [], count: 9)
      for input in box.sides.indices {
        let middle = Self.number(using: &generator, spread: 3)
        let width = Rational(Integer(Int.random(in: 0...2, using: &generator)), 300)
        box.sides[input] = .init(lower: middle - width, upper: middle + width)
        for point in points.indices {
          let part = Rational(Integer(Int.random(in: -8...8, using: &generator)), 8)
          points[point].append(middle + part * width)
        }
      }
      var checked = CheckedNetwork(network)
      for isExact in [false, true] {
        var set = checked.root(box)
        try checked.sharpen(&set, exactly: isExact) {}
        #expect(!set.isEmpty)
        for layer in 0..<checked.depth {
          let values = network.truncated(afterHiddenLayers: layer).evaluate(points).map(\.outputs)
          let unit = Rational(2).power(-checked.scales[layer])
          for (place, range) in set.ranges[layer].enumerated() {
            for value in values.map({ $0[place] }) {
              if let lower = range.lower { #expect(Rational(lower) * unit <= value) }
              if let upper = range.upper { #expect(value <= Rational(upper) * unit) }
              comparisons += 1
            }
            if range.size == nil { unbounded += 1 }
          }
        }
      }
    }
    #expect(comparisons > 5_000 && unbounded * 200 < comparisons)
  }

  @Test func fixedPointIsNearlyExact() throws {
    var generator = SeededGenerator(seed: 8)
    func number() -> Rational {
      Rational(Integer(Int.random(in: -1000...1000, using: &generator)), 700)
    }
    let widths = [3, 12, 12, 12, 1]
    let network = try Network(
      layers: zip(widths, widths.dropFirst()).map { inputs, outputs in
        .init(
          weights: (0..<outputs).map { _ in (0..<inputs).map { _ in number() } },
          biases: (0..<outputs).map { _ in number() })
      })
    var box = CheckedBox(inputCount: 3)
    for input in 0..<3 { box.sides[input] = .init(lower: Rational(1, 3), upper: Rational(2, 5)) }
    var checked = CheckedNetwork(network)
    var (fixed, exact) = (checked.root(box), checked.root(box))
    try checked.sharpen(&fixed, exactly: false) {}
    try checked.sharpen(&exact, exactly: true) {}
    for layer in 0..<3 {
      for (a, b) in zip(fixed.ranges[layer], exact.ranges[layer]) {
        let width = try #require(b.upper) - #require(b.lower)
        #expect(abs(try #require(a.lower) - b.lower!) <= width >> 20)
        #expect(abs(try #require(a.upper) - b.upper!) <= width >> 20)
      }
    }
  }

  /// Every slope gives a line on the right side.
  @Test func linesAreOnTheirSide() {
    let slopes: [Rational] = [0, -1, Rational(1, 3), Rational(7, 2), -4]
    var count = 0
    for slope in slopes {
      for (lower, upper) in [(-7, 5), (-5, 7), (-3, -1), (2, 9), (0, 4), (-4, 0), (-6, 6)] {
        for one in [2, 16, 1_073_741_824] as [Integer] {
          let lines = ActivationLines(
            on: .init(lower: lower, upper: upper), activation: slope, one: one)
          for argument in lower...upper {
            let x = Rational(argument)
            let value = argument > 0 ? x : slope * x
            func at(_ line: ActivationLines.Line) -> Rational {
              Rational(line.slope, one) * x + Rational(line.constant!)
            }
            #expect(at(lines.below) <= value && value <= at(lines.above))
            count += 1
          }
        }
      }
    }
    #expect(count > 500)
  }

  @Test func linesWithoutBounds() {
    func lines(_ lower: Int?, _ upper: Int?, _ slope: Rational) -> ActivationLines {
      ActivationLines(on: .init(lower: lower, upper: upper), activation: slope, one: 1_073_741_824)
    }
    #expect(lines(nil, nil, 0).below.constant == 0 && lines(nil, nil, 0).above.constant == nil)
    #expect(lines(nil, nil, 3).above.constant == 0 && lines(nil, nil, 3).below.constant == nil)
    // max(z, 0) <= z + 5 for z >= -5, and <= 4 for z <= 4.
    #expect(lines(-5, nil, 0).above.constant == 5 && lines(-5, nil, 0).above.slope == 1_073_741_824)
    #expect(lines(nil, 4, 0).above.constant == 4 && lines(nil, 4, 0).above.slope == 0)
    #expect(lines(nil, -1, 0).below.constant == 0 && lines(nil, -1, 0).below.slope == 0)
  }
}
