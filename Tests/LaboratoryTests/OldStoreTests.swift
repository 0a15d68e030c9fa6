import Claims
import Foundation
import Laboratory
import Programs
import Testing

/// A store that version 0.1.0 wrote.
@Suite struct OldStoreTests {
  @Test func oldFormatIsRefusedByName() throws {
    let fixture = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/version-0.1.0.db")
    let bytes = try Data(contentsOf: fixture)
    let folder = try TemporaryFolder()
    let path = folder.path("old.db")
    try bytes.write(to: URL(filePath: path))
    let refusal = StoreError.otherFormat(path: path, format: 1, version: "0.1.0")
    #expect(throws: refusal) { _ = try SweepStore(at: path, claims: BuiltInClaims.all) }
    let definition = SweepDefinition(
      of: ExpectedDimension(), over: PatternFamilies(FamilySize(maximumWidth: 1, blocks: 1...1)))
    #expect(throws: refusal) {
      _ = try SweepStore.open(at: path, for: definition, version: "1", claims: BuiltInClaims.all)
    }
    #expect(
      refusal.description.contains("written by reluvar 0.1.0 in format 1, expected format 2"))
    #expect(refusal.description.contains("run the sweep again"))
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    #expect(try folder.names == ["old.db"])
  }
}
