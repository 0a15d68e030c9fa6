/// A result that can be written in some formats.
public protocol Presentable: Sendable {
  /// The formats that the result can be written in.
  static var formats: [OutputFormat] { get }

  /// Hands the result to `body` in pieces, the last one ending with a line break.
  ///
  /// - Precondition: the format is one of `formats`.
  /// - Parameters:
  ///   - format: the format.
  ///   - isFragment: for LaTeX, whether only the body is wanted, to be read by `\input`.
  ///   - version: the version of the program, for the provenance.
  ///   - body: receives the pieces; what it throws ends the writing.
  func write(
    as format: OutputFormat, isFragment: Bool, version: String,
    to body: (String) throws -> Void
  ) rethrows
}

extension Presentable {
  /// The result in a format, ending with a line break; see `write(as:isFragment:version:to:)`.
  public func rendered(
    as format: OutputFormat, isFragment: Bool = false, version: String
  ) -> String {
    var text = ""
    write(as: format, isFragment: isFragment, version: version) { text += $0 }
    return text
  }
}
