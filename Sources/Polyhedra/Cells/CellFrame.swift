/// What a `GeneratedCell` has in common with the cells into which it is cut, as long as these are cut by
/// forms of the same list: one reference for all of it.
final class CellFrame: Sendable {
  /// The number of homogeneous coordinates.
  let coordinateCount: Int
  /// A basis of the largest linear space in the cone; everything else is modulo it.
  let lines: [CellGenerator]
  /// The forms of the inequalities.
  let sources: SlotSources
  /// The forms whose signs at the rays are known; only where there are no lines.
  let signedForms: LinearForms?

  init(
    coordinateCount: Int, lines: [CellGenerator], sources: SlotSources,
    signedForms: LinearForms? = nil
  ) {
    self.coordinateCount = coordinateCount
    self.lines = lines
    self.sources = sources
    self.signedForms = signedForms
  }

  /// The same, with signs of other forms, or of none.
  func knowingSigns(of forms: LinearForms?) -> CellFrame {
    guard forms !== signedForms else { return self }
    return CellFrame(
      coordinateCount: coordinateCount, lines: lines, sources: sources, signedForms: forms)
  }

  /// The frame of the cells on the sides of a form: with the forms among the sources, and with their signs
  /// only.
  func cut(by forms: LinearForms) -> CellFrame {
    guard sources.forms !== forms else {
      return signedForms === forms ? self : knowingSigns(of: nil)
    }
    return CellFrame(
      coordinateCount: coordinateCount, lines: lines,
      sources: SlotSources(forms, after: sources), signedForms: signedForms === forms ? forms : nil)
  }
}
