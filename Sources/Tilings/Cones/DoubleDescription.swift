import ExactAlgebra

/// A polyhedral cone by the lines and rays that generate it, computed from its inequalities one after the
/// other, with integers alone.
///
/// A closed polyhedron is given by its homogeneous cone of all `(x, s)` with `a_i . x + b_i s >= 0` and
/// `s >= 0`: rays with `s > 0` are vertices, the others directions. Source: Motzkin, Raiffa, Thompson and
/// Thrall, *The double description method*, 1953; Fukuda and Prodon, *Double description method
/// revisited*, 1996.
struct DoubleDescription {
  /// A generator, and the rows that vanish on it.
  struct Ray {
    let vector: IntegerVector
    fileprivate(set) var zeros: RowSet
  }

  /// The number of coordinates.
  let size: Int
  /// A basis of the largest linear subspace.
  private(set) var lines: [IntegerVector]
  /// The extreme rays, up to multiples of lines.
  private(set) var rays: [Ray] = []
  private var inserted = RowSet()

  /// All of the space.
  init(size: Int) {
    self.size = size
    lines = (0..<size).map { row in IntegerVector((0..<size).map { $0 == row ? 1 : 0 }) }
  }

  /// The cone of the vectors at which some forms are not negative; rows have the numbers of the forms.
  ///
  /// - Parameter order: in which order the forms are inserted, which matters for the time only.
  init(size: Int, _ forms: [IntegerVector], order: [Int]? = nil) {
    self.init(size: size)
    for row in order ?? Array(forms.indices) { insert(forms[row], number: row) }
  }

  /// Whether no form vanishes on all of the cone: the cone has inner points.
  var isFullDimensional: Bool {
    guard var common = rays.first?.zeros else { return inserted.isEmpty }
    for ray in rays {
      common = common.intersection(ray.zeros)
      if common.isEmpty { return true }
    }
    return false
  }

  private mutating func insert(_ form: IntegerVector, number: Int) {
    if let line = lines.firstIndex(where: { form.dot($0).signum() != 0 }) {
      bend(line, by: form, number)
    } else {
      cut(by: form, number)
    }
    inserted.insert(number)
  }

  /// A line that crosses the hyperplane becomes a ray; along it all others move into the hyperplane.
  private mutating func bend(_ index: Int, by form: IntegerVector, _ number: Int) {
    var line = lines.remove(at: index)
    var value = form.dot(line)
    if value.signum() < 0 { (line, value) = (-line, -value) }
    lines = lines.map { .combination(value, $0, -form.dot($0), line) }
    rays = rays.map { ray in
      var zeros = ray.zeros
      zeros.insert(number)
      return Ray(vector: .combination(value, ray.vector, -form.dot(ray.vector), line), zeros: zeros)
    }
    rays.append(Ray(vector: line, zeros: inserted))
  }

  /// Rays on the wrong side give way to those between them and their neighbours on the right one.
  private mutating func cut(by form: IntegerVector, _ number: Int) {
    let values = rays.map { form.dot($0.vector) }
    let signs = values.map { $0.signum() }
    for index in rays.indices where signs[index] == 0 { rays[index].zeros.insert(number) }
    guard signs.contains(-1) else { return }
    let positive = rays.indices.filter { signs[$0] > 0 }
    var new: [Ray] = []
    for index in rays.indices where signs[index] < 0 {
      for other in positive {
        guard var zeros = edge(from: index, to: other) else { continue }
        zeros.insert(number)
        new.append(
          Ray(
            vector: .combination(
              values[other], rays[index].vector, -values[index], rays[other].vector),
            zeros: zeros))
      }
    }
    rays = rays.indices.filter { signs[$0] >= 0 }.map { rays[$0] } + new
  }

  /// The rows that vanish on two rays, if these span a face of dimension two (modulo lines): no other ray
  /// is in the least face that contains both. Before the present row is inserted.
  private func edge(from a: Int, to b: Int) -> RowSet? {
    let common = rays[a].zeros.intersection(rays[b].zeros)
    guard common.count >= size - lines.count - 2 else { return nil }
    for index in rays.indices where index != a && index != b {
      if common.isSubset(of: rays[index].zeros) { return nil }
    }
    return common
  }
}
