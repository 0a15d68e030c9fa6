import ExactAlgebra
import Foundation
import Testing

/// What `reluvar invariance filter` wrote as JSON.
struct FilterOutput: Decodable {
  typealias Number = LawOutput.Number

  struct Exact: Decodable {
    let mean: [Number]
    let covariance: [[Number]]
  }

  struct Filtered: Decodable {
    let mean: [Number]
    let covariance: [[Number]]
    let meanError: [Number]?
    let varianceError: [Number]?
  }

  struct Layer: Decodable {
    let layer: Int
    let full: Filtered
    let diagonal: Filtered
    let exact: Exact?
  }

  let full: Filtered
  let diagonal: Filtered
  let exact: Exact?
  let layers: [Layer]
  let inputStep: String
  let status: String
  let isAccurate: Bool
  let seed: UInt64
  let samples: Int?
}

extension Command {
  /// Runs `invariance filter --format json`.
  func filter(_ arguments: [String], exit status: Int32 = 0) async throws -> FilterOutput {
    let run = try await run(
      ["invariance", "filter"] + arguments + ["--format", "json", "--quiet"])
    try #require(run.status == status && !run.isSignalled, "\(run.diagnostics.prefix(300))")
    return try JSONDecoder().decode(FilterOutput.self, from: Data(run.output.utf8))
  }
}
