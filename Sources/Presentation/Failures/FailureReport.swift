import Enclosures
import ExactAlgebra
public import Networks
public import Verification

/// How often a property fails, ready to be written.
public struct FailureReport: Sendable {
  /// What was found.
  public let failure: PropertyFailure
  /// The file of the property.
  public let property: GivenProperty
  /// The law of the input.
  public let law: GivenLaw
  /// The network.
  public let network: Network
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// The regions that text lists at most.
  private static let longest = 10

  /// A report on the failure of a property.
  public init(
    _ failure: PropertyFailure, of property: GivenProperty, for network: Network,
    under law: GivenLaw, seconds: Double? = nil
  ) {
    (self.failure, self.property, self.network) = (failure, property, network)
    (self.law, self.seconds) = (law, seconds)
  }
}

extension FailureReport: Presentable {
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
    var lines = TextLayout.wrapped(
      "Failure of \(property.file) by a network \(Wording.widths(network.architecture)) under "
        + "\(law)")
    lines += [
      "",
      "  probability  " + (failure.isComplete ? "" : "at least ") + failure.found.text,
    ]
    if let volume = failure.volume {
      lines.append("  volume       \(ReportedNumber.exact(volume).text)")
    }
    lines.append(
      "  regions      \(failure.regions.count) of \(failure.regionCount) "
        + "contain a failing part")
    if !failure.regions.isEmpty {
      let rows = failure.regions.prefix(Self.longest).map { region in
        [
          region.pattern.description, "\(region.partCount)", region.probability.text,
          RegionNotation(decimals: nil).text(region.counterexample.input),
        ]
      }
      lines.append("")
      lines += TextLayout.table(
        header: ["pattern", "parts", "probability", "fails at"], rows: Array(rows),
        leftAligned: [0, 2, 3])
      let rest = failure.regions.count - rows.count
      if rest > 0 { lines.append("  and \(counted(rest, "more region")), in JSON") }
    }
    if !failure.isComplete {
      lines += [""]
      lines += TextLayout.wrapped(
        "A limit was reached: the probability is at least that of the regions that were found.")
    }
    lines += ["", "reluvar \(version), FLINT \(FLINTVersion.loaded)"]
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private func object(version: String) -> JSONObject {
    [
      "property": property.file, "input": law.object, "widths": network.architecture.widths,
      "probability": failure.probability, "found": failure.found, "volume": failure.volume,
      "regions": failure.regions.map(Self.object), "regionCount": failure.regionCount,
      "failingRegionCount": failure.regions.count,
      "status": failure.isComplete ? failure.probability.status : "limitReached",
      "seconds": seconds, "version": version,
    ]
  }

  private static func object(_ region: PropertyFailure.Region) -> JSONObject {
    let point: JSONObject = [
      "input": region.counterexample.input, "output": region.counterexample.output,
    ]
    return [
      "pattern": region.pattern.description, "probability": region.probability,
      "parts": region.partCount, "counterexample": point,
    ]
  }
}
