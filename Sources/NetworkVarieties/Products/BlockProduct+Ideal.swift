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
    let minors = namedMinors(in: variety.coordinates).minors
    let series = hilbertSeries
    return GradedIdeal(
      naming: minors, upToDegree: degree, of: variety,
      hilbertFunction: hilbertFunction(
        upToDegree: degree, knownSeries: series, minors: minors, of: variety),
      series: series, seed: seed, largestTermCount: largestTermCount)
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

  /// The first values of the Hilbert function, as far as they are known: up to a degree, or up to the first
  /// one with generators.
  private func hilbertFunction(
    upToDegree degree: Int, knownSeries series: HilbertSeries?, minors: [NamedMinors],
    of variety: PatternVariety
  ) -> [Integer] {
    if let series { return (0...degree).map(series.value) }
    var values = (0...degree).map {
      HilbertSeries(ofAffineSpace: freeConstantCount).value(inDegree: $0)
    }
    for factor in factors {
      guard let others = factor.hilbertFunction(upToDegree: degree) else {
        return firstValues(minors: minors, upToDegree: degree, of: variety)
      }
      values = (0...degree).map { degree in
        (0...degree).reduce(Integer(0)) { $0 + values[$1] * others[degree - $1] }
      }
    }
    return values
  }

  /// The values up to the first degree with generators, where these are all that is missing.
  private func firstValues(
    minors: [NamedMinors], upToDegree degree: Int, of variety: PatternVariety
  ) -> [Integer] {
    let first = minors.map(\.degree).min() ?? degree
    let action = variety.generalLinearAction
    let count = minors.filter { $0.degree == first }.reduce(Integer(0)) {
      $0 + Integer($1.multiplicity)
        * IrreducibleRepresentation($1.partitions, of: action).dimension
    }
    let space = HilbertSeries(ofAffineSpace: variety.ambientDimension)
    return (0...min(first, degree)).map {
      $0 == first ? space.value(inDegree: $0) - count : space.value(inDegree: $0)
    }
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
    func column(_ length: Int) -> Partition { Partition(Array(repeating: 1, count: length)) }
    return (0...constants).filter { degree - $0 <= inputCount }.map { count in
      NamedMinors(
        ofDegree: degree, outputs: column(degree), inputs: column(degree - count), of: self,
        number: number
      ) { ring in
        let columns = Array(0..<degree - count) + (0..<count).map { inputCount + $0 }
        let matrix = condition.matrix(in: ring)
        return [matrix.submatrix(rows: Array(0..<degree), columns: columns).determinant]
      }
    }
  }
}

extension BlockProduct.Factor {
  /// The Hilbert series of the variety; `nil` where it takes too long.
  fileprivate var hilbertSeries: HilbertSeries? {
    switch ground {
    case .matrix(let ring): HilbertSeries(ofSectionOf: [ring], dimension: ring.dimension)
    case .twoBlocks(let shape):
      shape.determinantalRings.map {
        HilbertSeries(ofSectionOf: $0, dimension: shape.dimension)
      } ?? shape.hilbertSeries
    }
  }

  /// The first values of the Hilbert function; `nil` where they take too long.
  fileprivate func hilbertFunction(upToDegree degree: Int) -> [Integer]? {
    if let hilbertSeries { return (0...degree).map(hilbertSeries.value) }
    guard case .twoBlocks(let shape) = ground else { return nil }
    return shape.hilbertFunction(upToDegree: degree)
  }
}
