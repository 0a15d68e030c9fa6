import ExactAlgebra

/// Which constants stand beside two combinations of blocks.
enum PairConstants: Hashable, Sendable {
  /// None.
  case none
  /// Those of the difference, since only the difference does not depend on the last bias.
  case ofDifference
  /// Those of each combination, since neither depends on the last bias: a column more of both.
  case ofEach
}

extension TwoBlockFamily {
  /// The matrix of the family for two combinations of blocks.
  func expression(
    _ first: BlockCombination, _ second: BlockCombination, constants: PairConstants
  ) -> BlockExpression {
    let difference = first - second
    func sideBySide(_ combinations: [BlockCombination]) -> BlockExpression {
      .sideBySide(combinations, constants: constants == .ofEach ? combinations : [])
    }
    return switch self {
    case .first: sideBySide([first])
    case .second: sideBySide([second])
    case .difference:
      .sideBySide([difference], constants: constants == .none ? [] : [difference])
    case .sideBySide where constants == .ofDifference:
      .sideBySide([first, second], constants: [difference])
    case .sideBySide: sideBySide([first, second])
    case .stacked: .stacked([first, second], withConstants: constants == .ofEach)
    }
  }

  /// Why the bound for the matrix of the family holds, for combinations of blocks that differ in
  /// one layer.
  func source(layer: Int, ofBlocks areBlocks: Bool = true) -> RankConstraint.Source {
    switch self {
    case .first, .second: areBlocks ? .block(layer: layer) : .combination(layer: layer)
    case .difference: .combination(layer: layer)
    case .sideBySide: .sideBySide(layer: layer)
    case .stacked: .stacked(layer: layer)
    }
  }
}

extension BlockCombination {
  static func - (a: BlockCombination, b: BlockCombination) -> BlockCombination {
    BlockCombination(zip(a.coefficients, b.coefficients).map { $0 - $1 })
  }
}
