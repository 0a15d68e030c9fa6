import ExactAlgebra
import NetworkVarieties
import Networks
import Oracles
import PossibleOutputs
import Testing
import Varieties

/// Completions of small problems against elimination by Singular, which knows nothing of ranks: the graph
/// of the parametrization, the known outputs put in, and one unknown output after the other.
@Suite(.enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"))
struct SingularCompletionTests {
  /// Problems whose outputs are those of a network, some of them changed.
  private static func problem(_ seed: UInt64) throws -> UnknownOutputs? {
    var generator = SeededGenerator(seed: seed, stream: 11)
    func number() -> Rational { Rational(Int.random(in: -3...3, using: &generator)) }
    let widths = [2, Int.random(in: 1...2, using: &generator), 2]
    let hasBiases = seed.isMultiple(of: 4)
    let architecture = try Architecture(widths: widths, hasBiases: hasBiases)
    let patterns = seed.isMultiple(of: 2) ? ["11", "10"] : ["11"]
    let network = try Network(
      layers: zip(widths, widths.dropFirst()).map { inputs, neurons in
        Network.Layer(
          weights: (0..<neurons).map { _ in (0..<inputs).map { _ in number() } },
          biases: hasBiases ? (0..<neurons).map { _ in number() } : nil)
      })
    let blocks = try patterns.map { text in
      Block(
        try ActivationPattern(parsing: String(text.prefix(widths[1]))),
        points: (0..<3).map { _ in [number(), number()] })
    }
    let variety = try OutputVariety(of: architecture, on: blocks)
    let point = ReLUVariety.output(variety).point(of: network)
    var outputs: [[Rational?]] = (0..<variety.points.count).map { site in
      (0..<2).map { row in
        Int.random(in: 0..<5, using: &generator) < 2 ? nil : point[2 * site + row]
      }
    }
    // Every third problem has a known output that need not fit.
    if seed % 3 == 0, let row = outputs[0].firstIndex(where: { $0 != nil }) {
      outputs[0][row] = outputs[0][row]! + 1
    }
    let unknowns = UnknownOutputs(of: variety, outputs: outputs)
    let count = unknowns.coordinates.count
    return (1...5).contains(count) ? unknowns : nil
  }

  @Test func statusesAgree() async throws {
    let problems = try (0..<60 as Range<UInt64>).compactMap { try Self.problem($0) }
    var script = "short = 0;\n"
    for problem in problems {
      let map = try ReLUVariety.output(problem.variety).parametrization
      let parameters = map.parameterRing.variableNames.indices.map { "t\($0 + 1)" }
      let notation = PolynomialNotation(name: { "t\($0 + 1)" })
      let names = map.images.indices.map { "y\($0 + 1)" }
      let graph = zip(names, map.images).map { "\($0) - (\(notation.text(of: $1)))" }
      let values = Array(problem.outputs.joined())
      let known = values.indices.compactMap { index in
        values[index].map { "y\(index + 1) - (\($0))" }
      }
      script += """
        ring r = 0, (\((parameters + names).joined(separator: ", "))), dp;
        ideal G = \(graph.joined(separator: ", "));
        ideal E = eliminate(G, \(parameters.joined(separator: "*")));
        ideal K = std(E + ideal(\(known.joined(separator: ", "))));
        string s = "result";
        ideal F;

        """
      for coordinate in problem.coordinates {
        let others = names.indices.filter { $0 != coordinate }.map { names[$0] }
        script += """
          F = eliminate(K, \(others.joined(separator: "*")));
          s = s + " " + string(deg(F[1]));

          """
      }
      script += "print(s); kill s; kill r;\n"
    }
    let results = try await SingularOracle.integers(printedBy: script + "quit;\n")
    try #require(results.count == problems.count && problems.count > 30)
    var counts: [Int: Int] = [:]
    for (problem, degrees) in zip(problems, results) {
      let found = try await OutputCompletion(of: problem, to: .degree(3))
      #expect(found.isVerified)
      for (unknown, degree) in degrees.enumerated() {
        counts[min(degree, 1), default: 0] += 1
        switch found.values(of: unknown) {
        case .free: #expect(degree == -1)
        case .finite(let values):
          // A variable that is finite by the equations over the complex numbers, or by signs of
          // squares over the reals.
          #expect(degree >= values.count || degree == -1 && !found.equations.isComplete)
        case .some(.none): #expect(degree == 0)
        case nil: Issue.record("not decided")
        }
      }
    }
    #expect(counts[-1, default: 0] > 20 && counts[0, default: 0] > 5 && counts[1, default: 0] > 20)
  }
}
