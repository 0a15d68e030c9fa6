import ExactAlgebra

extension GradedIdeal {
  /// The same ideal up to a degree, where a bound for the codimension decides all degrees that
  /// follow; `nil` where it does not.
  ///
  /// The ideal `J` is prime. Let `l` be the number of its independent linear forms, in `n`
  /// coordinates, and `c` an upper bound for its codimension.
  /// - `c <= l`: the linear forms generate a prime ideal of codimension `l` inside of `J`, and so
  ///   they generate `J`.
  /// - `c = l + 1`: modulo the linear forms `J` is a prime ideal of codimension at most 1 in a
  ///   factorial ring, zero or principal. Once it has an element, one of least degree generates it.
  ///
  /// In both cases `dim J_d` is known for all `d` from the linear forms and the degree `k` of the
  /// other generator: with `m = n - l` coordinates left, all polynomials of degree `d` in `n`
  /// coordinates, less those in `m`, plus those of degree `d - k` in `m`.
  ///
  /// - Parameters:
  ///   - degree: the last degree that is wanted.
  ///   - codimension: a proved upper bound for the codimension.
  ///   - coordinates: the number of coordinates.
  ///   - comparesMinors: whether degrees say what minors of conditions leave: nothing here.
  func known(
    upToDegree degree: Int, codimensionAtMost codimension: Int, coordinates: Int,
    comparesMinors: Bool
  ) -> GradedIdeal? {
    let forms = pieces.first.flatMap { Int(exactly: $0.minimalGeneratorCount) } ?? 0
    let others = pieces.dropFirst().filter { !$0.minimalGeneratorCount.isZero }
    let isPrincipal =
      codimension == forms + 1 && others.count == 1 && others[0].minimalGeneratorCount.isOne
    guard codimension <= forms && others.isEmpty || isPrincipal else { return nil }
    let generatorDegree = isPrincipal ? others[0].degree : nil
    var all = pieces
    while all.count < degree {
      let next = all.count + 1
      let rest = coordinates - forms
      var dimension =
        Self.polynomialCount(coordinates, degree: next) - Self.polynomialCount(rest, degree: next)
      if let generatorDegree {
        dimension += Self.polynomialCount(rest, degree: next - generatorDegree)
      }
      all.append(
        Piece(
          degree: next, dimension: dimension, minimalGeneratorCount: 0,
          representation: pieces.allSatisfy { $0.representation != nil }
            ? RepresentationContent(summands: []) : nil,
          excess: comparesMinors
            ? Excess(representation: RepresentationContent(summands: []), witness: nil) : nil,
          status: pieces.status(joining: [], isZero: dimension.isZero), largestSpace: 0))
    }
    return GradedIdeal(
      method: method, pieces: all, generators: generators,
      highestWeightGenerators: highestWeightGenerators, grading: grading, seed: seed,
      primes: primes)
  }

  /// The same ideal, known up to a degree behind those of its generators.
  package func truncated(toDegree degree: Int) -> GradedIdeal {
    GradedIdeal(
      method: method, pieces: Array(pieces.prefix(degree)), generators: generators,
      highestWeightGenerators: highestWeightGenerators, grading: grading, seed: seed,
      primes: primes, isByTheorem: isByTheorem, hilbertSeries: hilbertSeries,
      unwritten: unwritten)
  }

  /// The number of monomials of a degree in so many coordinates.
  private static func polynomialCount(_ coordinates: Int, degree: Int) -> Integer {
    guard coordinates > 0 else { return degree == 0 ? 1 : 0 }
    return binomial(coordinates - 1 + degree, degree)
  }
}
