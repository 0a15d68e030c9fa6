import ArgumentParser
import ExactAlgebra
import Foundation
import Interchange

/// The entry point: runs a verb, and says in one line why it did not succeed.
@main
enum Main {
  static func main() async {
    do {
      try checkVerb()
      var command = try Reluvar.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      end(failure)
    } catch {
      // Help and version are requested by errors too.
      guard Reluvar.exitCode(for: error) != .success else { Reluvar.exit(withError: error) }
      end(.usage("\(oneLine(Reluvar.message(for: error))) (see \(Reluvar.invocation) --help)"))
    }
  }

  /// A misspelt verb would be reported as an unknown option of the program as a whole.
  private static func checkVerb() throws {
    guard let verb = CommandLine.arguments.dropFirst().first, !verb.hasPrefix("-") else { return }
    let verbs = Reluvar.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !verbs.contains(verb), verb != "help" else { return }
    let hint = nearestWord(to: verb, among: verbs).map { ", did you mean '\($0)'?" } ?? ""
    throw Failure.usage(
      "unknown verb '\(verb.excerpt)'\(hint) (verbs: \(verbs.joined(separator: ", ")))")
  }

  /// A message with its list of choices on the line that announces them.
  private static func oneLine(_ message: String) -> String {
    let lines = message.split(separator: "\n").map { line in
      line.drop { $0 == " " || $0 == "-" }
    }
    guard let first = lines.first else { return "unknown option" }
    let choices = lines.dropFirst().joined(separator: ", ")
    return choices.isEmpty ? String(first) : "\(first) \(choices)"
  }

  private static func end(_ failure: Failure) -> Never {
    Diagnostics.write("\(Reluvar.invocation): \(failure.message.oneLine)\n")
    exit(failure.code)
  }
}
