import ExactAlgebra
import Networks

/// What the check of one region found.
struct RegionFinding: Sendable {
  let pattern: PackedPattern
  var flaws: [TilingFlaw] = []
  /// Whether there is a region with the pattern, and it is its first occurrence.
  var isRight = false
  var hasPoint = false
  var volumeClaimCount = 0
  /// The facets inside of the domain.
  var crossingCount = 0
  var missingCount = 0
  /// The volume, where it was computed.
  var volume: TilingVolume?
  /// The faces with their dimensions.
  var faces: [(key: FaceCount.Key, dimension: Int)] = []
}
