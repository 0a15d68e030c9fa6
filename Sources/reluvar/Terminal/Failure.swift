/// A command that ends without a result: one line for the user and an exit code.
struct Failure: Error, CustomStringConvertible {
  let message: String
  let code: Int32

  var description: String { message }

  /// Wrong options.
  static func usage(_ message: String) -> Failure { Failure(message: message, code: 64) }

  /// Wrong input data.
  static func data(_ message: String) -> Failure { Failure(message: message, code: 65) }

  /// The result cannot be written.
  static func output(_ message: String) -> Failure { Failure(message: message, code: 74) }

  /// A limit was reached; what was finished has been written.
  static func limit(_ message: String) -> Failure { Failure(message: message, code: 75) }

  /// A needed program is missing.
  static func missingProgram(_ message: String) -> Failure {
    Failure(message: message, code: 69)
  }

  /// The answer is no; it has been written.
  static func negative(_ message: String) -> Failure { Failure(message: message, code: 1) }
}
