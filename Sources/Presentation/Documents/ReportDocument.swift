public import Formulas

/// A document for people: sections of paragraphs, tables, formulas and pictures, of which a page and LaTeX
/// are written.
///
///     let document = report.document(version: "0.1.0")
///     try document.write(as: .html, version: "0.1.0") { print($0, terminator: "") }
///
/// What it says comes from reports; it holds words, for the moment of writing.
public struct ReportDocument: Sendable {
  /// A format of documents.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// One page that needs no other file and no connection.
    case html
    /// A document for pdflatex, whose pictures are files beside it.
    case latex
  }

  /// The title.
  public let title: String
  /// What the document is about, in a sentence or two.
  public let lead: [MarkedText]
  /// The sections in their order.
  public let sections: [DocumentSection]

  /// Hands the document to `body` in pieces, the last one ending with a line break.
  ///
  /// - Parameters:
  ///   - format: the format.
  ///   - version: the version of the program.
  ///   - body: receives the pieces; what it throws ends the writing.
  public func write(
    as format: Format, version: String, to body: (String) throws -> Void
  ) rethrows {
    switch format {
    case .html: try HTMLPage(of: self, version: version).write(to: body)
    case .latex: try LaTeXPaper(of: self, version: version).write(to: body)
    }
  }
}
