public import Varieties

/// The numbers on which the variety of two blocks depends that differ in one hidden layer.
///
/// Up to a space of free constants the variety is the closure of all
/// `(P D_1 G, P D_2 G, P (D_1 - D_2) g)`, where `P` has `outputCount` rows and rank at most
/// `widthBehind`, `G` has `inputCount` columns and rank at most `widthBefore`, and `g` has
/// `constantCount` columns and is free. `D_1` and `D_2` say which neurons of the layer are active:
/// `sharedCount` in both, `firstCount` only in the first block, `secondCount` only in the second.
///
/// What follows from these numbers, with proofs, is in the article on two blocks in the
/// documentation of this module.
public struct TwoBlockShape: Hashable, Sendable {
  /// The number of rows of the blocks.
  public let outputCount: Int
  /// The number of columns of the blocks.
  public let inputCount: Int
  /// The number of columns of constants beside the difference: one with biases, otherwise none.
  public let constantCount: Int
  /// A bound for the rank of what follows the layer: the least number of active neurons there.
  public let widthBehind: Int
  /// A bound for the rank of what precedes the layer: the least number of active neurons there.
  public let widthBefore: Int
  /// The number of neurons that are active in both blocks.
  public let sharedCount: Int
  /// The number of neurons that are active in the first block only.
  public let firstCount: Int
  /// The number of neurons that are active in the second block only.
  public let secondCount: Int

  /// The shape with these numbers; bounds that exceed outputs or inputs are cut down to them.
  ///
  /// - Precondition: no number is negative.
  public init(
    outputs: Int, inputs: Int, constants: Int = 0, widthBehind: Int = .max,
    widthBefore: Int = .max, shared: Int, first: Int, second: Int
  ) {
    precondition(
      [outputs, inputs, constants, widthBehind, widthBefore, shared, first, second]
        .allSatisfy { $0 >= 0 }, "a negative number")
    outputCount = outputs
    inputCount = inputs
    constantCount = constants
    self.widthBehind = min(widthBehind, outputs)
    self.widthBefore = min(widthBefore, inputs)
    sharedCount = shared
    firstCount = first
    secondCount = second
  }

  /// The number of neurons that are active in at least one block.
  public var liveCount: Int { sharedCount + firstCount + secondCount }

  /// The bound for the rank of a matrix of a family.
  public func rank(of family: TwoBlockFamily) -> Int {
    switch family {
    case .first: min(sharedCount + firstCount, widthBehind, widthBefore)
    case .second: min(sharedCount + secondCount, widthBehind, widthBefore)
    case .difference: min(firstCount + secondCount, widthBehind, widthBefore + constantCount)
    case .sideBySide: min(liveCount, widthBehind, 2 * widthBefore + constantCount)
    case .stacked: min(liveCount, widthBefore, 2 * widthBehind)
    }
  }

  /// The number of rows and of columns of the matrix of a family.
  public func size(of family: TwoBlockFamily) -> (rows: Int, columns: Int) {
    switch family {
    case .first, .second: (outputCount, inputCount)
    case .difference: (outputCount, inputCount + constantCount)
    case .sideBySide: (outputCount, 2 * inputCount + constantCount)
    case .stacked: (2 * outputCount, inputCount)
    }
  }

  /// The families whose minors are needed: not those whose size implies the bound, nor those that
  /// two others fill, with bounds that add up to no more, since their minors are combinations of
  /// minors of these.
  public var essentialFamilies: [TwoBlockFamily] {
    var kept = Set(TwoBlockFamily.allCases)
    for family in TwoBlockFamily.allCases.reversed() {
      let isImplied =
        isTrivial(family)
        || parts(of: family).contains { first, second in
          [first, second].allSatisfy { kept.contains($0) || isTrivial($0) }
            && largestRank(of: first) + largestRank(of: second) <= rank(of: family)
        }
      if isImplied { kept.remove(family) }
    }
    return TwoBlockFamily.allCases.filter(kept.contains)
  }

  /// Whether the size of the matrix of a family implies its bound.
  func isTrivial(_ family: TwoBlockFamily) -> Bool {
    let size = size(of: family)
    return rank(of: family) >= min(size.rows, size.columns)
  }

  /// The largest rank that bound and size permit.
  private func largestRank(of family: TwoBlockFamily) -> Int {
    let size = size(of: family)
    return min(rank(of: family), size.rows, size.columns)
  }

  /// Pairs of families whose matrices, side by side or stacked, have the matrix of a family as a
  /// part, up to combinations of columns or rows.
  private func parts(of family: TwoBlockFamily) -> [(TwoBlockFamily, TwoBlockFamily)] {
    let withoutConstants: [(TwoBlockFamily, TwoBlockFamily)] =
      constantCount == 0 ? [(.first, .second)] : []
    return switch family {
    case .first: [(.second, .difference)]
    case .second: [(.first, .difference)]
    case .difference: withoutConstants
    case .sideBySide: [(.first, .difference), (.second, .difference)] + withoutConstants
    case .stacked: [(.first, .difference), (.second, .difference), (.first, .second)]
    }
  }

  /// The number of rows minus the rank times the number of columns minus the rank: the codimension
  /// of the matrices of that rank.
  private func codimension(of family: TwoBlockFamily) -> Int {
    let (size, rank) = (size(of: family), rank(of: family))
    return (size.rows - rank) * (size.columns - rank)
  }

  /// The same neurons with other numbers of outputs and inputs, all of full rank.
  func shallow(outputs: Int, inputs: Int) -> TwoBlockShape {
    TwoBlockShape(
      outputs: outputs, inputs: inputs, constants: constantCount,
      shared: min(sharedCount, outputs, inputs),
      first: min(firstCount, outputs, inputs + constantCount),
      second: min(secondCount, outputs, inputs + constantCount))
  }

  /// The essential families where the coordinate ring is that of the product of the determinantal
  /// varieties of their matrices, cut by linear forms that are a regular sequence; `nil` elsewhere.
  ///
  /// These are, where their codimensions add up to that of the variety, some of the blocks and
  /// their difference, or one matrix alone.
  public var determinantalFamilies: [TwoBlockFamily]? {
    let families = essentialFamilies
    guard families.count < 2 || !families.contains(where: { $0 == .sideBySide || $0 == .stacked })
    else { return nil }
    let codimension = families.reduce(0) { $0 + self.codimension(of: $1) }
    return coordinateCount - dimension == codimension ? families : nil
  }

  /// The rings of these determinantal varieties; `nil` where there are no such families.
  public var determinantalRings: [DeterminantalRing]? {
    determinantalFamilies?.map { family in
      let size = size(of: family)
      return DeterminantalRing(rows: size.rows, columns: size.columns, rank: rank(of: family))
    }
  }

  /// The number of coordinates, free constants not counted.
  public var coordinateCount: Int { outputCount * (2 * inputCount + constantCount) }

  /// The dimension of the variety, free constants not counted.
  ///
  /// All rows of the blocks side by side are combinations of as many of them as the rank, and so
  /// are the columns of the stacked blocks; what is left has the codimension of the three bounds.
  public var dimension: Int {
    let rows = min(
      widthBehind, shallow(outputs: outputCount, inputs: widthBefore).rank(of: .sideBySide))
    let columns = min(
      widthBefore, shallow(outputs: rows, inputs: inputCount).rank(of: .stacked))
    let rest = shallow(outputs: rows, inputs: columns)
    let codimension = [TwoBlockFamily.first, .second, .difference].reduce(0) {
      $0 + rest.codimension(of: $1)
    }
    return (outputCount - rows) * rows + (inputCount - columns) * columns
      + rows * (2 * columns + constantCount) - codimension
  }
}

/// The five matrices built from two blocks whose minors generate the ideal of the variety.
public enum TwoBlockFamily: Hashable, Sendable, CaseIterable {
  /// `M_1`.
  case first
  /// `M_2`.
  case second
  /// `M_1 - M_2`, with biases `[M_1 - M_2 | c_1 - c_2]`.
  case difference
  /// `[M_1 | M_2]`, with biases `[M_1 | M_2 | c_1 - c_2]`.
  case sideBySide
  /// `[M_1 ; M_2]`.
  case stacked
}
