public import Foundation
public import Programs

/// A program that the machine may have.
public enum ExternalProgram: String {
  case singular = "Singular"
  case macaulay2 = "M2"
  case pdflatex
  case rscript = "Rscript"

  /// Where it is, if it is on the search path.
  public var url: URL? { SearchPath.program(rawValue) }

  /// Whether the machine has it.
  public var isInstalled: Bool { url != nil }

  /// Runs the program in a folder, without input.
  ///
  /// - Returns: its exit status, or the signal that killed it, and all it wrote.
  public func run(_ arguments: [String], in folder: TemporaryFolder) async throws -> (
    status: Int32, output: String
  ) {
    guard let url else { throw CocoaError(.fileNoSuchFile) }
    let result = try await Turnstile.programs.pass {
      try await ProgramRun(of: url, arguments, in: folder).result()
    }
    return (result.end.status, result.output)
  }
}
