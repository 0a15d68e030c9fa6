import Foundation
import Oracles
import Programs
import Testing

/// README and the folder `docs`: what they show is what there is.
@Suite struct DocumentTests {
  static let root = ExampleTests.examples.deletingLastPathComponent()

  /// The documents for users, by their paths in the repository.
  static var documents: [String] {
    get throws {
      try ["README.md"]
        + ["docs/", "docs/tutorials/"].flatMap { folder in
          try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
            .filter { $0.hasSuffix(".md") }.sorted().map { folder + $0 }
        }
    }
  }

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// What stands between fences: after which words, and the lines.
  static func blocks(of path: String) throws -> [(language: String, text: String)] {
    let parts = try text(of: path).components(separatedBy: "```")
    return stride(from: 1, to: parts.count, by: 2).map { index in
      let lines = parts[index].split(
        separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(lines[0]), String(lines.last ?? ""))
    }
  }

  /// The example of README is the source of the example package, and what it prints is quoted.
  @Test func libraryExample() throws {
    let swift = try Self.blocks(of: "README.md").filter { $0.language == "swift" }
    #expect(swift.count == 1)
    let source = try Self.text(
      of: "examples/library/Sources/RegionsAndEquations/main.swift")
    #expect(swift.first?.text == source)
    #expect(source.split(separator: "\n", omittingEmptySubsequences: false).count < 40)
    let printed = try Self.text(of: "examples/library/expected.txt")
    #expect(printed.split(separator: "\n").prefix { $0.contains("[[") }.count == 7)
    #expect(
      printed.hasSuffix(
        """
        dimension 14 proved
        degree 1: 22 generators, proved
        degree 2: 9 generators, proved
        31 vanish here

        """))
  }

  /// Each command that is shown with what it prints of an example prints that, byte for byte;
  /// only the version of FLINT may differ.
  @Test func shownOutput() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "examples"), withDestinationURL: ExampleTests.examples)
    var shown: [String: Int] = [:]
    for document in try Self.documents {
      // Blocks marked `console` belong to tutorials.
      for block in try Self.blocks(of: document)
      where block.language.isEmpty && block.text.hasPrefix("$ reluvar ") {
        let lines = block.text.split(
          separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let words = lines[0].split(separator: " ").dropFirst(2).map(String.init)
        let needsFiles = words.contains { $0.contains(".") && !$0.hasPrefix("examples/") }
        guard
          words[0] == "invariance" && !needsFiles
            || words.contains(where: { $0.hasPrefix("examples/") })
        else { continue }
        let outcome = try await Command(in: folder).run(words)
        #expect(outcome.isSuccess)
        let shownOutput = Self.withoutVersions(String(lines[1]))
        #expect(Self.withoutVersions(outcome.output) == shownOutput, "\(document)")
        shown[words[0], default: 0] += 1
      }
    }
    #expect(
      shown == [
        "derive": 1, "complete": 1, "regions": 4, "constraints": 1, "density": 1, "information": 1,
        "gates": 1, "invariance": 3, "range": 1, "failure": 1,
      ])
  }

  /// A text in which the version of FLINT is left out, which may differ.
  static func withoutVersions(_ text: String) -> String {
    text.replacing(/FLINT [0-9.]+/, with: "FLINT")
  }

  /// The suites that `make check` leaves out are there.
  @Test func slowSuites() throws {
    let lines = try Self.text(of: "Tests/slow").split(separator: "\n").filter { $0.first != "#" }
    #expect(!lines.isEmpty && Set(lines).count == lines.count)
    for line in lines {
      let parts = line.split(separator: ".").map(String.init)
      try #require(parts.count == 2)
      let folder = Self.root.appending(path: "Tests/\(parts[0])")
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      let sources = try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
        .map { try String(contentsOf: $0, encoding: .utf8) }
      #expect(sources.contains { $0.contains("struct \(parts[1]) ") }, "\(line)")
    }
  }

  /// Articles that other articles of their module name are there.
  @Test func articles() throws {
    let sources = Self.root.appending(path: "Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    let articles = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "md" }
    #expect(articles.count >= 18)
    var count = 0
    for article in articles {
      let text = try String(contentsOf: article, encoding: .utf8)
      for match in text.matches(of: /<doc:([A-Za-z]+)>/) {
        count += 1
        let other = article.deletingLastPathComponent().appending(path: "\(match.1).md")
        #expect(FileManager.default.fileExists(atPath: other.path), "\(article.lastPathComponent)")
      }
    }
    #expect(count >= 7)
  }

  /// Links within the repository lead somewhere.
  @Test func links() throws {
    var count = 0
    for document in try Self.documents + ["CONTRIBUTING.md", "examples/library/README.md"] {
      let folder = Self.root.appending(path: document).deletingLastPathComponent()
      for match in try Self.text(of: document).matches(of: /\]\(([^)]+)\)/) {
        let target = String(match.1)
        guard !target.contains("://") else { continue }
        count += 1
        let path = folder.appending(path: target).standardizedFileURL.path
        #expect(FileManager.default.fileExists(atPath: path), "\(document): \(target)")
      }
    }
    #expect(count >= 15)
  }
}
