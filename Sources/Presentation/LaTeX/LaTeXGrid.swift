import Formulas

/// A table of a document as a `longtable` that fits the page: columns are as wide as their cells where there is room
/// for all, and otherwise the longest share what the others leave.
struct LaTeXGrid {
  /// As many characters fit on a line, in small type, and as many take the gaps between two columns.
  private static let lineCapacity = 88
  private static let gap = 3
  /// Columns with shorter cells are never broken.
  private static let shortest = 14

  private let table: DocumentTable

  init(of table: DocumentTable) { self.table = table }

  var text: String {
    let titles = row(table.columns.map(\.title))
    let rows = table.rows.map { row($0.map(\.text)) }
    return """
      {\\small\\raggedright \(LaTeX.text(table.caption))\\par\\nopagebreak\\vspace{-6pt}
      \\begin{longtable}{@{}\(layout)@{}}
      \\hline
      \(titles)
      \\hline
      \\endfirsthead
      \\hline
      \(titles)
      \\hline
      \\endhead
      \\hline
      \\endfoot
      \(rows.joined(separator: "\n"))
      \\end{longtable}}
      """
  }

  /// A row; a bracket at its beginning is not an argument of the end of the row before.
  private func row(_ cells: [MarkedText]) -> String {
    "{}" + cells.map(LaTeX.text).joined(separator: " & ") + " \\\\"
  }

  private var layout: String {
    let widths = table.columns.indices.map { column in
      ([table.columns[column].title] + table.rows.map { $0[column].text }).map(Self.width)
        .max() ?? 0
    }
    let room = Self.lineCapacity - Self.gap * (widths.count - 1)
    let long = widths.filter { $0 > Self.shortest }
    guard Self.total(widths) > room, !long.isEmpty else {
      return table.columns.map { $0.alignment == .right ? "r" : "l" }.joined()
    }
    let left = Double(max(room - Self.total(widths.filter { $0 <= Self.shortest }), 20))
    let roots = long.map { Double($0).squareRoot() }
    return zip(table.columns, widths).map { column, width in
      guard width > Self.shortest else { return column.alignment == .right ? "r" : "l" }
      let share = left * Double(width).squareRoot() / Self.total(roots) / Double(Self.lineCapacity)
      return ">{\\raggedright\\arraybackslash}p{\(Self.rounded(share))\\linewidth}"
    }.joined()
  }

  private static func total<Number: AdditiveArithmetic>(_ numbers: [Number]) -> Number {
    var total = Number.zero
    for number in numbers { total += number }
    return total
  }

  private static func rounded(_ share: Double) -> String {
    let thousandths = Int(share * 1000)
    let digits = String(thousandths)
    return "0." + String(repeating: "0", count: 3 - digits.count) + digits
  }

  /// About as many characters as a text is wide.
  private static func width(_ text: MarkedText) -> Int {
    total(
      text.parts.map { part in
        switch part {
        case .words(let text), .strong(let text): text.count
        case .code(let text): text.count + text.count / 8
        case .formula(let formula): formula.width
        }
      })
  }
}

extension Formula {
  /// About as many characters as the formula is wide.
  fileprivate var width: Int {
    switch self {
    case .name(let text), .digits(let text), .words(let text), .bold(let text): text.count
    case .symbol(.times), .symbol(.narrowTimes), .symbol(.negative), .symbol(.comma): 1
    case .symbol: 2
    case .row(let parts): Self.sum(of: parts.map(\.width))
    case .lowered(let base, let part), .raised(let base, let part):
      base.width + (part.width + 1) / 2
    case .fraction(let upper, let lower), .binomial(let upper, let lower):
      max(upper.width, lower.width) + 2
    case .fenced(let part, _): part.width + 2
    case .matrix(let rows):
      (rows.map { Self.sum(of: $0.map(\.width)) + 2 * $0.count }.max() ?? 0) + 2
    }
  }

  private static func sum(of widths: [Int]) -> Int {
    var sum = 0
    for width in widths { sum += width }
    return sum
  }
}
