import ExactAlgebra
import Networks
import Oracles
import Programs
import RandomNetworks
import Testing

@testable import InvariantFamilies

/// The same derivatives by a program that takes differences, and integrates between break points that move.
@Suite(.enabled { await PythonEnvironment.isAvailable }) struct ReachableLawsOracleTests {
  private static func list(_ numbers: [Rational]) -> String {
    "[" + numbers.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
  }

  private static func object(_ layers: SquareLayers, _ start: String) -> String {
    let rows = layers.layers.map { layer in
      "{\"weights\": [\(layer.weights.map(list).joined(separator: ", "))], "
        + "\"biases\": \(list(layer.biases!))}"
    }
    return "{\"layers\": [\(rows.joined(separator: ", "))], \(start)}"
  }

  private static func answer(_ problem: String) async throws -> (rank: Int, rows: [[Rational]]) {
    let folder = try TemporaryFolder()
    try folder.write(problem, to: "problem.json")
    let run = try await PythonEnvironment.run("reachable_laws.py", ["problem.json"], in: folder)
    #expect(run.status == 0, "\(run.output)")
    let lines = run.output.split(separator: "\n")
    return (
      try #require(Int(lines[0])),
      try lines.dropFirst().map {
        try $0.split(separator: " ").map { try Rational(parsing: String($0)) }
      }
    )
  }

  private static func rank(_ rows: [[Rational]]) throws -> Int {
    let field = PrimeField(prime: (1 << 61) - 1)
    return ModularMatrix(try #require(field.elements(rows)), over: field).rank
  }

  /// Points that stay apart, and points that meet.
  @Test(arguments: [(dimension: 2, depth: 2, cuts: 2), (2, 3, 4), (3, 2, 3), (1, 3, 4)])
  func points(dimension: Int, depth: Int, cuts: Int) async throws {
    var generator = SeededGenerator(seed: 3)
    let points = (0..<7).map { _ in
      (0..<dimension).map { _ in Rational(Int.random(in: -9...9, using: &generator)) / 2 }
    }
    let law = FiniteLaw(try EmpiricalLaw(points))
    let laws = try ReachableLaws(from: .points(EmpiricalLaw(law)))
    var ranks: [Int] = []
    for draw in 1...2 {
      var weights = LayerDraw(
        seed: 1, depth: depth, draw: draw, cuts: .init(hidden: cuts, last: 0, share: 2))
      let layers = weights.next(depth: depth, sample: points)
      let rows = try #require(try await laws.derivatives(at: layers, in: RationalArithmetic()))
      let atoms = law.atoms
      let (rank, expected) = try await Self.answer(
        Self.object(
          layers,
          "\"points\": [\(atoms.map { Self.list($0.point) }.joined(separator: ", "))], "
            + "\"masses\": \(Self.list(atoms.map(\.weight)))"))
      // Clusters come in another order.
      #expect(rows.count == expected.count && rows.count == layers.parameterCount)
      let columns = rows[0].indices.map { column in rows.map { $0[column] } }
      let others = expected[0].indices.map { column in expected.map { $0[column] } }
      #expect(
        columns.sorted { $0.lexicographicallyPrecedes($1) }
          == others.sorted { $0.lexicographicallyPrecedes($1) })
      #expect(try Self.rank(rows) == rank)
      ranks.append(rank)
    }
    #expect(ranks.allSatisfy { $0 > dimension })
  }

  @Test(arguments: [1, 2, 3])
  func intervals(depth: Int) async throws {
    let laws = try ReachableLaws(from: .uniform(UniformLaw(box: [(-1, 2)])))
    var weights = LayerDraw(
      seed: 1, depth: depth, draw: 1, cuts: .init(hidden: 4, last: 0, share: 2))
    let layers = weights.next(depth: depth, sample: (0...6).map { [Rational($0) / 2 - 1] })
    let rows = try #require(
      try await laws.derivatives(at: layers, in: RationalArithmetic(), order: 6))
    let (rank, expected) = try await Self.answer(
      Self.object(layers, "\"interval\": [-1, 2], \"order\": 6"))
    #expect(rows == expected && rows.count == 2 * depth)
    #expect(rank == depth + 1)
    #expect(try Self.rank(rows) == rank)
  }
}
