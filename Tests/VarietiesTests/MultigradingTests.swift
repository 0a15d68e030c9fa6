import ExactAlgebra
import Testing

@testable import Varieties

@Suite struct MultigradingTests {
  /// Maps with the rank of the lattice of their weightings.
  static let ranks: [(name: String, map: PolynomialMap, rank: Int)] = [
    ("twisted cubic", ClassicalMaps.rationalNormalCurve(degree: 3), 2),
    ("rational normal curve of degree 7", ClassicalMaps.rationalNormalCurve(degree: 7), 2),
    ("Veronese surface", ClassicalMaps.veroneseSurface, 3),
    ("2 x 2 matrices of rank one", ClassicalMaps.determinantal(2, 2, rank: 1), 3),
    ("Segre of P2 and P3", ClassicalMaps.segre(3, 4), 6),
    ("Segre with higher powers", ClassicalMaps.segre(3, 4, exponent: 5), 6),
    ("Segre of three lines", ClassicalMaps.tripleSegre, 4),
    ("3 x 4 matrices of rank 2", ClassicalMaps.determinantal(3, 4, rank: 2), 6),
    ("Grassmannian of lines in 4-space", ClassicalMaps.grassmannianOfLines, 5),
    ("secants of the rational quartic", ClassicalMaps.secantsOfTheQuartic, 2),
  ]

  @Test func maximalRanks() throws {
    #expect(Self.ranks.count == 10)
    for (name, map, rank) in Self.ranks {
      #expect(try Multigrading(maximalFor: map).rank == rank, "\(name)")
    }
  }

  /// A weighting of the twisted cubic is an arithmetic progression.
  @Test func weightingsOfTheTwistedCubic() throws {
    let grading = try Multigrading(maximalFor: ClassicalMaps.rationalNormalCurve(degree: 3))
    #expect(grading.weights.count == 2)
    for row in grading.weights {
      #expect(row[0] - row[1] == row[1] - row[2])
      #expect(row[1] - row[2] == row[2] - row[3])
    }
    #expect(IntegerMatrix(grading.weights + [[1, 1, 1, 1], [3, 2, 1, 0]]).rank == 2)
  }

  /// The weightings of matrices of low rank are sums of row and column weights.
  @Test func weightingsOfMatrices() throws {
    let grading = try Multigrading(maximalFor: ClassicalMaps.determinantal(3, 3, rank: 2))
    let torus =
      (0..<3).map { row in (0..<9).map { $0 / 3 == row ? 1 : 0 } }
      + (0..<3).map { column in (0..<9).map { $0 % 3 == column ? 1 : 0 } }
    #expect(grading.rank == 5)
    #expect(IntegerMatrix(torus).rank == 5)
    #expect(IntegerMatrix(grading.weights + torus).rank == 5)
  }

  /// Every image is homogeneous in every weighting, so every generator is.
  @Test(arguments: ClassicalVariety.all)
  func generatorsAreHomogeneous(for variety: ClassicalVariety) async throws {
    let kernel = try GradedKernel(of: variety.map)
    let ideal = try await kernel.ideal(upToDegree: 3)
    #expect(!kernel.grading.weights.isEmpty)
    #expect(ideal.generators.count == Integer(variety.generatorCounts.prefix(3).reduce(0, +)))
    for generator in ideal.generators {
      for row in kernel.grading.weights {
        let weights = generator.polynomial.terms.map {
          $0.variables.reduce(0) { $0 + row[$1] }
        }
        #expect(Set(weights).count == 1)
      }
    }
  }

  /// A coordinate that vanishes may have any weight.
  @Test func zeroImages() async throws {
    let parameters = PolynomialRing(["s", "t"])
    let (s, t) = (parameters.variable(0), parameters.variable(1))
    let map = ClassicalMaps.map(from: parameters) {
      [s * s, parameters.zero, s * t, t * t, parameters.zero]
    }
    let grading = try Multigrading(maximalFor: map)
    #expect(grading.rank == 4)
    for zero in [1, 4] {
      let unit = (0..<5).map { $0 == zero ? 1 : 0 }
      #expect(IntegerMatrix(grading.weights + [unit]).rank == 4)
    }
    let ideal = try await GradedKernel(of: map).ideal(upToDegree: 3)
    #expect(ideal.pieces.map(\.minimalGeneratorCount) == [2, 1, 0])
    // Modulo the two variables one conic in three variables is left.
    #expect(ideal.pieces.map(\.dimension) == [2, 15 - 5, 35 - 7])
    #expect(ideal.generators.map(\.polynomial.description).prefix(2).sorted() == ["x1", "x4"])
  }

  @Test func onlyZeroImages() async throws {
    let parameters = PolynomialRing(["s"])
    let map = ClassicalMaps.map(from: parameters) { [parameters.zero, parameters.zero] }
    #expect(try Multigrading(maximalFor: map).rank == 2)
    let ideal = try await GradedKernel(of: map).ideal(upToDegree: 3)
    #expect(ideal.pieces.map(\.dimension) == [2, 3, 4])
    #expect(ideal.pieces.map(\.minimalGeneratorCount) == [2, 0, 0])
  }

  @Test func noParameters() async throws {
    let parameters = PolynomialRing([])
    let map = ClassicalMaps.map(from: parameters) { [parameters.zero] }
    let ideal = try await GradedKernel(of: map).ideal(upToDegree: 2)
    #expect(ideal.pieces.map(\.dimension) == [1, 1])
  }

  @Test(arguments: [
    ["s", "s^2"], ["s", "t", "s*t + 1"], ["s", "t", "1"], ["s + t", "s^2 + t^3"],
  ])
  func otherMapsThrow(images: [String]) throws {
    let parameters = PolynomialRing(["s", "t"])
    let polynomials = try images.map { try Polynomial(parsing: $0, in: parameters) }
    let map = ClassicalMaps.map(from: parameters) { polynomials }
    let error = #expect(throws: Multigrading.NotHomogeneous.self) {
      try GradedKernel(of: map)
    }
    #expect(
      error?.description
        == "the exponents of the parametrization show no grading by the total degree")
  }

  /// Images need not be homogeneous as long as some weights of the parameters make them so.
  @Test func weightedHomogeneousMap() async throws {
    let parameters = PolynomialRing(["s", "t"])
    let (s, t) = (parameters.variable(0), parameters.variable(1))
    let map = ClassicalMaps.map(from: parameters) { [s * s + t, 2 * s * s - t, s * s] }
    let kernel = try GradedKernel(of: map)
    #expect(kernel.grading.rank == 1)
    let ideal = try await kernel.ideal(upToDegree: 1)
    #expect(ideal.generators.map(\.polynomial.description) == ["x0 + x1 - 3*x2"])
  }
}
