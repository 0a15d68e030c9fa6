import ExactAlgebra
import Foundation
import Programs
import Testing

/// What `reluvar gates` wrote as JSON.
struct GatesOutput: Decodable {
  typealias Number = LawOutput.Number

  struct Pattern: Decodable {
    let pattern: String
    let prior: Number
    let posterior: Number?
  }

  struct Layer: Decodable {
    let layer: Int
    let weights: [[Number]]
    let biases: [Number]?
  }

  struct Bound: Decodable {
    let evidenceLowerBound: Number
    let gap: Number
  }

  struct Tie: Decodable, Equatable {
    let layer: Int
    let neuron: Int
  }

  struct HardLimit: Decodable {
    let pattern: String
    let logLikelihood: Number
    let ties: [Tie]
  }

  struct Point: Decodable {
    let point: Int
    let patterns: [Pattern]
    let remainingPrior: Number?
    let remainingPosterior: Number?
    let logLikelihood: Number?
    let gradient: [Layer]?
    let incompleteGradient: [Layer]?
    let largestGradientDifference: Number?
    let evidenceLowerBound: Number?
    let variational: Bound?
    let meanField: Bound?
    let hardLimit: HardLimit?
  }

  struct Covariance: Decodable {
    let total: [[Number]]
    let within: [[Number]]
    let between: [[Number]]
    let sumsAgree: Bool
  }

  struct Traces: Decodable {
    let total: Number
    let within: Number
    let between: Number
    let mean: [Layer]
    let sumsAgree: Bool
  }

  struct Omission: Decodable {
    let quantity: String
    let reason: String
  }

  let points: [Point]
  let gates: Int
  let method: String
  let seed: Int
  let covariance: Covariance?
  let gradientCovariance: Traces?
  let information: [String: Information]?
  let meanLogLikelihood: Number?
  let omitted: [Omission]
  let status: String

  /// A number, or those of all classes.
  enum Information: Decodable {
    case number(Number)
    case numbers([Number])
    case others

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Number.self) {
        self = .number(number)
      } else if let numbers = try? container.decode([Number].self) {
        self = .numbers(numbers)
      } else {
        self = .others
      }
    }
  }

  /// An entropy by its name.
  func entropy(_ name: String) throws -> Number {
    guard case .number(let number) = try #require(information?[name], "\(name)") else {
      throw CancellationError()
    }
    return number
  }
}

extension [GatesOutput.Layer] {
  /// The numbers with the keys of the reference, layers from 0.
  var byKey: [String: GatesOutput.Number] {
    var numbers: [String: GatesOutput.Number] = [:]
    for layer in self {
      for (neuron, row) in layer.weights.enumerated() {
        for (input, number) in row.enumerated() {
          numbers["layer\(layer.layer - 1).W[\(neuron),\(input)]"] = number
        }
      }
      for (neuron, number) in (layer.biases ?? []).enumerated() {
        numbers["layer\(layer.layer - 1).b[\(neuron)]"] = number
      }
    }
    return numbers
  }
}

extension Command {
  /// Runs `gates` and reads what it wrote.
  func gates(_ arguments: [String], status: Int32 = 0) async throws -> GatesOutput {
    let run = try await run(["gates"] + arguments + ["--format", "json", "--quiet"])
    #expect(run.status == status, "\(run.diagnostics)")
    return try JSONDecoder().decode(GatesOutput.self, from: Data(run.output.utf8))
  }
}
