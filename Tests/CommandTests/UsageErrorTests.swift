import Foundation
import Oracles
import Programs
import Testing

/// Wrong options: exit code 64, and one line that says what was expected.
@Suite struct UsageErrorTests {
  private static let refusals: [(arguments: [String], words: [String])] = [
    ([], ["expected a problem file", "--widths", "--pattern"]),
    (["--quiet"], ["expected a problem file"]),
    (["--pattern", "101"], ["expected a problem file", "--widths"]),
    (["--bias"], ["expected a problem file"]),
    (["--widths", "3,3,3"], ["--pattern"]),
    (["--widths", "3", "--pattern", ""], ["--widths", "1 given", "at least two"]),
    (["--widths", "3,0,3", "--pattern", "1"], ["--widths", "entry 2", "0", "positive"]),
    (["--widths", "3,-4,3", "--pattern", "1"], ["--widths", "-4", "positive"]),
    (["--widths", "100000,100000", "--pattern", ""], ["--widths", "100000", "at most"]),
    (["--widths", "4096,4096,4096", "--pattern", "1"], ["--widths", "parameters"]),
    (["--widths", "3,1\(String(repeating: "0", count: 30)),3", "--pattern", "1"], ["--widths"]),
    (["--widths", "3,1e30,3", "--pattern", "1"], ["--widths", "'1e30'", "such as 3,4,3"]),
    (["--widths", "3,3,3,", "--pattern", "101"], ["--widths", "such as 3,4,3"]),
    (["--widths", "", "--pattern", "101"], ["--widths", "such as 3,4,3"]),
    (["--widths", "3;3;3", "--pattern", "101"], ["--widths", "such as 3,4,3"]),
    (["--widths", "3,\n,3", "--pattern", "101"], ["--widths", "such as 3,4,3"]),
    (["--widths", "3,\u{2028},3", "--pattern", "101"], ["--widths", "such as 3,4,3"]),
    (["--widths", "3,4,3", "--pattern", "11"], ["--pattern '11'", "2 neurons", "expected 4"]),
    (["--widths", "3,4,3", "--pattern", "11/11"], ["2 hidden layers", "expected 1"]),
    (["--widths", "3,4,3", "--pattern", ""], ["--pattern", "expected 1"]),
    (["--widths", "3,4,3", "--pattern", "11a1"], ["'a'", "not 0, 1 or /"]),
    (["--widths", "3,4,3", "--pattern", "1100,1010"], ["','", "not 0, 1 or /"]),
    (["--widths", "3,4,3", "--pattern", "1010\n"], ["not 0, 1 or /"]),
    (["--widths", "3,4,3", "--pattern", "\u{1B}[2J\u{85}\u{2029}"], ["not 0, 1 or /"]),
    (["problem.yaml", "--widths", "3,4,3"], ["problem file or --widths", "not both"]),
    (["problem.yaml", "--pattern", "1100"], ["problem file or --widths", "not both"]),
    (["problem.yaml", "--bias"], ["problem file or --widths", "not both"]),
    (["problem.yaml", "--threads", "0"], ["--threads", "0", "from 1"]),
    (["problem.yaml", "--threads", "2000"], ["--threads", "2000", "to 1024"]),
    (["problem.yaml", "--fragment"], ["--fragment needs --format latex"]),
    (["problem.yaml", "--fragment", "--format", "json"], ["--fragment needs --format latex"]),
  ]

  @Test(arguments: refusals, Invocations.verbs)
  func isRefused(
    refusal: (arguments: [String], words: [String]), verb: String
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write(Invocations.shallowFile, to: "problem.yaml")
    let run = try await Command(in: folder).run([verb] + refusal.arguments)
    run.expectRefusal(code: 64, saying: refusal.words)
  }

  /// Options of one verb, beside a problem that is right.
  @Test(arguments: [
    (["--max-degree", "0"], ["--max-degree", "'0'"]),
    (["--max-degree=-1"], ["--max-degree", "'-1'"]),
    (["--max-degree", "automatic"], ["--max-degree", "'automatic'"]),
    (["--max-degree", "2.5"], ["--max-degree", "'2.5'"]),
    (["--max-degree", ""], ["--max-degree"]),
    (["--time-limit", "0s"], ["--time-limit", "'0s'"]),
    (["--time-limit=-5s"], ["--time-limit", "'-5s'"]),
    (["--time-limit", "soon"], ["--time-limit", "'soon'"]),
    (["--time-limit", "1e3"], ["--time-limit", "'1e3'"]),
    (["--time-limit", "s"], ["--time-limit", "'s'"]),
    (["--time-limit", "10 m"], ["--time-limit", "'10 m'"]),
    (["--time-limit", "1.2.3s"], ["--time-limit", "'1.2.3s'"]),
    (["--time-limit", "1000000h"], ["--time-limit", "'1000000h'"]),
    (["--time-limit"], ["--time-limit"]),
    (["--method", "magic"], ["--method", "'magic'", "highest-weights", "weight-spaces"]),
    (["--method", ""], ["--method", "highest-weights", "weight-spaces"]),
    (["--generators", "some"], ["--generators", "'some'", "all", "highest-weight", "none"]),
    (
      ["--method", "weight-spaces", "--generators", "highest-weight"],
      ["--generators highest-weight needs --method highest-weights"]
    ),
  ])
  func derivation(arguments: [String], words: [String]) async throws {
    let run = try await Command().run(["derive"] + Invocations.shallow + arguments)
    run.expectRefusal(code: 64, saying: words)
  }

  /// Mistakes that are noticed while the arguments are parsed.
  @Test(arguments: [
    (["derive", "--format", "foo"], ["--format", "'foo'", "latex", "sage"]),
    (["derive", "--generators", "foo"], ["--generators", "'foo'", "highest-weight"]),
    (["derive", "--memory-limit", "nonsense"], ["--memory-limit", "'nonsense'"]),
    (["derive", "--memory-limit", "1000"], ["--memory-limit", "'1000'"]),
    (["derive", "--memory-limit", "-1GB"], ["--memory-limit"]),
    (["derive", "--memory-limit", "nanGB"], ["--memory-limit", "'nanGB'"]),
    (["derive", "--max-degree", "-1"], ["--max-degree"]),
    (["derive", "--max-degree", "three"], ["--max-degree", "'three'"]),
    (["derive", "--max-degree", "99999999999999999999"], ["--max-degree"]),
    (["derive", "--seed", "-1"], ["--seed"]),
    (["derive", "--threads", "many"], ["--threads", "'many'"]),
    (["dimension", "--widths", "-3,4,3", "--pattern", "1111"], ["--widths"]),
    (["dimension", "--pattern"], ["--pattern"]),
    (["dimension", "--patern", "101"], ["--patern", "--pattern"]),
    (["dimension", "--max-degree", "3"], ["--max-degree"]),
    (["dimension", "one.yaml", "two.yaml"], ["two.yaml"]),
    (["derivee"], ["derivee"]),
    (["--frobnicate"], ["--frobnicate"]),
  ])
  func isNotParsed(arguments: [String], words: [String]) async throws {
    let run = try await Command().run(arguments)
    run.expectRefusal(code: 64, saying: words)
  }
}
