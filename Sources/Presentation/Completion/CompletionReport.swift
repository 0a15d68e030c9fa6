import Enclosures
import ExactAlgebra
import NetworkVarieties
public import PossibleOutputs
import Varieties

/// Which values unknown outputs can take, ready to be written.
public struct CompletionReport: Sendable {
  /// The answers.
  public let completion: OutputCompletion
  /// The seed of all random numbers.
  public let seed: UInt64
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on answers.
  public init(_ completion: OutputCompletion, seed: UInt64, seconds: Double? = nil) {
    (self.completion, self.seed, self.seconds) = (completion, seed, seconds)
  }

  /// The variety of all outputs.
  var variety: ReLUVariety { .output(completion.equations.unknowns.variety) }

  /// The names of the unknown outputs.
  var names: [String] { completion.equations.unknowns.ring.variableNames }
}

extension CompletionReport: Presentable {
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
