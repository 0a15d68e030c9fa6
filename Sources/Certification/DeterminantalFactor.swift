internal import Algorithms
public import ExactAlgebra
public import NetworkVarieties
public import Varieties

/// Bounds for ranks whose minors generate a prime ideal over every field: the bound for one generic
/// matrix, or those for three matrices `X_1 + X_2 + X_3 = 0`, up to factors, of size `m` by `n` with
/// `r_1 + r_2 + r_3 >= m + n`.
///
/// Sources: Bruns and Vetter, *Determinantal rings*, 1988, Section 2, for one; "three dependent
/// matrices" in the article on two blocks of the module `NetworkVarieties` for three.
public struct DeterminantalFactor: Hashable, Sendable {
  /// The bounds.
  public let constraints: [RankConstraint]
  /// The codimension of the zero set of the minors.
  public let codimension: Int
  /// Linear forms on which the matrices depend: independent, if the matrices are generic.
  public let forms: [[Rational]]

  /// The rings of the matrices of these sizes and ranks; the coordinate ring is a quotient of their
  /// product by linear forms that are a regular sequence, none for a single matrix.
  public var rings: [DeterminantalRing] {
    constraints.map {
      DeterminantalRing(rows: $0.rowCount, columns: $0.columnCount, rank: $0.rankAtMost)
    }
  }

  /// All of them among some constraints and the single combinations of blocks in their matrices;
  /// bounds for one matrix first.
  static func all(
    among constraints: [RankConstraint], coordinateCount: Int
  ) -> [DeterminantalFactor] {
    let single = withSingleCombinations(constraints).map { constraint in
      DeterminantalFactor(
        constraints: [constraint], codimension: constraint.condition.genericCodimension,
        forms: constraint.condition.entries.joined().map {
          RankCondition.coefficients(of: $0, count: coordinateCount)
        })
    }
    let triples = single.filter { $0.constraints[0].combination != nil }.combinations(ofCount: 3)
      .compactMap { DeterminantalFactor(triple: $0) }
    return single + triples
  }
}

extension DeterminantalFactor {
  /// Constraints with those for the combinations in their matrices that say more than others about
  /// the same combination.
  private static func withSingleCombinations(_ constraints: [RankConstraint]) -> [RankConstraint] {
    var bounds = Dictionary(
      constraints.compactMap { constraint in
        constraint.combination.map { ($0, constraint.rankAtMost) }
      }, uniquingKeysWith: min)
    let parts = constraints.flatMap(\.combinations).filter { part in
      guard let combination = part.combination, !part.condition.isTrivial,
        part.rankAtMost < bounds[combination] ?? .max
      else { return false }
      bounds[combination] = part.rankAtMost
      return true
    }
    return constraints + parts
  }

  /// Three combinations of blocks, each a combination of the two others, with ranks that are large
  /// enough; `nil` for others.
  private init?(triple: [DeterminantalFactor]) {
    let constraints = triple.map { $0.constraints[0] }
    let combinations = constraints.compactMap(\.combination)
    guard combinations.count == 3, Self.rank(combinations) == 2,
      combinations.combinations(ofCount: 2).allSatisfy({ Self.rank($0) == 2 })
    else { return nil }
    let condition = constraints[0].condition
    let ranks = constraints.map(\.condition.rankAtMost)
    guard ranks.reduce(0, +) >= condition.rowCount + condition.columnCount else { return nil }
    self.init(
      constraints: constraints, codimension: triple.map(\.codimension).reduce(0, +),
      forms: triple[0].forms + triple[1].forms)
  }

  private static func rank(_ combinations: [BlockCombination]) -> Int {
    IntegerMatrix(combinations.map(\.coefficients)).rank
  }
}
