import Programs

/// What Singular answered to a `SingularScript`: facts, each on a line of its own.
///
/// Singular goes on after an error and exits with status 0 all the same. So an answer counts
/// only if it starts and ends with the marks that the script prints, and has no line besides
/// facts and warnings.
struct SingularAnswer: Hashable, Sendable {
  /// What starts each line that a script prints.
  static let mark = "reluvar:"

  /// The version of Singular, such as `4.3.1`.
  let version: String
  private let facts: [String: String]

  /// Reads what a run left.
  init(_ result: ProgramRun.Result) throws(SingularFailure) {
    if result.end == .timeLimit { throw .timeLimit }
    var facts: [String: String] = [:]
    var lines: [String] = []
    for line in result.output.split(separator: "\n", omittingEmptySubsequences: true) {
      if let message = Self.errorMessage(line) { throw .error(message) }
      if line.hasPrefix("// **") {
        // Some overflows of machine integers come as a warning only.
        if line.lowercased().contains("overflow") { throw .error(Self.oneLine(String(line))) }
        continue
      }
      lines.append(String(line))
    }
    if case .killed(let signal) = result.end { throw .killed(signal: signal) }
    if result.end != .exited(0) {
      throw .error(lines.last.map(Self.oneLine) ?? "no message, \(result.end)")
    }
    for line in lines {
      guard line.hasPrefix(Self.mark) else { throw .unreadable(Self.oneLine(line)) }
      let words = line.dropFirst(Self.mark.count).split(separator: " ", maxSplits: 1)
      guard words.count == 2, facts.updateValue(String(words[1]), forKey: String(words[0])) == nil
      else { throw .unreadable(Self.oneLine(line)) }
    }
    guard lines.first == "\(Self.mark) answer begins", lines.last == "\(Self.mark) answered yes",
      let version = facts["version"].flatMap({ Int($0) })
    else { throw .unreadable(lines.last.map(Self.oneLine) ?? "no answer") }
    self.facts = facts
    self.version = Self.versionName(version)
  }

  /// The fact with a name.
  func text(_ name: String) throws(SingularFailure) -> String {
    guard let text = facts[name] else { throw .unreadable("no '\(name)' in the answer") }
    return text
  }

  /// Whether there is a fact with a name.
  func has(_ name: String) -> Bool { facts[name] != nil }

  /// The fact with a name, which is yes or no.
  func truth(_ name: String) throws(SingularFailure) -> Bool {
    switch try text(name) {
    case "1": true
    case "0": false
    case let other: throw .unreadable(Self.oneLine("'\(name)' is '\(other)'"))
    }
  }

  /// The fact with a name, which is a number that is not negative.
  func number(_ name: String) throws(SingularFailure) -> Int {
    guard let number = Int(try text(name)), number >= 0 else {
      throw .unreadable("'\(name)' is no number")
    }
    return number
  }

  /// The monomials with a name, in a ring with so many variables.
  func monomials(_ name: String, variableCount: Int) throws(SingularFailure) -> [[Int]] {
    let parts = try text(name).split(separator: ";", omittingEmptySubsequences: false)
    let monomials = parts.dropFirst().map { part in
      part.split(separator: ",").compactMap { Int($0) }
    }
    guard parts.first == "monomials",
      monomials.allSatisfy({ $0.count == variableCount && $0.allSatisfy { $0 >= 0 } })
    else { throw .unreadable("'\(name)' is no list of monomials") }
    return monomials
  }

  /// Error messages start with a question mark; a few of them with the word itself.
  private static func errorMessage(_ line: Substring) -> String? {
    let text = line.drop { $0 == " " || $0 == "\t" }
    if text.hasPrefix("?") { return oneLine(String(text.dropFirst())) }
    return text.hasPrefix("error ") || text.hasPrefix("halt ") ? oneLine(String(text)) : nil
  }

  private static func oneLine(_ text: String) -> String {
    let printable = text.unicodeScalars.map { $0.value < 32 ? " " : Character($0) }
    let trimmed = String(printable.drop { $0 == " " })
    return trimmed.count > 200 ? trimmed.prefix(200) + "..." : trimmed
  }

  /// `4.3.1` for 4313, the third patch of it.
  private static func versionName(_ number: Int) -> String {
    let digits = String(number)
    return digits.count == 4 ? digits.prefix(3).map(String.init).joined(separator: ".") : digits
  }
}

/// Why there is no answer.
public enum SingularFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The time limit was reached.
  case timeLimit
  /// Singular reported an error: its first message.
  case error(String)
  /// Somebody killed it; the system does that when memory runs out.
  case killed(signal: Int32)
  /// It could not be started.
  case didNotStart(String)
  /// The output is not the one of a script that ran to its end.
  case unreadable(String)

  /// The reason, on one line.
  public var description: String {
    switch self {
    case .timeLimit: "the time limit was reached"
    case .error(let message): "Singular: \(message)"
    case .killed(let signal): "Singular was killed by signal \(signal)"
    case .didNotStart(let message): "Singular did not start: \(message)"
    case .unreadable(let line): "the answer of Singular cannot be read: \(line)"
    }
  }
}
