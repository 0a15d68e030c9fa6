public import ExactAlgebra

/// An open polyhedron that is not empty, to be cut by hyperplanes again and again.
///
/// Three representations: `GeneratedCell` knows its vertices and rays and suits low dimensions;
/// `WitnessedCell` knows its inequalities and points inside and asks linear programs; `BoxedCell` does
/// the same in a box.
public protocol PolyhedralCell: Sendable {
  /// The cell of the points of a space that satisfy the given inequalities strictly; `nil` where
  /// there is none. Labels count from -1 downwards in the order of the inequalities.
  ///
  /// - Throws: as `Interruption.check`.
  init?(dimension: Int, _ halfSpaces: [HalfSpace]) throws

  /// On which sides of each form the cell lies, exactly; `nil` where this takes as long as to ask
  /// for one form after the other.
  func sidesAtOnce(of forms: LinearForms) -> [Side]?

  /// On which sides of one form the cell lies, exactly.
  ///
  /// - Throws: as `Interruption.check`.
  mutating func side(of index: Int, in forms: LinearForms) throws -> Side

  /// The two parts into which a form cuts the cell.
  ///
  /// - Precondition: the cell lies on both sides.
  /// - Throws: as `Interruption.check`.
  func cut(
    by index: Int, in forms: LinearForms, label: Int
  ) throws -> (negative: Self, positive: Self)

  /// Leaves out inequalities that follow from the others, where that is cheap.
  ///
  /// - Throws: as `Interruption.check`.
  mutating func simplify() throws

  /// A point inside, strictly, with small denominators where possible.
  var interiorPoint: [Rational] { get }

  /// The inequalities of the facets, in the order in which the cell was cut.
  var facets: [CellFacet] { get }

  /// Inequalities whose intersection is the cell, without any work: some may follow from others.
  var inequalities: [CellFacet] { get }

  /// The facets, as long as `Interruption` lets them be found.
  ///
  /// - Throws: as `Interruption.check`.
  func facetsInTime() throws -> [CellFacet]

  /// A point in the relative interior of a facet.
  ///
  /// - Precondition: the facet is one of this cell.
  func point(on facet: CellFacet) -> [Rational]

  /// Whether the cell is bounded.
  var isBounded: Bool { get }
}

extension PolyhedralCell {
  /// On which sides of each form the cell lies, exactly.
  ///
  /// - Throws: as `Interruption.check`.
  public mutating func sides(of forms: LinearForms) throws -> [Side] {
    try sidesAtOnce(of: forms) ?? (0..<forms.count).map { try side(of: $0, in: forms) }
  }

  /// Where facets are at hand.
  public func facetsInTime() throws -> [CellFacet] { facets }
}
