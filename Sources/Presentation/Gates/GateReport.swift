public import LatentGates

/// What a model of gates says about a sample, ready to be written.
public struct GateReport: Sendable {
  /// The analysis.
  public let analysis: GateAnalysis
  /// The points, as they were given.
  public let points: GivenPoints
  /// Whether gradients are written.
  public let hasGradients: Bool
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on an analysis.
  public init(
    _ analysis: GateAnalysis, from points: GivenPoints, hasGradients: Bool = true,
    seconds: Double? = nil
  ) {
    self.analysis = analysis
    self.points = points
    self.hasGradients = hasGradients
    self.seconds = seconds
  }

  /// The seed, where something is random.
  var recordedSeed: UInt64? {
    analysis.points.contains { $0.meanField != nil } ? analysis.options.seed : nil
  }
}

extension GateReport: Presentable {
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
}
