import ExactAlgebra
import Formulas

/// A document as one page of HTML, which is well-formed XML too.
///
/// It needs nothing from elsewhere, and says so to the browser: fonts are those of the reader, the styles and
/// the script that puts rows in order are inside.
struct HTMLPage {
  private let document: ReportDocument
  private let version: String

  init(of document: ReportDocument, version: String) {
    self.document = document
    self.version = version
  }

  /// Hands the page to `body`.
  func write(to body: (String) throws -> Void) rethrows {
    try body(head)
    try body(contents)
    var tables = 0
    for section in document.sections {
      try body(
        "<section id=\"\(section.anchor)\" aria-labelledby=\"\(section.anchor)-heading\">\n"
          + "<h2 id=\"\(section.anchor)-heading\">\(section.heading.escapedForMarkup)</h2>\n")
      for block in section.blocks {
        if case .table(let table) = block {
          tables += 1
          try write(table, number: tables, to: body)
        } else {
          try body(text(of: block) + "\n")
        }
      }
      try body("</section>\n")
    }
    try body(foot)
  }

  // MARK: around the sections

  private var head: String {
    """
    <!DOCTYPE html>
    <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"/>
    <meta name="generator" content="reluvar \(version), FLINT \(FLINTVersion.loaded)"/>
    <title>\(document.title.escapedForMarkup)</title>
    <link rel="icon" href="data:,"/>
    <style>
    \(HTMLStyle.text)
    </style>
    </head>
    <body>
    <main>
    <h1>\(document.title.escapedForMarkup)</h1>

    """ + document.lead.map { "<p class=\"lead\">\(Self.text($0))</p>\n" }.joined()
  }

  private var contents: String {
    let items = document.sections.map {
      "<li><a href=\"#\($0.anchor)\">\($0.heading.escapedForMarkup)</a></li>"
    }
    return "<nav aria-label=\"Contents\"><ul>\n\(items.joined(separator: "\n"))\n</ul></nav>\n"
  }

  private var foot: String {
    """
    </main>
    <script>
    \(HTMLScript.sorting)
    </script>
    </body>
    </html>

    """
  }

  // MARK: blocks

  private func text(of block: DocumentBlock) -> String {
    switch block {
    case .paragraph(let text): "<p>\(Self.text(text))</p>"
    case .notice(let text): "<p class=\"notice\" role=\"note\">\(Self.text(text))</p>"
    case .facts(let facts):
      "<dl>\n"
        + facts.map {
          "<div><dt>\($0.name.escapedForMarkup)</dt><dd>\(Self.text($0.value))</dd></div>\n"
        }.joined() + "</dl>"
    case .list(let items):
      "<ul>\n" + items.map { "<li>\(Self.text($0))</li>\n" }.joined() + "</ul>"
    case .formula(let formula):
      "<div class=\"formula\" role=\"group\" aria-label=\"Formula\" tabindex=\"0\">\(formula.displayedMathML)</div>"
    case .equation(let equation): text(of: equation)
    case .picture(let picture): text(of: picture)
    case .command(let command):
      "<p class=\"command\">To find this again: "
        + "<code>\(command.words.map(Self.word).joined(separator: " "))</code></p>"
    case .table: preconditionFailure("tables are written row by row")
    }
  }

  /// A word of a command, which is broken only where it is longer than a line.
  private static func word(_ word: String) -> String {
    "<span>\(word.escapedForMarkup)</span>"
  }

  private static func text(_ text: MarkedText) -> String {
    text.parts.map { part in
      switch part {
      case .words(let words): words.escapedForMarkup
      case .formula(let formula): formula.mathML
      case .code(let code): "<code>\(code.escapedForMarkup)</code>"
      case .strong(let words): "<strong>\(words.escapedForMarkup)</strong>"
      }
    }.joined()
  }

  /// A formula for each term, so that lines are broken between them at any width.
  private func text(of equation: DocumentEquation) -> String {
    let name = Formula.row([equation.name, .symbol(.equals)]).mathML
    let terms = equation.terms.enumerated().map { index, term -> String in
      let sign: [Formula] =
        index == 0
        ? (term.isNegative ? [.symbol(.negative)] : [])
        : [.symbol(term.isNegative ? .minus : .plus)]
      return Formula.row(sign + [term.formula]).mathML
    }
    let rest =
      equation.hiddenCount > 0 ? " and \(counted(equation.hiddenCount, "more term"))" : ""
    return "<div class=\"equation\" id=\"\(equation.anchor)\">"
      + (equation.remark.parts.isEmpty ? "" : "<p>\(Self.text(equation.remark))</p>\n")
      + "<p class=\"terms\">\(name)\n\(terms.joined(separator: "\n"))\(rest)</p></div>"
  }

  private func text(of picture: DocumentPicture) -> String {
    guard case .element(let element) = picture.content else {
      preconditionFailure("a picture of a page is an element")
    }
    return
      "<figure>\n\(element)\n<figcaption>\(picture.caption.escapedForMarkup)</figcaption>\n</figure>"
  }

  // MARK: tables

  private func write(
    _ table: DocumentTable, number: Int, to body: (String) throws -> Void
  ) rethrows {
    let classes = table.columns.map { column in
      switch column.alignment {
      case .right: " class=\"number\""
      case .left: ""
      case .wide: " class=\"wide\""
      }
    }
    let titles = zip(table.columns, classes).map { column, name in
      "<th scope=\"col\"\(name)>\(Self.text(column.title))</th>"
    }
    try body(
      "<div class=\"scroll\" role=\"region\" aria-labelledby=\"table-\(number)\" tabindex=\"0\">\n"
        + "<table>\n<caption id=\"table-\(number)\">\(Self.text(table.caption))</caption>\n"
        + "<thead><tr>\(titles.joined())</tr></thead>\n<tbody>\n")
    for row in table.rows {
      let cells = zip(row, classes).map { cell, name in
        let key = cell.key.map { " data-key=\"\($0.escapedForMarkup)\"" } ?? ""
        return "<td\(name)\(key)>\(Self.text(cell.text))</td>"
      }
      try body("<tr>\(cells.joined())</tr>\n")
    }
    try body("</tbody>\n</table>\n</div>\n")
  }
}
