import Enclosures
import Foundation
import Oracles
import Programs
import RegionInformation
import Testing

/// Estimators beside those of infomeasure 0.6.3, a package that others wrote.
@Suite struct PublishedEstimatorTests {
  /// What its names mean here: its Grassberger is the formula of 1988, although it cites that of 2003.
  private static let estimators: [EntropyEstimator] = [
    .plugIn, .millerMadow, .grassberger1988, .chaoShen, .chaoWangJost,
  ]
  private static let tables: [[Int]] = [
    [5, 3, 2, 1], [2, 2], [1, 1, 2], [1, 5, 7, 7, 1, 1, 3], [40, 1], [1, 1, 1, 1, 9],
    [3, 2, 2, 1, 1],
    Array(1...30), [12, 12, 12],
  ]
  /// Few singletons and many doubletons: one term of Chao, Wang and Jost is a difference of large numbers there.
  private static let cancelling =
    [1] + Array(repeating: 2, count: 20) + Array(repeating: [100, 3, 4, 90], count: 5).joined()

  private func published(_ tables: [[Int]]) async throws -> [[Double]] {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      tables.map { $0.map { "\($0)" }.joined(separator: ",") + "\n" }.joined(), to: "counts.csv")
    let (status, output) = try await PythonEnvironment.run("entropies.py", [file], in: folder)
    #expect(status == 0, "\(output)")
    // Remarks of the package stand between the rows.
    return output.split(separator: "\n").map { $0.split(separator: ",").compactMap { Double($0) } }
      .filter { $0.count == Self.estimators.count }
  }

  private func value(_ estimator: EntropyEstimator, _ counts: [Int]) -> Double {
    ReportedNumber.enclosed(estimator.entropy(of: counts)).approximation
  }

  @Test(.enabled { await PythonEnvironment.isAvailable })
  func agreeWhereThatIsRight() async throws {
    let rows = try await published(Self.tables)
    try #require(rows.count == Self.tables.count)
    for (counts, row) in zip(Self.tables, rows) {
      for (estimator, number) in zip(Self.estimators, row) {
        #expect(abs(number - value(estimator, counts)) < 1e-10, "\(estimator) of \(counts)")
      }
      // What it calls Grassberger (2003) is not that formula, unless counts are large.
      #expect(abs(row[2] - value(.grassberger, counts)) > 1e-4)
    }
  }

  /// The literal formula in floating point is off by more than one nat.
  @Test(.enabled { await PythonEnvironment.isAvailable })
  func differWhereItCancels() async throws {
    let row = try #require(try await published([Self.cancelling]).first)
    #expect(abs(value(.chaoWangJost, Self.cancelling) - 2.666_108_577_007_959_3) < 1e-14)
    #expect(abs(row[4] - 2.666_108_577_007_959_3) > 0.01)
    for index in 0..<4 {
      #expect(abs(row[index] - value(Self.estimators[index], Self.cancelling)) < 1e-10)
    }
  }
}
