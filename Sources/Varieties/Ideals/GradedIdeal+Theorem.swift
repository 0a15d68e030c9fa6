package import ExactAlgebra

extension HighestWeightGenerator {
  /// A highest weight vector that is known to lie in an ideal.
  ///
  /// - Precondition: the polynomial is primitive, and the raising operators send it to zero.
  package init(
    known polynomial: Polynomial, ofDegree degree: Int, representation: IrreducibleRepresentation,
    origin: GeneratorOrigin?
  ) {
    self.init(
      degree: degree, polynomial: polynomial, representation: representation, status: .proved,
      origin: origin)
  }
}

extension GradedIdeal {
  /// An ideal whose minimal generators and Hilbert series a theorem gives, up to a degree.
  ///
  /// In `n` coordinates `dim J_d = binomial(n - 1 + d, d) - H(d)` with the Hilbert function `H`.
  ///
  /// - Parameters:
  ///   - vectors: one highest weight vector for each irreducible representation of minimal
  ///     generators, by degree.
  ///   - action: the group.
  ///   - series: the Hilbert series of the coordinate ring.
  ///   - count: the number of coordinates.
  ///   - degree: the last degree; all generators have at most this degree.
  ///   - grading: that of the parametrization.
  ///   - seed: of random points that may be asked for later.
  package init(
    generatedBy vectors: [HighestWeightGenerator], under action: GeneralLinearAction,
    hilbertSeries series: HilbertSeries, coordinateCount count: Int, upToDegree degree: Int,
    grading: Multigrading, seed: UInt64
  ) {
    let pieces = (1...max(degree, 1)).map { degree in
      let content = vectors.filter { $0.degree == degree }.reduce(
        RepresentationContent(summands: [])
      ) { $0.adding($1.representation) }
      return Piece(
        degree: degree,
        dimension: binomial(count - 1 + degree, degree) - series.value(inDegree: degree),
        minimalGeneratorCount: content.dimension, representation: content, status: .proved,
        largestSpace: 0)
    }
    self.init(
      method: .highestWeights, pieces: pieces,
      generators: MinimalGenerators(orbitsOf: vectors, under: action),
      highestWeightGenerators: vectors, grading: grading, seed: seed, primes: [], limit: nil,
      hilbertSeries: series)
  }

  /// The same ideal, which says nothing of the origins of its generators.
  ///
  /// - Parameter action: the group that acts on it.
  package func withoutOrigins(under action: GeneralLinearAction) -> GradedIdeal {
    let vectors = highestWeightGenerators.map { vector in
      var vector = vector
      vector.origin = nil
      return vector
    }
    return replacingHighestWeightGenerators(by: vectors, under: action)
  }
}
