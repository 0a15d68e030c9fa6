import Algorithms
import ExactAlgebra
import Testing

@testable import Claims
@testable import Laboratory

/// Shallow networks by their signature counts.
struct SignatureFamilyTests {
  /// The counts of all non-empty signatures, by their patterns.
  private static func counts(of instance: PatternInstance, blocks: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: 1 << blocks - 1)
    let patterns = instance.patterns.map { $0.layers[0] }
    for neuron in patterns[0].indices {
      let signature = (0..<blocks).reduce(0) { $0 | (patterns[$1][neuron] ? 1 << $1 : 0) }
      counts[signature - 1] += 1
    }
    return counts
  }

  /// Every list of counts with distinct patterns is in exactly one orbit.
  @Test(arguments: [(2, 3), (3, 2), (3, 3), (4, 2)])
  func orbitsCoverAllCounts(width: Int, blocks: Int) throws {
    let instances = Array(SignatureFamily(maximumWidth: width, blocks: blocks).instances)
    #expect(instances.count > 10)
    for (inputs, outputs) in product(1...width, 1...width) where inputs <= outputs {
      let most = min(inputs, outputs)
      let own = instances.filter {
        $0.architecture.inputCount == inputs && $0.architecture.outputCount == outputs
      }
      var seen: Set<[Int]> = []
      for instance in own {
        let counts = Self.counts(of: instance, blocks: blocks)
        #expect(counts.allSatisfy { $0 <= most })
        #expect(Set(instance.patterns).count == blocks)
        let orbit = Set(
          (0..<blocks).permutations().map { permutation in
            (1..<1 << blocks).map { signature in
              let source = (0..<blocks).reduce(0) {
                $0 | (signature >> permutation[$1] & 1) << $1
              }
              return counts[source - 1]
            }
          })
        #expect(seen.isDisjoint(with: orbit), "\(instance)")
        seen.formUnion(orbit)
        #expect(instance.orbitSize == Integer(inputs == outputs ? orbit.count : 2 * orbit.count))
      }
      let all = (1..<1 << blocks).reduce([[]]) { lists, _ in
        lists.flatMap { list in (0...most).map { list + [$0] } }
      }
      let distinct = all.filter { counts in
        let patterns = (0..<blocks).map { block in
          counts.indices.filter { ($0 + 1) >> block & 1 == 1 }.map { counts[$0] > 0 ? $0 : -1 }
        }
        return Set(patterns.map { Set($0).subtracting([-1]) }).count == blocks
      }
      #expect(seen == Set(distinct))
    }
  }

  @Test func limitedHiddenNeurons() {
    let family = SignatureFamily(maximumWidth: 3, blocks: 3, maximumHidden: 4)
    let all = SignatureFamily(maximumWidth: 3, blocks: 3).instances
      .filter { $0.architecture.widths[1] <= 4 }
    #expect(Array(family.instances) == all.map { $0 })
    #expect(all.count > 50)
  }

  @Test(arguments: [(3, 3, 2), (5, 4, 2), (0, 2, 1), (7, 2, 3), (4, 1, 9)])
  func boundedCompositions(sum: Int, length: Int, largest: Int) {
    let all = (0..<length).reduce([[]]) { lists, _ in
      lists.flatMap { list in (0...largest).map { list + [$0] } }
    }.filter { $0.reduce(0, +) == sum }
    #expect(Array(BoundedCompositions(sum: sum, length: length, largest: largest)) == all)
    #expect(all.isEmpty == (sum > length * largest))
  }
}
