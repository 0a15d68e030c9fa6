public import ExactAlgebra
public import Polyhedra

extension ActivationRegion {
  /// The volume, in the coordinates of the slice, exactly; `nil` where the region is unbounded or
  /// vertices were not computed (`ActivationRegions.Method`).
  ///
  /// - Throws: as `Interruption.check`.
  public func volume() throws -> Rational? { try moments(upTo: .mass)?.mass }

  /// The volume, which is infinite where the region is unbounded; `nil` where vertices were not
  /// computed.
  ///
  /// - Throws: as `Interruption.check`.
  public func size() throws -> RegionVolume? {
    isBounded ? try volume().map { .finite($0) } : .infinite
  }

  /// Simplices that fill the closure of the region and have no inner points in common, in the coordinates of
  /// the slice; `nil` as for the volume.
  public func simplices() -> [WeighedSimplex]? {
    isBounded ? (cell as? GeneratedCell)?.simplices() : nil
  }

  /// The integrals of `1`, `x` and `x x^T` over the region, in the coordinates of the slice, exactly,
  /// as far as `order` says, the others zero; `nil` as for the volume.
  ///
  /// - Throws: as `Interruption.check`.
  public func moments(upTo order: MomentOrder = .second) throws -> ExactMoments? {
    guard isBounded, let cell = cell as? GeneratedCell else { return nil }
    return try cell.moments(upTo: order)
  }

  /// The derivative of the moments of the part where `form <= v` by `v`, at a value `v`, exactly, in the
  /// coordinates of the slice; see `GeneratedCell.sectionMoments`. `nil` as for the volume.
  ///
  /// - Precondition: the form, with its constant last, is not constant.
  /// - Throws: as `Interruption.check`.
  public func sectionMoments(
    of form: [Rational], at value: Rational, fromBelow: Bool = true,
    upTo order: MomentOrder = .mass
  ) throws -> ExactMoments? {
    guard isBounded, let cell = cell as? GeneratedCell else { return nil }
    return try cell.sectionMoments(of: form, at: value, fromBelow: fromBelow, upTo: order)
  }
}
