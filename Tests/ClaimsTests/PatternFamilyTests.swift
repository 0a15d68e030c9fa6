import Algorithms
import ExactAlgebra
import Laboratory
import Networks
import Testing

@testable import Claims

/// Families of patterns up to symmetry.
@Suite struct PatternFamilyTests {
  static let families = [
    PatternFamily(maximumWidth: 4, hiddenLayers: 1, blocks: 2),
    PatternFamily(maximumWidth: 3, hiddenLayers: 1, blocks: 3),
    PatternFamily(maximumWidth: 3, hiddenLayers: 1, blocks: 3, hasBiases: true),
    PatternFamily(maximumWidth: 2, hiddenLayers: 2, blocks: 2),
    PatternFamily(maximumWidth: 2, hiddenLayers: 2, blocks: 3),
    PatternFamily(maximumWidth: 2, hiddenLayers: 3, blocks: 2),
    PatternFamily(maximumWidth: 3, hiddenLayers: 2, blocks: 1, hasBiases: true),
  ]

  /// Every set of patterns on numbered neurons is in one orbit: the sizes add up to the number of
  /// sets.
  @Test(arguments: families)
  func orbitSizesAddUp(family: PatternFamily) throws {
    let widths = (0..<family.hiddenLayers + 2).reduce([[]]) { lists, _ in
      lists.flatMap { list in (1...family.maximumWidth).map { list + [$0] } }
    }
    let expected = widths.reduce(Integer(0)) { sum, widths in
      let neurons = widths.dropFirst().dropLast().reduce(0, +)
      return sum + binomial(1 << neurons, family.blocks)
    }
    #expect(family.instances.reduce(Integer(0)) { $0 + $1.orbitSize } == expected)
  }

  /// The orbits themselves, by applying all symmetries to all sets of patterns.
  @Test(arguments: families.filter { $0.maximumWidth < 4 && $0.hiddenLayers < 3 })
  func orbitsAgreeWithBruteForce(family: PatternFamily) throws {
    var instanceCount = 0
    for widths in family.widths where widths.dropFirst().dropLast().reduce(0, +) <= 4 {
      let orbits = Orbits(widths: widths, family: family)
      let instances = Array(family.instances(widths: widths))
      var found: Set<Set<ActivationPattern>> = []
      for instance in instances {
        #expect(Set(instance.patterns).count == family.blocks)
        let orbit = orbits.orbit(of: Set(instance.patterns))
        let isSame = family.hasBiases || widths == widths.reversed()
        #expect(instance.orbitSize == Integer(isSame ? orbit.count : 2 * orbit.count))
        #expect(found.isDisjoint(with: orbit), "\(instance) is there twice")
        found.formUnion(orbit)
      }
      #expect(found.count == orbits.allSets.count)
      instanceCount += instances.count
    }
    #expect(instanceCount > 3)
  }

  /// Two shallow blocks, counted by hand.
  @Test func smallNumbers() {
    let family = PatternFamily(maximumWidth: 3, hiddenLayers: 1, blocks: 2)
    let numbers = (1...3).map { width in Array(family.instances(widths: [1, width, 1])).count }
    // Multisets of 4 signatures, without those where the blocks are equal, up to exchange.
    let expected = (1...3).map { n in
      let all = (n + 1) * (n + 2) * (n + 3) / 6
      let equalBlocks = n + 1
      // As many neurons in the first block alone as in the second alone, at least one.
      let symmetric = (1...max(1, n / 2)).reduce(0) { $0 + (2 * $1 <= n ? n - 2 * $1 + 1 : 0) }
      return (all - equalBlocks - symmetric) / 2 + symmetric
    }
    #expect(numbers == expected)
    #expect(numbers == [1, 4, 9])
  }

  @Test func instancesAreMadeWhileTheyAreGoneThrough() {
    // Far too many to be held.
    let family = PatternFamily(maximumWidth: 12, hiddenLayers: 1, blocks: 2)
    #expect(Array(family.instances.prefix(5)).count == 5)
  }
}

/// All symmetries, applied one by one.
private struct Orbits {
  let widths: [Int]
  let family: PatternFamily

  private var hidden: [Int] { Array(widths.dropFirst().dropLast()) }

  var allSets: Set<Set<ActivationPattern>> {
    let neurons = hidden.reduce(0, +)
    let patterns = (0..<(1 << neurons)).map { number -> ActivationPattern in
      var rest = number
      return ActivationPattern(
        hidden.map { width in
          (0..<width).map { _ in
            defer { rest >>= 1 }
            return rest & 1 == 1
          }
        })
    }
    return Set(patterns.combinations(ofCount: family.blocks).map(Set.init))
  }

  func orbit(of set: Set<ActivationPattern>) -> Set<Set<ActivationPattern>> {
    var orbit: Set<Set<ActivationPattern>> = []
    let isOwnTranspose = !family.hasBiases && widths == widths.reversed()
    for isReversed in isOwnTranspose ? [false, true] : [false] {
      for choice in permutations(of: hidden[...]) {
        let image = set.map { pattern in
          let layers = isReversed ? pattern.layers.reversed() : pattern.layers
          return ActivationPattern(
            zip(layers, choice).map { layer, order in order.map { layer[$0] } })
        }
        orbit.insert(Set(image))
      }
    }
    return orbit
  }

  private func permutations(of widths: ArraySlice<Int>) -> [[[Int]]] {
    guard let first = widths.first else { return [[]] }
    let rest = permutations(of: widths.dropFirst())
    return (0..<first).permutations().flatMap { order in rest.map { [order] + $0 } }
  }
}
