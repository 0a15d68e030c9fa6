import ExactAlgebra

extension GeneratedCell {
  /// The slots of the inequalities that are facets, without `s >= 0`.
  ///
  /// The rays on an inequality span a face. Every facet is one of these faces, and the others lie
  /// in a facet, so the facets are the faces with most rays: those contained in no other.
  var facetSlots: [Int] {
    var members = [SlotSet](repeating: SlotSet(), count: slots.count)
    for (ray, incidence) in incidences.enumerated() {
      for slot in slots.indices where incidence.contains(slot) { members[slot].insert(ray) }
    }
    let least = coordinateCount - 1 - lines.count
    let candidates = slots.indices.filter { members[$0].count >= least }
    return candidates.filter { slot in
      slot != 0
        && candidates.allSatisfy { other in
          other == slot || !members[slot].isSubset(of: members[other])
        }
    }
  }

  /// Keeps some inequalities, in the given order; `s >= 0` is the first.
  mutating func keep(slots kept: [Int]) {
    guard kept.count < slots.count else { return }
    slots = kept.map { slots[$0] }
    for ray in incidences.indices {
      var incidence = SlotSet()
      for (new, old) in kept.enumerated() where incidences[ray].contains(old) {
        incidence.insert(new)
      }
      incidences[ray] = incidence
    }
  }

  /// The rays of a facet.
  func rays(ofSlot slot: Int) -> [CellGenerator] {
    rays.indices.filter { incidences[$0].contains(slot) }.map { rays[$0] }
  }
}
