import ExactAlgebra
import NetworkVarieties
import Testing
import Varieties

@testable import Claims

/// Pairs of patterns that differ in one hidden layer, by the numbers that their varieties depend on.
struct OneLayerPairFamilyTests {
  /// What is the same for varieties that are equal up to the order of coordinates: their dimension
  /// and the representation of their minimal generators.
  private struct Invariants: Hashable {
    struct Part: Hashable {
      let degree: Int
      let outputs: Partition
      let inputs: Partition
    }

    let widths: [Int]
    let codimension: Int
    let parts: [Part: Integer]

    init?(of instance: PatternInstance, isTransposed: Bool = false) throws {
      guard let theorem = TwoBlockTheorem(of: try instance.variety) else { return nil }
      let shape = theorem.shape
      let widths = [shape.inputCount, shape.outputCount]
      self.widths = isTransposed ? widths.reversed() : widths
      codimension = shape.coordinateCount - shape.dimension
      parts = shape.minimalMinors.reduce(into: [:]) { parts, minors in
        let part = Part(
          degree: minors.degree, outputs: isTransposed ? minors.inputs : minors.outputs,
          inputs: isTransposed ? minors.outputs : minors.inputs)
        parts[part, default: 0] += minors.multiplicity
      }
    }
  }

  /// Every pair on a network of the size is among the instances, up to symmetry.
  @Test(arguments: [(1, false), (2, false), (2, true), (3, false)])
  func everyPairIsThere(hiddenLayers: Int, hasBiases: Bool) throws {
    let width = hiddenLayers == 3 ? 2 : 3
    var known: Set<Invariants> = []
    for layers in 1...3 {
      let family = OneLayerPairFamily(
        maximumWidth: width, hiddenLayers: layers, hasBiases: hasBiases)
      for instance in family.instances {
        known.insert(try #require(try Invariants(of: instance)))
        guard !hasBiases else { continue }
        known.insert(try #require(try Invariants(of: instance, isTransposed: true)))
      }
    }
    #expect(known.count > 10)
    var pairs = 0
    let family = PatternFamily(
      maximumWidth: width, hiddenLayers: hiddenLayers, blocks: 2, hasBiases: hasBiases)
    for instance in family.instances where Self.differsInOneLayerOnly(instance) {
      #expect(known.contains(try #require(try Invariants(of: instance))), "\(instance)")
      pairs += 1
    }
    #expect(pairs > 50)
  }

  /// Whether the blocks differ in one layer, and all others are active in part.
  private static func differsInOneLayerOnly(_ instance: PatternInstance) -> Bool {
    let (first, second) = (instance.patterns[0].layers, instance.patterns[1].layers)
    let different = first.indices.filter { first[$0] != second[$0] }
    return different.count == 1
      && first.indices.allSatisfy { different.contains($0) || first[$0].contains(true) }
  }

  /// The numbers of instances, and the lists of numbers that they stand for: with `w` inputs and
  /// outputs and one hidden layer `a`, `b` and `c` go up to the least of these, `b` and `c` not
  /// both zero.
  @Test(arguments: 1...5)
  func shallowCounts(width: Int) {
    let family = OneLayerPairFamily(maximumWidth: width, hiddenLayers: 1)
    let members = family.instances.reduce(Integer(0)) { $0 + $1.orbitSize }
    var expected = 0
    for inputs in 1...width {
      for outputs in 1...width {
        let least = min(inputs, outputs)
        expected += (least + 1) * ((least + 1) * (least + 1) - 1)
      }
    }
    #expect(members == Integer(expected))
    #expect(Set(family.instances.map(\.description)).count == Array(family.instances).count)
  }

  /// No layer is there that bounds no rank: each changes the variety.
  @Test func layersAreNeeded() throws {
    var deep = 0
    for instance in OneLayerPairFamily(maximumWidth: 4, hiddenLayers: 3).instances {
      let shape = try #require(TwoBlockTheorem(of: try instance.variety)).shape
      for (before, behind) in [(Int.max, shape.widthBehind), (shape.widthBefore, Int.max)] {
        let wider = TwoBlockShape(
          outputs: shape.outputCount, inputs: shape.inputCount, widthBehind: behind,
          widthBefore: before, shared: shape.sharedCount, first: shape.firstCount,
          second: shape.secondCount)
        #expect(wider.dimension > shape.dimension, "\(instance)")
      }
      deep += 1
    }
    #expect(deep > 50)
  }
}
