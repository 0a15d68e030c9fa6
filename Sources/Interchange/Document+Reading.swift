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
          "unknown key '\(shortened(name.string))' in \(owner)\(hint) "
            + "(known: \(listed(knownKeys)))", at: key)
      }
      guard values.updateValue(value, forKey: name.string) == nil else {
        throw error("the key '\(name.string)' occurs twice", at: key)
      }
    }
    return values
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
      throw error("\(name): '\(shortened(text))' is not an integer", at: node)
    }
    guard let value = Int(exactly: integer) else {
      throw error("\(name): \(shortened(text)) is too large", at: node)
    }
    return value
  }

  /// A truth value.
  func boolean(_ node: Node, _ name: String) throws(DataError) -> Bool {
    let text = try text(node, name, expected: "true or false")
    switch text.lowercased() {
    case "true": return true
    case "false": return false
    default: throw error("\(name): '\(shortened(text))' is not true or false", at: node)
    }
  }

  /// An exact rational number.
  func rational(_ node: Node, _ name: String) throws(DataError) -> Rational {
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

  /// An error at the line of a node.
  func error(_ message: String, at node: Node) -> DataError {
    DataError(message, file: file, line: node.mark?.line)
  }

  private func listed(_ words: [String]) -> String { words.joined(separator: ", ") }

  /// The beginning of a text of any length, on one line.
  private func shortened(_ text: String) -> String {
    let printable = text.unicodeScalars.prefix(40).map { scalar in
      scalar.value < 32 || scalar.value == 127 ? "?" : String(scalar)
    }.joined()
    return text.unicodeScalars.count > 40 ? printable + "..." : printable
  }
}

/// The word with the fewest edits to another one, if they are fewer than half of its letters.
func nearestWord(to word: String, among candidates: [String]) -> String? {
  guard word.count <= 40 else { return nil }
  let nearest = candidates.map { (word: $0, distance: editDistance(word, $0)) }
    .min { $0.distance < $1.distance }
  return nearest.flatMap { $0.distance * 2 <= max($0.word.count, word.count) ? $0.word : nil }
}

/// The number of letters to insert, delete or replace (Levenshtein).
private func editDistance(_ a: String, _ b: String) -> Int {
  let b = Array(b)
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let replaced = diagonal + (x == y ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
