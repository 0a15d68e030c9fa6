import ExactAlgebra
import LongWork
import Polyhedra

/// The closure of a region whose facets linear programs find: for dimensions with too many vertices.
///
/// Each answer of a program is a point or a combination of inequalities that was tested exactly.
struct ProgrammedShape: RegionShape {
  let facets: [Facet]
  let isBounded: Bool

  /// Whether some conditions have a common solution.
  ///
  /// - Throws: as `Interruption.check`.
  static func hasInnerPoint(dimension: Int, _ rows: [BoundingRow]) throws -> Bool {
    let sides = rows.filter { $0.source != .infinity }.map { HalfSpace(form: $0.form) }
    return try InequalitySystem(dimension: dimension, sides).feasibilityInTime().point != nil
  }

  /// The shape of the region that some conditions bound; `nil` where it has no inner points.
  ///
  /// - Throws: as `Interruption.check`.
  init?(dimension: Int, _ rows: [BoundingRow]) throws {
    var sources: [IntegerVector: [BoundingRow.Source]] = [:]
    var forms: [IntegerVector] = []
    for row in rows where row.source != .infinity {
      let form = row.form.primitive
      if sources[form] == nil { forms.append(form) }
      sources[form, default: []].append(row.source)
    }
    let system = InequalitySystem(dimension: dimension, forms.map { HalfSpace(form: $0) })
    guard let inside = try system.feasibilityInTime().point else { return nil }
    var facets: [Facet] = []
    for (number, form) in forms.enumerated() {
      try Interruption.check()
      guard let beyond = try system.pointBeyondInTime(number) else { continue }
      let crossing = system.halfSpaces[number].crossing(from: inside, to: beyond)
      facets.append(
        Facet(
          point: IntegerVector(direction: crossing + [1]), form: form, sources: sources[form]!))
    }
    self.facets = facets
    isBounded = system.isBounded
  }
}
