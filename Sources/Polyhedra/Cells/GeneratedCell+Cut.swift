import ExactAlgebra

extension GeneratedCell {
  public func cut(
    by index: Int, in forms: LinearForms, label: Int
  ) -> (negative: GeneratedCell, positive: GeneratedCell) {
    if let line = lines.firstIndex(where: { forms.sign(of: index, at: $0) != 0 }) {
      return cut(through: line, by: forms.exact(index), label: label)
    }
    let slot = slots.count
    let knowsSigns = signedForms === forms
    var source = table
    if slot >= 64 * source.slotWords || !knowsSigns && source.formWords > 0 {
      source = source.relaid(slotCount: slot + 1, keepsSigns: knowsSigns)
    }
    var negative = part(label, index, in: forms, isPositive: false, source, knowsSigns)
    var positive = part(label, index, in: forms, isPositive: true, source, knowsSigns)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: source.count) { signs in
      for row in 0..<source.count {
        signs[row] =
          knowsSigns ? source.sign(index, row: row) : forms.sign(of: index, at: source.rays[row])
      }
      negative.table.take(from: source, signs, keeping: -1, slot: slot)
      positive.table.take(from: source, signs, keeping: 1, slot: slot)
      addCrossings(
        of: source, signs, by: index, in: forms, slot: slot, to: &negative.table, &positive.table)
    }
    return (negative, positive)
  }

  /// The part of the cell on one side of a form, still without rays.
  private func part(
    _ label: Int, _ index: Int, in forms: LinearForms, isPositive: Bool, _ source: RayTable,
    _ knowsSigns: Bool
  ) -> GeneratedCell {
    var slots = ContiguousArray<CellFacet>()
    slots.reserveCapacity(self.slots.count + 1)
    slots.append(contentsOf: self.slots)
    slots.append(CellFacet(index, in: forms, isPositive: isPositive, label: label))
    return GeneratedCell(
      coordinateCount: coordinateCount, lines: lines,
      table: RayTable(slotWords: source.slotWords, formWords: source.formWords), slots: slots,
      signedForms: knowsSigns ? signedForms : nil)
  }

  /// Adds the rays in which the zero set of a form meets the edges between rays of different signs.
  private func addCrossings(
    of source: RayTable, _ signs: UnsafeMutableBufferPointer<Int>, by index: Int,
    in forms: LinearForms, slot: Int, to negative: inout RayTable, _ positive: inout RayTable
  ) {
    withUnsafeTemporaryAllocation(of: CellRay.Value.self, capacity: source.count) { values in
      for row in 0..<source.count where signs[row] != 0 {
        values.initializeElement(at: row, to: forms.value(of: index, at: source.rays[row]))
      }
      for below in 0..<source.count where signs[below] < 0 {
        for above in 0..<source.count
        where signs[above] > 0
          && source.commonSlotCount(below, above) >= codimensionOfEdges
          && isEdge(below, above, of: source)
        {
          let ray = CellRay.crossing(
            below: source.rays[below], values[below], above: source.rays[above], values[above],
            of: forms, index)
          negative.appendCrossing(ray, of: source, below, above, slot: slot, by: index, in: forms)
          positive.append(row: negative.count - 1, of: negative)
        }
      }
    }
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
    through index: Int, by form: IntegerVector, label: Int
  ) -> (negative: GeneratedCell, positive: GeneratedCell) {
    let value = form.dot(lines[index].vector)
    let line = value.signum() > 0 ? lines[index].vector : -lines[index].vector
    let size = value.magnitude
    func projection(_ vector: IntegerVector) -> CellGenerator {
      CellGenerator(.combination(size, vector, -form.dot(vector), line))
    }
    let slot = slots.count
    let source = table.relaid(slotCount: slot + 1, keepsSigns: false)
    var cell = self
    cell.signedForms = nil
    cell.lines.remove(at: index)
    cell.lines = cell.lines.map { projection($0.vector) }
    cell.table = RayTable(slotWords: source.slotWords, formWords: 0)
    for row in 0..<source.count {
      cell.table.append(row: row, of: source, as: CellRay(projection(source.rays[row].vector)))
      cell.table.insert(slot, row: row)
    }
    var (negative, positive) = (cell, cell)
    negative.slots.append(CellFacet(form: -form, label: label))
    positive.slots.append(CellFacet(form: form, label: label))
    negative.table.append(CellRay(CellGenerator(-line)))
    positive.table.append(CellRay(CellGenerator(line)))
    for old in slots.indices {
      negative.table.insert(old, row: source.count)
      positive.table.insert(old, row: source.count)
    }
    return (negative, positive)
  }
}

extension RayTable {
  /// Adds the rays of another table on one side of a new inequality, or on its zero set.
  fileprivate mutating func take(
    from source: RayTable, _ signs: UnsafeMutableBufferPointer<Int>, keeping side: Int, slot: Int
  ) {
    // About as many crossings as rays go on the other side.
    reserveCapacity(source.count + 2)
    for row in 0..<source.count where signs[row] != -side {
      append(row: row, of: source)
      if signs[row] == 0 { insert(slot, row: count - 1) }
    }
  }

  /// Adds the ray in which the zero set of a form meets the edge between two rays.
  fileprivate mutating func appendCrossing(
    _ ray: CellRay, of source: RayTable, _ below: Int, _ above: Int, slot: Int, by index: Int,
    in forms: LinearForms
  ) {
    append(ray)
    let row = count - 1
    for word in 0..<slotWords {
      setSlotWord(
        word, row: row, to: source.slotWord(word, row: below) & source.slotWord(word, row: above))
    }
    insert(slot, row: row)
    for word in 0..<formWords {
      var open = inheritSigns(word, from: below, above, of: source)
      while open != 0 {
        let form = 64 * word + open.trailingZeroBitCount
        open &= open - 1
        if form != index { setSign(forms.sign(of: form, at: ray), of: form, row: row) }
      }
    }
  }
}
