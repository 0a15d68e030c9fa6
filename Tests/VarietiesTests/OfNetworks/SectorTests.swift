import ExactAlgebra
import NetworkVarieties
import Networks
import Testing

@testable import Varieties

/// Symmetries of blocks and transposition save work and change nothing.
struct SectorTests {
  private struct Case: CustomTestStringConvertible, Sendable {
    let widths: [Int]
    let patterns: [String]
    var hasBiases = false
    let degree: Int
    var testDescription: String { "\(widths) \(patterns)" }

    var variety: PatternVariety {
      get throws {
        try PatternVariety(
          of: Architecture(widths: widths, hasBiases: hasBiases),
          on: patterns.map { try ActivationPattern(parsing: $0) })
      }
    }
  }

  private static let cases = [
    Case(widths: [3, 3, 3], patterns: ["101", "011"], degree: 4),
    Case(widths: [3, 4, 3], patterns: ["1100", "1010", "1001"], degree: 5),
    Case(widths: [3, 2, 3], patterns: ["10", "01"], degree: 4),
    Case(widths: [2, 4, 2], patterns: ["1100", "1010", "0110", "1001"], degree: 4),
    Case(widths: [3, 3, 2], patterns: ["110", "101", "011"], hasBiases: true, degree: 3),
    Case(widths: [3, 2, 2, 3], patterns: ["10/11", "11/10", "11/11"], degree: 4),
  ]

  private func kernel(
    of variety: PatternVariety, symmetries: [CoordinatePermutation]
  ) throws -> GradedKernel {
    try GradedKernel(
      of: variety.patternMap.normalizedPolynomialMap(into: variety.ring),
      evaluatedBy: variety.patternMap, symmetries: symmetries,
      action: variety.generalLinearAction)
  }

  @Test(arguments: cases)
  private func symmetriesChangeNothing(of example: Case) async throws {
    let variety = try example.variety
    let with = try await kernel(of: variety, symmetries: variety.coordinateSymmetries)
      .ideal(upToDegree: example.degree)
    let without = try await kernel(of: variety, symmetries: [])
      .ideal(upToDegree: example.degree)
    #expect(with.pieces.count == example.degree)
    #expect(with.pieces.map(\.dimension) == without.pieces.map(\.dimension))
    #expect(with.pieces.map(\.representation) == without.pieces.map(\.representation))
    #expect(with.status == .proved && without.status == .proved)
    let isSmaller = zip(with.pieces, without.pieces).allSatisfy {
      $0.largestSpace <= $1.largestSpace
    }
    #expect(isSmaller)
    for generator in with.highestWeightGenerators {
      #expect(kernelContains(generator.polynomial, of: variety))
    }
  }

  private func kernelContains(_ polynomial: Polynomial, of variety: PatternVariety) -> Bool {
    variety.patternMap.polynomialMap(into: variety.ring).pullback(of: polynomial).isZero
  }

  @Test
  func blocksWithoutCommonNeuronsAreSeparated() throws {
    let variety = try Case(widths: [3, 4, 3], patterns: ["1100", "0011"], degree: 2).variety
    let kernel = try kernel(of: variety, symmetries: variety.coordinateSymmetries)
    let tensors = try #require(
      TensorCoordinates(variety.generalLinearAction, coordinateCount: variety.ambientDimension))
    let sectors = LabelSectors(
      of: tensors, grading: kernel.grading, symmetries: kernel.symmetries)
    let keys = [[2, 0], [1, 1], [0, 2]].map { sectors.key(of: Content(counts: $0)) }
    #expect(Set(keys).count == 3)
  }

  @Test
  func exchangedBlocksHaveAParity() throws {
    let variety = try Case(widths: [3, 3, 3], patterns: ["101", "011"], degree: 2).variety
    let kernel = try kernel(of: variety, symmetries: variety.coordinateSymmetries)
    let tensors = try #require(
      TensorCoordinates(variety.generalLinearAction, coordinateCount: variety.ambientDimension))
    let sectors = LabelSectors(
      of: tensors, grading: kernel.grading, symmetries: kernel.symmetries)
    let keys = [[2, 0], [1, 1], [0, 2]].map { sectors.key(of: Content(counts: $0)) }
    #expect(keys[0] == keys[2] && keys[0] != keys[1])

    // A polynomial at a changed point is the restored polynomial at the point.
    let field = PatternVariety.rankField
    var generator = SeededGenerator(seed: 3)
    let point = field.randomElements(variety.ambientDimension, using: &generator)
    let polynomial = try Polynomial(parsing: "m1_11*m2_22 - 3*m2_11*m1_23", in: variety.ring)
    let changed = ModularPolynomial(polynomial, over: field)
    let restored = ModularPolynomial(sectors.restoring(polynomial), over: field)
    #expect(
      changed?(at: sectors.changing(point, over: field)) == restored?(at: point))
  }
}
