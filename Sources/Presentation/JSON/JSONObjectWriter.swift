/// Writes an object of JSON piece by piece: groups of members, and between them lists whose elements
/// are written as they are made.
///
///     var writer = JSONObjectWriter()
///     try writer.add(["status": "complete"], to: body)
///     try writer.beginList("constraints", to: body)
///     for constraint in constraints { try writer.addElement(constraint.object, to: body) }
///     try writer.endList(to: body)
///     try writer.end(to: body)
struct JSONObjectWriter {
  /// How the elements of a list are laid out.
  enum ElementLayout {
    /// Each of them on many lines.
    case lines
    /// Each of them on one line.
    case line
  }

  private var isEmpty = true
  private var isListEmpty = true
  private var elementLayout = ElementLayout.lines

  init() {}

  /// Writes members, in alphabetical order among themselves.
  mutating func add(_ members: JSONObject, to body: (String) throws -> Void) rethrows {
    for (key, value) in members.orderedMembers {
      try body(start(key) + value.text(.lines(depth: 1)))
    }
  }

  /// Begins a list.
  mutating func beginList(
    _ key: String, elements layout: ElementLayout = .lines, to body: (String) throws -> Void
  ) rethrows {
    isListEmpty = true
    elementLayout = layout
    try body(start(key) + "[")
  }

  /// Writes an element of the list.
  mutating func addElement(_ object: JSONObject, to body: (String) throws -> Void) rethrows {
    switch elementLayout {
    case .lines: try addElement(text: JSON.object(object).text(.lines(depth: 2)), to: body)
    case .line: try addElement(text: object.line, to: body)
    }
  }

  /// Writes an element that is laid out already.
  mutating func addElement(text: String, to body: (String) throws -> Void) rethrows {
    try body((isListEmpty ? "\n    " : ",\n    ") + text)
    isListEmpty = false
  }

  /// Ends the list.
  func endList(to body: (String) throws -> Void) rethrows {
    switch (isListEmpty, elementLayout) {
    case (true, .line): try body("]")
    case (true, .lines): try body("\n\n  ]")
    case (false, _): try body("\n  ]")
    }
  }

  /// Ends the object and its last line.
  func end(to body: (String) throws -> Void) rethrows {
    try body(isEmpty ? "{\n\n}\n" : "\n}\n")
  }

  private mutating func start(_ key: String) -> String {
    defer { isEmpty = false }
    return (isEmpty ? "{\n  \"" : ",\n  \"") + key + "\" : "
  }
}
