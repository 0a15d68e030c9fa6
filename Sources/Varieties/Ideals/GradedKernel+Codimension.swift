public import ExactAlgebra
import LongWork

extension GradedKernel {
  /// The rank of the Jacobian matrix of polynomials at a random point of the variety.
  ///
  /// One row for each polynomial, one column for each coordinate, modulo one prime: a proved
  /// lower bound for the rank at a general point. For polynomials that vanish on the variety it
  /// is a lower bound for the codimension too. Where it equals the codimension, the variety is a
  /// component of their zero set, and the scheme that they define is smooth of that codimension
  /// at a general point of the variety.
  ///
  /// - Precondition: polynomials in `map.coordinateRing`. Those with a denominator that the
  ///   prime divides are left out.
  public func jacobianRank(
    of polynomials: some Sequence<Polynomial>, seed: UInt64
  ) -> RankEvidence {
    let field = AdmissibleFields(for: evaluator).first
    var generator = SeededGenerator(seed: seed, stream: RandomStream.equations)
    let point = evaluator.randomPoint(over: field, using: &generator)
    let reduced = polynomials.compactMap { ModularPolynomial($0, over: field) }
    let gradients = ModularMatrix(
      rows: reduced.count, columns: point.count, over: field
    ) { row, gradient in
      reduced[row].addGradient(at: point, to: gradient)
    }
    return RankEvidence(
      prime: field.modulus, seed: seed, rank: gradients.rank, rowCount: gradients.rowCount,
      columnCount: gradients.columnCount)
  }

  /// The rank of the Jacobian matrix of the generators of an ideal at a random point of the
  /// variety; see `jacobianRank(of:seed:)`.
  ///
  /// Where a group acts, the generators are represented by random translates of the highest
  /// weight vectors, as many as it takes until the rank does not grow any more. Translates lie in
  /// the ideal too, so the rank is a proved lower bound as well.
  ///
  /// The search for more translates ends where the rank is `bound`, or where `Interruption` says
  /// so.
  public func jacobianRank(
    of ideal: GradedIdeal, upTo bound: Int = .max, seed: UInt64
  ) -> RankEvidence {
    guard let action, !ideal.highestWeightGenerators.isEmpty else {
      return jacobianRank(of: ideal.generators.lazy.map(\.polynomial), seed: seed)
    }
    return ideal.jacobianRank(on: evaluator, under: action, upTo: bound, seed: seed)
  }
}

extension GradedIdeal {
  /// The rank of the Jacobian matrix of the generators that are written at a random point of the
  /// image of a family, by random translates of the highest weight vectors; see
  /// `GradedKernel.jacobianRank(of:upTo:seed:)`.
  ///
  /// - Parameters:
  ///   - family: a family of points of the variety.
  ///   - action: the group that acts on the ideal.
  ///   - bound: a rank with which the search for more translates ends.
  ///   - seed: of the point and the translates.
  package func jacobianRank(
    on family: any Parametrization, under action: GeneralLinearAction, upTo bound: Int = .max,
    seed: UInt64
  ) -> RankEvidence {
    let field = AdmissibleFields(for: family).first
    var generator = SeededGenerator(seed: seed, stream: RandomStream.equations)
    let point = family.randomPoint(over: field, using: &generator)
    let vectors = highestWeightGenerators.compactMap { vector in
      ModularPolynomial(vector.polynomial, over: field).map {
        (polynomial: $0, orbit: Int(exactly: vector.representation.dimension) ?? .max)
      }
    }
    var gradients: [[UInt]] = []
    var rank = 0
    var round = 0
    while !vectors.isEmpty {
      for vector in vectors where round == 0 || round < vector.orbit {
        for _ in 0..<max(round, 1) {
          let element = action.randomElement(over: field, using: &generator)
          gradients.append(
            element.gradient(of: vector.polynomial, at: point, over: field))
        }
      }
      let next = ModularMatrix(gradients, over: field).rank
      let isGrowing = next > rank
      rank = next
      guard isGrowing, rank < bound, rank < point.count, !Interruption.isDue else { break }
      round = max(1, 2 * round)
    }
    return RankEvidence(
      prime: field.modulus, seed: seed, rank: rank, rowCount: gradients.count,
      columnCount: point.count)
  }
}

extension GradedIdeal {
  func limited(by limit: KernelLimit) -> GradedIdeal {
    var ideal = self
    ideal.limit = limit
    return ideal
  }
}
