import Oracles
import Presentation
import Programs
import Testing

/// What Singular makes of its input: the checks that a script ends with succeed.
@Suite(.enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"))
struct SingularTests {
  private static let pullback = "vanishes on the parametrization: "
  private static let rank = "Jacobian rank as stated: "

  @Test(arguments: Sample.all)
  func checks(of sample: Sample) async throws {
    for selection in [DerivationReport.Selection.all, .highestWeight, .none] {
      let derivation = try await sample.derivation(selection).text(.singular)
      #expect(try await lastLine(of: derivation) == Self.pullback + "1")
    }
    #expect(try await lastLine(of: sample.constraints.text(.singular)) == Self.pullback + "1")
    #expect(try await lastLine(of: sample.dimension.text(.singular)) == Self.rank + "1")
  }

  /// A check that cannot fail says nothing: a wrong equation and a wrong rank are noticed.
  @Test(arguments: [Sample.shallow, .biased, .twoDigits])
  func checksCanFail(sample: Sample) async throws {
    let derivation = try await sample.derivation().text(.singular)
    let wrong = derivation.replacing("ideal J =", with: "ideal J = m1_11,")
    #expect(wrong != derivation)
    #expect(try await lastLine(of: wrong) == Self.pullback + "0")
    let dimension = try sample.dimension.text(.singular)
    let wrongRank = dimension.replacing("rank(specialized) == ", with: "rank(specialized) == 1")
    #expect(wrongRank != dimension)
    #expect(try await lastLine(of: wrongRank) == Self.rank + "0")
  }

  /// The ideal of the script is that of the report: Singular counts the same generators.
  @Test func generatorsAreCounted() async throws {
    let script = try await Sample.deep.derivation().text(.singular)
    #expect(try await lastLine(of: script + "print(size(minbase(J)));\n") == "19")
  }

  private func lastLine(of script: String) async throws -> String? {
    let folder = try TemporaryFolder()
    _ = try folder.write(script + "quit;\n", to: "script.sing")
    let result = try await ExternalProgram.singular.run(["-q", "script.sing"], in: folder)
    #expect(result.status == 0)
    // Singular goes on after an error, and marks it so.
    #expect(!result.output.contains("? "), "\(result.output)")
    return result.output.split(separator: "\n").last.map(String.init)
  }
}
