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
  /// An ideal whose minimal generators a theorem names, up to a degree.
  ///
  /// In `n` coordinates `dim J_d = binomial(n - 1 + d, d) - H(d)` with the Hilbert function `H`.
  ///
  /// - Parameters:
  ///   - vectors: one highest weight vector for each irreducible representation of minimal
  ///     generators that are written, by degree.
  ///   - unwritten: the others, by degree.
  ///   - action: the group.
  ///   - function: the values of the Hilbert function of the coordinate ring from degree 0 on, as
  ///     far as they are known.
  ///   - series: its Hilbert series, where that is known.
  ///   - count: the number of coordinates.
  ///   - degree: the last degree; all generators have at most this degree.
  ///   - seed: of random points that may be asked for later.
  package init(
    generatedBy vectors: [HighestWeightGenerator], and unwritten: [UnwrittenGenerators] = [],
    under action: GeneralLinearAction, hilbertFunction function: [Integer],
    series: HilbertSeries?, coordinateCount count: Int, upToDegree degree: Int, seed: UInt64
  ) {
    let pieces = (1...max(degree, 1)).map { degree in
      var content = RepresentationContent(summands: [])
      for vector in vectors where vector.degree == degree {
        content = content.adding(vector.representation)
      }
      for generators in unwritten where generators.degree == degree {
        content = content.adding(generators.representation, times: generators.multiplicity)
      }
      return Piece(
        degree: degree,
        dimension: function.indices.contains(degree)
          ? binomial(count - 1 + degree, degree) - function[degree] : nil,
        minimalGeneratorCount: content.dimension, representation: content, status: .proved,
        largestSpace: 0)
    }
    self.init(
      method: .highestWeights, pieces: pieces,
      generators: MinimalGenerators(orbitsOf: vectors, under: action),
      highestWeightGenerators: vectors, grading: nil, seed: seed, primes: [], limit: nil,
      isByTheorem: true, hilbertSeries: series, unwritten: unwritten)
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
