public import Polyhedra

extension GaussianMeasure {
  /// The dimension of the integral that the probability of an intersection of half-spaces is: how many
  /// dimensions their normals span under the law; 0 where it needs none.
  ///
  /// - Precondition: half-spaces have the dimension of the law.
  public func integralDimension(of halfSpaces: [HalfSpace]) -> Int {
    CentredPolyhedron(halfSpaces, under: law)?.dimension ?? 0
  }
}
