import ExactAlgebra
import Foundation
import Networks
import Polyhedra
import Regions
import Testing

/// What is computed region by region gets pattern, inequalities, map and inner point; the example of
/// the documentation.
@Suite struct RegionByRegionTests {
  private static func network() throws -> Network {
    try Network(layers: [
      .init(weights: [[1, 0], [0, 1], [1, 1]], biases: [0, 0, -1]), .init(weights: [[1, 1, 1]]),
    ])
  }

  @Test func piecesFitTheNetwork() async throws {
    let network = try Self.network()

    // As in the article.
    struct Piece {
      let pattern: ActivationPattern
      let inequalities: [HalfSpace]
      let outputMap: [[Rational]]
      let interiorPoint: [Rational]
    }

    let box = try InputDomain.box([(-1, 1), (-1, 1)])
    let regions = try ActivationRegions(of: network, in: box, keepsCoordinates: true)
    var pieces: [Piece] = []
    let summary = try await regions.forEach { region in
      Piece(
        pattern: region.pattern, inequalities: region.inequalities,
        outputMap: region.outputMap, interiorPoint: region.interiorPoint)
    } body: { piece in
      pieces.append(piece)
      return true
    }

    #expect(summary.isComplete && pieces.count == 5)
    for (number, piece) in pieces.enumerated() {
      let point = piece.interiorPoint
      let evaluation = network.evaluate([point])[0]
      #expect(evaluation.pattern == piece.pattern)
      #expect(
        piece.outputMap.map { $0[0] * point[0] + $0[1] * point[1] + $0[2] } == evaluation.outputs)
      for (other, candidate) in pieces.enumerated() {
        #expect(candidate.inequalities.allSatisfy { $0.contains(point) } == (other == number))
      }
    }
    // Two triangles and three squares: none of the inequalities is redundant.
    #expect(pieces.map(\.inequalities.count).sorted() == [3, 3, 4, 4, 4])
  }

  /// The article has the code that is tested here.
  @Test func articleHasTheExample() throws {
    let file = URL(filePath: #filePath)
    let article = file.deletingLastPathComponent().appending(
      path: "../../Sources/Regions/Regions.docc/Regions.md")
    let text = try String(contentsOf: article, encoding: .utf8)
    let source = try String(contentsOf: file, encoding: .utf8)
    let blocks = text.components(separatedBy: "```swift\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    let example = try #require(blocks.first { $0.contains("struct Piece") })
    let indented = example.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
    #expect(source.contains(indented))
  }
}
