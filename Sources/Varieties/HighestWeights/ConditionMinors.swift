internal import Algorithms
import ExactAlgebra
import LongWork

/// The vanishing minors of rank conditions, by weight, in the coordinates of the sectors.
///
/// The group moves a matrix `A` of a condition to `P A Q`, so the minors of one size span an
/// invariant space, and every minor has a weight: rows and columns have weights that add up.
struct ConditionMinors: Sendable {
  /// A matrix of linear forms in the coordinates of the sectors, with the weights of its lines:
  /// for each factor of the group how often each position occurs.
  private struct WeightedMatrix: Sendable {
    let size: Int
    let entries: [[RankCondition.LinearForm]]
    let rowWeights: [[[Int]]]
    let columnWeights: [[[Int]]]
  }

  private let tensors: TensorCoordinates
  private let sectors: LabelSectors
  private let keys: MonomialKeys
  private let field: PrimeField
  private let ring: PolynomialRing
  private let matrices: [WeightedMatrix]

  /// The minors of conditions.
  ///
  /// - Precondition: the group acts on the matrices by multiplication from both sides, so that
  ///   entries lie in rows and columns by their positions; the sectors are those of exchanges
  ///   under which the conditions are invariant.
  init(
    of conditions: [RankCondition], in ring: PolynomialRing, tensors: TensorCoordinates,
    sectors: LabelSectors, keys: MonomialKeys, field: PrimeField
  ) {
    self.ring = ring
    self.tensors = tensors
    self.sectors = sectors
    self.keys = keys
    self.field = field
    matrices = conditions.lazy.filter { !$0.isTrivial }.map { condition in
      guard let weights = Self.lineWeights(of: condition, in: tensors) else {
        preconditionFailure("a matrix on which the group does not act")
      }
      return WeightedMatrix(
        size: condition.minorSize,
        entries: condition.entries.map { $0.map(sectors.changing) },
        rowWeights: weights.rows, columnWeights: weights.columns)
    }
  }

  /// The matrices with minors of a degree, by their numbers; some at a time, since the first ones
  /// often suffice.
  func groups(degree: Int) -> [[Int]] {
    matrices.indices.filter { matrices[$0].size == degree }.chunks(ofCount: Self.groupSize)
      .map(Array.init)
  }

  private static let groupSize = 8

  /// The parts of the minors of some matrices that lie in a space of polynomials of given shapes
  /// and sector.
  ///
  /// - Throws: `CancellationError`, `Interruption.TimeIsOver`.
  func polynomials(
    of numbers: [Int], in part: HighestWeightPart
  ) throws -> [KnownGenerators.Multiple] {
    let sector = sectors.key(of: part.contents[0].content)
    let weight = zip(part.shapes, tensors.factorSizes).map { shape, size in
      shape.parts + Array(repeating: 0, count: size - shape.parts.count)
    }
    var found: Set<Polynomial> = []
    var result: [KnownGenerators.Multiple] = []
    for matrix in numbers.map({ matrices[$0] }) {
      for (rows, columns) in choices(of: matrix, weight: weight) {
        try Interruption.check()
        let minor = component(determinant(of: matrix, rows: rows, columns: columns), of: sector)
        guard !minor.isZero, found.insert(minor).inserted else { continue }
        result.append(
          KnownGenerators.Multiple(
            generator: .init(minor, keys: keys, field: field), monomial: []))
      }
    }
    return result
  }

  private func determinant(
    of matrix: WeightedMatrix, rows: [Int], columns: [Int]
  ) -> Polynomial {
    PolynomialMatrix(rows: rows.count, columns: columns.count, in: ring) { row, column in
      Polynomial(
        matrix.entries[rows[row]][columns[column]].sorted { $0.key < $1.key }.map {
          (coefficient: Rational($0.value), variables: [$0.key])
        }, in: ring)
    }.determinant
  }

  /// The terms that lie in a sector, primitive. Exchanges map the space of minors to itself, so
  /// it contains these parts of its elements.
  private func component(_ polynomial: Polynomial, of sector: [Int]) -> Polynomial {
    let terms = polynomial.terms.filter {
      sectors.key(of: tensors.content(of: $0.variables)) == sector
    }
    return Polynomial(
      terms.map { (coefficient: $0.coefficient, variables: $0.variables) }, in: ring
    ).primitivePart
  }

  /// The choices of rows and columns whose weights add up to a weight.
  private func choices(
    of matrix: WeightedMatrix, weight: [[Int]]
  ) -> [(rows: [Int], columns: [Int])] {
    var columnsByWeight: [[[Int]]: [[Int]]] = [:]
    for columns in Self.lines(matrix.columnWeights, count: matrix.size, atMost: weight) {
      let sum = Self.sum(columns.map { matrix.columnWeights[$0] }, like: weight)
      columnsByWeight[sum, default: []].append(columns)
    }
    return Self.lines(matrix.rowWeights, count: matrix.size, atMost: weight).flatMap { rows in
      let sum = Self.sum(rows.map { matrix.rowWeights[$0] }, like: weight)
      let missing = zip(weight, sum).map { zip($0, $1).map(-) }
      return (columnsByWeight[missing] ?? []).map { (rows: rows, columns: $0) }
    }
  }

  /// All ascending choices of so many lines whose weights do not exceed a weight.
  private static func lines(
    _ weights: [[[Int]]], count: Int, atMost bound: [[Int]]
  ) -> [[Int]] {
    var results: [[Int]] = []
    func extend(_ chosen: [Int], rest: [[Int]]) {
      guard chosen.count < count else { return results.append(chosen) }
      for line in weights.indices.dropFirst((chosen.last ?? -1) + 1) {
        let next = zip(rest, weights[line]).map { zip($0, $1).map(-) }
        if next.allSatisfy({ $0.allSatisfy { $0 >= 0 } }) { extend(chosen + [line], rest: next) }
      }
    }
    extend([], rest: bound)
    return results
  }

  private static func sum(_ weights: [[[Int]]], like zero: [[Int]]) -> [[Int]] {
    weights.reduce(zero.map { $0.map { _ in 0 } }) { sum, weight in
      zip(sum, weight).map { zip($0, $1).map(+) }
    }
  }

  /// Whether the group acts on the matrix of a condition by multiplication from both sides.
  static func acts(on condition: RankCondition, _ tensors: TensorCoordinates) -> Bool {
    lineWeights(of: condition, in: tensors) != nil
  }

  /// For each factor either the rows or the columns tell its positions; `nil` where neither do.
  private static func lineWeights(
    of condition: RankCondition, in tensors: TensorCoordinates
  ) -> (rows: [[[Int]]], columns: [[[Int]]])? {
    let zero = tensors.factorSizes.map { [Int](repeating: 0, count: $0) }
    var rows = [[[Int]]](repeating: zero, count: condition.rowCount)
    var columns = [[[Int]]](repeating: zero, count: condition.columnCount)
    let positions = tensors.positionsOfCoordinates
    for factor in tensors.factorSizes.indices {
      func places(_ forms: [RankCondition.LinearForm]) -> Set<Int?> {
        Set(forms.flatMap { form in form.keys.map { positions[$0][factor] } })
      }
      let byRow = condition.entries.map(places)
      if byRow.allSatisfy({ $0.count <= 1 }) {
        for (row, place) in byRow.enumerated() { mark(place.first ?? nil, factor, &rows[row]) }
        continue
      }
      for column in columns.indices {
        let place = places(condition.entries.map { $0[column] })
        guard place.count <= 1 else { return nil }
        mark(place.first ?? nil, factor, &columns[column])
      }
    }
    return (rows, columns)
  }

  private static func mark(_ position: Int?, _ factor: Int, _ weight: inout [[Int]]) {
    if let position { weight[factor][position] = 1 }
  }
}

extension [RankCondition] {
  /// The longest list that is compared with its images.
  private static let longestCompared = 100

  /// Whether a permutation of the coordinates maps the list to itself, up to transposition of
  /// matrices and invertible combinations of their rows or of their columns. Of long lists this
  /// is not found out.
  func isInvariant(under symmetry: CoordinatePermutation) -> Bool {
    guard count <= Self.longestCompared else { return false }
    let coordinateCount = symmetry.images.count
    let keys = Set(flatMap { $0.spans(coordinateCount: coordinateCount) })
    return allSatisfy { condition in
      condition.moved(by: symmetry).spans(coordinateCount: coordinateCount)
        .contains(where: keys.contains)
    }
  }
}

extension RankCondition {
  /// The span of the rows or of the columns of a matrix of linear forms, and a bound for its rank.
  fileprivate struct Span: Hashable {
    let rankAtMost: Int
    let width: Int
    let basis: [[Rational]]
  }

  /// The condition after the coordinates have been renamed.
  fileprivate func moved(by symmetry: CoordinatePermutation) -> RankCondition {
    RankCondition(
      entries: entries.map { row in
        row.map { form in
          RankCondition.LinearForm(uniqueKeysWithValues: form.map { (symmetry[$0], $1) })
        }
      },
      columnCount: columnCount, rankAtMost: rankAtMost)
  }

  /// The spans of the rows and of the columns; each of them determines the ideal of the minors.
  fileprivate func spans(coordinateCount: Int) -> [Span] {
    let transposed = (0..<columnCount).map { column in entries.map { $0[column] } }
    return [entries, transposed].map { lines in
      let vectors = lines.map { line in
        line.flatMap { RankCondition.coefficients(of: $0, count: coordinateCount) }
      }
      let form = RationalMatrix(vectors).reducedEchelonForm
      return Span(
        rankAtMost: rankAtMost, width: lines.first?.count ?? 0,
        basis: form.pivotColumns.indices.map { row in
          (0..<form.matrix.columnCount).map { form.matrix[row, $0] }
        })
    }
  }
}
