import Enclosures
import ExactAlgebra
import Networks
import Testing

@testable import RandomNetworks

@Suite struct JacobianSpectraTests {
  /// `(3 x_1^+, 4 x_2^+)`: a quarter of the inputs has each of the singular values (0, 0), (3, 0), (4, 0)
  /// and (4, 3).
  @Test func quadrants() async throws {
    let network = try Network(layers: [
      .init(weights: [[1, 0], [0, 1]]), .init(weights: [[3, 0], [0, 4]]),
    ])
    let law = try await NetworkLaw(of: network, under: .standardNormal(dimension: 2))
    let spectra = try law.jacobianSpectra
    try #require(spectra.valueCount == 2 && spectra.spectra.count == 4)
    let values = spectra.spectra.map { $0.singularValues.map { $0.rounded() } }
    #expect(
      values.sorted { $0.lexicographicallyPrecedes($1) } == [[0, 0], [3, 0], [4, 0], [4, 3]])
    let largest = spectra.distribution(of: 0)
    #expect(largest.map { $0.value.rounded() } == [0, 3, 4])
    #expect(largest.map { ($0.probability * 4).rounded() } == [1, 1, 2])
    #expect((spectra.mean(of: 0) - 2.75).magnitude < 1e-9)
    #expect((spectra.mean(of: 1) - 0.75).magnitude < 1e-9)
    #expect(spectra.spectra[0].numbers.map(\.status) == ["estimated", "estimated"])
  }

  /// Two maps with one Jacobian are one: the network is `x` below 1 and `x + 1` above 2.
  @Test func equalJacobians() async throws {
    let network = try Network(layers: [
      .init(weights: [[1], [-1], [1], [1]], biases: [0, 0, -1, -2]),
      .init(weights: [[1, -1, 1, -1]]),
    ])
    let law = try await NetworkLaw(of: network, under: .standardNormal(dimension: 1))
    let spectra = try law.jacobianSpectra
    #expect(law.affineMaps.count == 3 && spectra.spectra.count == 2)
    #expect(spectra.spectra.map { $0.singularValues[0].rounded() } == [1, 2])
    #expect(spectra.spectra[0].patterns.count == 3)
    // P(1 < X < 2).
    let between = spectra.spectra[1].probability.approximation
    #expect((between - 0.135_905_121_983_277_8).magnitude < 1e-12)
  }
}
