import ExactAlgebra

extension GeneratedCell {
  /// The slots of the inequalities that are facets, without `s >= 0`.
  ///
  /// The rays on an inequality span a face. Every facet is one of these faces, and the others lie
  /// in a facet, so the facets are the faces with most rays: those contained in no other.
  var facetSlots: [Int] {
    let wordCount = (rays.count + 63) / 64
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: slots.count * wordCount) {
      members in
      members.initialize(repeating: 0)
      for row in rays.indices {
        let (word, bit) = (row >> 6, UInt64(1) << UInt64(row & 63))
        for slotWord in 0..<table.slotWords {
          var rest = table.slotWord(slotWord, row: row)
          while rest != 0 {
            members[(64 * slotWord + rest.trailingZeroBitCount) * wordCount + word] |= bit
            rest &= rest - 1
          }
        }
      }
      func isSubset(_ a: Int, _ b: Int) -> Bool {
        for word in 0..<wordCount
        where members[a * wordCount + word] & ~members[b * wordCount + word] != 0 {
          return false
        }
        return true
      }
      let least = coordinateCount - 1 - lines.count
      var candidates: [Int] = []
      candidates.reserveCapacity(slots.count)
      for slot in slots.indices {
        var count = 0
        for word in 0..<wordCount { count += members[slot * wordCount + word].nonzeroBitCount }
        if count >= least { candidates.append(slot) }
      }
      var facets: [Int] = []
      facets.reserveCapacity(candidates.count)
      next: for slot in candidates where slot != 0 {
        for other in candidates where other != slot && isSubset(slot, other) { continue next }
        facets.append(slot)
      }
      return facets
    }
  }

  /// Keeps some inequalities, in the given order; `s >= 0` is the first.
  ///
  /// - Parameter keepsSigns: whether signs of forms at the rays are wanted any more.
  mutating func keep(slots kept: [Int], keepsSigns: Bool) {
    guard kept.count < slots.count else { return }
    slots = ContiguousArray(kept.map { slots[$0] })
    table = table.keeping(slots: kept, keepsSigns: keepsSigns)
    if !keepsSigns { frame = frame.knowingSigns(of: nil) }
  }

  /// The rays of a facet.
  func rays(ofSlot slot: Int) -> [CellRay] {
    rays.indices.filter { table.contains(slot, row: $0) }.map { rays[$0] }
  }
}
