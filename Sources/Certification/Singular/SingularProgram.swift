public import Foundation
import Programs

/// The computer algebra system Singular, as an executable.
///
/// Source: Decker, Greuel, Pfister and Schoenemann, *Singular*, a computer algebra system for
/// polynomial computations.
public struct SingularProgram: Hashable, Sendable {
  /// The environment variable that may name another executable, by its path.
  public static let environmentVariable = "RELUVAR_SINGULAR"

  /// Where the executable is.
  public let url: URL

  /// The executable at a place.
  public init(at url: URL) { self.url = url }

  /// The executable that `RELUVAR_SINGULAR` names, otherwise `Singular` on the search path.
  ///
  /// - Throws: `ProgramMissing` where there is none.
  public static func find(
    in environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ProgramMissing) -> SingularProgram {
    if let path = environment[environmentVariable], !path.isEmpty {
      guard SearchPath.isExecutable(path) else { throw ProgramMissing(path: path) }
      return SingularProgram(at: URL(filePath: path))
    }
    guard let url = SearchPath.program("Singular", in: environment) else {
      throw ProgramMissing(path: nil)
    }
    return SingularProgram(at: url)
  }

  /// Runs a script in a temporary folder, which is gone afterwards.
  ///
  /// - Throws: `CancellationError`; `SingularFailure` where there is no complete answer.
  func answer(to script: SingularScript, timeLimit: Duration?) async throws -> SingularAnswer {
    let folder = try TemporaryFolder()
    let file = try folder.write(script.text, to: "script.sing")
    let result: ProgramRun.Result
    do {
      let run = ProgramRun(of: url, ["-q", "--no-rc", file], in: folder, timeLimit: timeLimit)
      result = try await run.result()
    } catch let error as CancellationError {
      throw error
    } catch {
      throw SingularFailure.didNotStart(error.localizedDescription)
    }
    return try SingularAnswer(result)
  }
}

/// Singular is needed and not there.
public struct ProgramMissing: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path that the environment names, where it names one.
  public let path: String?

  /// Records what was looked for.
  public init(path: String?) { self.path = path }

  /// What to do about it, on one line.
  public var description: String {
    let variable = SingularProgram.environmentVariable
    return path.map { "\(variable): no executable at '\($0)'" }
      ?? "Singular is needed and not on the search path: install it (Debian: singular-ui) or "
      + "name its executable in \(variable)"
  }
}
