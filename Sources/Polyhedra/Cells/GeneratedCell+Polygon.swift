public import ExactAlgebra

extension GeneratedCell {
  /// The boundary of a bounded cell of dimension 2: its vertices counterclockwise, and for each
  /// the facet that joins it to the next one; `nil` for other cells.
  public var boundaryPolygon: (corners: [[Rational]], sides: [CellFacet])? {
    guard coordinateCount == 3, isBounded, let vertices else { return nil }
    // Each facet joins two vertices, and each vertex lies on two facets.
    var slots = facetSlots
    var order = [0]
    var sides: [CellFacet] = []
    while let position = slots.firstIndex(where: { table.contains($0, row: order.last!) }) {
      let slot = slots.remove(at: position)
      sides.append(facet(inSlot: slot))
      if slots.isEmpty { break }
      let next = rays.indices.first { $0 != order.last! && table.contains(slot, row: $0) }
      order.append(next!)
    }
    let corners = order.map { vertices[$0] }
    let turn =
      (corners[1][0] - corners[0][0]) * (corners[2][1] - corners[0][1])
      - (corners[1][1] - corners[0][1]) * (corners[2][0] - corners[0][0])
    guard turn.signum() < 0 else { return (corners, sides) }
    return ([corners[0]] + corners.dropFirst().reversed(), sides.reversed())
  }
}
