import ExactAlgebra

/// The faces of a polytope, as far as volumes and moments need them.
///
/// A face is the union of the pyramids from one of its vertices, the apex, over those of its facets
/// that do not contain it; so what is integrated over it follows from fewer faces, down to the vertices.
/// Faces that several pyramids need are kept by those who integrate. The apex is a vertex in as many
/// facets of the face as possible: a simplex takes one pyramid in each dimension, a cube of dimension `d`
/// takes `2^d` faces in place of `d!` simplices.
///
/// Lengths in a face would be irrational, so a face of dimension `k` is measured by its projection to
/// `k` of the coordinates: the first ones that are independent on it, in the order of the coordinates.
/// On a facet of the face these are the same ones but for one, so the height of a pyramid is a
/// difference in this one coordinate. All is rational.
struct PolytopeFaces {
  /// A facet of the polytope.
  struct Facet {
    /// The inequality, in homogeneous coordinates.
    let form: IntegerVector
    /// The numbers of the vertices on it.
    let members: SlotSet
  }

  /// A facet of a face: its vertices, and the facet of the polytope that cuts it out.
  struct Cut {
    let members: SlotSet
    fileprivate let facet: Int
  }

  /// A face as a union of pyramids.
  struct Pyramids {
    /// The number of the vertex that they have in common.
    let apex: Int
    /// What they stand on.
    let bases: [Cut]
    /// The coordinates of the face.
    let directions: FaceDirections
  }

  let vertices: [CellGenerator]
  private let facets: [Facet]
  /// The normals of the facets, last coordinate first.
  private let reversedNormals: [[Rational]]

  /// A polytope whose vertices are known, and those of each of its facets.
  init(vertices: [CellGenerator], facets: [Facet]) {
    self.vertices = vertices
    self.facets = facets
    reversedNormals = facets.map { facet in
      facet.form.entries.dropLast().reversed().map { Rational($0) }
    }
  }

  /// The number of coordinates of the space.
  private var dimension: Int { vertices[0].vector.count - 1 }

  /// The last of the homogeneous coordinates of a vertex, positive.
  func scale(of vertex: Int) -> Integer { vertices[vertex].vector[dimension] }

  /// The pyramids of which a face consists.
  ///
  /// - Precondition: the numbers are those of the vertices of a face of that dimension, at least 1.
  func pyramids(in members: SlotSet, dimension: Int) -> Pyramids {
    let directions = FaceDirections(
      dimension: self.dimension,
      reversedNormals: facets.indices.filter { members.isSubset(of: facets[$0].members) }
        .map { reversedNormals[$0] })
    precondition(directions.axes.count == dimension, "vertices of a face of another dimension")
    let cuts = cuts(of: members, dimension: dimension)
    let numbers = members.elements
    let counts = numbers.map { number in cuts.count { $0.members.contains(number) } }
    let apex = numbers[counts.firstIndex(of: counts.max()!)!]
    return Pyramids(
      apex: apex, bases: cuts.filter { !$0.members.contains(apex) }, directions: directions)
  }

  /// How much the form of a base grows on the way to the apex, and along the coordinate of the face that
  /// the base does not have, while the other coordinates of the face stay as they are; absolute values.
  ///
  /// The value is that at the homogeneous coordinates of the apex. So the height is the value, divided by
  /// the scale of the apex and by the slope.
  func rise(
    to pyramids: Pyramids, from cut: Cut, over axes: [Int]
  ) -> (value: Integer, slope: Rational) {
    let form = facets[cut.facet].form
    let axis = pyramids.directions.axes.first { !axes.contains($0) }!
    return (
      form.dot(vertices[pyramids.apex].vector).magnitude,
      pyramids.directions.slope(of: form, along: axis).magnitude
    )
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
}
