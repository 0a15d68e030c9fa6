import ArgumentParser
import Foundation
import Presentation

/// How a report is written.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case html, latex, pdf

  /// The format that the end of a name tells; `nil` for other names.
  init?(fileName: String) {
    switch URL(filePath: fileName).pathExtension.lowercased() {
    case "html", "htm", "xhtml": self = .html
    case "tex", "latex": self = .latex
    case "pdf": self = .pdf
    default: return nil
    }
  }
}

/// Where and how a report is written, and how it is computed.
struct ReportOutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "The file of the report; its name says the format: .html, .tex or .pdf (default: standard output).",
      valueName: "file"),
    completion: .file(extensions: ["html", "tex", "pdf"]))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "html, latex or pdf, whatever the name of the file says (default: html). For lists and programs the verbs "
        + "write json and other formats.", valueName: "format"))
  var format: ReportFormat?

  @OptionGroup var computation: ComputationOptions

  var seed: UInt64 { computation.seed }

  var diagnostics: Diagnostics { computation.diagnostics }

  var threadCount: Int { computation.threadCount }

  /// The format that was asked for.
  var chosenFormat: ReportFormat {
    format ?? output.flatMap(ReportFormat.init(fileName:)) ?? .html
  }

  /// File and format, as they are given again.
  var words: [String] {
    (format.map { ["--format", $0.rawValue] } ?? []) + (output.map { ["--output", $0] } ?? [])
  }

  /// Checks what can be checked before any work is done.
  func check() throws {
    try computation.check()
    if let output {
      try OutputFile(path: output).checkWritable()
      guard format != nil || ReportFormat(fileName: output) != nil else {
        throw Failure.usage(
          "--output \(output.excerpt): a name that ends in .html, .tex or .pdf, or --format, expected"
        )
      }
    } else if !TextOutput.isStandardOutputWritable {
      throw Failure.output("standard output: cannot be written")
    }
    if chosenFormat == .pdf { try checkTypesetting() }
  }
}
