import Networks
public import Realizability

/// The answer to a realization problem, ready to be written.
public struct RealizationReport: Sendable {
  /// The problem.
  public let problem: RealizationProblem
  /// The answer.
  public let realization: Realization
  /// The seed of the search.
  public let seed: UInt64
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// The answer to a problem.
  public init(
    of problem: RealizationProblem, realization: Realization, seed: UInt64, seconds: Double? = nil
  ) {
    self.problem = problem
    self.realization = realization
    self.seed = seed
    self.seconds = seconds
  }

  /// The patterns of the blocks in their order.
  var blockPatterns: [ActivationPattern] {
    problem.sites.filter { $0.index == 0 }.map(\.pattern)
  }
}

extension RealizationReport: Presentable {
  /// Text and JSON.
  public static var formats: [OutputFormat] { OutputFormat.textAndJSON }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    try form.write(
      text: { RealizationText(self, version: form.version).text },
      json: { object(version: form.version) }, to: body)
  }
}
