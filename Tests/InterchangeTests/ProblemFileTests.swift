import Foundation
import Interchange
import Oracles
import Programs
import Testing

/// Files on disk: what is there, and what cannot be read.
@Suite struct ProblemFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: ["problem.yaml", "problem.json", "no ending", "\u{DC}bung \u{2713}.yml"])
  func isRead(name: String) throws {
    let path = try folder.write("{widths: [2, 2, 2], blocks: [{pattern: 10}]}", to: name)
    let problem = try Problem(file: path)
    #expect(problem.architecture.widths == [2, 2, 2])
    #expect(problem.distinctPatterns.map(\.description) == ["10"])
  }

  @Test func mistakeIsPlacedInTheFile() throws {
    let path = try folder.write("widths: [2, 2, 2]\nblocks:\n- patern: 11\n", to: "a.yaml")
    let error = #expect(throws: DataError.self) { try Problem(file: path) }
    #expect("\(error!)".hasPrefix("\(path):3: "))
  }

  @Test func missing() {
    expectRefused(file: folder.path("missing.yaml"), saying: "no such file")
    expectRefused(file: folder.path("missing/problem.yaml"), saying: "no such file")
    expectRefused(file: "", saying: "no such file")
  }

  @Test func notAFile() {
    expectRefused(file: folder.path(""), saying: "folder")
    expectRefused(file: "/", saying: "folder")
  }

  @Test func empty() throws {
    expectRefused(file: try folder.write("", to: "empty.yaml"), saying: "empty")
    expectRefused(file: "/dev/null", saying: "empty")
  }

  /// Blanks around one value, 17 MB in all.
  @Test func large() throws {
    let text = "widths: [2, 2]" + String(repeating: " ", count: 17 << 20)
    expectRefused(file: try folder.write(text, to: "large.yaml"), saying: "16 MiB")
  }

  /// Sparse files: the last one exceeds what any machine could hold in memory.
  @Test(arguments: [100_000_000, 1 << 40] as [UInt64])
  func huge(size: UInt64) throws {
    let path = try folder.write("widths: [2, 2]", to: "huge.yaml")
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: size)
    try handle.close()
    expectRefused(file: path, saying: "16 MiB")
  }

  /// A file without an end, so that a reader that wants the whole of it would never return.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/zero")))
  func endless() {
    expectRefused(file: "/dev/zero", saying: "16 MiB")
  }

  @Test func bytesHaveTheSameLimit() {
    let bytes = [UInt8](repeating: 32, count: (16 << 20) + 1)
    let error = #expect(throws: DataError.self) { try Problem(bytes: bytes, name: "large") }
    #expect("\(error!)".hasPrefix("large: ") && "\(error!)".contains("16 MiB"))
  }

  /// A line break in the name of a file must not make two lines of a message.
  @Test(arguments: ["a\nb.yaml", "a\u{2028}b.yaml", "a\u{1B}[2Jb.yaml"])
  func strangeName(name: String) throws {
    let missing = #expect(throws: DataError.self) { try Problem(file: folder.path(name)) }
    #expect(isOneLine("\(missing!)"))
    let path = try folder.write("widths: 3", to: name)
    let refused = #expect(throws: DataError.self) { try Problem(file: path) }
    #expect(isOneLine("\(refused!)"))
  }

  private func expectRefused(
    file: String, saying word: String, at location: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: DataError.self, sourceLocation: location) {
      try Problem(file: file)
    }
    guard let error else { return }
    #expect(isOneLine("\(error)"), sourceLocation: location)
    #expect(error.file == file && error.line == nil, sourceLocation: location)
    #expect("\(error)".hasPrefix("\(file): "), sourceLocation: location)
    #expect(error.message.contains(word), "\(error)", sourceLocation: location)
  }
}
