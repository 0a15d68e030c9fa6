import ExactAlgebra
public import Varieties

extension BlockProduct {
  /// Whether highest weights of generators are known: not for two combinations with constants beside each
  /// of them, on which the inputs act together with a column that they leave alone.
  var namesGenerators: Bool { factors.allSatisfy(\.namesGenerators) }

  /// The ideal up to a degree: minimal generators of the sum of ideals in different coordinates are
  /// those of the summands.
  ///
  /// `GeneratorOrigin.condition` of a generator numbers the constraints of `namedMinors(in:)`.
  ///
  /// - Parameters:
  ///   - degree: the last degree.
  ///   - variety: the variety of the product.
  ///   - seed: what the ideal says of seeds.
  ///   - largestTermCount: which vectors are too long to be written.
  /// - Precondition: the degree is at least `largestMinorSize`, and `namesGenerators`.
  func ideal(
    upToDegree degree: Int, of variety: PatternVariety, seed: UInt64,
    largestTermCount: NamedMinors.TermCounts = NamedMinors.largestTermCount
  ) -> GradedIdeal {
    precondition(degree >= largestMinorSize, "generators beyond the degree")
    return GradedIdeal(
      naming: namedMinors(in: variety.coordinates).minors, upToDegree: degree, of: variety,
      series: hilbertSeries, hilbertFunction: hilbertFunction(upToDegree: degree), seed: seed,
      largestTermCount: largestTermCount)
  }

  /// The Hilbert series, the product of those of the factors; `nil` where one of them takes too long, or
  /// its numerator has more than `DeterminantalRing.largestNumeratorDegree` coefficients.
  public var hilbertSeries: HilbertSeries? {
    var product = HilbertSeries(ofAffineSpace: freeConstantCount)
    for factor in factors {
      guard let series = factor.hilbertSeries else { return nil }
      let length = product.numerator.count + series.numerator.count
      guard length <= DeterminantalRing.largestNumeratorDegree else { return nil }
      product = product * series
    }
    return product
  }

  /// The first values of the Hilbert function, from degree 0 on; `nil` where they take too long.
  private func hilbertFunction(upToDegree degree: Int) -> [Integer]? {
    var values = (0...degree).map {
      HilbertSeries(ofAffineSpace: freeConstantCount).value(inDegree: $0)
    }
    for factor in factors {
      guard let others = factor.hilbertFunction(upToDegree: degree) else { return nil }
      values = (0...degree).map { degree in
        (0...degree).reduce(Integer(0)) { $0 + values[$1] * others[degree - $1] }
      }
    }
    return values
  }

  /// The minors that are minimal generators, and the rank constraints that they number.
  func namedMinors(
    in coordinates: BlockCoordinates
  ) -> (constraints: [RankConstraint], minors: [NamedMinors]) {
    var constraints = relationConstraints
    var minors = constraints.enumerated().flatMap {
      $0.element.namedMinors(number: $0.offset, inputCount: coordinates.columnCount)
    }
    for factor in factors {
      switch factor.ground {
      case .matrix:
        for constraint in factor.constraints(in: coordinates) {
          minors += constraint.namedMinors(
            number: constraints.count, inputCount: coordinates.columnCount)
          constraints.append(constraint)
        }
      case .twoBlocks(let shape):
        let pair = PairMinors(of: shape) { factor.constraint(of: $0, in: shape, coordinates) }
        minors += pair.named(numberingFrom: constraints.count)
        constraints += pair.constraints
      }
    }
    return (constraints, minors)
  }

  /// The bounds that say that combinations vanish.
  private var relationConstraints: [RankConstraint] {
    constraints.filter { constraint in
      guard case .blocks(let expression) = constraint.matrix else { return false }
      return constraint.rankAtMost == 0 && relations.contains(expression)
    }
  }
}

extension RankConstraint {
  /// The minors of one matrix of general entries that has a bounded rank, with a column of constants
  /// or without.
  fileprivate func namedMinors(number: Int, inputCount: Int) -> [NamedMinors] {
    let (degree, constants) = (minorSize, columnCount - inputCount)
    return (0...constants).filter { degree - $0 <= inputCount }.map { count in
      NamedMinors(
        ofDegree: degree, outputs: .column(degree), inputs: .column(degree - count), of: self,
        number: number
      ) { ring in
        [condition.matrix(in: ring).leadingMinor(degree, constants: count, behind: inputCount)]
      }
    }
  }
}

extension BlockProduct.Factor {
  /// The Hilbert series of the variety; `nil` where it takes too long.
  fileprivate var hilbertSeries: HilbertSeries? {
    switch ground {
    case .matrix(let ring): HilbertSeries(ofSectionOf: [ring], dimension: ring.dimension)
    case .twoBlocks(let shape): shape.shortestHilbertSeries
    }
  }

  /// The first values of the Hilbert function; `nil` where they take too long.
  fileprivate func hilbertFunction(upToDegree degree: Int) -> [Integer]? {
    if let hilbertSeries { return (0...degree).map(hilbertSeries.value) }
    guard case .twoBlocks(let shape) = ground else { return nil }
    return shape.hilbertFunction(upToDegree: degree)
  }
}
