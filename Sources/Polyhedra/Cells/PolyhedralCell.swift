public import ExactAlgebra
import LongWork

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

  /// Of some forms those on both of whose sides the cell lies, and those that are positive on it,
  /// exactly.
  ///
  /// - Parameters:
  ///   - candidates: the numbers of the forms that are asked for.
  ///   - forms: the forms.
  /// - Throws: as `Interruption.check`.
  mutating func sides(
    of candidates: SlotSet, in forms: LinearForms
  ) throws -> (both: SlotSet, positive: SlotSet)

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

  /// The labels of these facets.
  ///
  /// - Throws: as `Interruption.check`.
  func facetLabelsInTime() throws -> [Int]

  /// A point in the relative interior of a facet.
  ///
  /// - Precondition: the facet is one of this cell.
  func point(on facet: CellFacet) -> [Rational]

  /// Whether the cell is bounded.
  var isBounded: Bool { get }
}

extension PolyhedralCell {
  /// Asks for one form after the other.
  public mutating func sides(
    of candidates: SlotSet, in forms: LinearForms
  ) throws -> (both: SlotSet, positive: SlotSet) {
    var (both, positive) = (SlotSet(), SlotSet())
    try candidates.visit { index in
      // A side may take a linear program.
      try Interruption.check()
      switch try side(of: index, in: forms) {
      case .both: both.insert(index)
      case .positive: positive.insert(index)
      case .negative, .neither: break
      }
    }
    return (both, positive)
  }

  /// On which sides of each form the cell lies, exactly.
  ///
  /// - Throws: as `Interruption.check`.
  public mutating func sides(of forms: LinearForms) throws -> [Side] {
    let (both, positive) = try sides(of: SlotSet(below: forms.count), in: forms)
    return try (0..<forms.count).map { index in
      if both.contains(index) { return .both }
      return try positive.contains(index) ? .positive : side(of: index, in: forms)
    }
  }

  /// Where facets are at hand.
  public func facetsInTime() throws -> [CellFacet] { facets }

  /// Where facets are made anyway.
  public func facetLabelsInTime() throws -> [Int] { try facetsInTime().map(\.label) }
}
