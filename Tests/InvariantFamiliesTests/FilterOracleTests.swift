import Enclosures
import ExactAlgebra
import Foundation
import InvariantFamilies
import Networks
import Oracles
import Programs
import Testing

/// Filters beside quadrature by another program.
@Suite struct FilterOracleTests {
  private struct Stage: Decodable {
    let mean: [Double]
    let covariance: [[Double]]
  }

  private static let specimens: [FilterSpecimen] = {
    let leaky = try! PiecewiseLinearActivation.leakyReLU(slope: Rational(1, 5))
    return try! [
      FilterSpecimen(widths: [2, 16, 16, 16, 16, 2], seed: 1, beginning: .extreme),
      FilterSpecimen(widths: [1, 8, 8, 1], seed: 2, beginning: .extreme),
      FilterSpecimen(widths: [10, 9, 9, 3], seed: 3, beginning: .extreme),
      FilterSpecimen(widths: [3, 8, 7, 2], seed: 4, activation: leaky, beginning: .extreme),
      FilterSpecimen(
        widths: [3, 8, 7, 2], seed: 5, activation: .absoluteValue, beginning: .extreme),
      FilterSpecimen(widths: [4, 6, 6, 6, 6, 2], seed: 6, beginning: .random),
    ]
  }()

  @Test(.enabled { await PythonEnvironment.isAvailable })
  func quadrature() async throws {
    let folder = try TemporaryFolder()
    let (cases, results) = (
      folder.url.appending(path: "cases.json"), folder.url.appending(path: "results.json")
    )
    try JSONSerialization.data(withJSONObject: Self.specimens.map(Self.object)).write(to: cases)
    let run = try await PythonEnvironment.run(
      "filtered_networks.py",
      [cases.path(percentEncoded: false), results.path(percentEncoded: false)], in: folder)
    try #require(run.status == 0, "\(run.output)")
    let found = try JSONDecoder().decode([[String: [Stage]]].self, from: Data(contentsOf: results))
    #expect(found.count == Self.specimens.count && found.count == 6)
    var compared = 0
    for (number, (specimen, other)) in zip(Self.specimens, found).enumerated() {
      for form in AssumedDensityFilter.Form.allCases {
        let filter = try await AssumedDensityFilter(
          form, of: specimen.network, under: specimen.input)
        #expect(filter.isAccurate)
        let stages = try #require(other[form.rawValue])
        try #require(stages.count == filter.layers.count + 1)
        for (place, (own, stage)) in zip(filter.layers + [filter.output], stages).enumerated() {
          let size = max(1, stage.mean.map(\.magnitude).max()!, stage.covariance.joined().max()!)
          for (a, b) in zip(own.mean, stage.mean) {
            #expect(
              (a.approximation - b).magnitude < 1e-9 * size, "\(number), \(form), \(place): mean")
          }
          for (a, b) in zip(own.covariance.joined(), stage.covariance.joined()) {
            #expect(
              (a.approximation - b).magnitude < 1e-9 * size,
              "\(number), \(form), \(place): covariance \(a.approximation), expected \(b)")
            compared += 1
          }
        }
      }
    }
    #expect(compared > 2_000)
  }

  private static func object(_ specimen: FilterSpecimen) -> [String: Any] {
    func numbers(_ list: [Rational]) -> [Double] { list.map { Double(approximating: $0) } }
    return [
      "layers": specimen.network.layers.map {
        ["weights": $0.weights.map(numbers), "biases": numbers($0.biases!)]
      },
      "slope": Double(approximating: specimen.network.activation.negativeSlope),
      "mean": numbers(specimen.law.mean), "covariance": specimen.law.covariance.map(numbers),
    ]
  }
}
