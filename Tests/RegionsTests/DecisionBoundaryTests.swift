import ExactAlgebra
import Networks
import Regions
import Specimens
import Testing

/// Decision boundaries, against values of the network.
@Suite struct DecisionBoundaryTests {
  private static func regions(_ network: Network) async throws -> [PlanarRegion] {
    try await ActivationRegions(of: network, in: .box([(-1, 1), (-1, 1)])).polygons().regions
  }

  /// On horizontal lines the boundary is crossed as often as the answer changes, up to an even
  /// number.
  @Test(arguments: [1, 2])
  func crossingsAreChangesOfTheAnswer(outputs: Int) async throws {
    var changes = 0
    for seed in 1...6 as ClosedRange<UInt64> {
      let network = RandomWeights(widths: [2, 6, 5, outputs]).draw(seed: seed)
      let boundary: DecisionBoundary = outputs == 1 ? .zero(output: 0) : .largest
      let segments = try await Self.regions(network).flatMap { $0.segments(of: boundary) }
      var generator = SeededGenerator(seed: seed)
      func number() -> Rational { Rational(Int.random(in: -999...999, using: &generator)) / 1001 }
      for _ in 0..<100 {
        let (y, x) = (number(), [number(), number()].sorted())
        let answers = network.evaluate([[x[0], y], [x[1], y]]).map { evaluation in
          outputs == 1
            ? evaluation.outputs[0] > 0 : evaluation.outputs[0] > evaluation.outputs[1]
        }
        let crossings = segments.count { segment in
          let (a, b) = (segment.start, segment.end)
          guard (a.y < y) != (b.y < y) else { return false }
          let crossing = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)
          return x[0] < crossing && crossing < x[1]
        }
        #expect((crossings % 2 == 1) == (answers[0] != answers[1]))
        if answers[0] != answers[1] { changes += 1 }
      }
    }
    #expect(changes > 30)
  }

  /// On the segments the two largest outputs are equal, exactly, and no other one is larger.
  @Test func largestOfMany() async throws {
    var count = 0
    for seed in 1...4 as ClosedRange<UInt64> {
      let network = RandomWeights(widths: [2, 6, 4, 5]).draw(seed: seed)
      for region in try await Self.regions(network) {
        for segment in region.segments(of: .largest) {
          let middle = [
            (segment.start.x + segment.end.x) / 2, (segment.start.y + segment.end.y) / 2,
          ]
          for point in [[segment.start.x, segment.start.y], middle] {
            let outputs = network.evaluate([point])[0].outputs.sorted()
            #expect(outputs[4] == outputs[3])
          }
          count += 1
        }
      }
      // Where the answer differs at the corners of a region, there is a segment.
      for region in try await Self.regions(network) {
        let answers = region.corners.map { corner in
          let outputs = network.evaluate([[corner.x, corner.y]])[0].outputs
          return outputs.indices.filter { outputs[$0] == outputs.max() }
        }
        if Set(answers).count > 1, answers.allSatisfy({ $0.count == 1 }) {
          #expect(!region.segments(of: .largest).isEmpty)
        } else if Set(answers).count == 1 {
          #expect(region.segments(of: .largest).isEmpty)
        }
      }
    }
    #expect(count > 20)
  }

  /// A side, a corner, everything.
  @Test func touchingCases() {
    func region(_ row: [Rational]) -> PlanarRegion {
      PlanarRegion(
        pattern: ActivationPattern([[true]]),
        corners: [(0, 0), (1, 0), (1, 1), (0, 1)].map { PlanePoint(x: $0, y: $1) },
        sides: [[], [], [], []], outputs: [row])
    }
    let side = region([1, 0, 0]).segments(of: .zero(output: 0))
    #expect(side.count == 1 && side[0].start.x == 0 && side[0].end.x == 0)
    #expect(region([1, 1, 0]).segments(of: .zero(output: 0)).isEmpty)
    #expect(region([0, 0, 0]).segments(of: .zero(output: 0)).isEmpty)
    #expect(region([1, -1, 0]).segments(of: .zero(output: 0)).count == 1)
    #expect(region([1, 0, 0]).segments(of: .largest).isEmpty)
  }
}
