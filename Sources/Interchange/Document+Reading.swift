import ExactAlgebra
import Yams

extension Document {
  /// The values of a mapping by its keys.
  ///
  /// - Throws: `DataError` for another kind of node, keys that are not among the known ones and
  ///   keys that occur twice.
  func mapping(
    _ node: Node, of owner: String, knownKeys: [String]
  ) throws(DataError) -> [String: Node] {
    guard case .mapping(let mapping) = node else {
      throw error("expected \(owner) as a mapping with the keys \(listed(knownKeys))", at: node)
    }
    var values: [String: Node] = [:]
    for (key, value) in mapping {
      guard case .scalar(let name) = key else {
        throw error("a key of \(owner) is not a word", at: key)
      }
      guard knownKeys.contains(name.string) else {
        let nearest = nearestWord(to: name.string, among: knownKeys)
        let hint = nearest.map { ", did you mean '\($0)'?" } ?? ""
        throw error(
          "unknown key '\(name.string.excerpt)' in \(owner)\(hint) "
            + "(known: \(listed(knownKeys)))", at: key)
      }
      guard values.updateValue(value, forKey: name.string) == nil else {
        throw error("the key '\(name.string)' occurs twice", at: key)
      }
    }
    return values
  }

  /// The keys and values of a mapping whose keys are names that the document chooses; that none
  /// occurs twice is checked when a document is parsed.
  func entries(
    _ node: Node, of owner: String
  ) throws(DataError) -> [(name: String, value: Node)] {
    guard case .mapping(let mapping) = node else {
      throw error("expected \(owner)", at: node)
    }
    var entries: [(name: String, value: Node)] = []
    for (key, value) in mapping {
      guard case .scalar(let name) = key else {
        throw error("a key is not a word", at: key)
      }
      entries.append((name.string, value))
    }
    return entries
  }

  /// The elements of a sequence.
  func sequence(_ node: Node, _ name: String) throws(DataError) -> [Node] {
    guard case .sequence(let sequence) = node else {
      throw error("\(name): expected a list", at: node)
    }
    return Array(sequence)
  }

  /// The text of a scalar.
  func text(_ node: Node, _ name: String, expected: String) throws(DataError) -> String {
    guard case .scalar(let scalar) = node else {
      throw error("\(name): expected \(expected)", at: node)
    }
    return scalar.string
  }

  /// A machine integer.
  func integer(_ node: Node, _ name: String) throws(DataError) -> Int {
    let text = try text(node, name, expected: "an integer")
    guard let integer = Integer(text) else {
      throw error("\(name): '\(text.excerpt)' is not an integer", at: node)
    }
    guard let value = Int(exactly: integer) else {
      throw error("\(name): \(text.excerpt) is too large", at: node)
    }
    return value
  }

  /// A truth value.
  func boolean(_ node: Node, _ name: String) throws(DataError) -> Bool {
    let text = try text(node, name, expected: "true or false")
    switch text.lowercased() {
    case "true": return true
    case "false": return false
    default: throw error("\(name): '\(text.excerpt)' is not true or false", at: node)
    }
  }

  /// An exact rational number.
  func rational(_ node: Node, _ name: String) throws(DataError) -> Rational {
    guard !isNull(node) else {
      throw error("\(name): 'null', expected a number (only outputs can be unknown)", at: node)
    }
    let text = try text(node, name, expected: "a number")
    do {
      return try Rational(parsing: text)
    } catch {
      throw self.error("\(name): \(error.message)", at: node)
    }
  }

  /// A list of lists of numbers.
  func rows(_ node: Node, _ name: String) throws(DataError) -> [[Rational]] {
    var rows: [[Rational]] = []
    for (index, row) in try sequence(node, name).enumerated() {
      let place = "\(name), row \(index + 1)"
      var values: [Rational] = []
      for entry in try sequence(row, place) { values.append(try rational(entry, place)) }
      rows.append(values)
    }
    return rows
  }

  /// A list of lists of numbers, of which some are `null` where that is allowed.
  func partialRows(
    _ node: Node, _ name: String, allowsUnknown: Bool
  ) throws(DataError) -> [[Rational?]] {
    var rows: [[Rational?]] = []
    for (index, row) in try sequence(node, name).enumerated() {
      let place = "\(name), row \(index + 1)"
      var values: [Rational?] = []
      for entry in try sequence(row, place) {
        let isNull = isNull(entry)
        if isNull, !allowsUnknown {
          throw error(
            "\(place): null, an unknown output, expected a number "
              + "(the verb 'complete' is about unknown outputs)", at: entry)
        }
        values.append(isNull ? nil : try rational(entry, place))
      }
      rows.append(values)
    }
    return rows
  }

  /// Whether a node is the null of YAML and JSON.
  private func isNull(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else {
      return false
    }
    return ["null", "Null", "NULL", "~"].contains(scalar.string)
  }

  /// An error at the line of a node.
  func error(_ message: String, at node: Node) -> DataError {
    DataError(message, file: file, line: node.mark?.line)
  }

  private func listed(_ words: [String]) -> String { words.joined(separator: ", ") }
}
