import ExactAlgebra
import LongWork

/// Volumes of the faces of a polytope, each face once, over the integers.
///
/// With homogeneous coordinates `(x_v s_v, s_v)` of the vertices, `k!` times the projected volume of a face of
/// dimension `k`, times the product of the `s_v` of its vertices, is an integer: for a simplex it is a
/// determinant of these coordinates, and a face is a union of simplices. The same holds for each pyramid. So
/// every division is exact, and common divisors are looked for once, at the end.
struct FaceVolumes {
  /// A face with its scaled volume.
  private struct Face {
    let scaled: Integer
    /// The coordinates to which it is projected.
    let axes: [Int]
  }

  private let polytope: PolytopeFaces
  private var known: [SlotSet: Face] = [:]

  /// The faces of a polytope.
  init(_ polytope: PolytopeFaces) { self.polytope = polytope }

  /// The volume of the polytope, all of it.
  ///
  /// - Throws: as `Interruption.check`.
  mutating func volume(dimension: Int) throws -> Rational {
    let all = SlotSet(polytope.vertices.indices)
    let scaled = try face(all, dimension: dimension).scaled
    let factorial = (0..<dimension).reduce(Integer(1)) { $0 * Integer($1 + 1) }
    return Rational(scaled, factorial * scale(of: all.elements))
  }

  private mutating func face(_ members: SlotSet, dimension: Int) throws -> Face {
    if let face = known[members] { return face }
    let face: Face
    switch dimension {
    case 0: face = Face(scaled: 1, axes: [])
    case 1: face = edge(members.elements)
    default: face = try union(ofPyramidsIn: members, dimension: dimension)
    }
    known[members] = face
    return face
  }

  private func edge(_ ends: [Int]) -> Face {
    let (start, end) = (polytope.vertices[ends[0]].vector, polytope.vertices[ends[1]].vector)
    let last = start.count - 1
    let (scale, otherScale) = (start[last], end[last])
    for axis in 0..<last {
      let difference = end[axis] * scale - start[axis] * otherScale
      if !difference.isZero { return Face(scaled: difference.magnitude, axes: [axis]) }
    }
    preconditionFailure("an edge with one end")
  }

  private mutating func union(ofPyramidsIn members: SlotSet, dimension: Int) throws -> Face {
    try Interruption.check()
    let pyramids = polytope.pyramids(in: members, dimension: dimension)
    var sum = Integer(0)
    for cut in pyramids.bases {
      let base = try face(cut.members, dimension: dimension - 1)
      let (value, slope) = polytope.rise(to: pyramids, from: cut, over: base.axes)
      let pyramid =
        (base.scaled * (value * slope.denominator)).dividedExactly(by: slope.numerator)
      let others = members.elements.filter { $0 != pyramids.apex && !cut.members.contains($0) }
      sum += pyramid * scale(of: others)
    }
    return Face(scaled: sum, axes: pyramids.directions.axes)
  }

  /// The product of the last homogeneous coordinates of vertices; halves first, so that factors have like
  /// sizes.
  private func scale(of numbers: [Int]) -> Integer {
    switch numbers.count {
    case 0: return 1
    case 1: return polytope.scale(of: numbers[0])
    default:
      let middle = numbers.count / 2
      return scale(of: Array(numbers[..<middle])) * scale(of: Array(numbers[middle...]))
    }
  }
}
