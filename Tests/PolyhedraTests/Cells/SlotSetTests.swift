import ExactAlgebra
import Testing

@testable import Polyhedra

/// Sets of small numbers beside sets of the standard library.
@Suite struct SlotSetTests {
  @Test(arguments: [5, 64, 65, 130, 300])
  func operations(bound: Int) {
    var generator = SeededGenerator(seed: UInt64(bound))
    var subsetCount = 0
    for _ in 0..<300 {
      var a: Set<Int> = []
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        a.insert(Int.random(in: 0..<bound, using: &generator))
      }
      var b: Set<Int>
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: b = a
      case 1: b = a.filter { $0 < 64 }
      default: b = a.filter { $0 % 2 == 0 }
      }
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        b.insert(Int.random(in: 0..<bound, using: &generator))
      }
      let (x, y) = (Self.slots(a), Self.slots(b))
      #expect(
        x.count == a.count && (0..<bound + 70).allSatisfy { x.contains($0) == a.contains($0) })
      let common = x.intersection(y)
      #expect(common == Self.slots(a.intersection(b)))
      #expect(x.commonCount(y) == a.intersection(b).count)
      #expect(x.isSubset(of: y) == a.isSubset(of: b) && y.isSubset(of: x) == b.isSubset(of: a))
      #expect(common.isSubset(of: x) && common.isSubset(of: y))
      if a.isSubset(of: b) { subsetCount += 1 }
    }
    #expect(subsetCount > 20 && subsetCount < 300)
  }

  private static func slots(_ numbers: Set<Int>) -> SlotSet {
    var slots = SlotSet()
    for number in numbers { slots.insert(number) }
    return slots
  }
}
