public import ExactAlgebra
public import Networks
public import Realizability

/// All activation patterns of a network with one hidden layer on given points, written line by
/// line.
public struct ShallowPatternReport: Sendable {
  /// The architecture.
  public let architecture: Architecture
  /// The points.
  public let points: [[Rational]]
  /// The patterns.
  public let patterns: ShallowPatterns
  /// How many patterns are written at most.
  public let maximum: Int?

  /// The patterns of an architecture on points.
  public init(
    of architecture: Architecture, on points: [[Rational]], patterns: ShallowPatterns,
    maximum: Int? = nil
  ) {
    self.architecture = architecture
    self.points = points
    self.patterns = patterns
    self.maximum = maximum
  }

  /// Whether all patterns are written.
  public var isComplete: Bool { maximum.map { patterns.exactCount <= Integer($0) } ?? true }
}

extension ShallowPatternReport: Presentable {
  /// Text and JSON, the latter with one object in each line.
  public static var formats: [OutputFormat] { OutputFormat.textAndJSON }

  /// Hands the counts and then the patterns to `body`, one by one.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    switch form.format {
    case .text:
      try body(heading)
      try writeLines(to: body) { "  " + $0.joined(separator: " ") + "\n" }
    case .json:
      try body(header(version: form.version).line + "\n")
      try writeLines(to: body) { (["patterns": $0] as JSONObject).line + "\n" }
    default:
      preconditionFailure("a format that lists of patterns are not written in")
    }
  }

  private func writeLines(
    to body: (String) throws -> Void, format: ([String]) -> String
  ) rethrows {
    for patterns in patterns.prefix(maximum ?? .max) {
      try body(format(patterns.map(\.description)))
    }
  }

  private var heading: String {
    let count = patterns.exactCount
    return "Activation patterns of \(Wording.widths(architecture))"
      + (architecture.hasBiases ? " with biases" : "")
      + " on \(points.count) point\(points.count == 1 ? "" : "s")\n\n"
      + "\(patterns.vectors.count) activation vectors of one neuron, \(count) patterns"
      + (patterns.isUpToPermutation ? " up to permutation of neurons" : "")
      + (isComplete ? "" : ", of which these are the first \(maximum ?? 0)")
      + "; pattern by point:\n\n"
  }

  /// The first line of JSON.
  private func header(version: String) -> JSONObject {
    [
      "widths": architecture.widths, "bias": architecture.hasBiases, "points": points,
      "activationVectors": patterns.vectors.count, "patternCount": patterns.exactCount,
      "upToPermutation": patterns.isUpToPermutation,
      "status": isComplete ? "complete" : "limitReached", "version": version,
    ]
  }
}
