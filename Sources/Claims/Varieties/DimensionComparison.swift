import NetworkVarieties
import Varieties

/// Compares the dimension of a variety with an upper bound that is claimed to be attained.
struct DimensionComparison {
  let instance: PatternInstance
  let seed: UInt64

  /// A rank that meets the bound proves equality; a proved smaller dimension refutes it.
  func finding(claimed: (PatternVariety) -> Int) -> VarietyFinding {
    let variety: PatternVariety
    do {
      variety = try instance.variety
    } catch {
      return .tooLarge(error, seed: seed)
    }
    let claimed = claimed(variety)
    let dimension = variety.dimension(seed: seed)
    let evidence = VarietyEvidence(
      seed: seed, primes: [dimension.evidence.prime],
      dimension: DimensionEvidence(
        dimension, claimed: claimed, ambient: variety.ambientDimension))
    return VarietyFinding(verdict(on: dimension, claimed: claimed), evidence: evidence)
  }

  private func verdict(on dimension: Dimension, claimed: Int) -> VarietyVerdict {
    if dimension.value == claimed { return .confirmed(.complete(.boundsMeet)) }
    return dimension.isProved
      ? .refuted(.number(dimension.value, claimed: claimed))
      : .notReached(.lowerBound(dimension.value, claimed: claimed))
  }
}
