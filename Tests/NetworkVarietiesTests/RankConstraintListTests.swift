import ExactAlgebra
import LongWork
import Networks
import Specimens
import Synchronization
import Testing

@testable import NetworkVarieties

/// Rank constraints that are listed while they are found: in the order and with the bounds of the
/// whole search, and no sooner than nothing can lower a bound.
@Suite struct RankConstraintListTests {
  private static let networks =
    RandomNetwork.sample(
      8, from: .init(widths: 2...5, blocks: 2...7), seed: 51)
    + RandomNetwork.sample(
      10, from: .init(widths: 2...5, blocks: 2...7, biases: [true]), seed: 52)
    + RandomNetwork.sample(
      14, from: .init(hiddenLayers: 2...3, widths: 2...5, blocks: 2...6, activity: 0.7), seed: 53)
    + RandomNetwork.sample(
      16,
      from: .init(
        hiddenLayers: 2...3, widths: 2...5, blocks: 2...6, biases: [true], activity: 0.7),
      seed: 54)

  /// Forty blocks, whose neurons leave more than 4,096 spaces of combinations.
  private static func manyBlocks() throws -> PatternVariety {
    let patterns = (0..<40).map { number in
      let bits = (37 * number + 11) % 4_093 + 1
      return (0..<12).map { bits >> $0 & 1 == 1 ? "1" : "0" }.joined()
    }
    return try RandomNetwork([4, 12, 4], patterns: patterns).variety
  }

  private struct Stop: Error {}

  private static func description(_ bound: ConstraintFamily.Candidate) -> String {
    "\(bound.matrix.key) \(bound.rankAtMost) \(bound.source)"
  }

  /// One by one, with stops in between, bounds are those of the whole search.
  @Test func oneByOne() throws {
    #expect(Self.networks.count == 48)
    var (total, early) = (0, 0)
    for network in Self.networks {
      let variety = try network.variety
      let whole = variety.rankBounds.map(Self.description)
      var search = RankBoundSearch(on: variety)
      var (found, steps): ([String], Int) = ([], 0)
      while true {
        do {
          guard
            let bound = try search.next(checking: {
              steps += 1
              if steps.isMultiple(of: 3) { throw Stop() }
            })
          else { break }
          found.append(Self.description(bound))
          if search.stage < .differences { early += 1 }
        } catch is Stop {
          #expect(search.unfinishedCount > 0)
          #expect(found == Array(whole.prefix(found.count)))
        }
      }
      #expect(found == whole, "\(network)")
      #expect(search.unfinishedCount == 0 && search.waitingCount == 0)
      total += whole.count
    }
    #expect(total > 200 && early > total / 3, "\(early) of \(total) before the last step")
  }

  /// The first constraints of many blocks take a few steps of the search, and little is kept.
  @Test func firstOnesComeEarly() throws {
    var search = RankBoundSearch(on: try Self.manyBlocks())
    var (steps, bounds) = (0, [ConstraintFamily.Candidate]())
    while bounds.count < 25, let bound = search.next(checking: { steps += 1 }) {
      bounds.append(bound)
    }
    #expect(bounds.count == 25)
    #expect(steps < 1_000, "\(steps) steps")
    #expect(search.collected.count < 200, "\(search.collected.count) matrices")
    #expect(search.unfinishedCount == 2 && search.stoppedCount == 0)
  }

  /// A list that is cut is the beginning of the whole list, and says so.
  @Test func cutListIsTheBeginning() throws {
    var cuts = 0
    for network in Self.networks.prefix(30) {
      let variety = ReLUVariety.pattern(try network.variety)
      let list = RankConstraintList(of: variety)
      let whole = Array(list)
      #expect(list.coverage.isComplete && list.count == whole.count)
      #expect(Array(list) == whole)
      for count in [0, 1, whole.count / 2, whole.count, whole.count + 1] {
        let cut = RankConstraintList(of: variety, maximumCount: count)
        #expect(Array(cut) == Array(whole.prefix(count)))
        #expect(cut.coverage.isComplete == (count >= whole.count))
        guard count < whole.count else { continue }
        #expect(cut.coverage.end == .maximumCount(count) && cut.coverage.leftOutCount > 0)
        #expect(cut.coverage.leftOutCount <= whole.count - count)
        cuts += 1
      }
    }
    #expect(cuts > 40)
  }

  /// The same where points determine parts of the matrices.
  @Test func cutListOfOutputs() throws {
    let network = try RandomNetwork([3, 4, 3], "1100", "1010", "1001")
    let points: [[Rational]] = [[1, 2, 3], [0, 1, 1], [1, 3, 4]]
    let variety = ReLUVariety.output(
      try OutputVariety(
        of: network.architecture, on: network.patterns.map { Block($0, points: points) }))
    let whole = Array(RankConstraintList(of: variety))
    #expect(whole.count > 4)
    for count in whole.indices {
      let cut = RankConstraintList(of: variety, maximumCount: count)
      #expect(Array(cut) == Array(whole.prefix(count)))
      #expect(cut.coverage.end == .maximumCount(count))
      #expect(cut.coverage.unfinishedEnumerationCount == 0 || count < 3)
    }
  }

  /// No time lists nothing, says so, and a list goes no further afterwards.
  @Test(arguments: [false, true])
  func noTime(isMinimal: Bool) throws {
    let list = RankConstraintList(of: .pattern(try Self.manyBlocks()), isMinimal: isMinimal)
    Interruption.within(.zero) {
      #expect(Array(list).isEmpty)
      list.search()
    }
    #expect(list.coverage.end == .time(.zero) && !list.coverage.isComplete)
    #expect(list.coverage.unfinishedEnumerationCount == 2)
    #expect(Array(list).isEmpty && list.coverage.end == .time(.zero))
  }

  /// A request in the middle lists what was found.
  @Test func requestInTheMiddle() throws {
    let request = Interruption.Request()
    let list = RankConstraintList(
      of: .pattern(try Self.manyBlocks()),
      progress: { if $0 == 300 { request.make() } })
    let found = Interruption.within(nil, of: request) { Array(list) }
    #expect(found.count > 4 && found.count == list.count)
    #expect(list.coverage.end == .interruption)
    #expect(list.coverage.unfinishedEnumerationCount == 2)
    let beginning = RankConstraintList(of: list.variety, maximumCount: found.count)
    #expect(Array(beginning) == found)
  }
}
