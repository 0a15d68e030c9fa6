/// An inequality of a `GeneratedCell`, in few bytes that are copied without any counting of references.
struct CellSlot: Sendable {
  /// What the caller called the form.
  let label: Int
  /// The level of the forms in the `SlotSources` of the cell, and the number of the form among these.
  let level: Int32
  let index: Int32
  /// Whether the form is positive inside of the cell, or negative.
  let isPositive: Bool

  init(_ index: Int, atLevel level: Int, isPositive: Bool, label: Int) {
    self.label = label
    self.level = Int32(level)
    self.index = Int32(index)
    self.isPositive = isPositive
  }
}

/// The forms with which a cell and those before it were cut: a list, the last ones first, whose rest is shared.
final class SlotSources: Sendable {
  let forms: LinearForms
  /// The number of forms before.
  let level: Int
  private let previous: SlotSources?

  init(_ forms: LinearForms, after previous: SlotSources? = nil) {
    self.forms = forms
    self.previous = previous
    level = previous.map { $0.level + 1 } ?? 0
  }

  /// The facet that a slot stands for.
  func facet(_ slot: CellSlot) -> CellFacet {
    var source = self
    while source.level > slot.level, let previous = source.previous { source = previous }
    return CellFacet(
      Int(slot.index), in: source.forms, isPositive: slot.isPositive, label: slot.label)
  }
}
