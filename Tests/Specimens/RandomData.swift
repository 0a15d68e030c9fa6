package import ExactAlgebra
package import NetworkVarieties
package import Networks

/// A network with patterns and data points, drawn at random.
package struct RandomData: Hashable, Sendable, CustomStringConvertible {
  package let network: RandomNetwork
  package let blocks: [Block]

  package var variety: OutputVariety {
    get throws { try OutputVariety(of: network.architecture, on: blocks) }
  }

  package var pointCount: Int { blocks.reduce(0) { $0 + $1.points.count } }

  package var description: String {
    network.description + " at "
      + blocks.map { block in
        block.points.map { "(\($0.map(\.description).joined(separator: ",")))" }.joined()
      }.joined(separator: " | ")
  }

  package init(_ network: RandomNetwork, points: [[[Rational]]]) {
    self.network = network
    blocks = zip(network.patterns, points).map { Block($0, points: $1) }
  }

  /// Points of some shape for each of some networks.
  ///
  /// Numbers of points lie around the number of inputs; some points are copies, sums or
  /// multiples of others, in the same or another block, so that spans meet in all ways.
  package static func sample(_ networks: [RandomNetwork], seed: UInt64) -> [RandomData] {
    var generator = SeededGenerator(seed: seed)
    return networks.map { network in
      let inputs = network.architecture.inputCount
      var known: [[Rational]] = []
      let points = network.patterns.map { _ in
        (0..<Int.random(in: 1...inputs + 2, using: &generator)).map { _ in
          let point = Self.point(inputs, beside: known, using: &generator)
          known.append(point)
          return point
        }
      }
      return RandomData(network, points: points)
    }
  }

  private static func point(
    _ inputs: Int, beside known: [[Rational]], using generator: inout SeededGenerator
  ) -> [Rational] {
    let choice = Int.random(in: 0..<8, using: &generator)
    if let a = known.randomElement(using: &generator),
      let b = known.randomElement(using: &generator), choice < 4
    {
      switch choice {
      case 0: return a
      case 1: return a.map { $0 * Rational(-2, 3) }
      default: return zip(a, b).map { $0 - 2 * $1 }
      }
    }
    return (0..<inputs).map { _ in
      Rational(
        Integer(Int.random(in: -3...3, using: &generator)),
        Integer(Int.random(in: 1...2, using: &generator)))
    }
  }

  /// The outputs as polynomials in the parameters, straight from the definition.
  package func directMap(into ring: PolynomialRing, normalized: Bool = true) throws -> PolynomialMap
  {
    let pattern = try network.variety
    let map =
      normalized
      ? pattern.patternMap.normalizedPolynomialMap(into: pattern.ring)
      : pattern.patternMap.polynomialMap(into: pattern.ring)
    let c = pattern.coordinates
    let images = blocks.enumerated().flatMap { number, block in
      block.points.flatMap { point in
        (0..<c.rowCount).map { row in
          let entries = c.hasConstants ? point + [1] : point
          return entries.enumerated().reduce(map.parameterRing.zero) { sum, entry in
            sum + entry.element * map.images[c.index(block: number, row: row, column: entry.offset)]
          }
        }
      }
    }
    return PolynomialMap(from: map.parameterRing, to: ring, images: images)
  }
}
