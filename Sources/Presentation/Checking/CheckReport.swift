public import NetworkVarieties
import Varieties

/// Whether given block matrices or outputs satisfy what is known of their variety.
public struct CheckReport: Presentable {
  /// The variety that the values should belong to.
  public let variety: ReLUVariety
  /// What was found.
  public let outcome: CheckOutcome
  /// The tolerance, for values that are known approximately; `nil` where they are exact.
  public let tolerance: Double?
  /// The degree up to which generators of the ideal were tested; `nil` where none were.
  public let maximumDegree: Int?

  /// The result of a check.
  public init(
    of variety: ReLUVariety, outcome: CheckOutcome, tolerance: Double?, maximumDegree: Int?
  ) {
    self.variety = variety
    self.outcome = outcome
    self.tolerance = tolerance
    self.maximumDegree = maximumDegree
  }

  /// For people and for programs.
  public static var formats: [OutputFormat] { OutputFormat.textAndJSON }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    try form.write(
      text: { lines.joined(separator: "\n") + "\n" }, json: { object(version: form.version) },
      to: body)
  }
}
