import ExactAlgebra
import Testing

struct SeededGeneratorTests {
  /// The reference output for this seed: Vigna, `splitmix64.c`, as listed on Rosetta Code.
  @Test func publishedSequence() {
    var generator = SeededGenerator(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
  }

  @Test func seedsRepeatAndStreamsDiffer() {
    let draw = { (seed: UInt64, stream: UInt64) in
      var generator = SeededGenerator(seed: seed, stream: stream)
      return (0..<8).map { _ in generator.next() }
    }
    let all = (0..<10).flatMap { seed in (0..<10).map { stream in draw(seed, stream) } }
    #expect(Set(all).count == 100)
    #expect(Set(all.joined()).count == 800)
    #expect(draw(7, 3) == draw(7, 3))
    #expect(draw(7, 0) != draw(7, 3))
  }
}

struct FLINTVersionTests {
  /// Headers and library of different releases disagree about the layout of structures.
  @Test func headersBelongToTheLoadedLibrary() {
    let parts = FLINTVersion.loaded.split(separator: ".").map {
      Int($0.prefix { $0.isNumber }) ?? -1
    }
    #expect(parts.count >= 3)
    let release = parts.prefix(3).reduce(0) { 100 * $0 + $1 }
    #expect(release == FLINTVersion.headerRelease && release >= 20_900)
  }
}
