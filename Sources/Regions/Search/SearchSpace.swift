import ExactAlgebra
import Networks
import Polyhedra

/// A domain with the coordinates in which it is searched.
struct SearchSpace: Sendable {
  /// The largest dimension that is searched.
  static let maximumDimension = 64

  /// The affine space that is searched.
  let slice: AffineSlice
  /// The inequalities in its coordinates, all strict.
  let halfSpaces: [HalfSpace]
  /// Whether every region contains lines that are not in the slice, since the first layer is
  /// constant along them.
  let hasHiddenLines: Bool

  /// - Parameters:
  ///   - keepsCoordinates: whether all coordinates of the domain are kept.
  ///   - maximumDimension: the largest dimension that is accepted.
  /// - Throws: `RegionError` where sizes do not fit, or the dimension is too large.
  init(
    of domain: InputDomain, for network: Network, keepsCoordinates: Bool = false,
    maximumDimension: Int = Self.maximumDimension
  ) throws(RegionError) {
    let inputCount = network.architecture.inputCount
    if let slice = domain.slice, slice.ambientDimension != inputCount {
      throw .sliceDimension(slice.ambientDimension, expected: inputCount)
    }
    let dimension = domain.dimension(inputCount: inputCount)
    for halfSpace in domain.halfSpaces where halfSpace.dimension != dimension {
      throw .domainDimension(halfSpace.dimension, expected: dimension)
    }
    let space = domain.slice ?? AffineSlice(wholeSpaceOf: inputCount)
    let columns =
      domain.halfSpaces.isEmpty && !keepsCoordinates
      ? Self.independentDirections(of: space, for: network) : Array(space.directions.indices)
    slice = space.restricted(to: columns)
    halfSpaces = domain.halfSpaces.map(Self.withInnerPoints)
    hasHiddenLines = columns.count < space.dimension
    guard slice.dimension <= maximumDimension else {
      throw .dimensionTooLarge(slice.dimension, maximum: maximumDimension)
    }
  }

  /// The strict inequality, as regions are open; but `0 >= 0`, which holds everywhere, as `1 > 0`,
  /// for `0 > 0` holds nowhere.
  private static func withInnerPoints(_ halfSpace: HalfSpace) -> HalfSpace {
    guard !halfSpace.isOpen, halfSpace.offset.isZero, halfSpace.normal.allSatisfy(\.isZero)
    else { return halfSpace.interior }
    return HalfSpace(normal: halfSpace.normal, offset: 1)
  }

  /// Directions on whose span the first layer takes all of its values; along the others it can be
  /// made constant.
  private static func independentDirections(
    of slice: AffineSlice, for network: Network
  ) -> [Int] {
    let rows = network.layers[0].weights
    var span = RationalSubspace(ofDimension: rows.count)
    return slice.directions.indices.filter { index in
      // Nothing is independent of the whole space.
      guard span.dimension < rows.count else { return false }
      let direction = slice.directions[index]
      let support = direction.indices.filter { !direction[$0].isZero }
      return span.insert(
        rows.map { row in support.reduce(0) { $0 + row[$1] * direction[$1] } })
    }
  }
}
