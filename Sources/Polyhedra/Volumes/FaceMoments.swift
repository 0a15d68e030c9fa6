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
  /// A face with its measure.
  struct Face {
    /// The moments of the projected measure, in all coordinates of the space.
    let moments: ExactMoments
    /// A vertex.
    let point: [Rational]
    /// The directions in the face, in reduced echelon form.
    let directions: [[Rational]]
    /// The coordinates to which it is projected: the pivots of the directions.
    let pivots: [Int]

    /// How far a point is from the hull of the face along a coordinate that is no pivot.
    func distance(to apex: [Rational], along axis: Int) -> Rational {
      zip(directions, pivots).reduce(apex[axis] - point[axis]) { distance, row in
        distance - (apex[row.1] - point[row.1]) * row.0[axis]
      }.magnitude
    }
  }

  private let vertices: [[Rational]]
  /// The vertices of each facet of the polytope.
  private let facets: [SlotSet]
  private let order: MomentOrder
  private var known: [SlotSet: Face] = [:]

  /// A polytope whose vertices are known, and those of each of its facets.
  init(vertices: [[Rational]], facets: [SlotSet], order: MomentOrder) {
    self.vertices = vertices
    self.facets = facets
    self.order = order
  }

  /// The face with some vertices.
  ///
  /// - Precondition: they are the vertices of a face of that dimension.
  /// - Throws: as `Interruption.check`.
  mutating func face(_ members: SlotSet, dimension: Int) throws -> Face {
    if let face = known[members] { return face }
    let face = try computed(members, dimension: dimension)
    known[members] = face
    return face
  }

  private mutating func computed(_ members: SlotSet, dimension: Int) throws -> Face {
    let numbers = members.elements
    let point = vertices[numbers[0]]
    guard dimension > 0 else { return vertex(point) }
    try Interruption.check()
    let directions = directions(of: numbers, dimension: dimension)
    let pivots = directions.map { row in row.firstIndex { !$0.isZero }! }
    let facets = facets(of: members, dimension: dimension)
    let apex = numbers.max { a, b in
      facets.count { $0.contains(a) } < facets.count { $0.contains(b) }
    }!
    var moments = ExactMoments(dimension: point.count)
    for facet in facets where !facet.contains(apex) {
      let base = try face(facet, dimension: dimension - 1)
      let axis = pivots.first { !base.pivots.contains($0) }!
      let height = base.distance(to: vertices[apex], along: axis)
      add(
        pyramid(from: vertices[apex], height: height, over: base.moments, dimension: dimension),
        to: &moments)
    }
    return Face(moments: moments, point: point, directions: directions, pivots: pivots)
  }

  private func vertex(_ point: [Rational]) -> Face {
    var moments = ExactMoments(dimension: point.count)
    switch order {
    case .mass: moments.mass = 1
    case .first: (moments.mass, moments.first) = (1, point)
    case .second: moments.add(point, weight: 1)
    }
    return Face(moments: moments, point: point, directions: [], pivots: [])
  }

  /// The directions of a face, from differences of vertices.
  private func directions(of numbers: [Int], dimension: Int) -> [[Rational]] {
    let point = vertices[numbers[0]]
    var space = RationalSubspace(ofDimension: point.count)
    for number in numbers.dropFirst() where space.dimension < dimension {
      space.insert(zip(vertices[number], point).map { $0 - $1 })
    }
    precondition(space.dimension == dimension, "vertices of a face of another dimension")
    return space.basis
  }

  /// The facets of a face: its largest proper faces that a facet of the polytope cuts out.
  private func facets(of members: SlotSet, dimension: Int) -> [SlotSet] {
    var found: [SlotSet] = []
    for facet in facets {
      let common = facet.intersection(members)
      guard common.count >= dimension, common != members, !found.contains(common) else { continue }
      found.append(common)
    }
    return found.filter { face in
      found.allSatisfy { $0 == face || !face.isSubset(of: $0) }
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
