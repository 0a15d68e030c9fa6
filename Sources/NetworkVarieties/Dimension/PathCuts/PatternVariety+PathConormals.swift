import ExactAlgebra
import Varieties

extension PatternVariety {
  /// The largest number of blocks whose combinations are gone through in search of rank bounds by
  /// cuts.
  static let maximumCutBlockCount = 4

  /// A proved lower bound for the codimension, aimed at the given number: the rank of covectors of
  /// matrices of combinations of blocks whose rank is bounded by cutting paths.
  ///
  /// The combinations are those of `CombinationSpaces`: each space side by side and stacked, then
  /// matrices of two or three single combinations.
  func pathConormalRank(
    upTo codimension: Int, from known: Conormals, over field: PrimeField,
    checking check: () throws -> Void
  ) rethrows -> Int {
    guard blockCount <= Self.maximumCutBlockCount else { return known.basis.count }
    var conormals = PathConormals(
      of: self, from: known, over: field, goal: codimension)
    let combinations = CombinationSpaces(of: liveNetwork)
    for space in combinations.spaces {
      for expression in expressions(of: space) where !conormals.isFinished {
        try check()
        conormals.add(expression)
      }
    }
    guard combinations.spaces.count <= CombinationSpaces.maximumCount else {
      return conormals.rank
    }
    let singles = combinations.combinations
    try addBordered(singles, to: &conormals, checking: check)
    try addJoined(singles, to: &conormals, checking: check)
    return conormals.rank
  }

  /// `[[C, D], [E, 0]]`: `C` where the rows of `D` and the columns of `E` are dependent.
  private func addBordered(
    _ singles: [BlockCombination], to conormals: inout PathConormals,
    checking check: () throws -> Void
  ) rethrows {
    guard !conormals.isFinished else { return }
    let wide = singles.filter { conormals.hasDependentRows($0) }
    let tall = singles.filter { conormals.hasDependentColumns($0) }
    for right in wide {
      for below in tall {
        for corner in singles {
          for expression in expressions(of: [[corner, right], [below, zero]])
          where !conormals.isFinished {
            try check()
            conormals.add(expression)
          }
        }
      }
    }
  }

  /// `[[C, D, 0], [0, D, E]]` and its transpose: how the column (row) spaces of three
  /// combinations lie to each other.
  private func addJoined(
    _ singles: [BlockCombination], to conormals: inout PathConormals,
    checking check: () throws -> Void
  ) rethrows {
    for (index, first) in singles.enumerated() {
      for (next, second) in singles.enumerated().dropFirst(index + 1) {
        for third in singles.dropFirst(next + 1) {
          let rows = [[first, second, zero], [zero, second, third]]
          let columns = [[first, zero], [second, second], [zero, third]]
          for expression in expressions(of: rows) + expressions(of: columns)
          where !conormals.isFinished {
            try check()
            conormals.add(expression)
          }
        }
      }
    }
  }

  private var zero: BlockCombination {
    BlockCombination([Integer](repeating: 0, count: blockCount))
  }

  /// The combinations of a space side by side and stacked, without and with constants.
  private func expressions(of space: [BlockCombination]) -> [BlockExpression] {
    var expressions: [BlockExpression] = [.sideBySide(space)]
    if space.count > 1 { expressions.append(.stacked(space)) }
    guard architecture.hasBiases else { return expressions }
    let balanced = CancellationSpaces.restrict(
      space.map(\.coefficients), to: [(0..<blockCount).map { _ in Integer(1) }]
    ).map { BlockCombination($0) }
    if !balanced.isEmpty {
      expressions.append(.sideBySide(space, constants: balanced))
      expressions.append(.stacked(balanced, withConstants: true))
    }
    if balanced.count < space.count {
      expressions.append(.sideBySide(space, constants: space))
      expressions.append(.stacked(space, withConstants: true))
    }
    return expressions
  }

  /// A matrix of combinations without constants and, with biases, with the constants of each of
  /// its columns and of all of them.
  private func expressions(of entries: [[BlockCombination]]) -> [BlockExpression] {
    let all = Array(entries[0].indices)
    let choices = architecture.hasBiases ? [[]] + all.map { [$0] } + [all] : [[]]
    return choices.map { columns in
      BlockExpression(entries: entries, constants: entries.map { row in columns.map { row[$0] } })
    }
  }
}
