import ExactAlgebra
public import Properties

/// Whether a certificate shows that a network has a property, ready to be written.
public struct CertificateReport: Sendable {
  /// What the check found.
  public let outcome: Result<CertificateCheck, CertificateRefusal>
  /// The file of the certificate.
  public let certificate: GivenProperty
  /// The file of the property.
  public let property: GivenProperty
  /// The seconds that the check took, where they are wanted.
  public let seconds: Double?

  /// A report on a check.
  public init(
    _ outcome: Result<CertificateCheck, CertificateRefusal>, of certificate: GivenProperty,
    for property: GivenProperty, seconds: Double? = nil
  ) {
    (self.outcome, self.certificate, self.property) = (outcome, certificate, property)
    self.seconds = seconds
  }
}

extension CertificateReport: Presentable {
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
    var lines: [String]
    switch outcome {
    case .success(let check):
      lines = TextLayout.wrapped(
        "The certificate \(certificate.file) shows that the property of \(property.file) holds.")
      lines.append("")
      lines += TextLayout.wrapped(
        "\(counted(check.conjunctionCount, "conjunction")), "
          + "\(counted(check.refutationCount, "refutation")) on \(counted(check.nodeCount, "node")) of "
          + "\(counted(check.treeCount, "tree")), with integers alone; bounds of neurons at "
          + "\(counted(check.exactNodeCount, "node")) needed integers of any size.")
    case .failure(let refusal):
      lines = TextLayout.wrapped(
        "The certificate \(certificate.file) does not show that the property of \(property.file) "
          + "holds.")
      lines.append("")
      lines += TextLayout.wrapped("\(refusal)")
    }
    lines += ["", "reluvar \(version), FLINT \(FLINTVersion.loaded)"]
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private func object(version: String) -> JSONObject {
    var object: JSONObject = [
      "certificate": certificate.file, "property": property.file, "seconds": seconds,
      "version": version,
    ]
    switch outcome {
    case .success(let check):
      object["verdict"] = "accepted"
      object["cases"] = check.conjunctionCount
      object["trees"] = check.treeCount
      object["nodes"] = check.nodeCount
      object["refutations"] = check.refutationCount
      object["exactNodes"] = check.exactNodeCount
    case .failure(let refusal):
      object["verdict"] = "refused"
      object["line"] = refusal.line
      object["reason"] = "\(refusal.reason)"
    }
    return object
  }
}
