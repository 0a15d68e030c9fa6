import Foundation
import Programs
import Testing

/// Entropies of tables, as a user types them.
@Suite struct InformationTests {
  private struct Number: Decodable {
    let status: String
    let value: String
  }

  private struct Report: Decodable {
    let unit: String
    let total: Int
    let cells: Int
    let labels: Int
    let occupancy: Double
    let entropy: [String: [String: Number]]
    let information: [String: Number]
    let informationOfFullTable: Number
  }

  private static let estimators: Set<String> = [
    "plug-in", "miller-madow", "grassberger", "chao-shen", "chao-wang-jost", "grassberger-1988",
  ]

  private func run(_ table: String, _ options: [String] = []) async throws -> Command.Outcome {
    let command = try Command()
    _ = try command.folder.write(table, to: "table.csv")
    return try await command.run(["information", "--table", "table.csv"] + options)
  }

  /// A bijection of two cells and two labels: all entropies and the information are one bit, and corrections differ.
  @Test func everyEstimatorIsThere() async throws {
    let run = try await run("8,0\n0,8\n0,0\n", ["--unit", "bits", "--format", "json"])
    #expect(run.isSuccess, "\(run.diagnostics)")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    #expect(report.unit == "bits" && report.total == 16)
    #expect(report.cells == 2 && report.labels == 2 && report.occupancy == 0.125)
    #expect(Set(report.entropy.keys) == ["rows", "labels", "joint"])
    for values in report.entropy.values {
      #expect(Set(values.keys) == Self.estimators)
      #expect(values.values.allSatisfy { $0.status == "enclosed" })
      #expect(try abs(#require(Double(values["plug-in"]!.value)) - 1) < 1e-15)
      // 1 / (2 N ln 2) more.
      let corrected = try #require(Double(values["miller-madow"]!.value))
      #expect(abs(corrected - 1 - 1 / (32 * log(2.0))) < 1e-15)
    }
    #expect(Set(report.information.keys) == Self.estimators)
    #expect(try abs(#require(Double(report.information["plug-in"]!.value)) - 1) < 1e-15)
    let full = try #require(Double(report.informationOfFullTable.value))
    #expect(abs(full - 1 + 1 / (32 * log(2.0))) < 1e-15)
  }

  @Test func commaSeparatedValues() async throws {
    let run = try await run("5,1\n2,7\n", ["--format", "csv"])
    #expect(run.isSuccess, "\(run.diagnostics)")
    let lines = run.output.split(separator: "\n")
    // Six estimators of three entropies and of information, and the full table.
    #expect(lines.count == 1 + 6 * 4 + 1 && lines[0] == "quantity,estimator,unit,value")
    #expect(lines.allSatisfy { $0.split(separator: ",").count == 4 })
    #expect(lines[1].hasPrefix("entropy of rows,plug-in,nats,0.6"))
  }

  @Test func textForPeople() async throws {
    let run = try await run("a,b\n5,1\n2,7\n1,1\n")
    #expect(run.isSuccess, "\(run.diagnostics)")
    #expect(run.output.contains("17 draws in 3 occupied cells with 2 labels"))
    for estimator in Self.estimators { #expect(run.output.contains("  \(estimator) ")) }
    // More cells than draws can tell of.
    let sparse = try await self.run("1\n1\n1\n")
    #expect(sparse.isSuccess && sparse.output.contains("estimates are worth little"))
  }

  static let refusals: [(table: String, message: String)] = [
    ("5,1\n2,-7\n", "table.csv:2: column 2: -7, expected a count from 0 on"),
    ("5,1/2\n", "table.csv:1: column 2: 1/2, expected a count from 0 on"),
    ("0,0\n", "table.csv: nothing was counted, expected at least one count above 0"),
    ("9223372036854775807,1\n", "table.csv: the sum of the counts is beyond 2^63 - 1"),
    ("9223372036854775808\n", "table.csv:1: column 1: a count beyond 2^63 - 1"),
    ("1,2\n3\n", "table.csv:2: "),
    ("", "table.csv: no points"),
  ]

  @Test(arguments: refusals)
  func badTables(table: String, message: String) async throws {
    let run = try await run(table)
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.diagnostics.contains(message), "\(run.diagnostics)")
    #expect(run.diagnostics.split(separator: "\n").count == 1)
  }
}
