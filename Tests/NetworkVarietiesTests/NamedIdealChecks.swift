import ExactAlgebra
import Testing

@testable import NetworkVarieties
@testable import Varieties

/// What holds of ideals whose generators a theorem names and writes down.
enum NamedIdealChecks {
  private static let field = PrimeField.primes(bits: 60).first { _ in true }!

  /// The numbers of an ideal that is computed without the theorem, and generators that generate it.
  static func agreement(
    of ideal: GradedIdeal, of variety: PatternVariety, upToDegree degree: Int, _ name: String
  ) async throws {
    let kernel = try variety.gradedKernel
    let computed = try await kernel.ideal(upToDegree: degree)
    #expect(ideal.pieces.count == computed.pieces.count && ideal.isByTheorem)
    for (own, other) in zip(ideal.pieces, computed.pieces) {
      #expect(own.dimension == other.dimension, "\(name) \(own.degree)")
      #expect(own.minimalGeneratorCount == other.minimalGeneratorCount, "\(name)")
      #expect(own.representation == other.representation, "\(name)")
    }
    try vectors(of: ideal, kernel: kernel, name)
    span(of: ideal, in: variety.ambientDimension, name)
  }

  /// Highest weight vectors of the ideal, in their normal form.
  static func vectors(of ideal: GradedIdeal, kernel: GradedKernel, _ name: String) throws {
    let action = try #require(kernel.action)
    for vector in ideal.highestWeightGenerators {
      #expect(
        action.raisingOperators.allSatisfy { vector.polynomial.applyingDerivation($0).isZero },
        "\(name)")
      #expect(try kernel.map.vanishing(of: vector.polynomial, seed: 1) == .proved)
      #expect(vector.polynomial == vector.polynomial.primitivePart)
    }
  }

  /// In each degree generators and multiples of those of lower degrees span as many dimensions as the ideal has:
  /// so these are generators, and as their number is least, they are minimal.
  static func span(of ideal: GradedIdeal, in coordinateCount: Int, _ name: String) {
    let generators = Array(ideal.generators)
    #expect(Integer(generators.count) == ideal.generators.count)
    for piece in ideal.pieces {
      let multiples = generators.filter { $0.degree <= piece.degree }.flatMap { generator in
        monomials(piece.degree - generator.degree, in: coordinateCount).map { monomial in
          generator.polynomial.terms.map {
            (($0.variables + monomial).sorted(), $0.coefficient)
          }
        }
      }
      var columns: [[Int]: Int] = [:]
      for (monomial, _) in multiples.joined() where columns[monomial] == nil {
        columns[monomial] = columns.count
      }
      guard !multiples.isEmpty else {
        #expect(piece.dimension == 0)
        continue
      }
      let matrix = ModularMatrix(
        rows: multiples.count, columns: columns.count, over: field
      ) { row, values in
        for (monomial, coefficient) in multiples[row] {
          values[columns[monomial]!] = coefficient.residue(in: field)!
        }
      }
      #expect(Integer(matrix.rank) == piece.dimension, "\(name) \(piece.degree)")
    }
  }

  private static func monomials(_ degree: Int, in count: Int) -> [[Int]] {
    guard degree > 0 else { return [[]] }
    return monomials(degree - 1, in: count).flatMap { monomial in
      ((monomial.last ?? 0)..<count).map { monomial + [$0] }
    }
  }
}
