public import Interchange

/// How a result is written.
public struct OutputForm: Sendable {
  /// The format.
  public let format: OutputFormat
  /// For LaTeX, whether only the body is wanted, to be read by `\input`.
  public let isFragment: Bool
  /// The version of the program, for the provenance.
  public let version: String
  /// The network that the result is about, with what was read, if it was read from a file.
  public let network: NetworkReading?

  /// A form.
  public init(
    _ format: OutputFormat, isFragment: Bool = false, version: String,
    on network: NetworkReading? = nil
  ) {
    self.format = format
    self.isFragment = isFragment
    self.version = version
    self.network = network
  }
}

extension OutputForm {
  /// Hands a result that is written in `OutputFormat.textAndJSON`, or as a table too, to `body`.
  ///
  /// - Parameter table: the rows of comma separated values, the titles first.
  func write(
    text: () -> String, json: () -> JSONObject, table: (() -> [[String]])? = nil,
    to body: (String) throws -> Void
  ) rethrows {
    switch format {
    case .text: try body(text())
    case .json:
      var writer = JSONObjectWriter()
      try begin(&writer, to: body)
      try writer.add(json(), to: body)
      try writer.end(to: body)
    case .csv:
      guard let table else { preconditionFailure("a result that is not written as a table") }
      for row in table() { try body(CSVLine.text(row)) }
    case .jsonl, .latex, .macaulay2, .singular, .oscar, .sage, .mrdi, .msolve, .vnnlib, .graphml:
      preconditionFailure("a format that the result is not written in")
    }
  }

  /// Begins an object with what was read of the network.
  func begin(
    _ writer: inout JSONObjectWriter, to body: (String) throws -> Void
  ) rethrows {
    guard let network else { return }
    try writer.add(["networkFile": network.object], to: body)
  }

  /// Scripts and LaTeX begin with what was read of the network, as comments.
  func writeComments(to body: (String) throws -> Void) rethrows {
    guard let network, let comment else { return }
    for line in network.lines { try body("\(comment) \(line)\n") }
  }

  /// Text ends with what was read of the network.
  func writeEnd(to body: (String) throws -> Void) rethrows {
    guard let network, format == .text else { return }
    try body("\n" + network.lines.joined(separator: "\n") + "\n")
  }

  private var comment: String? {
    switch format {
    case .latex: "%"
    case .macaulay2: "--"
    case .singular: "//"
    case .oscar, .sage: "#"
    case .vnnlib: ";"
    case .text, .json, .jsonl, .csv, .mrdi, .msolve, .graphml: nil
    }
  }
}
