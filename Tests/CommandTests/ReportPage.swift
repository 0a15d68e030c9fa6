import Foundation
import Oracles
import Programs
import Testing

/// A page of `report`, as a strict parser reads it.
struct ReportPage: Decodable {
  struct Table: Decodable {
    let section: String
    let caption: String
    let titles: [String]
    let rows: [[String]]
  }

  struct Rerun: Decodable {
    let section: String
    let line: String
  }

  let title: String
  let headings: [String]
  let anchors: [String]
  let loaded: [String]
  let scripts: Int
  let pictures: Int
  let notices: [String]
  let paragraphs: [String]
  /// Values by section and name: `dimension/codimension`.
  let facts: [String: String]
  let tables: [Table]
  let commands: [Rerun]
  let equations: Int

  /// Reads a page.
  ///
  /// - Parameter derivation: a file with what `derive` prints as JSON, with whose generators the equations are
  ///   compared.
  init(_ file: String, derivation: String? = nil, in folder: TemporaryFolder) async throws {
    let run = try await PythonEnvironment.run(
      "report_page.py", [file] + (derivation.map { [$0] } ?? []), in: folder)
    try #require(run.status == 0, "\(run.output.suffix(2000))")
    self = try JSONDecoder().decode(ReportPage.self, from: Data(run.output.utf8))
    #expect(Set(anchors).count == anchors.count && anchors.count >= 8)
    #expect(Set(headings).count == headings.count && headings.first == title)
    #expect(loaded.isEmpty && scripts == 1)
    for table in tables {
      #expect(!table.caption.isEmpty && !table.rows.isEmpty)
      for row in table.rows { #expect(row.count == table.titles.count) }
    }
  }

  /// The rows of the table whose caption begins with some words.
  func rows(_ caption: String) -> [[String]] {
    tables.first { $0.caption.hasPrefix(caption) }?.rows ?? []
  }

  /// The command of a section that begins with some words.
  func command(_ section: String, _ words: String) -> String? {
    commands.first { $0.section == section && $0.line.hasPrefix(words) }?.line
  }
}
