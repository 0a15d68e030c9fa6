public import ExactAlgebra
import Networks
public import Varieties

/// The theorem on two blocks that differ in one hidden layer, where its hypotheses hold: five
/// families of minors generate the whole ideal of the pattern variety.
///
///     let theorem = TwoBlockTheorem(of: variety)!
///     theorem.constraints.map(\.minorSize)   // [3, 3, 3, 4]
///     theorem.dimension                      // 18
///
/// The hypotheses are two blocks whose patterns differ in at most one hidden layer; layers do not
/// count that cannot matter, since a later one (without biases: any other one) is inactive in the
/// block. The proof is in the article on two blocks in the documentation of this module. It uses
/// no computation, so that networks may be as wide as they like.
public struct TwoBlockTheorem: Hashable, Sendable {
  /// Which of the statements is used.
  public enum Statement: Hashable, Sendable, CaseIterable {
    /// One hidden layer, no biases: Conjecture 6.1 of Alexandr and Montufar.
    case shallow
    /// One hidden layer, biases.
    case shallowWithBiases
    /// Several hidden layers, no biases.
    case deep
    /// Several hidden layers, biases.
    case deepWithBiases
  }

  /// The hidden layer in which the blocks may differ.
  public let layer: Int
  /// The numbers that the variety depends on.
  public let shape: TwoBlockShape
  /// Which statement it is.
  public let statement: Statement
  private let coordinates: BlockCoordinates

  /// The theorem on a variety; `nil` where its hypotheses do not hold.
  public init?(of variety: PatternVariety) {
    let architecture = variety.architecture
    guard variety.blockCount == 2, architecture.layerCount > 1,
      let active = ActivePair(of: variety.patterns, on: architecture)
    else { return nil }
    layer = active.layer
    shape = TwoBlockShape(
      outputs: architecture.outputCount, inputs: architecture.inputCount,
      constants: architecture.hasBiases ? 1 : 0,
      widthBehind: active.least(in: layer + 1..<architecture.layerCount),
      widthBefore: active.least(in: 1..<layer),
      shared: active.first[layer].intersection(active.second[layer]).count,
      first: active.first[layer].subtracting(active.second[layer]).count,
      second: active.second[layer].subtracting(active.first[layer]).count)
    statement =
      switch (architecture.layerCount, architecture.hasBiases) {
      case (2, false): .shallow
      case (2, true): .shallowWithBiases
      case (_, false): .deep
      case (_, true): .deepWithBiases
      }
    coordinates = variety.coordinates
  }

  /// The bounds whose minors generate the ideal, those left out that others or the sizes of the
  /// matrices imply.
  public var constraints: [RankConstraint] {
    shape.essentialFamilies.map(constraint)
  }

  /// The bound for the matrix of a family.
  func constraint(of family: TwoBlockFamily) -> RankConstraint {
    RankConstraint(
      expression(of: family), rankAtMost: shape.rank(of: family),
      source: family.source(layer: layer), in: coordinates)
  }

  /// The numbers of minimal generators among the minors of each family, families without any left
  /// out; `TwoBlockShape.minimalMinors` has their representations.
  public var minimalGeneratorCounts: [(family: TwoBlockFamily, degree: Int, count: Integer)] {
    let minors = shape.minimalMinors
    return TwoBlockFamily.allCases.compactMap { family in
      let own = minors.filter { $0.family == family }
      return own.first.map { (family, $0.degree, own.reduce(Integer(0)) { $0 + $1.count }) }
    }
  }

  /// The matrix of a family.
  public func matrix(of family: TwoBlockFamily) -> RankConstraint.Matrix {
    .blocks(expression(of: family))
  }

  /// The size of the largest of these minors; 1 where there are none.
  public var largestMinorSize: Int { constraints.map(\.minorSize).max() ?? 1 }

  /// The dimension of the variety.
  public var dimension: Int { shape.dimension + freeConstantCount }

  /// The number of coordinates that no equation contains: with biases the constants of one block.
  public var freeConstantCount: Int { shape.constantCount * shape.outputCount }

  /// The Hilbert series of the variety: the formula for determinantal rings where it applies,
  /// elsewhere from characters, see `TwoBlockShape.hilbertSeries`; `nil` where that takes too long.
  public var hilbertSeries: HilbertSeries? {
    shape.shortestHilbertSeries.map { $0 * HilbertSeries(ofAffineSpace: freeConstantCount) }
  }

  /// The first values of the Hilbert function, from degree 0 on; `nil` where they take too long.
  func hilbertFunction(upToDegree degree: Int) -> [Integer]? {
    guard var values = shape.hilbertFunction(upToDegree: degree) else { return nil }
    // Each free constant is one more variable: partial sums.
    for _ in 0..<freeConstantCount {
      for index in values.indices.dropFirst() { values[index] += values[index - 1] }
    }
    return values
  }

  private func expression(of family: TwoBlockFamily) -> BlockExpression {
    family.expression(
      .block(0, of: 2), .block(1, of: 2), constants: shape.constantCount > 0 ? .ofDifference : .none
    )
  }
}

extension ReLUVariety {
  /// The theorem on two blocks that differ in one hidden layer, for the variety or, up to a linear
  /// change of coordinates, for the outputs on points that determine all of both blocks; `nil`
  /// where its hypotheses do not hold.
  public var twoBlockTheorem: TwoBlockTheorem? {
    switch self {
    case .pattern(let variety): TwoBlockTheorem(of: variety)
    case .output(let variety):
      variety.isPatternVariety ? TwoBlockTheorem(of: variety.reducedVariety) : nil
    }
  }
}
