import Foundation
import Oracles
import Presentation
import Programs
import Testing

/// What pdflatex makes of LaTeX: no error, and nothing that reaches into the margin.
@Suite(.enabled(if: ExternalProgram.pdflatex.isInstalled, "pdflatex is not installed"))
struct LaTeXCompilationTests {
  private static let widestOverfull = 5.0

  @Test(arguments: [
    Sample.textbook, .deep, .biased, .manyGenerators, .twoDigits, .deadAltogether, .linear, .data,
    .dataOfParts, .dataOfNothing,
  ])
  func derivation(of sample: Sample) async throws {
    try await expectCompiles(try await sample.derivation().text(.latex))
  }

  @Test(arguments: [Sample.shallow, .manyGenerators])
  func highestWeightVectors(of sample: Sample) async throws {
    try await expectCompiles(try await sample.derivation(.highestWeight).text(.latex))
  }

  @Test func dimension() async throws {
    try await expectCompiles(try Sample.shallow.dimension.text(.latex))
  }

  @Test(arguments: [Sample.data, .dataOfParts, .dataOfNothing])
  func constraintsOfData(sample: Sample) async throws {
    try await expectCompiles(try sample.constraints.text(.latex))
  }

  /// Many blocks, wide layers and deep networks: each would be too long for one line.
  @Test(arguments: [
    Sample(widths: [3, 4, 3], patterns: (1..<16).map { binary($0, digits: 4) }),
    Sample(
      widths: [40, 40, 40],
      patterns: ["10", "01", "11"].map { String(repeating: $0, count: 20) }),
    Sample(
      widths: [Int](repeating: 2, count: 17),
      patterns: [[String](repeating: "11", count: 15).joined(separator: "/")]),
    Sample(
      widths: [Int](repeating: 2, count: 8), hasBiases: true,
      patterns: [[String](repeating: "11", count: 6).joined(separator: "/")]),
  ])
  func manyOfEverything(sample: Sample) async throws {
    try await expectCompiles(try sample.constraints.text(.latex))
  }

  /// A fragment does not know how wide the text of a document is.
  @Test(
    arguments: ["{article}", "[12pt]{amsart}"],
    [Sample.textbook, .biased, .twoDigits, .manyGenerators])
  func fragment(documentClass: String, sample: Sample) async throws {
    let folder = try TemporaryFolder()
    let fragment = try await sample.derivation().text(.latex, isFragment: true)
    _ = try folder.write(fragment, to: "equations.tex")
    // The fragment says which packages it needs.
    let need = try #require(fragment.firstMatch(of: /% needs (.*)\n/))
    let document = """
      \\documentclass\(documentClass)
      \(need.output.1)
      \\begin{document}
      Before.
      \\input{equations}
      After.
      \\end{document}
      """
    try await expectCompiles(document, in: folder)
  }

  private static func binary(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 2)
    return String(repeating: "0", count: digits - text.count) + text
  }

  private func expectCompiles(
    _ text: String, in folder: TemporaryFolder? = nil,
    at location: SourceLocation = #_sourceLocation
  ) async throws {
    let folder = try folder ?? TemporaryFolder()
    _ = try folder.write(text, to: "document.tex")
    let result = try await ExternalProgram.pdflatex.run(
      ["-halt-on-error", "-interaction=nonstopmode", "document.tex"], in: folder)
    #expect(result.status == 0, "\(result.output.suffix(1000))", sourceLocation: location)
    let log = try String(
      decoding: Data(contentsOf: folder.url.appending(path: "document.log")), as: UTF8.self)
    #expect(log.contains("Output written on document.pdf"), sourceLocation: location)
    let overfull = log.matches(
      of: try Regex<(Substring, Substring)>(
        #"Overfull \\hbox \(([0-9.]+)pt too wide\)[^\n]*"#)
    )
    .filter { Double($0.output.1)! > Self.widestOverfull }.map { String($0.output.0) }
    #expect(overfull == [], sourceLocation: location)
  }
}
