import ExactAlgebra
import Networks
import Testing

@testable import NetworkVarieties
@testable import Varieties

/// Ideals of two blocks that the theorem writes down, against those that are computed degree by degree
/// without it.
@Suite struct TheoremIdealTests {
  private static let field = PrimeField.primes(bits: 60).first { _ in true }!

  /// The same pieces, and highest weight vectors of the ideal that generate it up to that degree.
  @Test func randomPairs() async throws {
    var (count, pencils) = (0, 0)
    for pair in TwoBlockTheoremTests.randomPairs(600, seed: 11) {
      let variety = try pair.variety
      let theorem = try #require(TwoBlockTheorem(of: variety))
      let degree = theorem.largestMinorSize
      guard variety.ambientDimension <= 20, (2...4).contains(degree) else { continue }
      let kernel = try variety.gradedKernel
      guard
        let ideal = theorem.ideal(
          upToDegree: degree, of: variety, grading: kernel.grading, seed: 1)
      else {
        // Linear forms are left to the kernel.
        #expect(theorem.shape.minimalMinors.contains { $0.degree == 1 })
        continue
      }
      let computed = try await kernel.ideal(upToDegree: degree)
      #expect(ideal.pieces.count == computed.pieces.count && ideal.isByTheorem)
      for (own, other) in zip(ideal.pieces, computed.pieces) {
        #expect(own.dimension == other.dimension, "\(pair.testDescription) \(own.degree)")
        #expect(own.minimalGeneratorCount == other.minimalGeneratorCount)
        #expect(own.representation == other.representation, "\(pair.testDescription)")
      }
      try checkVectors(of: ideal, kernel: kernel, pair: pair)
      checkSpan(of: ideal, coordinateCount: variety.ambientDimension, pair: pair)
      count += 1
      pencils +=
        theorem.shape.minimalMinors.contains {
          $0.family == .sideBySide || $0.family == .stacked
        } ? 1 : 0
    }
    #expect(count > 60 && pencils > 30, "\(count) \(pencils)")
  }

  private func checkVectors(
    of ideal: GradedIdeal, kernel: GradedKernel, pair: TwoBlockTheoremTests.Pair
  ) throws {
    let action = try #require(kernel.action)
    for vector in ideal.highestWeightGenerators {
      #expect(
        action.raisingOperators.allSatisfy { vector.polynomial.applyingDerivation($0).isZero },
        "\(pair.testDescription)")
      #expect(try kernel.map.vanishing(of: vector.polynomial, seed: 1) == .proved)
      #expect(vector.polynomial == vector.polynomial.primitivePart)
    }
  }

  /// In each degree generators and multiples of those of lower degrees span as many dimensions as the ideal has:
  /// so these are generators, and as their number is least, they are minimal.
  private func checkSpan(
    of ideal: GradedIdeal, coordinateCount: Int, pair: TwoBlockTheoremTests.Pair
  ) {
    let generators = Array(ideal.generators)
    #expect(Integer(generators.count) == ideal.generators.count)
    for piece in ideal.pieces {
      let multiples = generators.filter { $0.degree <= piece.degree }.flatMap { generator in
        Self.monomials(piece.degree - generator.degree, in: coordinateCount).map { monomial in
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
        #expect(piece.dimension.isZero)
        continue
      }
      let matrix = ModularMatrix(
        rows: multiples.count, columns: columns.count, over: Self.field
      ) { row, values in
        for (monomial, coefficient) in multiples[row] {
          values[columns[monomial]!] = coefficient.residue(in: Self.field)!
        }
      }
      #expect(Integer(matrix.rank) == piece.dimension, "\(pair.testDescription) \(piece.degree)")
    }
  }

  private static func monomials(_ degree: Int, in count: Int) -> [[Int]] {
    guard degree > 0 else { return [[]] }
    return monomials(degree - 1, in: count).flatMap { monomial in
      ((monomial.last ?? 0)..<count).map { monomial + [$0] }
    }
  }

  /// Six inputs, hidden neurons and outputs, two neurons of each kind.
  @Test func widthSix() async throws {
    let variety = try TwoBlockTheoremTests.Pair(
      widths: [6, 6, 6], patterns: ["111100", "001111"]
    ).variety
    var options = ComputedIdeal.Options()
    options.usesTheorems = true
    let derivation = try await Derivation(
      of: .pattern(variety), to: .codimension(largestDegree: 64), options: options)
    #expect(derivation.ideal.isByTheorem && derivation.ideal.generators.count == 108)
    #expect(derivation.ideal.pieces.map(\.dimension) == [0, 0, 0, 0, 108])
    #expect(derivation.generatorRank.rank == 12 && derivation.ideal.primes.isEmpty)
    #expect(derivation.comparedConstraints.map(\.minorSize) == [5, 5, 5])
    let origins = derivation.ideal.highestWeightGenerators.map(\.origin)
    #expect(origins == [.condition(0), .condition(1), .condition(2)])
    // A degree that is asked for by number is computed.
    let computed = try await Derivation(of: .pattern(variety), to: .degree(2))
    #expect(!computed.ideal.isByTheorem)
  }

  /// Minors that are too large to be written out are left to others.
  @Test func tooLarge() throws {
    let variety = try TwoBlockTheoremTests.Pair(
      widths: [10, 12, 10], patterns: ["111111110000", "000011111111"]
    ).variety
    let theorem = try #require(TwoBlockTheorem(of: variety))
    #expect(theorem.largestMinorSize == 9)
    let grading = try variety.gradedKernel.grading
    #expect(theorem.ideal(upToDegree: 9, of: variety, grading: grading, seed: 1) == nil)
  }
}
