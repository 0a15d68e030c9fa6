public import LatentGates

/// What is known of gates that are drawn, over a sample, ready to be written.
public struct GateReport: Sendable {
  /// What is known.
  public let analysis: GateAnalysis
  /// What is said of the classes or outputs.
  public let target: GateTarget
  /// Whether gradients are written, which are long.
  public let hasGradients: Bool
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on an analysis.
  public init(
    of analysis: GateAnalysis, on target: GateTarget, hasGradients: Bool = true,
    seconds: Double? = nil
  ) {
    self.analysis = analysis
    self.target = target
    self.hasGradients = hasGradients
    self.seconds = seconds
  }
}

/// What stands at the end of a network whose gates are drawn.
public enum GateTarget: String, Hashable, Sendable {
  /// Outputs with Gaussian noise are observed.
  case outputs
  /// Labels are observed.
  case labels
  /// Classes are drawn, none is observed.
  case classes
  /// Nothing is said of it.
  case none
}

extension GateReport: Presentable {
  /// Text and JSON.
  public static var formats: [OutputFormat] { [.text, .json] }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    switch form.format {
    case .json:
      var writer = JSONObjectWriter()
      try form.begin(&writer, to: body)
      try writer.beginList("points", to: body)
      for (index, point) in analysis.points.enumerated() {
        try writer.addElement(object(of: point, at: index), to: body)
      }
      try writer.endList(to: body)
      try writer.add(object(version: form.version), to: body)
      try writer.end(to: body)
    default:
      try body(lines(version: form.version).joined(separator: "\n") + "\n")
    }
  }
}
