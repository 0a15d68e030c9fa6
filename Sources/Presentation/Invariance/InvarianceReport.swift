import Enclosures
import ExactAlgebra
public import InvariantFamilies
import Networks

/// Whether families of laws are invariant under ReLU layers, ready to be written.
public struct InvarianceReport: Sendable {
  /// What was asked.
  public enum Question: Sendable {
    /// One family.
    case family(InvarianceDecision)
    /// Each family of the catalogue.
    case catalogue([InvarianceDecision])
  }

  /// What was asked, with the answers.
  public let question: Question
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on one family or on many.
  public init(_ question: Question, seconds: Double? = nil) {
    (self.question, self.seconds) = (question, seconds)
  }
}

extension InvarianceReport: Presentable {
  /// Text and JSON.
  public static var formats: [OutputFormat] { OutputFormat.textAndJSON }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    try form.write(
      text: { lines(version: form.version).joined(separator: "\n") + "\n" },
      json: { object(version: form.version) }, to: body)
  }

  private func lines(version: String) -> [String] {
    var lines =
      switch question {
      case .family(let decision): decision.lines
      case .catalogue(let decisions): Self.table(of: decisions)
      }
    lines += ["", "reluvar \(version), FLINT \(FLINTVersion.loaded)"]
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private static func table(of decisions: [InvarianceDecision]) -> [String] {
    let dimensions = Set(decisions.map(\.dimension)).sorted().map(\.description)
    return TextLayout.wrapped(
      "Families of laws under layers x -> ReLU(W x + b), in dimension "
        + Wording.list(dimensions) + ":") + [""]
      + TextLayout.table(
        header: ["family", "d", "parameters", "verdict", "restrictions"],
        rows: decisions.map { decision in
          [
            decision.family.name, "\(decision.dimension)",
            decision.parameterCount?.description ?? "not finite", decision.verdict.word,
            decision.restrictions.isEmpty
              ? "none" : decision.restrictions.map(\.words).joined(separator: ", "),
          ]
        }, leftAligned: [0, 3, 4])
      + [""]
      + TextLayout.wrapped(
        "Restrictions are those of the theorem: an invariant family with finitely many parameters has "
          + "one of them.")
  }

  private func object(version: String) -> JSONObject {
    var object: JSONObject = ["seconds": seconds, "version": version]
    switch question {
    case .family(let decision): object.add(decision.object)
    case .catalogue(let decisions): object["families"] = decisions.map(\.object)
    }
    return object
  }
}
