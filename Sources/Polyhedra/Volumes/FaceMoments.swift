import ExactAlgebra
import LongWork

/// Up to which degree moments are integrated.
public enum MomentOrder: Int, Hashable, Comparable, Sendable {
  /// The volume alone.
  case mass
  /// `integral x` too.
  case first
  /// `integral x x^T` too.
  case second

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Moments of the faces of a polytope, each face once.
///
/// A face is the union of the pyramids from one of its vertices, the apex, over those of its facets
/// that do not contain it; so its moments follow from those of fewer faces, down to the vertices. Faces
/// that several pyramids need are kept. The apex is a vertex in as many facets of the face as possible:
/// a simplex takes one pyramid in each dimension, a cube of dimension `d` takes `2^d` faces in place of
/// `d!` simplices.
///
/// Lengths in a face would be irrational, so a face of dimension `k` is measured by its projection to
/// `k` of the coordinates: the first ones that are independent on it, in the order of the coordinates.
/// On a facet of the face these are the same ones but for one, so the height of a pyramid is a
/// difference in this one coordinate. All is rational.
struct FaceMoments {
  /// A facet of the polytope.
  struct Facet {
    /// The inequality, in homogeneous coordinates.
    let form: IntegerVector
    /// The numbers of the vertices on it.
    let members: SlotSet
  }

  /// A face with its measure.
  struct Face {
    /// The moments of the projected measure, in all coordinates of the space.
    let moments: ExactMoments
    /// The coordinates to which it is projected.
    let axes: [Int]
  }

  /// A facet of a face: its vertices, and the facet of the polytope that cuts it out.
  private struct Cut {
    let members: SlotSet
    let facet: Int
  }

  private let generators: [CellGenerator]
  private let vertices: [[Rational]]
  private let facets: [Facet]
  /// The normals of the facets, last coordinate first.
  private let reversedNormals: [[Rational]]
  private let order: MomentOrder
  private var known: [SlotSet: Face] = [:]

  /// A polytope whose vertices are known, and those of each of its facets.
  init(vertices: [CellGenerator], facets: [Facet], order: MomentOrder) {
    generators = vertices
    self.vertices = vertices.map(\.point)
    self.facets = facets
    self.order = order
    reversedNormals = facets.map { facet in
      facet.form.entries.dropLast().reversed().map { Rational($0) }
    }
  }

  /// The face with some vertices.
  ///
  /// - Precondition: they are the vertices of a face of that dimension.
  /// - Throws: as `Interruption.check`.
  mutating func face(_ members: SlotSet, dimension: Int) throws -> Face {
    if let face = known[members] { return face }
    let face: Face
    switch dimension {
    case 0: face = vertex(members.elements[0])
    case 1: face = edge(members.elements)
    default: face = try union(ofPyramidsIn: members, dimension: dimension)
    }
    known[members] = face
    return face
  }

  private func vertex(_ number: Int) -> Face {
    let point = vertices[number]
    var moments = ExactMoments(dimension: point.count)
    switch order {
    case .mass: moments.mass = 1
    case .first: (moments.mass, moments.first) = (1, point)
    case .second: moments.add(point, weight: 1)
    }
    return Face(moments: moments, axes: [])
  }

  private func edge(_ ends: [Int]) -> Face {
    let (start, end) = (vertices[ends[0]], vertices[ends[1]])
    let axis = start.indices.first { start[$0] != end[$0] }!
    let moments = pyramid(
      from: start, height: (end[axis] - start[axis]).magnitude, over: vertex(ends[1]).moments,
      dimension: 1)
    return Face(moments: moments, axes: [axis])
  }

  private mutating func union(ofPyramidsIn members: SlotSet, dimension: Int) throws -> Face {
    try Interruption.check()
    let directions = FaceDirections(
      dimension: vertices[0].count,
      reversedNormals: facets.indices.filter { members.isSubset(of: facets[$0].members) }
        .map { reversedNormals[$0] })
    precondition(directions.axes.count == dimension, "vertices of a face of another dimension")
    let cuts = cuts(of: members, dimension: dimension)
    let numbers = members.elements
    let counts = numbers.map { number in cuts.count { $0.members.contains(number) } }
    let apex = numbers[counts.firstIndex(of: counts.max()!)!]
    var moments = ExactMoments(dimension: vertices[0].count)
    for cut in cuts where !cut.members.contains(apex) {
      let base = try face(cut.members, dimension: dimension - 1)
      let axis = directions.axes.first { !base.axes.contains($0) }!
      let form = facets[cut.facet].form
      // The form changes so much along the coordinate where those of the base stay as they are.
      let slope = directions.slope(of: form, along: axis)
      let value = Rational(
        form.dot(generators[apex].vector), generators[apex].vector[vertices[0].count])
      add(
        pyramid(
          from: vertices[apex], height: (value / slope).magnitude, over: base.moments,
          dimension: dimension), to: &moments)
    }
    return Face(moments: moments, axes: directions.axes)
  }

  /// The facets of a face: its largest proper faces that a facet of the polytope cuts out.
  private func cuts(of members: SlotSet, dimension: Int) -> [Cut] {
    var found: [Cut] = []
    for (number, facet) in facets.enumerated() {
      let common = facet.members.intersection(members)
      guard common.count >= dimension, common != members else { continue }
      if !found.contains(where: { $0.members == common }) {
        found.append(Cut(members: common, facet: number))
      }
    }
    return found.filter { cut in
      found.allSatisfy { $0.members == cut.members || !cut.members.isSubset(of: $0.members) }
    }
  }

  /// The moments of the points `v + t (y - v)` with `y` in the base, `0 <= t <= 1`, whose measure is
  /// `height t^(k-1) dt dy`.
  private func pyramid(
    from apex: [Rational], height: Rational, over base: ExactMoments, dimension k: Int
  ) -> ExactMoments {
    var result = ExactMoments(dimension: apex.count)
    result.mass = height * base.mass / Rational(Integer(k))
    guard order >= .first else { return result }
    let linear = height / Rational(Integer(k + 1))
    let mass = base.mass / Rational(Integer(k))
    for axis in apex.indices {
      result.first[axis] = linear * (base.first[axis] + mass * apex[axis])
    }
    guard order >= .second else { return result }
    // The integrals of (1 - t)^2, t (1 - t) and t^2 against t^(k-1), times k + 2.
    let square = height / Rational(Integer(k + 2))
    let mixed = 1 / Rational(Integer(k + 1))
    let constant = 2 * mixed * mass
    for row in apex.indices {
      for column in row..<apex.count {
        let cross = apex[row] * base.first[column] + base.first[row] * apex[column]
        let entry =
          square
          * (base.second[row][column] + mixed * cross + constant * apex[row] * apex[column])
        result.second[row][column] = entry
        result.second[column][row] = entry
      }
    }
    return result
  }

  private func add(_ part: ExactMoments, to sum: inout ExactMoments) {
    sum.mass += part.mass
    guard order >= .first else { return }
    for axis in sum.first.indices { sum.first[axis] += part.first[axis] }
    guard order >= .second else { return }
    for row in sum.second.indices {
      for column in sum.second.indices { sum.second[row][column] += part.second[row][column] }
    }
  }
}
