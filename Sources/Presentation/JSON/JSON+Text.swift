extension JSON {
  /// How a value is laid out.
  enum Layout {
    /// On one line, without blanks.
    case line
    /// One member or element on each line, two blanks for each level around it.
    case lines(depth: Int)

    /// The layout inside of it.
    fileprivate var inner: Layout {
      switch self {
      case .line: .line
      case .lines(let depth): .lines(depth: depth + 1)
      }
    }

    fileprivate var isLine: Bool {
      if case .line = self { true } else { false }
    }

    /// What stands before a member or an element, or before the end of a list.
    fileprivate func startLine(in text: inout String) {
      guard case .lines(let depth) = self else { return }
      text += "\n"
      for _ in 0..<depth { text += "  " }
    }
  }

  /// The text of the value.
  func text(_ layout: Layout) -> String {
    var text = ""
    text.reserveCapacity(256)
    write(to: &text, layout)
    return text
  }

  private func write(to text: inout String, _ layout: Layout) {
    switch self {
    case .literal(let literal): text += literal
    case .string(let string): Self.write(string, to: &text)
    case .list(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        Self.start(index, in: &text, layout)
        element.write(to: &text, layout.inner)
      }
      Self.end("]", after: elements.count, in: &text, layout)
    case .object(let object):
      text += "{"
      for (index, member) in object.orderedMembers.enumerated() {
        Self.start(index, in: &text, layout)
        text += "\""
        text += member.key
        text += layout.isLine ? "\":" : "\" : "
        member.value.write(to: &text, layout.inner)
      }
      Self.end("}", after: object.members.count, in: &text, layout)
    }
  }

  /// What stands before a member or an element.
  private static func start(_ index: Int, in text: inout String, _ layout: Layout) {
    if index > 0 { text += "," }
    if !layout.isLine { layout.inner.startLine(in: &text) }
  }

  /// What stands behind the last one.
  private static func end(
    _ bracket: String, after count: Int, in text: inout String, _ layout: Layout
  ) {
    if !layout.isLine {
      if count == 0 { text += "\n" }
      layout.startLine(in: &text)
    }
    text += bracket
  }

  /// A text in quotation marks.
  private static func write(_ string: String, to text: inout String) {
    text += "\""
    if string.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) {
      for scalar in string.unicodeScalars { write(scalar, to: &text) }
    } else {
      text += string
    }
    text += "\""
  }

  private static func write(_ scalar: Unicode.Scalar, to text: inout String) {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case "\u{8}": text += "\\b"
    case "\u{C}": text += "\\f"
    case "\u{0}"..<"\u{20}":
      let digits = String(scalar.value, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: text.unicodeScalars.append(scalar)
    }
  }
}
