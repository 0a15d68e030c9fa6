import ExactAlgebra

/// The directions in a face, from the equations that hold on it.
struct FaceDirections {
  /// The first coordinates, in their order, that are independent on the face.
  let axes: [Int]
  /// For each other coordinate, what it is of the axes.
  private let dependent: [(coordinate: Int, coefficients: [Rational])]

  /// The directions on which some normals vanish.
  ///
  /// - Parameters:
  ///   - dimension: the number of coordinates.
  ///   - reversedNormals: the normals, last coordinate first: with the columns in this order the
  ///     pivots of the equations are the coordinates that depend on earlier ones.
  init(dimension: Int, reversedNormals: [[Rational]]) {
    guard !reversedNormals.isEmpty else {
      axes = Array(0..<dimension)
      dependent = []
      return
    }
    let (matrix, pivots) = RationalMatrix(reversedNormals).reducedEchelonForm
    let coordinates = pivots.map { dimension - 1 - $0 }
    let axes = (0..<dimension).filter { !coordinates.contains($0) }
    self.axes = axes
    dependent = coordinates.enumerated().map { row, coordinate in
      (coordinate, axes.map { -matrix[row, dimension - 1 - $0] })
    }
  }

  /// How fast a form of homogeneous coordinates grows along an axis while the other axes stay.
  func slope(of form: IntegerVector, along axis: Int) -> Rational {
    let place = axes.firstIndex(of: axis)!
    return dependent.reduce(Rational(form[axis])) { slope, entry in
      slope + Rational(form[entry.coordinate]) * entry.coefficients[place]
    }
  }
}
