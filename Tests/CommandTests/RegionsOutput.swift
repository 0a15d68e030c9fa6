import ExactAlgebra
import Foundation
import Testing

/// What `reluvar regions` wrote as JSON or as lines of JSON.
struct RegionsOutput {
  /// A region of the list.
  struct Entry: Decodable, Equatable {
    let pattern: String
    let interiorPoint: [ExactNumber]?
    let facets: Int?
    let bounded: Bool?
    let linearRegion: Int?
    let affineMap: Int?
  }

  /// An exact number: an integer, or a fraction in a text.
  struct ExactNumber: Decodable, Equatable {
    let value: Rational

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let integer = try? container.decode(Int.self) {
        value = Rational(integer)
      } else {
        value = try Rational(parsing: container.decode(String.self))
      }
    }
  }

  struct Neuron: Decodable, Equatable {
    let layer: Int
    let neuron: Int
  }

  struct Edge: Decodable, Equatable {
    let regions: [Int]
    let neurons: [Neuron]
  }

  /// The keys beside the list.
  struct Summary: Decodable {
    let count: Int
    let kind: String
    let status: String
    let limit: String?
    let method: String
    let domain: String
    let activation: String
    let dimension: Int
    let widths: [Int]
    let bias: Bool
    let layerCounts: [Int]
    let boundedCount: Int?
    let facetCounts: [String: Int]?
    let edges: [Edge]?
    let regions: [Entry]?
  }

  let summary: Summary
  /// The list, where there is one.
  let regions: [Entry]?

  /// Reads `--format json`.
  init(json text: String) throws {
    summary = try JSONDecoder().decode(Summary.self, from: Data(text.utf8))
    regions = summary.regions
  }

  /// Reads `--format jsonl`: the regions, and the summary on the last line.
  init(lines text: String) throws {
    #expect(text.hasSuffix("\n"))
    let lines = text.split(separator: "\n").map { Data($0.utf8) }
    summary = try JSONDecoder().decode(Summary.self, from: try #require(lines.last))
    #expect(summary.regions == nil)
    regions = try lines.dropLast().map { try JSONDecoder().decode(Entry.self, from: $0) }
  }

  var patterns: [String] { regions?.map(\.pattern) ?? [] }
}

extension Command {
  /// Runs `regions --format json`, which must find all regions.
  func regions(_ arguments: [String]) async throws -> RegionsOutput {
    let run = try await run(["regions"] + arguments + ["--format", "json"])
    try #require(run.isSuccess && run.diagnostics.isEmpty, "\(run.diagnostics.prefix(300))")
    let output = try RegionsOutput(json: run.output)
    #expect(output.summary.status == "complete" && output.summary.limit == nil)
    return output
  }
}
