import Certification
import ExactAlgebra
import Interchange
import NetworkVarieties
import Networks
import Varieties

/// A point of the space of a variety, read from a file: a network, or a problem with maps or outputs.
struct GivenPoint {
  /// A number for each coordinate.
  let values: [Rational]
  /// Whether it is the point of a network, which lies on the variety.
  let isOfNetwork: Bool

  /// Reads the point.
  ///
  /// - Throws: `Failure` for a file that is neither, or of another architecture, patterns or points.
  init(file: String, of variety: ReLUVariety, keepingEqualBlocks: Bool) throws {
    do {
      if let problem = try Self.problem(inFile: file) {
        self.values = try Self.values(
          of: problem, file: file, on: variety, keepingEqualBlocks: keepingEqualBlocks)
        isOfNetwork = false
      } else {
        self.values = try Self.values(of: Network(file: file), file: file, on: variety)
        isOfNetwork = true
      }
    } catch let error as DataError {
      throw Failure.data("\(error)")
    }
  }

  /// Refuses more generators than are differentiated at a point, and generators without polynomials.
  ///
  /// - Throws: `Failure`.
  func check(generatorsOf ideal: GradedIdeal) throws {
    guard ideal.unwritten.isEmpty else {
      throw Failure.limit(
        "--at: some generators are too long to be differentiated; 'reluvar check' tests a point "
          + "with the rank constraints")
    }
    let count = ideal.generators.count
    guard count <= Integer(TangentSpace.maximumGeneratorCount) else {
      throw Failure.limit(
        "--at: \(count) generators, expected at most \(TangentSpace.maximumGeneratorCount)")
    }
  }

  /// The problem in a file, `nil` where it is a network.
  private static func problem(inFile file: String) throws(DataError) -> Problem? {
    do {
      return try Problem(file: file)
    } catch {
      if (try? Network(file: file)) != nil { return nil }
      throw error
    }
  }

  private static func values(
    of network: Network, file: String, on variety: ReLUVariety
  ) throws -> [Rational] {
    let architecture = variety.architecture
    guard network.activation == .relu else {
      throw Failure.data("\(file): another activation than ReLU, expected relu")
    }
    guard network.architecture.widths == architecture.widths,
      architecture.hasBiases || !network.architecture.hasBiases
    else {
      let (found, expected) = (network.architecture, architecture)
      throw Failure.data(
        "\(file): a network of widths \(Self.text(found)), expected \(Self.text(expected))")
    }
    return variety.point(of: network)
  }

  private static func text(_ architecture: Architecture) -> String {
    architecture.widths.map(String.init).joined(separator: ",")
      + (architecture.hasBiases ? " with biases" : " without biases")
  }

  private static func values(
    of problem: Problem, file: String, on variety: ReLUVariety, keepingEqualBlocks: Bool
  ) throws -> [Rational] {
    let values = try GivenValues(
      problem, file: file, keepingEqualBlocks: keepingEqualBlocks)
    guard problem.architecture == variety.architecture else {
      throw Failure.data(
        "\(file): widths \(text(problem.architecture)), expected \(text(variety.architecture))")
    }
    switch (values, variety) {
    case (.maps(_, let contradictions), .pattern(let pattern)):
      let given = problem.entries.map(\.block.pattern)
      let patterns = keepingEqualBlocks ? given : problem.distinctPatterns
      guard patterns == pattern.patterns else {
        throw Failure.data("\(file): other patterns, expected those of the problem in their order")
      }
      guard contradictions.isEmpty else {
        throw Failure.data(
          "\(file): blocks with one pattern have different maps, expected equal ones")
      }
    case (.outputs, .output(let output)):
      guard problem.entries.flatMap(\.block.points) == output.points,
        problem.entries.flatMap({ entry in
          entry.block.points.map { _ in entry.block.pattern }
        })
          == output.points.indices.map({ point in
            output.patterns[output.pointsOfBlock.firstIndex { $0.contains(point) }!]
          })
      else {
        throw Failure.data("\(file): other points or patterns, expected those of the problem")
      }
    case (.maps, .output):
      throw Failure.data("\(file): maps, expected outputs on the points of the problem")
    case (.outputs, .pattern):
      throw Failure.data("\(file): outputs on points, expected a map in each block")
    }
    return values.point(of: variety)
  }
}
