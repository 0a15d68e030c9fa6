public import ExactAlgebra
public import Polyhedra

/// The part of the input space whose activation regions are asked for.
///
///     InputDomain.everything
///     try InputDomain.box([(-1, 1), (0, 2)])
///     InputDomain(slice: plane, halfSpaces: [HalfSpace(normal: [1, 1], offset: -1)])
///
/// An affine slice, or all of the space, restricted by inequalities in its coordinates. Regions
/// are open, so it makes no difference to them whether an inequality is strict.
public struct InputDomain: Hashable, Sendable {
  /// The slice; `nil` for the whole input space.
  public let slice: AffineSlice?
  /// The inequalities, in the coordinates of the slice or else of the input space.
  public let halfSpaces: [HalfSpace]

  /// The points of a slice that satisfy some inequalities.
  public init(slice: AffineSlice? = nil, halfSpaces: [HalfSpace] = []) {
    self.slice = slice
    self.halfSpaces = halfSpaces
  }

  /// The number of its coordinates, for a network with so many inputs.
  public func dimension(inputCount: Int) -> Int { slice?.dimension ?? inputCount }

  /// Whether a point, in the coordinates of the domain, lies in it or on its boundary.
  package func contains(_ point: [Rational]) -> Bool {
    halfSpaces.allSatisfy { $0.value(at: point).signum() >= 0 }
  }

  /// The whole input space.
  public static var everything: InputDomain { InputDomain() }

  /// The points whose coordinates lie between given bounds, which belong to it.
  ///
  /// - Parameters:
  ///   - sides: lower and upper bound for each coordinate.
  ///   - slice: the slice whose coordinates are meant; `nil` for the input space.
  /// - Throws: `RegionError.emptySide` where a lower bound is not below its upper bound.
  public static func box(
    _ sides: [(lower: Rational, upper: Rational)], of slice: AffineSlice? = nil
  ) throws(RegionError) -> InputDomain {
    var halfSpaces: [HalfSpace] = []
    for (coordinate, side) in sides.enumerated() {
      guard side.lower < side.upper else {
        throw .emptySide(coordinate: coordinate + 1, lower: side.lower, upper: side.upper)
      }
      let unit: [Rational] = sides.indices.map { $0 == coordinate ? 1 : 0 }
      halfSpaces.append(HalfSpace(normal: unit, offset: -side.lower, isOpen: false))
      halfSpaces.append(
        HalfSpace(normal: unit.map { -$0 }, offset: side.upper, isOpen: false))
    }
    return InputDomain(slice: slice, halfSpaces: halfSpaces)
  }
}
