import Foundation
import Interchange

/// What a report is about, as the content of its file tells.
enum ReportInput: String {
  case problem, network, sweep

  /// What is in a file.
  ///
  /// - Throws: `Failure` for a file that cannot be read.
  init(file: String) throws {
    guard file != StandardInput.name else {
      throw Failure.usage(
        "expected a file: a report names the commands that find its parts, which read it again")
    }
    if Self.isDatabase(file) {
      self = .sweep
      return
    }
    do {
      self = try NetworkReading.isNetwork(file: file) ? .network : .problem
    } catch {
      throw Failure.data("\(error)")
    }
  }

  /// The words with which each file of SQLite begins.
  private static let mark = Data("SQLite format 3\0".utf8)

  private static func isDatabase(_ file: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: file) else { return false }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: mark.count)) == mark
  }

  /// The kind in words.
  var words: String {
    switch self {
    case .problem: "a problem"
    case .network: "a network"
    case .sweep: "the store of a sweep"
    }
  }
}
