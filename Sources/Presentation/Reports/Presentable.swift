public import Interchange

/// A result that can be written in some formats.
public protocol Presentable: Sendable {
  /// The formats that the result can be written in.
  static var formats: [OutputFormat] { get }

  /// Hands the result itself to `body` in pieces, the last one ending with a line break; JSON begins
  /// with what was read of the network of the form.
  ///
  /// Callers write results by `write(as:isFragment:version:on:to:)`.
  ///
  /// - Precondition: the format is one of `formats`.
  func writeResult(in form: OutputForm, to body: (String) throws -> Void) rethrows
}

extension Presentable {
  /// Hands the result to `body` in pieces, the last one ending with a line break.
  ///
  /// What was read of a network stands at the end of text, as `networkFile` in JSON, and as comments
  /// at the beginning of scripts and LaTeX.
  ///
  /// - Precondition: the format is one of `formats`.
  /// - Parameters:
  ///   - format: the format.
  ///   - isFragment: for LaTeX, whether only the body is wanted, to be read by `\input`.
  ///   - version: the version of the program, for the provenance.
  ///   - network: the network that the result is about, if it was read from a file.
  ///   - body: receives the pieces; what it throws ends the writing.
  public func write(
    as format: OutputFormat, isFragment: Bool = false, version: String,
    on network: NetworkReading? = nil, to body: (String) throws -> Void
  ) rethrows {
    let form = OutputForm(format, isFragment: isFragment, version: version, on: network)
    try form.writeComments(to: body)
    try writeResult(in: form, to: body)
    try form.writeEnd(to: body)
  }

  /// The result in a format, ending with a line break; see `write(as:isFragment:version:on:to:)`.
  public func rendered(
    as format: OutputFormat, isFragment: Bool = false, version: String
  ) -> String {
    var text = ""
    write(as: format, isFragment: isFragment, version: version) { text += $0 }
    return text
  }
}
