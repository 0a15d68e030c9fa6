import Certification
import ExactAlgebra
import Foundation
import Varieties

/// A report with the keys that programs rely on, in alphabetical order.
struct JSONReport {
  private let report: Report
  private let version: String

  init(_ report: Report, version: String) {
    self.report = report
    self.version = version
  }

  /// Hands the text to `body` in pieces.
  func write(to body: (String) throws -> Void) rethrows {
    switch report {
    case .constraints(let report): try write(report, to: body)
    case .dimension(let report): try body(Self.text(DimensionFields(report, version)))
    case .derivation(let report): try body(Self.text(DerivationFields(report, version)))
    }
  }

  /// Constraint by constraint: what is known of the list as a whole comes behind it.
  private func write(
    _ report: ConstraintReport, to body: (String) throws -> Void
  ) rethrows {
    let list = "\"constraints\" : ["
    let end = "\n\n  ]"
    let head = Self.text(ConstraintFields(report, version))
    guard let start = head.range(of: list + end)?.lowerBound else {
      preconditionFailure("an empty list is written otherwise")
    }
    try body(head[..<start] + list)
    var isFirst = true
    for constraint in report.constraints {
      let lines = Self.text(ConstraintFields.Constraint(constraint)).split(separator: "\n")
      try body((isFirst ? "\n" : ",\n") + lines.map { "    " + $0 }.joined(separator: "\n"))
      isFirst = false
    }
    let tail = Self.text(ConstraintFields(report, version))
    try body((isFirst ? end : "\n  ]") + tail[tail.range(of: list + end)!.upperBound...])
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
