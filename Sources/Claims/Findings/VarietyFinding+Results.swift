import ExactAlgebra
import NetworkVarieties
import Presentation
import Varieties

extension VarietyFinding {
  /// A variety that is too large to be treated.
  static func tooLarge(_ error: PatternVarietyError, seed: UInt64) -> VarietyFinding {
    VarietyFinding(
      .notReached(.tooLarge(ExcessiveSize(error))), evidence: VarietyEvidence(seed: seed))
  }
}

extension DimensionEvidence {
  init(_ dimension: Dimension, claimed: Int?, ambient: Int) {
    let bound: DimensionBound? =
      if case .proved(_, let bound, _) = dimension { bound } else { nil }
    self.init(
      value: dimension.value, upperBound: bound?.rawValue, claimed: claimed, ambient: ambient)
  }
}

extension IdealEvidence {
  init(_ ideal: GradedIdeal, conditions: [RankConstraint], jacobianRank: Int? = nil) {
    self.init(
      conditions: conditions.map {
        Condition(matrix: $0.symbol, rankAtMost: $0.rankAtMost)
      },
      degrees: ideal.pieces.map { piece in
        Degree(
          degree: piece.degree, dimension: piece.dimension.flatMap { Int(exactly: $0) } ?? .max,
          generators: Int(exactly: piece.minimalGeneratorCount) ?? .max,
          excess: Int(exactly: piece.excess?.representation.dimension ?? 0) ?? .max,
          representation: piece.excess?.representation.symbol ?? "")
      },
      jacobianRank: jacobianRank)
  }
}
