import Claims
import Foundation
import Laboratory
import Testing

/// A store that version 0.1.0 wrote.
@Suite struct OldStoreTests {
  @Test func oldFormatIsRefusedByName() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/version-0.1.0.db").path
    #expect(throws: StoreError.otherFormat(path: path, format: 1, version: "0.1.0")) {
      _ = try SweepStore(at: path, claims: BuiltInClaims.all)
    }
    let line = StoreError.otherFormat(path: path, format: 1, version: "0.1.0").description
    #expect(line.contains("written by reluvar 0.1.0 in format 1, expected format 2"))
    #expect(line.contains("run the sweep again"))
  }
}
