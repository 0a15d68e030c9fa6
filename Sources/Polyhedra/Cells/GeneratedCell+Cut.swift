import ExactAlgebra

extension GeneratedCell {
  public func cut(
    by index: Int, in forms: LinearForms, label: Int
  ) -> (negative: GeneratedCell, positive: GeneratedCell) {
    if let line = lines.firstIndex(where: { forms.sign(of: index, at: $0) != 0 }) {
      return cut(through: line, by: forms.exact(index), label: label)
    }
    let form = forms.exact(index)
    let signs = rays.map { forms.sign(of: index, at: $0) }
    var (negative, positive) = (emptied, emptied)
    negative.slots.append(CellFacet(form: -form, label: label))
    positive.slots.append(CellFacet(form: form, label: label))
    let slot = slots.count
    for (ray, sign) in signs.enumerated() {
      var incidence = incidences[ray]
      if sign == 0 { incidence.insert(slot) }
      if sign <= 0 { negative.append(rays[ray], incidence) }
      if sign >= 0 { positive.append(rays[ray], incidence) }
    }
    for (ray, incidence) in crossings(of: form, signs: signs) {
      var incidence = incidence
      incidence.insert(slot)
      negative.append(ray, incidence)
      positive.append(ray, incidence)
    }
    return (negative, positive)
  }

  /// The cell without its rays.
  private var emptied: GeneratedCell {
    var cell = self
    cell.rays.removeAll(keepingCapacity: false)
    cell.incidences.removeAll(keepingCapacity: false)
    return cell
  }

  private mutating func append(_ ray: CellGenerator, _ incidence: SlotSet) {
    rays.append(ray)
    incidences.append(incidence)
  }

  /// Where the zero set meets the edges between rays of different signs.
  private func crossings(of form: IntegerVector, signs: [Int]) -> [(CellGenerator, SlotSet)] {
    let negatives = signs.indices.filter { signs[$0] < 0 }
    let positives = signs.indices.filter { signs[$0] > 0 }
    var values = [Integer?](repeating: nil, count: rays.count)
    func value(_ ray: Int) -> Integer {
      if let value = values[ray] { return value }
      let value = form.dot(rays[ray].vector)
      values[ray] = value
      return value
    }
    var crossings: [(CellGenerator, SlotSet)] = []
    for below in negatives {
      let incidence = incidences[below]
      for above in positives where incidence.commonCount(incidences[above]) >= codimensionOfEdges {
        guard let edge = commonEdge(below, above) else { continue }
        let vector = IntegerVector.combination(
          value(above), rays[below].vector, -value(below), rays[above].vector)
        crossings.append((CellGenerator(vector), edge))
      }
    }
    return crossings
  }

  /// So many independent inequalities vanish on an edge, modulo lines.
  private var codimensionOfEdges: Int { coordinateCount - lines.count - 2 }

  /// The inequalities that vanish on the face spanned by two rays, if that face is an edge. It is
  /// known that they are at least as many as the codimension of an edge.
  ///
  /// If all that vanish on one of the rays are independent, any so many of them define an edge;
  /// otherwise it is one if no third ray lies in it.
  private func commonEdge(_ a: Int, _ b: Int) -> SlotSet? {
    let common = incidences[a].intersection(incidences[b])
    if incidences[a].count == codimensionOfEdges + 1, common.count == codimensionOfEdges {
      return common
    }
    for ray in incidences.indices where ray != a && ray != b {
      if common.isSubset(of: incidences[ray]) { return nil }
    }
    return common
  }

  /// A line that leaves the zero set becomes a ray on either side, and everything else is moved
  /// along it into the zero set.
  private func cut(
    through index: Int, by form: IntegerVector, label: Int
  ) -> (negative: GeneratedCell, positive: GeneratedCell) {
    let value = form.dot(lines[index].vector)
    let line = value.signum() > 0 ? lines[index].vector : -lines[index].vector
    let size = value.magnitude
    func projection(_ generator: CellGenerator) -> CellGenerator {
      CellGenerator(.combination(size, generator.vector, -form.dot(generator.vector), line))
    }
    var cell = self
    cell.lines.remove(at: index)
    cell.lines = cell.lines.map(projection)
    cell.rays = rays.map(projection)
    for ray in cell.incidences.indices { cell.incidences[ray].insert(slots.count) }
    var onAll = SlotSet()
    for slot in slots.indices { onAll.insert(slot) }
    var (negative, positive) = (cell, cell)
    negative.slots.append(CellFacet(form: -form, label: label))
    positive.slots.append(CellFacet(form: form, label: label))
    negative.append(CellGenerator(-line), onAll)
    positive.append(CellGenerator(line), onAll)
    return (negative, positive)
  }
}
