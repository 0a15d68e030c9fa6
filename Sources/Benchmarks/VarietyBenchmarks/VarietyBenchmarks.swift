import Benchmark
import ExactAlgebra
import Foundation
import NetworkVarieties
import Networks
import Varieties

/// A variety of the paper with the degree up to which its ideal is derived.
private struct Job {
  let name: String
  let widths: [Int]
  let patterns: [String]
  let degree: Int

  static let all =
    [
      Job(
        name: "Example 31", widths: [3, 3, 2, 3, 3], patterns: ["111/11/111", "011/11/111"],
        degree: 4)
    ]
    + [4, 5, 6, 8].map {
      Job(
        name: "Example 37", widths: [3, 4, 3], patterns: ["1100", "1010", "1001"], degree: $0)
    }
    + [
      Job(name: "4,3,3: 101,011", widths: [4, 3, 3], patterns: ["101", "011"], degree: 4),
      Job(name: "5,4,4: 1011,0111", widths: [5, 4, 4], patterns: ["1011", "0111"], degree: 5),
      Job(
        name: "6,6,6: 110011,001111", widths: [6, 6, 6], patterns: ["110011", "001111"],
        degree: 7),
      Job(
        name: "3,4,2: 1001,0101,0011", widths: [3, 4, 2], patterns: ["1001", "0101", "0011"],
        degree: 7),
    ]

  func derive() async throws {
    let variety = try PatternVariety(
      of: Architecture(widths: widths),
      on: patterns.map { try ActivationPattern(parsing: $0) })
    var options = GradedKernel.Options()
    options.threads = ProcessInfo.processInfo.activeProcessorCount
    let ideal = try await variety.ideal(upToDegree: degree, options: options)
    precondition(ideal.status.isProved)
    blackHole(ideal)
  }
}

/// A dimension of a wide network on random patterns, each neuron active with probability 1/2.
private struct WideJob {
  let widths: [Int]
  let blocks: Int
  static let seed: UInt64 = 1

  static let all = [
    WideJob(widths: [32, 32, 32, 32, 32], blocks: 8), WideJob(widths: [64, 64, 64, 64], blocks: 4),
  ]

  func dimension() throws {
    var generator = SeededGenerator(seed: Self.seed)
    let patterns = (0..<blocks).map { _ in
      ActivationPattern(
        widths.dropFirst().dropLast().map { width in
          (0..<width).map { _ in Bool.random(using: &generator) }
        })
    }
    let variety = try PatternVariety(of: Architecture(widths: widths), on: patterns)
    blackHole(variety.dimension(seed: 1))
  }
}

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .cpuTotal, .peakMemoryResident], warmupIterations: 1,
    maxDuration: .seconds(20), maxIterations: 5)
  for job in Job.all {
    Benchmark("derive \(job.name) to degree \(job.degree)") { _ in try await job.derive() }
  }
  for job in WideJob.all {
    let widths = job.widths.map(String.init).joined(separator: ",")
    Benchmark(
      "dimension \(widths), \(job.blocks) random blocks",
      configuration: .init(warmupIterations: 0, maxIterations: 1)
    ) { _ in try job.dimension() }
  }
  for job in RegionBenchmark.all {
    Benchmark("regions \(job.name)") { _ in try await job.enumerate() }
  }
  Benchmark("\(MeasureBenchmark.pointCount) bivariate probabilities, one thread") { _ in
    try MeasureBenchmark.bivariateProbabilities()
  }
  Benchmark("law 2,28,18,1, standard Gaussian") { _ in try await MeasureBenchmark.planarNetwork() }
  if let executable = ProcessInfo.processInfo.environment["RELUVAR_EXECUTABLE"] {
    Benchmark("start-up: reluvar --version", configuration: .init(maxIterations: 20)) { _ in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: executable)
      process.arguments = ["--version"]
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
    }
  }
}
