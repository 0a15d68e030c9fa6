import ExactAlgebra
import Interchange
import Networks
import Testing

/// Problems of networks on points.
@Suite struct NetworkProblemTests {
  /// The patterns are the signs of the coordinates of a point, the outputs add what is positive.
  private static func network() throws -> Network {
    try Network(layers: [.init(weights: [[1, 0], [0, 1]]), .init(weights: [[1, 1]])])
  }

  private static func table(_ text: String) throws -> PointTable {
    try PointTable(bytes: Array(text.utf8), name: "points.csv", columns: 2)
  }

  @Test func pointsKeepTheirOrder() throws {
    let table = try Self.table("x,y\n1,-1\n2,3\n4,5\n-1,-2\n2,3\n7,-8\n")
    let rows = (1...6).map { [Rational($0)] }
    let problem = try Problem(of: Self.network(), at: table, outputs: rows)
    #expect(problem.architecture.widths == [2, 2, 1] && problem.hasPoints)
    #expect(
      problem.entries.map(\.block.pattern.description) == ["10", "11", "00", "11", "10"])
    #expect(problem.distinctPatterns.map(\.description) == ["10", "11", "00"])
    #expect(
      problem.entries.map(\.block.points)
        == [[[1, -1]], [[2, 3], [4, 5]], [[-1, -2]], [[2, 3]], [[7, -8]]])
    #expect(problem.entries.map(\.outputs) == [[[1]], [[2], [3]], [[4]], [[5]], [[6]]])
    #expect(problem.entries.allSatisfy { $0.map == nil })
    let plain = try Problem(of: Self.network(), at: table)
    #expect(plain.entries.map(\.block) == problem.entries.map(\.block))
    #expect(plain.entries.allSatisfy { $0.outputs == nil })
  }

  /// Each point has the pattern of its block, whatever the network.
  @Test func randomNetworks() throws {
    var generator = SeededGenerator(seed: 9)
    var blockCount = 0
    for biases in [false, true] {
      let layers = [(2, 4), (4, 3), (3, 2)].map { inputs, outputs in
        Network.Layer(
          weights: (0..<outputs).map { _ in
            (0..<inputs).map { _ in Rational(Int.random(in: -50...50, using: &generator)) }
          },
          biases: biases
            ? (0..<outputs).map { _ in Rational(Int.random(in: -50...50, using: &generator)) } : nil
        )
      }
      let network = try Network(layers: layers)
      let points = (0..<200).map { _ in
        (0..<2).map { _ in
          Rational(Integer(Int.random(in: -999...999, using: &generator)), 997)
        }
      }.filter { network.evaluate([$0])[0].boundary.isEmpty }
      #expect(points.count > 100)
      let problem = try Problem(of: network, at: PointTable(points))
      #expect(Array(problem.entries.map(\.block.points).joined()) == points)
      for entry in problem.entries {
        for evaluation in network.evaluate(entry.block.points) {
          #expect(evaluation.pattern == entry.block.pattern)
        }
      }
      blockCount += problem.distinctPatterns.count
    }
    #expect(blockCount > 6)
  }

  @Test(arguments: [
    ("1,2\n3,0\n", 2, ["layer 1, neuron 2", "exactly zero"]),
    ("x,y\n1,2\n0,1\n5,0\n", 3, ["layer 1, neuron 1", "one more point"]),
    ("0,1\n0,0\n1,1\n2,0\n", 1, ["layer 1, neuron 1", "2 more points"]),
  ])
  func boundaryPoints(text: String, line: Int, words: [String]) throws {
    let table = try Self.table(text)
    let error = #expect(throws: DataError.self) { try Problem(of: Self.network(), at: table) }
    #expect(error?.file == "points.csv" && error?.line == line)
    for word in words { #expect(error?.message.contains(word) == true, "\(error!)") }
    let unnamed = #expect(throws: DataError.self) {
      try Problem(of: Self.network(), at: PointTable([[1, 1], [2, 0]]))
    }
    #expect("\(unnamed!)".hasPrefix("point 2: the pre-activation of layer 1, neuron 2"))
  }

  @Test func deepBoundary() throws {
    let network = try Network(layers: [
      .init(weights: [[1], [2]]), .init(weights: [[1, 0], [2, -1]]), .init(weights: [[1, 1]]),
    ])
    let error = #expect(throws: DataError.self) {
      try Problem(of: network, at: PointTable([[1]]))
    }
    #expect(error?.message.contains("layer 2, neuron 2") == true)
  }

  @Test func otherActivationsAreRefused() throws {
    let network = try Network(layers: Self.network().layers, activation: .absoluteValue)
    let error = #expect(throws: DataError.self) {
      try Problem(of: network, at: PointTable([[1, 2]]))
    }
    #expect(error?.message.hasPrefix("activation: the network has abs, expected relu") == true)
  }

  @Test func sizes() throws {
    let network = try Self.network()
    let table = PointTable([[1, 2], [3, 4]])
    for (make, word) in [
      ({ try Problem(of: network, at: PointTable([])) }, "no points"),
      (
        { try Problem(of: network, at: PointTable([[1, 2], [1]])) },
        "point 2: 1 numbers, expected 2"
      ),
      ({ try Problem(of: network, at: table, outputs: [[1]]) }, "1 rows, expected 2"),
      (
        { try Problem(of: network, at: table, outputs: [[1], [1, 2]]) },
        "row 2: 2 numbers, expected 1"
      ),
    ] as [(() throws -> Problem, String)] {
      let error = #expect(throws: DataError.self) { _ = try make() }
      #expect("\(error!)".contains(word))
    }
  }
}
