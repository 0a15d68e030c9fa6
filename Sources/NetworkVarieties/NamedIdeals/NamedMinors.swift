import ExactAlgebra
import Varieties

/// Minors of a rank constraint that are minimal generators by a theorem, those of one irreducible
/// representation of `GL(outputs) x GL(inputs)`.
struct NamedMinors {
  /// Numbers of terms, of one polynomial and of many together.
  typealias TermCounts = (one: Integer, all: Integer)

  /// The largest numbers of terms that highest weight vectors may have to be written out.
  static let largestTermCount: TermCounts = (200_000, 1_000_000)

  /// The size of the minors.
  let degree: Int
  /// The highest weight.
  let partitions: [Partition]
  /// How often the representation occurs.
  let multiplicity: Int
  /// The number of the rank constraint.
  let number: Int
  /// About how many terms a highest weight vector has: exact for a minor, a bound for a pencil, whose vectors
  /// are sums of minors.
  let termCount: Integer
  /// The highest weight vectors, up to factors.
  let vectors: (PolynomialRing) -> [Polynomial]

  init(
    ofDegree degree: Int, outputs: Partition, inputs: Partition, multiplicity: Int = 1,
    of constraint: RankConstraint, number: Int, isPencil: Bool = false,
    vectors: @escaping (PolynomialRing) -> [Polynomial]
  ) {
    self.degree = degree
    partitions = [outputs, inputs]
    self.multiplicity = multiplicity
    self.number = number
    self.vectors = vectors
    // A sum over binomially many choices of lines has at most 2 to the power of the degree of them.
    let factor = Integer(constraint.largestSupport * (isPencil ? 2 : 1))
    termCount = (1...degree).reduce(Integer(1)) { $0 * Integer($1) * factor }
  }

  /// The values of the Hilbert function up to the first degree with generators, where these are all that is missing.
  fileprivate static func firstValues(
    _ minors: [NamedMinors], upToDegree degree: Int, of variety: PatternVariety
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
}

extension PolynomialMatrix {
  /// The highest weight vector among the minors of a size with a given number of columns of constants: that of the
  /// first rows, the first inputs and the first constants.
  ///
  /// - Parameters:
  ///   - size: the number of rows and columns.
  ///   - count: the number of columns of constants among them.
  ///   - inputCount: the number of the inputs, behind whose columns those of the constants are.
  func leadingMinor(_ size: Int, constants count: Int, behind inputCount: Int) -> Polynomial {
    submatrix(
      rows: Array(0..<size),
      columns: Array(0..<size - count) + Array(inputCount..<inputCount + count)
    ).determinant
  }
}

extension RankConstraint {
  /// The largest number of blocks of which an entry of the matrix is a combination.
  fileprivate var largestSupport: Int {
    guard case .blocks(let expression) = matrix else { return 1 }
    return expression.entries.joined().map(\.support.count).max() ?? 1
  }
}

extension GradedIdeal {
  /// The ideal up to a degree whose minimal generators are some minors, written down or named.
  ///
  /// - Parameters:
  ///   - minors: the minors.
  ///   - degree: the last degree, not below theirs.
  ///   - variety: the variety.
  ///   - series: the Hilbert series, where it is known.
  ///   - function: the first values of the Hilbert function, from degree 0 on, asked for without the series; where
  ///     they are not known either, those up to the first degree with generators are.
  ///   - seed: what the ideal says of seeds.
  ///   - largest: which vectors are too long to be written.
  init(
    naming minors: [NamedMinors], upToDegree degree: Int, of variety: PatternVariety,
    series: HilbertSeries?, hilbertFunction function: @autoclosure () -> [Integer]?, seed: UInt64,
    largestTermCount largest: NamedMinors.TermCounts
  ) {
    let action = variety.generalLinearAction
    var vectors: [HighestWeightGenerator] = []
    var unwritten: [UnwrittenGenerators] = []
    var termCount = Integer(0)
    for minors in minors.sorted(by: { $0.degree < $1.degree }) {
      let representation = IrreducibleRepresentation(minors.partitions, of: action)
      let total = termCount + minors.termCount * Integer(minors.multiplicity)
      guard minors.termCount <= largest.one, total <= largest.all else {
        unwritten.append(
          UnwrittenGenerators(
            degree: minors.degree, representation: representation,
            multiplicity: minors.multiplicity, origin: .condition(minors.number),
            termCount: minors.termCount))
        continue
      }
      termCount = total
      vectors += minors.vectors(variety.ring).map { polynomial in
        HighestWeightGenerator(
          known: polynomial.primitivePart, ofDegree: minors.degree, representation: representation,
          origin: .condition(minors.number))
      }
    }
    self.init(
      generatedBy: vectors, and: unwritten, under: action,
      hilbertFunction: series.map { (0...degree).map($0.value) } ?? function()
        ?? NamedMinors.firstValues(minors, upToDegree: degree, of: variety),
      series: series, coordinateCount: variety.ambientDimension, upToDegree: degree, seed: seed)
  }
}
