import ExactAlgebra
import Specimens
import Varieties

/// The ideal of a pattern variety by plain linear algebra: all monomials of a degree at once,
/// at random points of a naive network, modulo a prime of its own.
///
/// Probable, not proved, and independent of gradings, symmetries, lifts and normalizations.
struct NaiveIdeal {
  /// The largest prime below 2^63; the kernel starts below 2^60.
  static let field = PrimeField(prime: (1 << 63) - 25)

  /// For each degree from 1 the dimension.
  var dimensions: [Int] = []
  /// For each degree from 1 the number of minimal generators.
  var minimalGeneratorCounts: [Int] = []

  init(of network: RandomNetwork, upToDegree degree: Int) throws {
    let count = try network.variety.ambientDimension
    var generator = SeededGenerator(seed: 0xA11)
    var lower: (monomials: [[Int]], basis: [[UInt]]) = ([], [])
    for step in 1...degree {
      let monomials = Self.monomials(count, degree: step)
      let values = ModularMatrix(
        rows: monomials.count + 10, columns: monomials.count, over: Self.field
      ) { _, row in
        let naive = NaiveNetwork(network.architecture, over: Self.field, using: &generator)
        let point = naive.blockMatrices(on: network.patterns)
        for (column, monomial) in monomials.enumerated() {
          row[column] = monomial.reduce(1) { Self.field.multiply($0, point[$1]) }
        }
      }
      let nullSpace = values.nullSpace
      let basis = (0..<nullSpace.dimension).map(nullSpace.basisVector)
      let multiples = Self.multiples(
        of: lower.basis, lower.monomials, in: monomials, count: count)
      dimensions.append(basis.count)
      minimalGeneratorCounts.append(
        basis.count - (multiples.isEmpty ? 0 : ModularMatrix(multiples, over: Self.field).rank)
      )
      lower = (monomials, basis)
    }
  }

  /// The products of all polynomials with all variables.
  private static func multiples(
    of basis: [[UInt]], _ lower: [[Int]], in monomials: [[Int]], count: Int
  ) -> [[UInt]] {
    let places = Dictionary(
      uniqueKeysWithValues: zip(monomials, monomials.indices).map { ($0, $1) })
    return (0..<count).flatMap { variable in
      let images = lower.map { places[($0 + [variable]).sorted()]! }
      return basis.map { vector in
        var product = [UInt](repeating: 0, count: monomials.count)
        for (place, value) in vector.enumerated() { product[images[place]] = value }
        return product
      }
    }
  }

  /// The monomials as ascending lists of variables.
  private static func monomials(_ count: Int, degree: Int) -> [[Int]] {
    guard degree > 0 else { return [[]] }
    return monomials(count, degree: degree - 1).flatMap { lower in
      ((lower.last ?? 0)..<count).map { lower + [$0] }
    }
  }
}
