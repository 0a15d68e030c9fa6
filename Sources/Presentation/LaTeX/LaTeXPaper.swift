import Algorithms
import ExactAlgebra
import Formulas

/// A document as LaTeX, which pdflatex sets with the packages of a small installation.
struct LaTeXPaper {
  private let document: ReportDocument
  private let version: String

  init(of document: ReportDocument, version: String) {
    self.document = document
    self.version = version
  }

  /// Hands the document to `body`.
  func write(to body: (String) throws -> Void) rethrows {
    try body(head)
    for section in document.sections {
      try body("\n\\section*{\(LaTeX.escaped(section.heading))}\n\n")
      for block in section.blocks { try body(text(of: block) + "\n\n") }
    }
    try body("\\end{document}\n")
  }

  private var head: String {
    """
    % written by reluvar \(version), FLINT \(FLINTVersion.loaded)
    \\documentclass{article}
    \\usepackage[margin=25mm]{geometry}
    \\usepackage{amsmath,amssymb,longtable,array,graphicx}
    \\allowdisplaybreaks
    \\setlength{\\parindent}{0pt}
    \\setlength{\\parskip}{5pt plus 2pt}
    \\setlength{\\emergencystretch}{4em}
    \\setlength{\\LTleft}{0pt}
    \\renewcommand{\\arraystretch}{1.15}
    \\begin{document}
    {\\LARGE\\bfseries\\raggedright \(LaTeX.text(MarkedText(document.title)))\\par}

    """ + document.lead.map { "\n\(LaTeX.text($0))\n" }.joined()
  }

  private func text(of block: DocumentBlock) -> String {
    switch block {
    case .paragraph(let text): LaTeX.text(text)
    case .notice(let text): "\\fbox{\\parbox{0.97\\linewidth}{\(LaTeX.text(text))}}"
    case .facts(let facts):
      "\\begin{longtable}{@{}>{\\raggedright}p{0.26\\linewidth}"
        + ">{\\raggedright\\arraybackslash}p{0.7\\linewidth}@{}}\n"
        + facts.map { "\(LaTeX.escaped($0.name)) & \(LaTeX.text($0.value)) \\\\\n" }.joined()
        + "\\end{longtable}"
    case .list(let items):
      "\\begin{itemize}\n" + items.map { "\\item \(LaTeX.text($0))\n" }.joined()
        + "\\end{itemize}"
    case .formula(let formula): "\\[\n\(formula.latex)\n\\]"
    case .equation(let equation): text(of: equation)
    case .table(let table): LaTeXGrid(of: table).text
    case .picture(let picture): text(of: picture)
    case .command(let command):
      "{\\small\\raggedright To find this again: \(LaTeX.code(command.line))\\par}"
    }
  }

  private func text(of equation: DocumentEquation) -> String {
    let rest = equation.hiddenCount > 0 ? "+ \\dots" : ""
    let more =
      equation.hiddenCount > 0
      ? ["(and \(counted(equation.hiddenCount, "more term")))"] : []
    return
      ([LaTeX.text(equation.remark)]
      + LaTeX.display(
        equation.terms, named: equation.name.latex, rest: rest,
        lineCapacity: LaTeX.lineCapacity(isFragment: false)) + more).joined(separator: "\n")
  }

  private func text(of picture: DocumentPicture) -> String {
    guard case .file(let name) = picture.content else {
      preconditionFailure("a picture in LaTeX is a file")
    }
    return """
      \\begin{center}
      \\includegraphics[width=0.95\\linewidth]{\(name)}\\\\
      {\\small \(LaTeX.escaped(picture.caption))}
      \\end{center}
      """
  }
}
