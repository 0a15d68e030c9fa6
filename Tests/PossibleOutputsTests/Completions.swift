import ExactAlgebra
import NetworkVarieties
import Networks
import PossibleOutputs
import Realizability
import Varieties

/// A block with outputs in which `nil` is unknown.
struct PartialBlock {
  let pattern: String
  let points: [[Rational]]
  let outputs: [[Rational?]]

  init(_ pattern: String, _ points: [[Rational]], _ outputs: [[Rational?]]) {
    (self.pattern, self.points, self.outputs) = (pattern, points, outputs)
  }
}

/// The unknown outputs of blocks.
func unknownOutputs(
  _ widths: [Int], hasBiases: Bool = false, _ blocks: [PartialBlock]
) throws -> UnknownOutputs {
  let architecture = try Architecture(widths: widths, hasBiases: hasBiases)
  let variety = try OutputVariety(
    of: architecture,
    on: blocks.map { Block(try ActivationPattern(parsing: $0.pattern), points: $0.points) })
  return UnknownOutputs(of: variety, outputs: blocks.flatMap(\.outputs))
}

/// What is found of them.
func completion(
  _ widths: [Int], hasBiases: Bool = false, degree: Int = 3, _ blocks: [PartialBlock]
) async throws -> OutputCompletion {
  try await OutputCompletion(
    of: unknownOutputs(widths, hasBiases: hasBiases, blocks), to: .degree(degree))
}

extension OutputCompletion {
  /// The values of an unknown output, by its name, where they are rational numbers; `nil` where it is
  /// free.
  func rationals(_ name: String) -> [Rational]? {
    guard let index = equations.unknowns.ring.index(of: name),
      case .finite(let roots) = values(of: index), roots.allSatisfy({ $0.rational != nil })
    else { return nil }
    return roots.compactMap(\.rational)
  }

  func isFree(_ name: String) -> Bool {
    equations.unknowns.ring.index(of: name).map { values(of: $0) == .free } ?? false
  }

  /// Whether all answers about networks are right, by evaluation and by the checkers of proofs.
  var isVerified: Bool {
    candidates.allSatisfy { candidate in
      switch candidate.realization {
      case .realized(let network): candidate.problem.isSolved(by: network)
      case .impossible(let proof): proof.refutes(candidate.problem)
      case .unknown: true
      }
    }
  }
}
