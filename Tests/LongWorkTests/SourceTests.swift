import Foundation
import Testing

/// What only one room may do: read a clock, and start a program.
///
/// The programs that measure, `Sources/Benchmarks`, are no part of the libraries or of the command
/// and do both.
@Suite struct SourceTests {
  private static let sources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources")

  /// The lines of code of all rooms but one that contain one of some words, and the number of files.
  private static func lines(
    with words: [String], outside room: String
  ) throws -> (found: [String], fileCount: Int) {
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var (found, count): ([String], Int) = ([], 0)
    for case let file as URL in files
    where ["swift", "c", "h"].contains(file.pathExtension) {
      let path = file.path.dropFirst(sources.path.count + 1)
      guard !path.hasPrefix(room + "/"), !path.hasPrefix("Benchmarks/") else { continue }
      count += 1
      let text = try String(contentsOf: file, encoding: .utf8)
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        let code = line.drop { $0 == " " }
        guard !code.hasPrefix("//"), words.contains(where: code.contains) else { continue }
        found.append("\(path):\(number + 1): \(code)")
      }
    }
    return (found, count)
  }

  /// A verb is options, one call and one report: exact arithmetic, linear algebra, sums and random
  /// numbers are those of the library.
  @Test func commandComputesNothing() throws {
    let words = [
      "RationalMatrix", "IntegerMatrix", "IntegerVector", "RationalSubspace", "ModularMatrix",
      "PolynomialRing", "Polynomial(", "jacobianRank(", ".determinant", ".rank", ".reduce(",
      "SeededGenerator", "LinearForms", "TangentSpace(",
    ]
    let (found, fileCount) = try Self.lines(with: words, outside: "NoRoom")
    #expect(fileCount > 300 && found.count > 100)
    #expect(found.filter { $0.hasPrefix("reluvar/") } == [])
  }

  @Test(arguments: [
    (
      "LongWork",
      [
        "ContinuousClock", "SuspendingClock", "DispatchTime", "DispatchWallTime", "Date()",
        "Date.now", "CFAbsoluteTime", "clock_gettime", "gettimeofday", ".systemUptime",
      ]
    ),
    ("Programs", ["Process()", "posix_spawn", "fork()", "execv", "popen(", "system(\""]),
  ])
  func isDoneInOneRoom(room: String, words: [String]) throws {
    let (found, fileCount) = try Self.lines(with: words, outside: room)
    #expect(fileCount > 300)
    #expect(found.isEmpty)
    // The words are those that the room uses.
    let inside = try Self.lines(with: words, outside: "NoRoom").found
    #expect(!inside.isEmpty && inside.allSatisfy { $0.hasPrefix(room + "/") })
  }
}
