import Foundation
import Presentation
import Programs

/// A picture of a report, drawn for the format of the report.
struct ReportPicture {
  let name: String
  let data: Data
}

extension ReportOutputOptions {
  /// How long a run of pdflatex may take.
  private static let patience = Duration.seconds(120)

  /// Checks that a PDF can be made.
  func checkTypesetting() throws {
    guard output != nil else { throw Failure.usage("--format pdf needs --output") }
    guard SearchPath.program("pdflatex") != nil else {
      throw Failure.missingProgram(
        "pdflatex is not installed; --format latex writes what it would set")
    }
  }

  /// Writes a report.
  func write(_ document: ReportDocument) async throws {
    func produce(_ body: (String) throws -> Void) throws {
      try document.write(
        as: chosenFormat == .html ? .html : .latex, version: Reluvar.version, to: body)
    }
    guard let output else {
      let standardOutput = TextOutput()
      try produce(standardOutput.write)
      return try standardOutput.finish()
    }
    switch chosenFormat {
    case .html: try OutputFile(path: output).write(produce)
    case .latex: try OutputFile(path: output).write(produce)
    case .pdf: try await typeset(produce, as: output)
    }
  }

  /// Sets LaTeX in a folder of its own, twice, since widths of long tables are known after the first time.
  private func typeset(
    _ produce: ((String) throws -> Void) throws -> Void, as output: String
  ) async throws {
    guard let program = SearchPath.program("pdflatex") else { return try checkTypesetting() }
    let folder = try TemporaryFolder()
    var text = ""
    try produce { text += $0 }
    _ = try folder.write(text, to: "report.tex")
    for _ in 0..<2 {
      let result = try await ProgramRun(
        of: program,
        ["-interaction=batchmode", "-halt-on-error", "-no-shell-escape", "report.tex"],
        in: folder, timeLimit: Self.patience
      ).result()
      guard result.end == .exited(0) else {
        throw Failure.output("--output \(output): pdflatex failed (\(result.end.status))")
      }
    }
    let file = try TextOutput(path: output)
    do {
      try file.write(Data(contentsOf: folder.url.appending(path: "report.pdf")))
    } catch {
      file.discard()
      throw error
    }
    try file.finish()
  }
}
