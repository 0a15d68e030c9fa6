import Certification
import ExactAlgebra
import Foundation
import Oracles
import Programs
import Testing
import Varieties

/// What comes of programs that do not answer as they should; none of it needs Singular.
struct SingularProgramTests {
  private static let complete = """
    echo 'reluvar: answer begins'
    echo 'reluvar: version 4313'
    echo 'reluvar: leading monomials;0,2,0'
    echo 'reluvar: kept 2'
    echo 'reluvar: cut monomials;0,2'
    echo 'reluvar: degree1 1'
    echo 'reluvar: isCut1 0'
    echo 'reluvar: leading1 monomials;0,0,1;0,2,0'
    echo 'reluvar: degree2 3'
    echo 'reluvar: isCut2 1'
    echo 'reluvar: leading2 monomials;3,0;0,2'
    echo 'reluvar: count 2'
    echo 'reluvar: regular 1'
    echo 'reluvar: answered yes'
    """

  private func outcome(
    _ fake: FakeSingular, timeLimit: Duration? = nil
  ) async throws -> CertificationOutcome {
    let ring = PolynomialRing(["x", "y", "z"])
    let parameters = PolynomialRing(["s", "t"])
    let (s, t) = (parameters.variable(0), parameters.variable(1))
    let map = PolynomialMap(from: parameters, to: ring, images: [s * s, s * t, t * t])
    let conic = try Polynomial(parsing: "y^2 - x*z", in: ring)
    return try await Certifier(program: fake.program).certify(
      [conic], of: map, timeLimit: timeLimit)
  }

  @Test func answerIsRead() async throws {
    let outcome = try await outcome(FakeSingular(Self.complete))
    #expect(
      outcome
        == .complete(
          .init(
            method: .linearSection, prime: 32003, program: "Singular", version: "4.3.1",
            hilbertSeries: HilbertSeries(numerator: [1, 1], dimension: 2))))
  }

  /// A change of any kind to a complete answer is no success.
  @Test(arguments: [
    "echo '   ? `foo(3)` is undefined'\n" + complete,
    complete + "\necho '   ? no more memory'",
    complete + "\necho '// ** int overflow(+), result may be wrong'",
    complete + "\nexit 1",
    complete + "\nkill -9 $$",
    complete + "\necho 'reluvar: regular 1'",
    complete + "\necho 'something else'",
    complete.replacing("regular 1", with: "regular 2"),
    complete.replacing("regular 1", with: "regular"),
    complete.replacing("regular 1", with: "regular 0"),
    complete.replacing("regular 1", with: "regular 0'\necho 'reluvar: witness y1^"),
    complete.replacing("regular 1", with: "regular 0'\necho 'reluvar: witness y1"),
    complete.replacing("echo 'reluvar: answered yes'", with: ""),
    complete.replacing("echo 'reluvar: answer begins'", with: ""),
    complete.replacing(";0,2,0", with: ";0,2"),
    complete.replacing(";0,2,0", with: ";0,-2,0"),
    complete.replacing("monomials;", with: "?"),
    complete.replacing("echo 'reluvar: leading monomials;0,2,0'", with: ""),
    // Monomials whose series is not the one of a form that is no zero divisor.
    complete.replacing("leading monomials;0,2,0", with: "leading monomials;0,3,0"),
    complete.replacing("cut monomials;0,2", with: "cut monomials;0,3"),
    complete.replacing("degree1 1", with: "degree1 2"),
    complete.replacing(";0,0,1", with: ""),
    complete.replacing(";0,0,1", with: ";0,1,0"),
    complete.replacing(";3,0;", with: ";2,1;"),
    complete.replacing("isCut1 0", with: "isCut1 1"),
    complete.replacing("isCut2 1", with: "isCut2 0"),
    complete.replacing("count 2", with: "count 3"),
    complete.replacing("count 2", with: "count -1"),
    complete.replacing("kept 2", with: "kept 3"),
    complete.replacing("echo 'reluvar: kept 2'", with: ""),
    complete.replacing("echo 'reluvar: cut monomials;0,2'", with: ""),
    complete.replacing("echo 'reluvar: leading2 monomials;3,0;0,2'", with: ""),
    complete.replacing("echo 'reluvar: count 2'", with: ""),
    complete.replacing("version 4313", with: "version ?"),
    "exit 0", "exit 14", "echo halt 14; exit 14",
  ])
  func badAnswerIsNoSuccess(body: String) async throws {
    guard case .undecided(let reason) = try await outcome(FakeSingular(body)) else {
      Issue.record("taken for an answer")
      return
    }
    #expect(!reason.description.isEmpty && !reason.description.contains("\n"))
  }

  @Test func firstMessageIsReported() async throws {
    let fake = try FakeSingular("echo '   ? no such thing'; echo '   ? error occurred'")
    #expect(try await outcome(fake) == .undecided(.singular(.error("no such thing"))))
  }

  @Test func warningsAreAllowed() async throws {
    let fake = try FakeSingular("echo '// ** redefining T'\n" + Self.complete)
    guard case .complete = try await outcome(fake) else {
      Issue.record("a warning was taken for an error")
      return
    }
  }

  /// Modulo a prime nothing, over the rationals all: the certificate says where.
  @Test func rationalsFollowThePrime() async throws {
    let body = """
      for word in "$@"; do last=$word; done
      if grep -q 'ring r = 0' "$last"; then regular=1; else regular=0; fi
      \(Self.complete.replacing("'reluvar: regular 1'", with: "\"reluvar: regular $regular\""))
      """
    let outcome = try await outcome(FakeSingular(body))
    #expect(
      outcome
        == .complete(
          .init(
            method: .linearSection, prime: nil, program: "Singular", version: "4.3.1",
            hilbertSeries: HilbertSeries(numerator: [1, 1], dimension: 2))))
  }

  /// Where the linear section gives no answer, elimination is tried.
  @Test func eliminationFollowsTheSection() async throws {
    let body = """
      for word in "$@"; do last=$word; done
      grep -q 'eliminate(' "$last" || exit 1
      \(Self.complete.replacing("regular 1'\n", with: "regular 1'\necho 'reluvar: contained 1'\n"))
      """
    let outcome = try await outcome(FakeSingular(body))
    #expect(
      outcome
        == .complete(
          .init(
            method: .elimination, prime: 32003, program: "Singular", version: "4.3.1",
            hilbertSeries: HilbertSeries(numerator: [1, 1], dimension: 2))))
  }

  /// A program that hangs, with a child of its own, is ended with it.
  private static let hanging = """
    here=$(dirname "$0")
    for word in "$@"; do last=$word; done; echo "$last" > "$here/script"
    sleep 600 & echo $! > "$here/child"; echo $$ > "$here/parent"
    wait
    """

  @Test func timeLimitEndsTheProgram() async throws {
    let beats = "(while :; do date +%s >> \"$here/beats\"; sleep 0.2; done) &\nwait"
    let fake = try FakeSingular(Self.hanging.replacing("\nwait", with: "\n" + beats))
    let outcome = try await outcome(fake, timeLimit: .seconds(2))
    #expect(outcome == .undecided(.singular(.timeLimit)))
    try await expectNothingLeft(of: fake)
    // By the clock of the program: this test may have to wait for its own turn.
    let times = try fake.folder.text(of: "beats").split(separator: "\n").compactMap { Int($0) }
    #expect(times.count > 1)
    let seconds = try #require(times.last) - #require(times.first)
    #expect(seconds <= 10)
  }

  @Test func cancellationEndsTheProgram() async throws {
    let fake = try FakeSingular(Self.hanging)
    let task = Task { try await outcome(fake) }
    _ = try await fake.process("parent")
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    try await expectNothingLeft(of: fake)
  }

  /// Nothing survives a process that is killed, not even one of several programs.
  @Test func deathEndsThePrograms() async throws {
    let fake = try FakeSingular("")
    let fakes = ["1", "2"].map { "reluvar-orphan-\(getpid())-\($0)" }
      .map { fake.folder.url.deletingLastPathComponent().appending(path: $0) }
    defer { for folder in fakes { try? FileManager.default.removeItem(at: folder) } }
    await #expect(processExitsWith: .signal(SIGKILL)) {
      let fakes = try ["1", "2"].map { number in
        try FakeSingular(SingularProgramTests.hanging, in: "reluvar-orphan-\(getppid())-\(number)")
      }
      for fake in fakes {
        Task { try await SingularProgramTests().outcome(fake) }
        _ = try await fake.process("parent")
      }
      // Until the watchdogs are there.
      try await Task.sleep(for: .seconds(1))
      kill(getpid(), SIGKILL)
    }
    for folder in fakes {
      for name in ["parent", "child"] {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        let identifier = try #require(Int32(text.dropLast()))
        #expect(try await FakeSingular.ends(identifier), "\(name)")
      }
      let script = try String(contentsOf: folder.appending(path: "script"), encoding: .utf8)
      let temporary = URL(filePath: String(script.dropLast())).deletingLastPathComponent()
      #expect(temporary.lastPathComponent.hasPrefix("reluvar-"))
      // The watchdog removes it after the programs were killed.
      for _ in 0..<100 where FileManager.default.fileExists(atPath: temporary.path) {
        try await Task.sleep(for: .milliseconds(50))
      }
      #expect(!FileManager.default.fileExists(atPath: temporary.path))
    }
  }

  private func expectNothingLeft(of fake: FakeSingular) async throws {
    for name in ["parent", "child"] {
      let identifier = try await fake.process(name)
      #expect(try await FakeSingular.ends(identifier), "\(name)")
    }
    let script = try fake.folder.text(of: "script").dropLast()
    #expect(script.hasSuffix("script.sing"))
    let folder = URL(filePath: String(script)).deletingLastPathComponent()
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func programIsFound() throws {
    let fake = try FakeSingular("")
    let folder = fake.folder.url.path
    #expect(try SingularProgram.find(in: ["PATH": "/nowhere:\(folder)"]).url == fake.program.url)
    let named = [SingularProgram.environmentVariable: fake.program.url.path, "PATH": "/nowhere"]
    #expect(try SingularProgram.find(in: named).url == fake.program.url)
  }

  @Test func missingProgramIsAnError() throws {
    #expect(throws: ProgramMissing(path: nil)) {
      try SingularProgram.find(in: ["PATH": "/nowhere"])
    }
    let folder = try TemporaryFolder()
    let named = [SingularProgram.environmentVariable: folder.url.path]
    #expect(throws: ProgramMissing(path: folder.url.path)) {
      try SingularProgram.find(in: named)
    }
    #expect(ProgramMissing(path: nil).description.contains("singular-ui"))
  }
}
