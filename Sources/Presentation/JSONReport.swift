import Certification
import ExactAlgebra
import Foundation
import ReLUNetworks
import Varieties

/// A report with the keys that programs rely on, in alphabetical order.
struct JSONReport {
  private let report: Report
  private let version: String

  init(_ report: Report, version: String) {
    self.report = report
    self.version = version
  }

  var text: String {
    switch report {
    case .constraints(let report): Self.text(ConstraintFields(report, version))
    case .dimension(let report): Self.text(DimensionFields(report, version))
    case .derivation(let report): Self.text(DerivationFields(report, version))
    }
  }

  /// An object with its keys in alphabetical order, ending with a line break.
  static func text(_ fields: some Encodable) -> String {
    encoded(fields, formatting: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
  }

  /// The same on one line.
  static func line(_ fields: some Encodable) -> String {
    encoded(fields, formatting: [.sortedKeys, .withoutEscapingSlashes])
  }

  private static func encoded(
    _ fields: some Encodable, formatting: JSONEncoder.OutputFormatting
  ) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    // A distance relative to nothing, or beyond the range of double precision.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    guard let data = try? encoder.encode(fields) else {
      preconditionFailure("a report that cannot be encoded")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
