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

/// Moments of the faces of a polytope, each face once, by the pyramids of `PolytopeFaces`.
struct FaceMoments {
  /// A face with its measure.
  struct Face {
    /// The moments of the projected measure, in all coordinates of the space.
    let moments: ExactMoments
    /// The coordinates to which it is projected.
    let axes: [Int]
  }

  private let polytope: PolytopeFaces
  private let vertices: [[Rational]]
  private let order: MomentOrder
  private var known: [SlotSet: Face] = [:]

  /// The faces of a polytope with moments up to an order.
  init(_ polytope: PolytopeFaces, order: MomentOrder) {
    self.polytope = polytope
    self.order = order
    vertices = polytope.vertices.map(\.point)
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
    let pyramids = polytope.pyramids(in: members, dimension: dimension)
    let apex = vertices[pyramids.apex]
    var moments = ExactMoments(dimension: apex.count)
    for cut in pyramids.bases {
      let base = try face(cut.members, dimension: dimension - 1)
      let (value, slope) = polytope.rise(to: pyramids, from: cut, over: base.axes)
      let height = Rational(value, polytope.scale(of: pyramids.apex)) / slope
      add(
        pyramid(from: apex, height: height, over: base.moments, dimension: dimension), to: &moments)
    }
    return Face(moments: moments, axes: pyramids.directions.axes)
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
