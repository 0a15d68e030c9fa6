import Foundation
import Oracles
import Presentation
import Programs
import Testing

/// What Macaulay2 makes of its input; only on request, since it may start slowly.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["RELUVAR_TEST_MACAULAY2"] != nil,
    "RELUVAR_TEST_MACAULAY2 is not set"),
  .enabled(if: ExternalProgram.macaulay2.isInstalled, "Macaulay2 is not installed"))
struct Macaulay2Tests {
  private static let pullback = "vanishes on the parametrization: "
  private static let rank = "Jacobian rank as stated: "

  @Test(arguments: Sample.all)
  func checks(of sample: Sample) async throws {
    for selection in [DerivationReport.Selection.all, .highestWeight, .none] {
      let derivation = try await sample.derivation(selection).text(.macaulay2)
      #expect(try await lastLine(of: derivation) == Self.pullback + "true")
    }
    let constraints = try sample.constraints.text(.macaulay2)
    #expect(try await lastLine(of: constraints) == Self.pullback + "true")
    let dimension = try sample.dimension.text(.macaulay2)
    #expect(try await lastLine(of: dimension) == Self.rank + "true")
  }

  /// A check that cannot fail says nothing: a wrong equation and a wrong rank are noticed.
  @Test(arguments: [Sample.shallow, .biased, .twoDigits])
  func checksCanFail(sample: Sample) async throws {
    let derivation = try await sample.derivation().text(.macaulay2)
    let wrong = derivation.replacing("J = ideal(", with: "J = ideal(m1_(1,1),")
    #expect(wrong != derivation)
    #expect(try await lastLine(of: wrong) == Self.pullback + "false")
    let dimension = try sample.dimension.text(.macaulay2)
    let wrongRank = dimension.replacing("{images} == ", with: "{images} == 1")
    #expect(wrongRank != dimension)
    #expect(try await lastLine(of: wrongRank) == Self.rank + "false")
  }

  @Test func generatorsAreCounted() async throws {
    let script = try await Sample.deep.derivation().text(.macaulay2)
    #expect(try await lastLine(of: script + "print(numgens trim J);\n") == "19")
  }

  private func lastLine(of script: String) async throws -> String? {
    let folder = try TemporaryFolder()
    _ = try folder.write(script, to: "script.m2")
    let result = try await ExternalProgram.macaulay2.run(["--script", "script.m2"], in: folder)
    #expect(result.status == 0, "\(result.output)")
    return result.output.split(separator: "\n").last.map(String.init)
  }
}
