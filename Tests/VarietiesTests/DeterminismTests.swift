import ExactAlgebra
import Testing
import Varieties

/// A proved result depends on neither threads nor seeds.
@Suite struct DeterminismTests {
  static let varieties = ClassicalVariety.all.filter {
    ["3 x 4 matrices of rank 2", "Segre of three lines", "rational normal curve of degree 4"]
      .contains($0.name)
  }

  @Test(arguments: varieties, KernelMethod.allCases)
  func threadsAndSeeds(for variety: ClassicalVariety, method: KernelMethod) async throws {
    #expect(Self.varieties.count == 3)
    for useSymmetries in [false, true] {
      let kernel = try GradedKernel(
        of: variety.map, symmetries: useSymmetries ? variety.symmetries : [],
        action: useSymmetries ? variety.action : nil)
      let degree = variety.generatorCounts.count
      var options = GradedKernel.Options()
      options.method = method
      let reference = try await kernel.ideal(upToDegree: degree, options: options)
      let generators = Array(reference.generators)
      #expect(generators.count == variety.generatorCounts.reduce(0, +))
      for (threads, seed) in [(2, 1), (4, 1), (1, 2), (2, 0), (1, UInt64.max)] {
        options.threads = threads
        options.seed = seed
        let ideal = try await kernel.ideal(upToDegree: degree, options: options)
        #expect(ideal.pieces == reference.pieces)
        #expect(Array(ideal.generators) == generators)
        #expect(ideal.highestWeightGenerators == reference.highestWeightGenerators)
        #expect(ideal.primes == reference.primes)
        #expect(ideal.seed == seed)
      }
    }
  }

  /// The same family evaluated in another way gives the same ideal.
  @Test func evaluatorsChangeNothing() async throws {
    let map = ClassicalMaps.determinantal(3, 3, rank: 2)
    let plain = try await GradedKernel(of: map).ideal(upToDegree: 3)
    let other = try await GradedKernel(of: map, evaluatedBy: MatrixProducts(size: 3, rank: 2))
      .ideal(upToDegree: 3)
    #expect(plain.generators.count == 1)
    #expect(other.pieces == plain.pieces)
    #expect(Array(other.generators) == Array(plain.generators))
  }

  /// Products of matrices, multiplied instead of substituted.
  private struct MatrixProducts: Parametrization {
    let size: Int
    let rank: Int
    var parameterCount: Int { 2 * size * rank }
    var coordinateCount: Int { size * size }

    func isDefined(over field: PrimeField) -> Bool { true }

    func point(at parameters: [UInt], over field: PrimeField) -> [UInt] {
      let left = (0..<size).map { row in Array(parameters[row * rank..<(row + 1) * rank]) }
      let right = (0..<rank).map { row in
        Array(parameters[(size * rank + row * size)..<(size * rank + (row + 1) * size)])
      }
      let product = ModularMatrix(left, over: field) * ModularMatrix(right, over: field)
      return (0..<size).flatMap(product.row)
    }

    func jacobian(at parameters: [UInt], over field: PrimeField) -> ModularMatrix {
      preconditionFailure("a graded kernel takes no derivatives of its evaluator")
    }
  }
}
