import ExactAlgebra
import Specimens
import Testing
import Varieties

@Suite struct GoldenTests {
  @Test(arguments: Specimen.all)
  func dimension(of specimen: Specimen) throws {
    let variety = try specimen.variety
    #expect(variety.architecture.parameterCount == specimen.parameterCount)
    #expect(variety.patternMap.parameterCount == specimen.liveParameterCount)
    #expect(variety.liveNetwork.liveHiddenNeuronCount == specimen.liveHiddenNeurons)
    #expect(variety.ambientDimension == specimen.ambientDimension)
    #expect(variety.expectedDimension == specimen.expectedDimension)
    let dimension = variety.dimension(seed: 1)
    #expect(dimension.value == specimen.dimension)
    #expect(dimension.isProved)
  }

  @Test(arguments: Specimen.all)
  func ideal(of specimen: Specimen) async throws {
    let kernel = try specimen.variety.gradedKernel
    let ideal = try await kernel.ideal(upToDegree: specimen.degrees.count)
    #expect(ideal.pieces.count == specimen.degrees.count)
    for (piece, expected) in zip(ideal.pieces, specimen.degrees) {
      #expect(piece.dimension == Integer(expected.dimension))
      #expect(piece.minimalGeneratorCount == Integer(expected.minimalGenerators))
      #expect(piece.status.isProved)
    }
    let count = specimen.degrees.reduce(0) { $0 + $1.minimalGenerators }
    #expect(ideal.generators.count == Integer(count))
    #expect(Array(ideal.generators).count == count)
    for generator in ideal.generators {
      #expect(kernel.map.pullback(of: generator.polynomial).isZero)
    }
  }
}
