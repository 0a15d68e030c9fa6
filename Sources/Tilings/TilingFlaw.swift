public import ExactAlgebra
public import Networks

/// What is wrong with a list of activation regions.
public struct TilingFlaw: Hashable, Sendable {
  /// What was found, and what the list says.
  public enum Reason: Hashable, Sendable {
    /// The list has no region, but the domain has some.
    case emptyList
    /// The pattern occurs before; the number of that region, from 0.
    case repeated(first: Int)
    /// The pre-activation of a neuron is constant on the pattern and has not the sign that the pattern
    /// says, so there is no such region.
    case contradiction(HiddenNeuron, sign: Int)
    /// The conditions of the pattern have no common solution inside the domain, so there is no such region.
    case noInnerPoint
    /// The point has a wrong number of coordinates.
    case pointLength(Int, expected: Int)
    /// The point is not in the slice.
    case pointOffSlice
    /// The point is outside of the domain or on its boundary, by an inequality from 0.
    case pointOutsideDomain(inequality: Int)
    /// The network has another pattern at the point.
    case pointElsewhere(ActivationPattern)
    /// The pre-activation of a neuron is zero at the point, and not in all of the region.
    case pointOnBoundary(HiddenNeuron)
    /// The region behind a facet is not in the list: the neurons that are zero on the facet, the pattern behind it, and
    /// a point of the missing region in the input space.
    case missingNeighbour([HiddenNeuron], ActivationPattern, point: [Rational]?)
    /// Another number of facets.
    case facetCount(listed: Int, found: Int)
    /// The region is bounded, or not, and the list says the opposite.
    case boundedness(listed: Bool)
    /// Another volume.
    case volume(listed: TilingVolume, found: TilingVolume)
    /// Another area.
    case area(listed: Rational, found: TilingVolume)
    /// The list says that it has another number of regions.
    case count(listed: Int, found: Int)
    /// The list says other numbers of regions of the first layers.
    case layerCounts(listed: [Int], found: [Int])
    /// The list says another sum of volumes.
    case volumeTotal(listed: TilingVolume, found: TilingVolume)
    /// The volumes of the regions do not sum to that of the domain.
    case volumeSum(found: Rational, domain: Rational)
    /// The alternating sums of the numbers of faces are not those of the domain.
    case faceNumbers(FaceNumbers)
  }

  /// The number of the region in the list, from 0; `nil` for the list as a whole.
  public let region: Int?
  /// The pattern of the region.
  public let pattern: ActivationPattern?
  /// What was found.
  public let reason: Reason

  init(_ reason: Reason, region: Int? = nil, pattern: ActivationPattern? = nil) {
    (self.region, self.pattern, self.reason) = (region, pattern, reason)
  }
}
