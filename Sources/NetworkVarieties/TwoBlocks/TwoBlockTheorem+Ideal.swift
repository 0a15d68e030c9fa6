internal import Algorithms
import ExactAlgebra
import Varieties

extension TwoBlockTheorem {
  /// The largest number of terms that one highest weight vector, and all of them together, may have to
  /// be written out.
  static let largestTermCount = (one: Integer(200_000), all: Integer(1_000_000))

  /// The ideal up to a degree by the theorem alone: generators are written down or named, dimensions
  /// come from the Hilbert function, and nothing is evaluated at points.
  ///
  /// `GeneratorOrigin.condition` of a generator numbers `namedConstraints`.
  ///
  /// - Parameters:
  ///   - degree: the last degree.
  ///   - variety: the variety of the theorem.
  ///   - seed: what the ideal says of seeds.
  ///   - largest: which vectors are too long to be written.
  /// - Precondition: the degree is at least `largestMinorSize`.
  func ideal(
    upToDegree degree: Int, of variety: PatternVariety, seed: UInt64,
    largestTermCount largest: (one: Integer, all: Integer) = largestTermCount
  ) -> GradedIdeal {
    precondition(degree >= largestMinorSize, "generators beyond the degree")
    let action = variety.generalLinearAction
    let families = namedFamilies
    var vectors: [HighestWeightGenerator] = []
    var unwritten: [UnwrittenGenerators] = []
    var termCount = Integer(0)
    for minors in shape.minimalMinors.sorted(by: { $0.degree < $1.degree }) {
      let representation = IrreducibleRepresentation([minors.outputs, minors.inputs], of: action)
      let origin = GeneratorOrigin.condition(families.firstIndex(of: minors.family)!)
      let size = Self.termCount(of: minors)
      let total = termCount + size * minors.multiplicity
      guard size <= largest.one, total <= largest.all else {
        unwritten.append(
          UnwrittenGenerators(
            degree: minors.degree, representation: representation,
            multiplicity: Int(exactly: minors.multiplicity)!, origin: origin, termCount: size))
        continue
      }
      termCount = total
      vectors += highestWeightVectors(of: minors, in: variety.ring).map { polynomial in
        HighestWeightGenerator(
          known: polynomial.primitivePart, ofDegree: minors.degree, representation: representation,
          origin: origin)
      }
    }
    let series = hilbertSeries
    return GradedIdeal(
      generatedBy: vectors, and: unwritten, under: action,
      hilbertFunction: hilbertFunction(upToDegree: degree, knownSeries: series), series: series,
      coordinateCount: variety.ambientDimension, upToDegree: degree, seed: seed)
  }

  /// The families with minimal generators.
  private var namedFamilies: [TwoBlockFamily] { minimalGeneratorCounts.map(\.family) }

  /// The rank constraints among whose minors there are minimal generators.
  var namedConstraints: [RankConstraint] { namedFamilies.map(constraint) }

  /// The number of terms of a minor whose entries have one term, or two; a bound for a pencil, whose
  /// vectors are sums of such minors.
  private static func termCount(of minors: MinimalMinors) -> Integer {
    let terms = (1...minors.degree).reduce(Integer(1)) { $0 * Integer($1) }
    return minors.family == .first || minors.family == .second
      ? terms : terms * Integer(2).power(minors.degree)
  }

  /// Highest weight vectors that generate the representations of some minors.
  private func highestWeightVectors(
    of minors: MinimalMinors, in ring: PolynomialRing
  ) -> [Polynomial] {
    let matrix = constraint(of: minors.family).condition.matrix(in: ring)
    let degree = minors.degree
    switch minors.family {
    case .first, .second, .difference:
      let inputs = minors.inputs.parts.count
      // The constants are the last column.
      let constants = (0..<degree - inputs).map { shape.inputCount + $0 }
      return [minor(of: matrix, rows: Array(0..<degree), columns: Array(0..<inputs) + constants)]
    case .sideBySide:
      let count = minors.inputs.parts.reduce(0, +)
      let constants = (0..<degree - count).map { 2 * shape.inputCount + $0 }
      return pencilVectors(of: minors, weight: minors.inputs, offset: shape.inputCount) { columns in
        minor(of: matrix, rows: Array(0..<degree), columns: columns + constants)
      }
    case .stacked:
      return pencilVectors(of: minors, weight: minors.outputs, offset: shape.outputCount) { rows in
        minor(of: matrix, rows: rows, columns: Array(0..<degree))
      }
    }
  }

  /// The vectors of a pencil that are minimal generators.
  ///
  /// - Parameters:
  ///   - minors: the minors of both blocks.
  ///   - weight: the highest weight along which the blocks stand beside each other.
  ///   - offset: the number of lines of the first block, behind which those of the second are.
  ///   - minor: the minor with given lines.
  private func pencilVectors(
    of minors: MinimalMinors, weight: Partition, offset: Int, minor: ([Int]) -> Polynomial
  ) -> [Polynomial] {
    let pairs = weight.parts.count { $0 == 2 }
    let singles = pairs..<weight.parts.count
    let constants = minors.degree - weight.parts.reduce(0, +)
    let core = shape.core
    func power(_ family: TwoBlockFamily, constants: Int = 0) -> Int? {
      let size = core.rank(of: family) + 1
      return size < minors.degree ? max(0, size - constants - pairs) : nil
    }
    let pencil = MinorPencil(
      order: singles.count,
      powers: (power(.first), power(.second), power(.difference, constants: constants)))
    let positions = pencil.minimalPositions
    precondition(Integer(positions.count) == minors.multiplicity, "a wrong number of generators")
    let pairLines = (0..<pairs).map { $0 } + (0..<pairs).map { offset + $0 }
    return positions.map { position in
      singles.combinations(ofCount: position).reduce(nil as Polynomial?) { sum, first in
        let term = minor(pairLines + singles.map { first.contains($0) ? $0 : offset + $0 })
        return sum.map { $0 + term } ?? term
      }!
    }
  }

  /// A minor, the lines in a given order.
  private func minor(
    of matrix: PolynomialMatrix, rows: [Int], columns: [Int]
  ) -> Polynomial {
    matrix.submatrix(rows: rows, columns: columns).determinant
  }
}
