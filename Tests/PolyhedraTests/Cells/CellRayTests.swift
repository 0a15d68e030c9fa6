import ExactAlgebra
import Foundation
import Testing

@testable import Polyhedra

@Suite struct CellRayTests {
  /// A ray that comes of another one that comes of another one: as many as a thread of half a megabyte could
  /// not release one in another. The last one is exact all the same.
  @Test func longChainsFitSmallStacks() async {
    let generations = await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: Self.generations(ofChain: 60_000)) }
      thread.stackSize = 512 << 10
      thread.start()
    }
    #expect(generations.count == 60_000)
    // Radii grow from one to the next, until one is computed exactly.
    let longest = generations.max() ?? 0
    #expect(longest > 20 && longest <= CellRay.maximumGeneration, "\(longest)")
  }

  /// The points `n - 1`, `n - 2`, ... of a line, each cut out between 0 and the one before.
  private static func generations(ofChain length: Int) -> [Int] {
    let forms = LinearForms(
      (0..<length).map { IntegerVector([1, -(length - $0)]) })
    let low = CellRay(CellGenerator(IntegerVector([0, 1])))
    var last = CellRay(CellGenerator(IntegerVector([length + 1, 1])))
    return (0..<length).map { index in
      last = CellRay.crossing(
        below: low, forms.value(of: index, at: low), above: last,
        forms.value(of: index, at: last), of: forms, index)
      if index % 10_000 == 9_999 {
        #expect(last.vector == IntegerVector([length - index, 1]))
      }
      return last.generation
    }
  }
}
