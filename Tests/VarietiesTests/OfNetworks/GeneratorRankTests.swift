import ExactAlgebra
import Specimens
import Testing
import Varieties

/// The Jacobian rank by translates of highest weight vectors, against that of all generators.
@Suite struct GeneratorRankTests {
  @Test(arguments: Specimen.all)
  func golden(_ specimen: Specimen) async throws {
    let seed: UInt64 = 8
    let kernel = try specimen.variety.gradedKernel
    let ideal = try await kernel.ideal(upToDegree: min(specimen.degrees.count, 4))
    let all = kernel.jacobianRank(of: ideal.generators.map(\.polynomial), seed: seed)
    let translates = kernel.jacobianRank(of: ideal, seed: seed)
    #expect(translates.rank == all.rank)
    #expect(translates.seed == seed && translates.prime == all.prime)
    #expect(translates.rowCount >= translates.rank)
    #expect(translates.rank <= specimen.ambientDimension - specimen.dimension)
    #expect(translates.columnCount == all.columnCount)
    // A bound ends the search, and the rank is not below it where it can be reached.
    let bounded = kernel.jacobianRank(of: ideal, upTo: 1, seed: seed)
    #expect(bounded.rank >= min(1, all.rank) && bounded.rank <= all.rank)
  }

  static let networks =
    RandomNetwork.sample(12, from: .shallow, seed: 71, where: hasEquations)
    + RandomNetwork.sample(12, from: .shallowWithBiases, seed: 72, where: hasEquations)
    + RandomNetwork.sample(12, from: .deep, seed: 73, where: hasEquations)

  private static func hasEquations(_ network: RandomNetwork) -> Bool {
    guard let variety = try? network.variety else { return false }
    return variety.ambientDimension <= 18
      && variety.dimension(seed: 1).value < variety.ambientDimension
  }

  /// Degree by degree: where few generators are there, a single translate is not enough.
  @Test(arguments: networks)
  func random(_ network: RandomNetwork) async throws {
    #expect(Self.networks.count == 36)
    let kernel = try network.variety.gradedKernel
    for degree in 1...3 {
      let ideal = try await kernel.ideal(upToDegree: degree)
      let all = kernel.jacobianRank(of: ideal.generators.map(\.polynomial), seed: 2)
      #expect(kernel.jacobianRank(of: ideal, seed: 2).rank == all.rank, "degree \(degree)")
    }
  }
}
