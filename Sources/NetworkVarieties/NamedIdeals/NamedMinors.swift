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
  ///   - function: the first values of the Hilbert function, as far as they are known.
  ///   - series: the Hilbert series, where it is known.
  ///   - seed: what the ideal says of seeds.
  ///   - largest: which vectors are too long to be written.
  init(
    naming minors: [NamedMinors], upToDegree degree: Int, of variety: PatternVariety,
    hilbertFunction function: [Integer], series: HilbertSeries?, seed: UInt64,
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
      generatedBy: vectors, and: unwritten, under: action, hilbertFunction: function,
      series: series, coordinateCount: variety.ambientDimension, upToDegree: degree, seed: seed)
  }
}
