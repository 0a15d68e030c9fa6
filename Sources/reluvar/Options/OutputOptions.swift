public import ArgumentParser
import ExactAlgebra
import Foundation
import Interchange
import LongWork
public import Presentation
public import Varieties

extension DerivationReport.Selection: ExpressibleByArgument {}
extension KernelMethod: ExpressibleByArgument {}

/// A kind of result, with the formats that it is written in.
protocol WrittenResult {
  static var formats: [OutputFormat] { get }
}

extension ConstraintReport: WrittenResult {}
extension DimensionReport: WrittenResult {}
extension CheckReport: WrittenResult {}
extension RealizationReport: WrittenResult {}
extension RegionWriter: WrittenResult {}
extension TilingReport: WrittenResult {}
extension MeasureReport: WrittenResult {}
extension LawReport: WrittenResult {}
extension TableInformationReport: WrittenResult {}
extension NetworkInformationReport: WrittenResult {}
extension LawInformationReport: WrittenResult {}
extension DensityReport: WrittenResult {}
extension GateReport: WrittenResult {}
extension GateDrawsReport: WrittenResult {}
extension GateFitReport: WrittenResult {}
extension GateEstimateReport: WrittenResult {}
extension GateCourseReport: WrittenResult {}
extension PushReport: WrittenResult {}
extension CompletionReport: WrittenResult {}
extension PropertyReport: WrittenResult {}
extension CertificateReport: WrittenResult {}
extension RangeReport: WrittenResult {}
extension FailureReport: WrittenResult {}
extension ClampReport: WrittenResult {}
extension CurveReport: WrittenResult {}
extension InvarianceReport: WrittenResult {}
extension FilterReport: WrittenResult {}
extension GrowthReport: WrittenResult {}

/// A derivation, which can be written degree by degree too.
enum DerivationOutput: WrittenResult {
  static let formats = OutputFormat.ofEquations
}

/// Where and how a result is written, and how it is computed.
struct OutputOptions<Result: WrittenResult>: ParsableArguments {
  @Option(
    name: .customLong("format"), parsing: .unconditional,
    help: ArgumentHelp("\(Self.choices).", valueName: "format"),
    completion: .list(Result.formats.map(\.rawValue)))
  var formatName = OutputFormat.text.rawValue

  @Option(
    help: "Write the result to this file instead of standard output.", completion: .file())
  var output: String?

  @Flag(
    help: ArgumentHelp(
      "For --format latex: only the body, to be read by \\input.",
      visibility: Result.formats.contains(.latex) ? .default : .hidden))
  var fragment = false

  @OptionGroup var computation: ComputationOptions

  @Flag(help: "Show the time that was needed; the only part of a result that varies.")
  var timings = false

  /// The formats in words: `text, json or jsonl`.
  private static var choices: String {
    let names = Result.formats.map(\.rawValue)
    return names.dropLast().joined(separator: ", ") + " or " + names[names.count - 1]
  }

  /// The format; checked by `check`.
  var format: OutputFormat { OutputFormat(rawValue: formatName) ?? .text }

  var seed: UInt64 { computation.seed }

  var diagnostics: Diagnostics { computation.diagnostics }

  var threadCount: Int { computation.threadCount }

  /// Checks what can be checked before any work is done.
  func check() throws {
    let names = Result.formats.map(\.rawValue)
    guard names.contains(formatName) else {
      let isFormat = OutputFormat(rawValue: formatName) != nil
      throw Failure.usage(
        "--format \(isFormat ? formatName : "'\(formatName.excerpt)'"): "
          + (isFormat ? "this verb does not write it" : "no format")
          + ", expected one of \(names.joined(separator: ", "))")
    }
    try computation.check()
    if fragment, format != .latex {
      throw Failure.usage("--fragment needs --format latex")
    }
    if let output {
      try OutputFile(path: output).checkWritable()
    } else if !TextOutput.isStandardOutputWritable {
      throw Failure.output("standard output: cannot be written")
    }
  }

  /// Writes a result, in pieces as they are made, with what was read of the network that it is about,
  /// if there is one.
  func write(_ report: some Presentable, on network: NetworkReading? = nil) throws {
    func produce(_ body: (String) throws -> Void) throws {
      try report.write(
        as: format, isFragment: fragment, version: Reluvar.version, on: network, to: body)
    }
    if let output {
      try OutputFile(path: output).write(produce)
    } else {
      let standardOutput = TextOutput()
      try produce(standardOutput.write)
      try standardOutput.finish()
    }
  }

  /// Writes a result that is computed while it is written: each piece is out at once, and an
  /// interruption does not wait.
  ///
  /// An ideal is written whole or not at all: at a time limit no part of it is left that could be taken for the
  /// whole.
  ///
  /// - Parameter diagnostics: shows progress between the pieces.
  func stream(
    _ report: some Presentable, on network: NetworkReading?, clearing diagnostics: Diagnostics
  ) throws {
    let isWhole = OutputFormat.ofIdeals.contains(format)
    let sink = try open()
    do {
      try report.write(
        as: format, isFragment: fragment, version: Reluvar.version, on: network
      ) { piece in
        if isWhole { try Interruption.check() }
        diagnostics.clear()
        try sink.write(piece)
        try sink.flush()
      }
    } catch {
      sink.discard()
      throw error
    }
    try sink.finish()
  }

  /// Does work that writes while it computes; a file is there only if it succeeds.
  func withStream<Value>(
    _ work: (TextOutput) async throws -> Value
  ) async throws -> Value {
    let sink = try open()
    let result: Value
    do {
      result = try await work(sink)
    } catch {
      sink.discard()
      throw error
    }
    try sink.finish()
    return result
  }

  /// Where a long result is written while it is computed.
  func open() throws -> TextOutput {
    guard let output else { return TextOutput() }
    return try TextOutput(path: output)
  }
}
