import Foundation
import Testing

/// The same input, seed and version give the same bytes.
@Suite struct DeterminismTests {
  @Test(arguments: Invocations.formats)
  func threadsDoNotMatter(format: String) async throws {
    let command = try Command()
    let arguments =
      ["derive", "--quiet", "--generators", "highest-weight", "--format", format]
      + Invocations.shallow
    let one = try await command.run(arguments + ["--threads", "1"])
    #expect(one.isSuccess && !one.output.isEmpty)
    for threads in ["2", "4"] {
      #expect(try await command.run(arguments + ["--threads", threads]) == one)
    }
    #expect(try await command.run(arguments) == one)
  }

  /// Several generators of one weight, in an order that threads could mix up.
  @Test(arguments: [Invocations.deep, Invocations.biased])
  func orderOfGenerators(problem: [String]) async throws {
    let command = try Command()
    let arguments = ["derive", "--quiet"] + problem
    let one = try await command.run(arguments + ["--threads", "1"])
    #expect(one.isSuccess && one.output.contains("g6, degree "))
    for threads in ["2", "4", "64"] {
      #expect(try await command.run(arguments + ["--threads", threads]) == one)
    }
  }

  @Test(arguments: ["constraints", "dimension"])
  func otherVerbs(verb: String) async throws {
    let command = try Command()
    let one = try await command.run([verb, "--threads", "1"] + Invocations.deep)
    #expect(one.isSuccess && !one.output.isEmpty)
    #expect(try await command.run([verb, "--threads", "4"] + Invocations.deep) == one)
  }
}
