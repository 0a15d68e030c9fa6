import ArgumentParser
import NetworkVarieties

/// Where a derivation ends: with a degree, or as soon as the codimension is reached.
enum DegreeBound: Hashable, CustomStringConvertible {
  case degree(Int)
  case automatic

  /// Where `auto` ends in any case. Limits of memory are reached long before.
  static let largestAutomatic = 64

  /// The largest degree that may be asked for.
  static let largestDegree = 10_000

  /// Reads a positive number or `auto`.
  init(parsing argument: String) throws {
    if argument == "auto" {
      self = .automatic
    } else if let degree = Int(argument), (1...Self.largestDegree).contains(degree) {
      self = .degree(degree)
    } else {
      throw ValidationError("expected a degree from 1 to \(Self.largestDegree), or auto")
    }
  }

  /// How far the ideal is derived.
  var goal: DegreeGoal {
    switch self {
    case .degree(let degree): .degree(degree)
    case .automatic: .codimension(largestDegree: Self.largestAutomatic)
    }
  }

  var description: String {
    switch self {
    case .degree(let degree): "\(degree)"
    case .automatic: "auto"
    }
  }
}
