import NetworkVarieties
import Testing
import Varieties

@testable import Claims
@testable import Laboratory

/// Limits as they are kept in stores: codes and numbers, from which the same words are made.
@Suite struct StoredLimitTests {
  @Test(
    arguments: [
      .memory(degree: 5, needed: .max, limit: 100_000), .time(degree: 3, limit: .seconds(90)),
      .time(degree: 3, limit: .seconds(0.1)), .time(degree: 3, limit: .seconds(0.000001)),
      .interruption(degree: 4), .failure(.liftFailed(degree: 6, primes: 7)),
      .failure(.spanIncomplete(degree: 6)), .failure(.degreeTooLarge(degree: 21, largest: 20)),
    ] as [KernelLimit])
  func limitsComeBack(limit: KernelLimit) throws {
    let stored = CodedValue(of: StoredKernelLimit(limit))
    let found = try #require(stored.decoded(as: StoredKernelLimit.self))
    #expect(found.limit == limit && found.limit.description == limit.description)
  }

  @Test(
    arguments: [
      .tooLarge(ambientDimension: 12345), .jacobianTooLarge(parameters: 3, ambientDimension: 4),
      .expansionTooLarge(terms: 1.25e30, parameters: 17),
    ] as [PatternVarietyError])
  func sizesComeBack(error: PatternVarietyError) throws {
    let stored = CodedValue(of: ExcessiveSize(error))
    let found = try #require(stored.decoded(as: ExcessiveSize.self))
    #expect(found.words == error.description)
  }

  @Test(
    arguments: [
      (.seconds(2), "the time limit of 2.0 s was over"),
      (.seconds(0.01), "the time limit of 0.01 s was over"),
      (.seconds(1e-6), "the time limit of 1e-06 s was over"),
      (.seconds(1e12), "the time limit of 9223372036.854776 s was over"),
    ] as [(Duration, String)])
  func timesInWords(limit: Duration, words: String) throws {
    let stop = Stop(after: limit)
    #expect(stop.words == words)
    let finding = Finding(stop, evidence: Evidence(seed: 1))
    #expect(finding.stop == stop && finding.outcome == Outcome("limit"))
    // A verdict has no stop, whatever its detail.
    let verdict = Finding(
      .confirmed, Outcome("limit"), detail: finding.detail, evidence: finding.evidence)
    #expect(verdict.stop == nil)
  }
}
