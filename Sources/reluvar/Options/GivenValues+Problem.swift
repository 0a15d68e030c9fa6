import ExactAlgebra
import Interchange
import NetworkVarieties

extension GivenValues {
  /// The values that a problem gives, all of one kind.
  ///
  /// - Throws: `Failure` where a block has none, or both kinds.
  init(_ problem: Problem, file: String?, keepingEqualBlocks: Bool = false) throws {
    func failure(_ block: Int, _ message: String) -> Failure {
      .data((file.map { "\($0): " } ?? "") + "block \(block + 1): \(message)")
    }
    if problem.hasPoints {
      if let index = problem.entries.firstIndex(where: { $0.outputs == nil }) {
        throw failure(index, "no outputs, expected a row for each of its points")
      }
      if let index = problem.entries.firstIndex(where: { $0.map != nil }) {
        throw failure(index, "a map beside points, expected one of both in all blocks")
      }
      self = .outputs(problem.entries.flatMap { $0.outputs ?? [] })
      return
    }
    let maps = try problem.entries.enumerated().map { index, entry in
      guard let map = entry.map else {
        throw failure(index, "nothing to check, expected a map, or points with outputs")
      }
      return (pattern: entry.block.pattern, matrix: map)
    }
    self =
      keepingEqualBlocks
      ? .maps(maps.map(\.matrix), contradictions: []) : GivenValues(mergingEqualPatternsOf: maps)
  }
}
