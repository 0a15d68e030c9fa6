public import NetworkVarieties

/// The dimension of a variety beside the expected one, ready to be written.
public struct DimensionReport: Sendable {
  /// The variety with its dimension.
  public let found: VarietyDimension

  /// A dimension that was computed for a variety.
  public init(_ found: VarietyDimension) { self.found = found }
}

extension DimensionReport: VarietyReport {
  /// The variety.
  public var variety: ReLUVariety { found.variety }

  /// All but lines of JSON.
  public static var formats: [OutputFormat] { OutputFormat.ofVarieties }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    try writeForm(form, to: body)
  }
}
