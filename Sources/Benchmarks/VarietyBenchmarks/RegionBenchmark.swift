import Benchmark
import ExactAlgebra
import Foundation
import Interchange
import Networks
import Regions

/// The activation regions of a network, all with inner points, facets and boundedness.
///
/// Networks have random weights, uniform double-precision numbers between -1 and 1; those in the
/// folder that the environment variable `RELUVAR_REGION_NETWORKS` names are taken besides.
struct RegionBenchmark: Sendable {
  let name: String
  let makeNetwork: @Sendable () throws -> Network
  /// Half the side of a box around zero; `nil` for the whole space.
  var radius: Int?

  private static let seed: UInt64 = 1

  static var all: [RegionBenchmark] {
    [
      drawn([4, 8, 8, 1, 1]), drawn([4, 10, 10, 10, 1, 1]), drawn([2, 32, 32, 32, 1], radius: 2),
      drawn([2, 1500, 1]),
    ] + files
  }

  private static func drawn(_ widths: [Int], radius: Int? = nil) -> RegionBenchmark {
    let name = widths.map(String.init).joined(separator: ",") + (radius == nil ? "" : " on a box")
    return RegionBenchmark(name: name, makeNetwork: { try network(widths) }, radius: radius)
  }

  private static var files: [RegionBenchmark] {
    guard let folder = ProcessInfo.processInfo.environment["RELUVAR_REGION_NETWORKS"] else {
      return []
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { name in
      RegionBenchmark(name: name, makeNetwork: { try Network(file: "\(folder)/\(name)") })
    }
  }

  private static func network(_ widths: [Int]) throws -> Network {
    var generator = SeededGenerator(seed: seed)
    func number() -> Rational {
      Rational(exactly: Double.random(in: -1...1, using: &generator))!
    }
    return try Network(
      layers: zip(widths, widths.dropFirst()).map { inputs, outputs in
        Network.Layer(
          weights: (0..<outputs).map { _ in (0..<inputs).map { _ in number() } },
          biases: (0..<outputs).map { _ in number() })
      })
  }

  func enumerate() async throws {
    let network = try makeNetwork()
    let inputs = network.architecture.inputCount
    let domain = try radius.map { radius in
      try InputDomain.box(
        Array(repeating: (lower: Rational(-radius), upper: Rational(radius)), count: inputs))
    }
    var options = ActivationRegions.Options()
    options.threads = ProcessInfo.processInfo.activeProcessorCount
    var facetCount = 0
    let regions = try ActivationRegions(of: network, in: domain ?? .everything)
    let summary = try await regions.forEach(options: options) { region in
      (region.interiorPoint, region.facets.count, region.isBounded)
    } body: { _, facets, _ in
      facetCount += facets
      return true
    }
    precondition(summary.isComplete)
    blackHole((summary, facetCount))
  }
}
