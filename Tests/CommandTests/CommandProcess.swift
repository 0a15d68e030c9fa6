import Foundation

/// A process of the command that runs on this machine, as the system shows it in `/proc`.
struct CommandProcess {
  let identifier: Int32
  let arguments: [String]

  /// The processes of all tests.
  static var all: [CommandProcess] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.compactMap { CommandProcess(identifier: $0) }
  }

  private init?(identifier: Int32) {
    let line = FileManager.default.contents(atPath: "/proc/\(identifier)/cmdline") ?? Data()
    let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    guard words.first?.hasSuffix("/reluvar") == true else { return nil }
    self.identifier = identifier
    arguments = Array(words.dropFirst())
  }

  /// Whether words are among the arguments, in this order.
  func has(_ words: [String]) -> Bool {
    var rest = arguments[...]
    return words.allSatisfy { word in
      guard let place = rest.firstIndex(of: word) else { return false }
      rest = rest[(place + 1)...]
      return true
    }
  }

  /// The process that started it, while it runs.
  var parent: Int32? {
    let text = FileManager.default.contents(atPath: "/proc/\(identifier)/stat") ?? Data()
    // 12 (name) S 34 ...
    let fields = String(decoding: text, as: UTF8.self).split(separator: ")").last?.split(
      separator: " ")
    return fields.flatMap { $0.count > 1 ? Int32($0[1]) : nil }
  }
}
