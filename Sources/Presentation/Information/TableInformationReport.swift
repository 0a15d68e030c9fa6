import Enclosures
import ExactAlgebra
public import RegionInformation

/// Entropies and information of a contingency table, ready to be written.
public struct TableInformationReport: Sendable {
  /// The table.
  public let given: GivenTable
  /// What was found.
  public let information: TableInformation

  /// A report on a table.
  public init(_ information: TableInformation, on given: GivenTable) {
    self.given = given
    self.information = information
  }
}

extension TableInformationReport: Presentable {
  /// Text, JSON and CSV.
  public static var formats: [OutputFormat] { [.text, .json, .csv] }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    try form.write(
      text: { lines(version: form.version).joined(separator: "\n") + "\n" },
      json: { object(version: form.version) }, table: { table }, to: body)
  }

  /// One row for each quantity and estimator.
  private var table: [[String]] {
    func row(_ quantity: String, _ estimator: String, _ number: ReportedNumber) -> [String] {
      [
        quantity, estimator, information.unit.rawValue,
        number.midpoint.decimal(digits: 12, rounding: .nearest),
      ]
    }
    let rows = EntropyEstimator.allCases.flatMap { estimator in
      ContingencyTable.Variable.allCases.map { variable in
        row(
          "entropy of \(variable.rawValue)", estimator.rawValue,
          information.entropy(of: variable, by: estimator))
      } + [row("information", estimator.rawValue, information.mutual(by: estimator))]
    }
    return [["quantity", "estimator", "unit", "value"]] + rows
      + [row("information", "full table", information.informationOfFullTable)]
  }

  private func object(version: String) -> JSONObject {
    let table = information.table
    var entropy = JSONObject()
    entropy.keepsOrder = true
    for variable in ContingencyTable.Variable.allCases {
      entropy.set(
        variable.rawValue, to: Self.byEstimator { information.entropy(of: variable, by: $0) })
    }
    return [
      "table": given.file, "unit": information.unit.rawValue, "total": table.total,
      "cells": table.occupiedCellCount, "labels": table.occupiedLabelCount,
      "occupancy": Double(approximating: table.occupancy), "entropy": entropy,
      "information": Self.byEstimator { information.mutual(by: $0) },
      "informationOfFullTable": information.informationOfFullTable, "version": version,
    ]
  }

  private static func byEstimator(_ number: (EntropyEstimator) -> ReportedNumber) -> JSONObject {
    var object = JSONObject()
    object.keepsOrder = true
    for estimator in EntropyEstimator.allCases {
      object.set(estimator.rawValue, to: number(estimator))
    }
    return object
  }

  private func lines(version: String) -> [String] {
    let table = information.table
    let occupancy = Double(approximating: table.occupancy)
    var lines = TextLayout.wrapped(
      "The table in \(given.file): \(counted(table.total, "draw")) in "
        + "\(counted(table.occupiedCellCount, "occupied cell")) with \(counted(table.occupiedLabelCount, "label"))."
    )
    lines.append("Occupancy \(TextLayout.rounded(occupancy)): occupied cells for each draw")
    if occupancy > TableInformation.largestOccupancy {
      lines += TextLayout.wrapped(
        "Above \(TableInformation.largestOccupancy) estimates are worth little: most of what could occur may not have "
          + "been seen.")
    }
    lines += ["", "In \(information.unit.rawValue)"] + rows + [""]
    lines += TextLayout.wrapped(
      "What the formulas give, to six digits; how far they are from the law behind the draws is another "
        + "question. Corrected information may be negative.")
    return lines + ["", "reluvar \(version), FLINT \(FLINTVersion.loaded)"]
  }

  /// One row for each estimator.
  private var rows: [String] {
    let variables = ContingencyTable.Variable.allCases
    let rows = EntropyEstimator.allCases.map { estimator in
      [estimator.rawValue]
        + variables.map { Self.rounded(information.entropy(of: $0, by: estimator)) }
        + [Self.rounded(information.mutual(by: estimator))]
    }
    let full = ["full table", "", "", "", Self.rounded(information.informationOfFullTable)]
    return TextLayout.table(
      header: ["", "cells", "labels", "joint", "information"], rows: rows + [full],
      leftAligned: [0])
  }

  /// Six digits; JSON has all of them.
  private static func rounded(_ number: ReportedNumber) -> String {
    let middle = number.midpoint
    let unit = Rational(1, 1_000_000)
    // What is zero to the digits known is written as zero.
    return middle.magnitude < unit / 2 ? "0" : middle.decimal(digits: 6, rounding: .nearest)
  }
}
