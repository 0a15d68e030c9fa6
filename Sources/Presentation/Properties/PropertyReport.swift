import ExactAlgebra
public import Verification

/// Whether a network has a property, ready to be written.
public struct PropertyReport: Sendable {
  /// The decision.
  public let decision: PropertyDecision
  /// The file of the property.
  public let property: GivenProperty
  /// The file that tells why the property holds, where one was written.
  public let certificate: GivenProperty?
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on a decision.
  public init(
    _ decision: PropertyDecision, of property: GivenProperty, certificate: GivenProperty? = nil,
    seconds: Double? = nil
  ) {
    (self.decision, self.property) = (decision, property)
    (self.certificate, self.seconds) = (certificate, seconds)
  }
}

extension PropertyReport: Presentable {
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
    var lines = TextLayout.wrapped("The property of \(property.file): \(decision.verdict.code)")
    lines.append("")
    switch decision.verdict {
    case .holds:
      lines += TextLayout.wrapped(
        decision.isInputEmpty
          ? "No input satisfies the conditions on inputs, so there is no counterexample, whatever "
            + "the network."
          : "No input is a counterexample: \(counted(decision.caseCount, "conjunction")) "
            + "refuted on \(work).")
      if let certificate { lines.append("Certificate: \(certificate.file)") }
    case .violated(let found):
      lines.append("Counterexample, exactly:")
      lines += found.input.enumerated().map { "  X_\($0)  \($1)" }
      lines += found.output.enumerated().map { "  Y_\($0)  \($1)" }
    case .unknown:
      lines += TextLayout.wrapped(
        "A limit was reached after \(work), without a counterexample.")
    }
    lines += ["", "reluvar \(version), FLINT \(FLINTVersion.loaded)"]
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  /// How much was looked at.
  var work: String {
    "\(decision.boxCount) \(decision.boxCount == 1 ? "box" : "boxes") and "
      + counted(decision.regionCount, "region")
  }

  private func object(version: String) -> JSONObject {
    var object: JSONObject = [
      "property": property.file, "verdict": decision.verdict.code,
      "emptyInput": decision.isInputEmpty, "cases": decision.caseCount,
      "boxes": decision.boxCount,
      "leaves": decision.leafCount, "regions": decision.regionCount,
      "certificate": certificate?.file, "seconds": seconds, "version": version,
    ]
    if case .violated(let found) = decision.verdict {
      let point: JSONObject = ["input": found.input, "output": found.output]
      object["counterexample"] = point
    }
    return object
  }
}

extension PropertyDecision.Verdict {
  /// The verdict in a word, which never changes.
  var code: String {
    switch self {
    case .holds: "holds"
    case .violated: "violated"
    case .unknown: "unknown"
    }
  }
}
