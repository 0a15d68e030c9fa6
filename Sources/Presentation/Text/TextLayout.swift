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

  /// The same lines as one text, many times as fast where all characters are printable ones of ASCII,
  /// each of which is a byte, and one blank stands between words.
  static func filled(_ text: String, indent: String) -> String {
    let (blank, tilde) = (UInt8(ascii: " "), UInt8(ascii: "~"))
    let width = lineWidth - indent.count
    var text = text
    let filled = text.withUTF8 { bytes -> String? in
      guard bytes.allSatisfy({ $0 >= blank && $0 <= tilde }), bytes.first != blank,
        bytes.last != blank
      else { return nil }
      var result = Array(indent.utf8)
      result.reserveCapacity(bytes.count + bytes.count / 16)
      var (line, word) = (0, 0)
      for position in 0...bytes.count where position == bytes.count || bytes[position] == blank {
        guard position > word || bytes.isEmpty else { return nil }
        if word > line, position - line > width {
          result.append(contentsOf: bytes[line..<word - 1])
          result.append(UInt8(ascii: "\n"))
          result.append(contentsOf: indent.utf8)
          line = word
        }
        word = position + 1
      }
      result.append(contentsOf: bytes[line...])
      return String(decoding: result, as: UTF8.self)
    }
    return filled ?? wrapped(text, indent: indent).joined(separator: "\n")
  }

  static func rounded(_ seconds: Double) -> String {
    let milliseconds = Int((seconds * 1000).rounded())
    let fraction = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
