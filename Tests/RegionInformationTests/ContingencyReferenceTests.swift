import Enclosures
import ExactAlgebra
import Foundation
import RegionInformation
import Testing

private let referenceFile = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "shared/reference/probability.json").path(percentEncoded: false)

/// Entropies of tables that others computed with twenty digits.
@Suite struct ContingencyReferenceTests {
  private struct Reference: Decodable {
    struct Entry: Decodable {
      let kind: String
      let name: String
      let table: [[Int]]?
      let occupiedCells: Int?
      let occupancy: String?
      let hRows: [String: Value]?
      let hCols: [String: Value]?
      let hJoint: [String: Value]?
      let mi: [String: Value]?

      enum CodingKeys: String, CodingKey {
        case kind, name, table, occupancy
        case occupiedCells = "occupied_cells"
        case hRows = "H_rows"
        case hCols = "H_cols"
        case hJoint = "H_joint"
        case mi = "MI"
      }
    }
    struct Value: Decodable { let nats: String }
    let entries: [Entry]
  }

  private static let estimators: [String: EntropyEstimator] = [
    "plug_in": .plugIn, "miller_madow": .millerMadow, "grassberger_2003": .grassberger,
    "grassberger_1988": .grassberger1988, "chao_shen": .chaoShen,
    "chao_wang_jost": .chaoWangJost,
  ]

  @Test(.enabled(if: FileManager.default.fileExists(atPath: referenceFile)))
  func entropiesAndInformation() throws {
    let data = try Data(contentsOf: URL(filePath: referenceFile))
    let entries = try JSONDecoder().decode(Reference.self, from: data).entries
      .filter { $0.kind == "contingency_table" }
    #expect(entries.count >= 12)
    var compared = 0
    for entry in entries {
      let table = try ContingencyTable(#require(entry.table))
      #expect(table.occupiedCellCount == entry.occupiedCells)
      #expect(try table.occupancy == Rational(parsing: #require(entry.occupancy)))
      let entropies: [(ContingencyTable.Variable, [String: Reference.Value])] = [
        (.rows, try #require(entry.hRows)), (.labels, try #require(entry.hCols)),
        (.joint, try #require(entry.hJoint)),
      ]
      for (variable, values) in entropies {
        #expect(values.count == Self.estimators.count)
        for (name, value) in values {
          let estimator = try #require(Self.estimators[name])
          try expect(
            table.entropy(of: variable, by: estimator), near: value.nats,
            "\(entry.name) \(variable) \(name)")
          compared += 1
        }
      }
      for (name, value) in try #require(entry.mi) {
        let information =
          name == "miller_madow_full_table"
          ? table.informationOfFullTable()
          : table.information(by: try #require(Self.estimators[name]))
        try expect(information, near: value.nats, "\(entry.name) information \(name)")
        compared += 1
      }
    }
    #expect(compared == entries.count * (3 * 6 + 7))
  }

  /// The published number has 17 digits at least.
  private func expect(_ value: Ball, near text: String, _ comment: Comment) throws {
    let published = try Rational(parsing: text)
    let tolerance = max(published.magnitude, 1) * Rational(10).power(-17)
    #expect(value.isWithin(absoluteBits: 58), comment)
    #expect(
      value.lower <= published + tolerance && published - tolerance <= value.upper, comment)
  }
}
