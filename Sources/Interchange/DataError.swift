import ExactAlgebra

/// Input that is not what its format asks for: which file, where in it, what was expected.
public struct DataError: Error, Hashable, CustomStringConvertible {
  /// The file, as the user named it; `nil` for the command line.
  public let file: String?
  /// The line in the file, from 1, where it is known.
  public let line: Int?
  /// What is wrong and what was expected, in one line.
  public let message: String

  /// Creates an error for a place in a file.
  public init(_ message: String, file: String? = nil, line: Int? = nil) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// The error with what it is about before its message, in a file where it has none yet.
  func placed(at place: String? = nil, in file: String? = nil) -> DataError {
    DataError(
      place.map { "\($0): \(message)" } ?? message, file: self.file ?? file, line: line)
  }

  /// `file:line: message`.
  public var description: String {
    guard let file = file?.oneLine else { return message }
    return line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
  }
}
