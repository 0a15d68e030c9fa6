import ArgumentParser

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

  /// The degree that was asked for, if one was.
  var fixed: Int? {
    if case .degree(let degree) = self { degree } else { nil }
  }

  /// The largest degree that may be treated.
  var largest: Int { fixed ?? Self.largestAutomatic }

  var description: String { fixed.map(String.init) ?? "auto" }
}
