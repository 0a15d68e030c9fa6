/// Texts for people, in lines of at most about a hundred characters.
enum TextLayout {
  private static let lineWidth = 96

  /// Columns padded to their widest entry, two blanks apart.
  static func table(
    header: [String], rows: [[String]], leftAligned: Set<Int>
  ) -> [String] {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { line($0, widths: widths, leftAligned: leftAligned) }
  }

  /// A row of a table; cells that are too wide push the others on.
  static func line(_ row: [String], widths: [Int], leftAligned: Set<Int>) -> String {
    let cells = row.enumerated().map { column, cell in
      let padding = String(repeating: " ", count: max(widths[column] - cell.count, 0))
      return leftAligned.contains(column) ? cell + padding : padding + cell
    }
    let line = "  " + cells.joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  /// Words filled into lines.
  static func wrapped(_ text: String, indent: String = "") -> [String] {
    var lines: [String] = []
    var line = indent
    for word in text.split(separator: " ") {
      if line.count > indent.count, line.count + word.count + 1 > lineWidth {
        lines.append(line)
        line = indent
      }
      line += (line.count > indent.count ? " " : "") + word
    }
    return lines + [line]
  }

  static func rounded(_ seconds: Double) -> String {
    let milliseconds = Int((seconds * 1000).rounded())
    let fraction = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
