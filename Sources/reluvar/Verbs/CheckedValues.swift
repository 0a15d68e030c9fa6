import ExactAlgebra
import Interchange
import NetworkVarieties
import Networks
import Varieties

/// What a problem gives to be checked: block matrices, or outputs on points.
enum CheckedValues {
  /// For each distinct pattern a matrix, with the contradictions between blocks of one pattern.
  case maps([[[Rational]]], contradictions: [Violation])
  /// For each point, in the order of the problem, its outputs.
  case outputs([[Rational]])

  /// The values of a problem, all of one kind.
  init(_ problem: Problem, file: String?, keepingEqualBlocks: Bool = false) throws {
    func failure(_ message: String) -> Failure {
      .data((file.map { "\($0): " } ?? "") + message)
    }
    let place = { (index: Int) in "block \(index + 1)" }
    if problem.hasPoints {
      if let index = problem.entries.firstIndex(where: { $0.outputs == nil }) {
        throw failure("\(place(index)): no outputs, expected a row for each of its points")
      }
      if let index = problem.entries.firstIndex(where: { $0.map != nil }) {
        throw failure("\(place(index)): a map beside points, expected one of both in all blocks")
      }
      self = .outputs(problem.entries.flatMap { $0.outputs ?? [] })
    } else {
      if let index = problem.entries.firstIndex(where: { $0.map == nil }) {
        throw failure("\(place(index)): nothing to check, expected a map, or points with outputs")
      }
      self =
        keepingEqualBlocks
        ? .maps(problem.entries.map { $0.map ?? [] }, contradictions: []) : Self.maps(of: problem)
    }
  }

  private static func maps(of problem: Problem) -> CheckedValues {
    var matrices: [[[Rational]]] = []
    var firsts: [ActivationPattern: Int] = [:]
    var contradictions: [Violation] = []
    for (index, entry) in problem.entries.enumerated() {
      let matrix = entry.map ?? []
      guard let first = firsts[entry.block.pattern] else {
        firsts[entry.block.pattern] = index
        matrices.append(matrix)
        continue
      }
      let differences = zip(matrix.joined(), problem.entries[first].map!.joined()).map(-)
      if let largest = differences.max(by: { $0.magnitude < $1.magnitude }), !largest.isZero {
        contradictions.append(
          Violation(
            subject: .samePattern(first: first, second: index), measure: .exact(largest)))
      }
    }
    return .maps(matrices, contradictions: contradictions)
  }

  func check(on variety: ReLUVariety, tolerance: Double?) throws -> CheckOutcome {
    switch (self, variety) {
    case (.maps(let matrices, let contradictions), .pattern(let variety)):
      var verdict =
        try tolerance.map { try variety.check(matrices, tolerance: $0) }
        ?? variety.check(matrices)
      let counted = try tolerance.map {
        try contradictions.relative(to: matrices, tolerance: $0)
      }
      verdict.violations = (counted ?? contradictions) + verdict.violations
      return verdict
    case (.outputs(let outputs), .output(let variety)):
      return try tolerance.map { try variety.check(outputs, tolerance: $0) }
        ?? variety.check(outputs)
    default:
      preconditionFailure("values of another kind than the variety")
    }
  }

  /// The values as coordinates of the variety.
  func point(of variety: ReLUVariety) -> [Rational] {
    switch (self, variety) {
    case (.maps(let matrices, _), .pattern(let variety)):
      variety.coordinates.point(of: matrices)
    case (.outputs(let outputs), _):
      Array(outputs.joined())
    default:
      preconditionFailure("values of another kind than the variety")
    }
  }
}
