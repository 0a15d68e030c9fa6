public import Interchange

/// A report on a network that was read from a file, with what was read.
///
/// Text ends with it, JSON has it as `networkFile`, and scripts and LaTeX begin with it as comments.
public struct ReportOnNetwork<Report: Presentable>: Presentable {
  private struct Fields: Encodable { let networkFile: NetworkReadingFields }

  private let report: Report
  private let reading: NetworkReading?

  /// A report, with the network that it is about, if there is one.
  public init(_ report: Report, on reading: NetworkReading?) {
    self.report = report
    self.reading = reading
  }

  /// Those of the report.
  public static var formats: [OutputFormat] { Report.formats }

  /// Hands the report to `body` in pieces.
  public func write(
    as format: OutputFormat, isFragment: Bool = false, version: String,
    to body: (String) throws -> Void
  ) rethrows {
    guard let reading else {
      return try report.write(as: format, isFragment: isFragment, version: version, to: body)
    }
    if let comment = Self.comment(format) {
      for line in Wording.lines(reading) { try body("\(comment) \(line)\n") }
    }
    if format == .jsonl {
      try body(JSONReport.line(Fields(networkFile: NetworkReadingFields(reading))))
    }
    var isFirst = true
    try report.write(as: format, isFragment: isFragment, version: version) { piece in
      if format == .json, isFirst, piece.hasPrefix("{\n") {
        let fields = JSONReport.text(Fields(networkFile: NetworkReadingFields(reading)))
        // The keys of the report follow after those of the network.
        try body(fields.dropLast("\n}\n".count) + ",\n" + piece.dropFirst(2))
      } else {
        try body(piece)
      }
      isFirst = false
    }
    if format == .text {
      try body("\n" + Wording.lines(reading).joined(separator: "\n") + "\n")
    }
  }

  private static func comment(_ format: OutputFormat) -> String? {
    switch format {
    case .latex: "%"
    case .macaulay2: "--"
    case .singular: "//"
    case .oscar, .sage: "#"
    case .text, .json, .jsonl: nil
    }
  }
}

extension NetworkReading {
  /// What was read, in lines for people.
  public var lines: [String] { Wording.lines(self) }
}
