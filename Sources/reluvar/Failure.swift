import ArgumentParser
import Foundation

/// A command that ends without a result: one line for the user and an exit code.
struct Failure: Error, CustomStringConvertible {
  let message: String
  let code: Int32

  var description: String { message }

  /// Wrong options.
  static func usage(_ message: String) -> Failure { Failure(message: message, code: 64) }

  /// Wrong input data.
  static func data(_ message: String) -> Failure { Failure(message: message, code: 65) }

  /// Runs a command's work and turns a failure into a line on standard error and an exit code.
  static func reported<Result>(_ work: () async throws -> Result) async throws -> Result {
    do {
      return try await work()
    } catch let failure as Failure {
      Diagnostics.write("reluvar: \(failure.message)\n")
      throw ExitCode(failure.code)
    }
  }
}
