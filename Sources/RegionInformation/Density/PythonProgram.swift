public import Foundation
import Programs

/// An interpreter of Python with NumPy and scikit-learn.
public struct PythonProgram: Hashable, Sendable {
  /// The environment variable that may name another interpreter, by its path.
  public static let environmentVariable = "RELUVAR_PYTHON"

  /// Where the interpreter is.
  public let url: URL

  /// The interpreter at a place.
  public init(at url: URL) { self.url = url }

  /// The interpreter that `RELUVAR_PYTHON` names, otherwise `python3` on the search path.
  ///
  /// - Throws: `PeerDensityError.noPython`.
  public static func find(
    in environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(PeerDensityError) -> PythonProgram {
    if let path = environment[environmentVariable], !path.isEmpty {
      guard SearchPath.isExecutable(path) else { throw .noPython(path: path) }
      return PythonProgram(at: URL(filePath: path))
    }
    guard let url = SearchPath.program("python3", in: environment) else {
      throw .noPython(path: nil)
    }
    return PythonProgram(at: url)
  }

  /// The exit status of the script where a package is missing.
  private static let missingPackage: Int32 = 3

  func answer(to request: PeerDensities.Request) async throws -> PeerDensities.Answer {
    let folder = try TemporaryFolder()
    let script = try folder.write(PeerScript.text, to: "densities.py")
    try folder.write(JSONEncoder().encode(request), to: "request.json")
    let result: ProgramRun.Result
    do {
      result = try await ProgramRun(of: url, [script], in: folder).result()
    } catch let error as CancellationError {
      throw error
    } catch {
      throw PeerDensityError.failed(error.localizedDescription)
    }
    let lines = result.output.split(separator: "\n")
    if result.end == .exited(Self.missingPackage) {
      throw PeerDensityError.noPackage(lines.last.map(String.init) ?? "")
    }
    guard result.end == .exited(0) else {
      throw PeerDensityError.failed(lines.last.map(String.init) ?? "no output")
    }
    do {
      return try JSONDecoder().decode(
        PeerDensities.Answer.self, from: Data(folder.text(of: "answer.json").utf8))
    } catch {
      throw PeerDensityError.failed("an answer that is not understood")
    }
  }
}

/// Why there is no comparison with other densities.
public enum PeerDensityError: Error, Hashable, CustomStringConvertible {
  /// No interpreter; the path is the one that the environment names, where it names one.
  case noPython(path: String?)
  /// A package is missing; what Python said.
  case noPackage(String)
  /// Too few points.
  case tooFewPoints(Int)
  /// The process failed; what it said last.
  case failed(String)

  /// One line for the user.
  public var description: String {
    switch self {
    case .noPython(let path?):
      "no executable \(path), which \(PythonProgram.environmentVariable) names"
    case .noPython(nil):
      "python3 was not found on the search path; \(PythonProgram.environmentVariable) may name an interpreter"
    case .noPackage(let message):
      "Python needs numpy and scikit-learn: \(message)"
    case .tooFewPoints(let count):
      "a cross-validation of \(count) point\(count == 1 ? "" : "s"), expected at least 2"
    case .failed(let message): "Python failed: \(message)"
    }
  }

  /// Whether a program is missing.
  public var isOfMissingProgram: Bool {
    switch self {
    case .noPython, .noPackage: true
    case .tooFewPoints, .failed: false
    }
  }
}
