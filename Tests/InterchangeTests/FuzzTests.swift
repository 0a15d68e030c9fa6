import ExactAlgebra
import Interchange
import Testing

/// Whatever the bytes are, the reader answers: a problem, or one line about what is wrong.
@Suite struct FuzzTests {
  private static let mutantsPerSeed = 15_000

  /// A crash is found again by the number of the seed alone.
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func mutants(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var (accepted, refused, illFormed) = (0, 0, 0)
    var faults: Set<String> = []
    for _ in 0..<Self.mutantsPerSeed {
      let bytes = Mutation.mutant(of: FuzzSeeds.corpus, using: &generator)
      do {
        let problem = try Problem(bytes: bytes, name: "mutant.yaml")
        accepted += 1
        if !isConsistent(problem) { faults.insert(String(decoding: bytes, as: UTF8.self)) }
      } catch {
        refused += 1
        if error.message.hasPrefix("not ") { illFormed += 1 }
        if !isOneLine("\(error)") || error.file != "mutant.yaml" { faults.insert("\(error)") }
      }
    }
    #expect(faults == [])
    #expect(accepted + refused == Self.mutantsPerSeed)
    // Every way through the reader is taken often.
    #expect(accepted > Self.mutantsPerSeed / 20)
    #expect(illFormed > Self.mutantsPerSeed / 20)
    #expect(refused - illFormed > Self.mutantsPerSeed / 20)
  }

  /// Whether what was accepted keeps the promises of its types.
  private func isConsistent(_ problem: Problem) -> Bool {
    let inputs = problem.architecture.inputCount
    return !problem.entries.isEmpty
      && problem.entries.allSatisfy { entry in
        (try? entry.block.pattern.validate(for: problem.architecture)) != nil
          && entry.block.points.allSatisfy { $0.count == inputs }
      }
  }

  @Test func seedsAreWhatTheyAreCalled() throws {
    #expect(FuzzSeeds.valid.count > 5 && FuzzSeeds.invalid.count > 5)
    for text in FuzzSeeds.valid { #expect(try !problem(text).entries.isEmpty) }
    for text in FuzzSeeds.invalid { #expect(throws: DataError.self) { try problem(text) } }
  }
}
