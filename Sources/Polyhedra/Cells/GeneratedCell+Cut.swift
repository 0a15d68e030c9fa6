import ExactAlgebra

extension GeneratedCell {
  public func cut(
    by index: Int, in forms: LinearForms, label: Int
  ) -> (negative: GeneratedCell, positive: GeneratedCell) {
    if let line = lines.firstIndex(where: { forms.sign(of: index, at: $0) != 0 }) {
      return cut(through: line, by: index, in: forms, label: label)
    }
    let cell = withFewSlots
    let slot = cell.slots.count
    let frame = cell.frame.cut(by: forms)
    let knowsSigns = frame.signedForms != nil
    var source = cell.table
    if slot >= 64 * source.slotWords || !knowsSigns && source.formWords > 0 {
      source = source.relaid(slotCount: slot + 1, keepsSigns: knowsSigns)
    }
    var (negative, positive) = (source.withoutRays, source.withoutRays)
    withUnsafeTemporaryAllocation(of: Int8.self, capacity: source.count) { signs in
      for row in 0..<source.count {
        let sign =
          knowsSigns ? source.sign(index, row: row) : forms.sign(of: index, at: source.rays[row])
        signs[row] = Int8(sign)
      }
      distribute(source, signs, by: index, in: forms, slot: slot, to: &negative, &positive)
    }
    func slots(isPositive: Bool) -> ContiguousArray<CellSlot> {
      cell.slots(andSideOf: index, isPositive: isPositive, label: label, in: frame.sources)
    }
    return (
      GeneratedCell(table: negative, slots: slots(isPositive: false), frame: frame),
      GeneratedCell(table: positive, slots: slots(isPositive: true), frame: frame)
    )
  }

  /// The cell without inequalities that follow from others, as long as there are not many: cells far down in a
  /// tree do not carry all cuts on the way.
  private var withFewSlots: GeneratedCell {
    guard slots.count >= 32, slots.count.isMultiple(of: 16) else { return self }
    var cell = self
    cell.keep(slots: [0] + facetSlots, keepsSigns: true)
    return cell
  }

  /// Gives both parts their rays.
  private func distribute(
    _ source: RayTable, _ signs: UnsafeMutableBufferPointer<Int8>, by index: Int,
    in forms: LinearForms, slot: Int, to negative: inout RayTable, _ positive: inout RayTable
  ) {
    let (below, above) = (signs.count { $0 < 0 }, signs.count { $0 > 0 })
    withUnsafeTemporaryAllocation(of: Edge.self, capacity: below * above) { edges in
      let count = findEdges(of: source, signs, into: edges)
      negative.reserveCapacity(source.count - above + count)
      positive.reserveCapacity(source.count - below + count)
      for row in 0..<source.count {
        if signs[row] <= 0 { negative.append(row: row, of: source) }
        if signs[row] >= 0 { positive.append(row: row, of: source) }
        guard signs[row] == 0 else { continue }
        negative.insert(slot, row: negative.count - 1)
        positive.insert(slot, row: positive.count - 1)
      }
      withUnsafeTemporaryAllocation(of: CellRay.Value.self, capacity: source.count) { values in
        for row in 0..<source.count where signs[row] != 0 {
          values.initializeElement(at: row, to: forms.value(of: index, at: source.rays[row]))
        }
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: source.stride) { words in
          let words = words.baseAddress!
          for edge in edges[..<count] {
            let (low, high) = (Int(edge.below), Int(edge.above))
            let ray = CellRay.crossing(
              below: source.rays[low], values[low], above: source.rays[high], values[high],
              of: forms, index)
            source.writeCrossing(of: low, high, slot: slot, to: words) { form in
              form == index ? 0 : forms.sign(of: form, at: ray)
            }
            negative.append(ray, words: words)
            positive.append(ray, words: words)
          }
        }
      }
    }
  }

  /// Two rays on different sides of a form that span an edge.
  private struct Edge {
    let below: Int32
    let above: Int32
  }

  /// Finds the edges between rays of different signs, and returns their number.
  private func findEdges(
    of source: RayTable, _ signs: UnsafeMutableBufferPointer<Int8>,
    into edges: UnsafeMutableBufferPointer<Edge>
  ) -> Int {
    var count = 0
    for below in 0..<source.count where signs[below] < 0 {
      for above in 0..<source.count
      where signs[above] > 0
        && source.commonSlotCount(below, above) >= codimensionOfEdges
        && isEdge(below, above, of: source)
      {
        edges.initializeElement(at: count, to: Edge(below: Int32(below), above: Int32(above)))
        count += 1
      }
    }
    return count
  }

  /// The slots, and one more.
  private func slots(
    andSideOf index: Int, isPositive: Bool, label: Int, in sources: SlotSources
  ) -> ContiguousArray<CellSlot> {
    var slots = ContiguousArray<CellSlot>()
    slots.reserveCapacity(self.slots.count + 1)
    slots.append(contentsOf: self.slots)
    slots.append(CellSlot(index, atLevel: sources.level, isPositive: isPositive, label: label))
    return slots
  }

  /// So many independent inequalities vanish on an edge, modulo lines.
  private var codimensionOfEdges: Int { coordinateCount - lines.count - 2 }

  /// Whether the face spanned by two rays is an edge. It is known that the inequalities that vanish on
  /// it are at least as many as the codimension of an edge.
  ///
  /// If all that vanish on one of the rays are independent, any so many of them define an edge;
  /// otherwise it is one if no third ray lies in it.
  private func isEdge(_ a: Int, _ b: Int, of source: RayTable) -> Bool {
    if source.slotCount(row: a) == codimensionOfEdges + 1,
      source.commonSlotCount(a, b) == codimensionOfEdges
    {
      return true
    }
    for row in 0..<source.count where row != a && row != b {
      if source.hasCommonSlots(of: a, b, row: row) { return false }
    }
    return true
  }

  /// A line that leaves the zero set becomes a ray on either side, and everything else is moved
  /// along it into the zero set.
  private func cut(
    through number: Int, by index: Int, in forms: LinearForms, label: Int
  ) -> (negative: GeneratedCell, positive: GeneratedCell) {
    let form = forms.exact(index)
    let value = form.dot(lines[number].vector)
    let line = value.signum() > 0 ? lines[number].vector : -lines[number].vector
    let size = value.magnitude
    func projection(_ vector: IntegerVector) -> CellGenerator {
      CellGenerator(.combination(size, vector, -form.dot(vector), line))
    }
    let slot = slots.count
    let source = table.relaid(slotCount: slot + 1, keepsSigns: false)
    var otherLines = lines
    otherLines.remove(at: number)
    let sources = frame.cut(by: forms).sources
    var cell = self
    cell.frame = CellFrame(
      coordinateCount: coordinateCount, lines: otherLines.map { projection($0.vector) },
      sources: sources)
    cell.table = RayTable(slotWords: source.slotWords, formWords: 0)
    for row in 0..<source.count {
      cell.table.append(row: row, of: source, as: CellRay(projection(source.rays[row].vector)))
      cell.table.insert(slot, row: row)
    }
    var (negative, positive) = (cell, cell)
    negative.slots = slots(andSideOf: index, isPositive: false, label: label, in: sources)
    positive.slots = slots(andSideOf: index, isPositive: true, label: label, in: sources)
    negative.table.append(CellRay(CellGenerator(-line)))
    positive.table.append(CellRay(CellGenerator(line)))
    for old in slots.indices {
      negative.table.insert(old, row: source.count)
      positive.table.insert(old, row: source.count)
    }
    return (negative, positive)
  }
}
