import ExactAlgebra
public import Polyhedra

extension GaussianMeasure {
  /// The largest dimension of an integral in which probabilities are enclosed.
  public static var largestDimension: Int { CentredPolyhedron.largestDimension }

  /// The dimension of the integral that the probability of an intersection of half-spaces is: how many
  /// dimensions their normals span under the law; 0 where it needs none.
  ///
  /// - Precondition: half-spaces have the dimension of the law.
  public func integralDimension(of halfSpaces: [HalfSpace]) -> Int {
    var normals: [[Integer]] = []
    for halfSpace in halfSpaces {
      let coordinates = halfSpace.normal.indices.filter { !halfSpace.normal[$0].isZero }
      let normal = law.variances.indices.map { column in
        coordinates.reduce(0) { $0 + law.factor[$1][column] * halfSpace.normal[$1] }
      }
      if normal.allSatisfy(\.isZero) {
        let value = zip(law.mean, halfSpace.normal).reduce(halfSpace.offset) { $0 + $1.0 * $1.1 }
        let holds = halfSpace.isOpen ? value.signum() > 0 : value.signum() >= 0
        if !holds { return 0 }
      } else {
        normals.append(normal.primitiveIntegers)
      }
    }
    return normals.isEmpty ? 0 : IntegerMatrix(normals).rank
  }
}
