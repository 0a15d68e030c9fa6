import Foundation
import Testing

extension Command.Outcome {
  /// Checks that a run was refused: an exit code, nothing on standard output, and one line on
  /// standard error that says all of the given words.
  func expectRefusal(
    code: Int32, saying words: [String], at location: SourceLocation = #_sourceLocation
  ) {
    #expect(!words.isEmpty, sourceLocation: location)
    #expect(status == code && !isSignalled, "\(summary)", sourceLocation: location)
    #expect(output.isEmpty, "\(summary)", sourceLocation: location)
    #expect(
      diagnostics.count(where: \.isNewline) == 1 && diagnostics.hasSuffix("\n"),
      "\(summary)", sourceLocation: location)
    // The verb is named, where there is one.
    #expect(
      Self.isNamed(diagnostics), "\(summary)",
      sourceLocation: location)
    #expect(diagnostics.utf8.count < 600, sourceLocation: location)
    for word in words {
      #expect(diagnostics.contains(word), "\(word): \(summary)", sourceLocation: location)
    }
  }

  /// Whether a message begins with the program and at most two verbs.
  private static func isNamed(_ message: String) -> Bool {
    let words = message.prefix { $0 != ":" }.split(separator: " ")
    return words.first == "reluvar" && words.count <= 3
  }

  /// The beginning of what was written, whose whole may be a trace of many pages.
  private var summary: String { "status \(status), \(diagnostics.prefix(300))" }
}
