import ExactAlgebra
import Networks
import Polyhedra
import Regions
import Specimens
import Testing
import Tilings

/// Complete lists are accepted, and every certificate says so that can.
@Suite struct AcceptanceTests {
  @Test(arguments: RandomWeights.varied, InputDomain.specimens + ["halfspace"])
  func completeLists(family: RandomWeights, domainName: String) async throws {
    var regionCount = 0
    for seed in 1...3 as ClosedRange<UInt64> {
      let network = family.draw(seed: seed)
      let domain = try InputDomain.specimen(domainName, inputCount: family.widths[0])
      let specimen = try await RegionListSpecimen(of: network, in: domain)
      let check = try await specimen.check()
      #expect(check.flaws == [], "seed \(seed)")
      #expect(check.isAccepted)
      #expect(check.regionCount == specimen.patterns.count)
      #expect(check.pointCount == check.regionCount && check.volumeCount == check.regionCount)
      #expect(check.adjacency.regionCount == check.regionCount)
      // Each facet inside of the domain is seen from both sides.
      let faces = try #require(check.faces)
      #expect(faces.isConsistent)
      #expect(faces.interior.last == check.regionCount)
      if faces.interior.count > 1 {
        #expect(2 * faces.interior[faces.interior.count - 2] == check.adjacency.crossingCount)
      }
      if domainName == "box" {
        let sides = (0..<family.widths[0]).map { Rational(Integer($0 + 3), 2) }
        #expect(check.volumes == .equal(sides.reduce(1, *)))
        #expect(faces.closedSum.found == 1)
      } else if family.widths[0] > 1 {
        #expect(check.volumes == .unboundedDomain)
      }
      // Nothing but patterns is needed.
      let bare = try await specimen.patternsOnly.check(threads: 2)
      #expect(bare.isAccepted && bare.pointCount == 0)
      #expect(bare.adjacency == check.adjacency && bare.faces == check.faces)
      #expect(bare.volumes == check.volumes)
      regionCount += check.regionCount
    }
    #expect(regionCount >= 3)
  }

  /// More than 64 and more than 128 neurons, and two dimensions.
  @Test func manyNeurons() async throws {
    let network = RandomWeights(widths: [2, 70, 80, 1]).draw(seed: 3)
    let domain = try InputDomain.box([
      (Rational(0), Rational(1, 2)), (Rational(0), Rational(1, 2)),
    ])
    let specimen = try await RegionListSpecimen(of: network, in: domain)
    let check = try await specimen.check(threads: 2)
    #expect(check.regionCount > 100)
    #expect(check.flaws == [] && check.isAccepted)
    #expect(check.volumes == .equal(Rational(1, 4)))
  }

  /// Dimension 8 is beyond vertices: linear programs find the facets.
  @Test(arguments: [false, true])
  func highDimension(isBoxed: Bool) async throws {
    let network = RandomWeights(widths: [8, 9, 1]).draw(seed: 2)
    let domain =
      isBoxed
      ? try InputDomain.box((0..<8).map { _ in (Rational(0), Rational(1, 4)) }) : .everything
    let specimen = try await RegionListSpecimen(of: network, in: domain)
    let check = try await specimen.check(threads: 2)
    #expect(check.regionCount > 16)
    #expect(check.flaws == [] && check.isAccepted)
    #expect(check.volumes == .notComputed && check.faces == nil)
    let short = try await specimen.removing(7).check()
    #expect(!short.isAccepted && short.adjacency.missingCount > 0)
    #expect(
      short.flaws.contains {
        if case .missingNeighbour(_, specimen.patterns[7], _?) = $0.reason { true } else { false }
      })
  }

  /// Dimension 6 has vertices, but no volumes.
  @Test func betweenTheLimits() async throws {
    let network = RandomWeights(widths: [6, 7, 1]).draw(seed: 2)
    let specimen = try await RegionListSpecimen(of: network)
    let check = try await specimen.check(threads: 2)
    #expect(check.regionCount > 50 && check.flaws == [] && check.isAccepted)
    #expect(check.faces == nil)
  }

  /// Inputs that the first layer does not see, without and with a box.
  @Test func idleCoordinates() async throws {
    let network = try Network(layers: [
      .init(weights: [[1, 0, 1], [2, 0, 2], [1, 0, -1]], biases: [0, 1, 0]),
      .init(weights: [[1, 1, -1]]), .init(weights: [[1]]),
    ])
    let whole = try await RegionListSpecimen(of: network)
    let check = try await whole.check()
    #expect(check.isAccepted && check.flaws == [])
    #expect(check.dimension == 3 && check.idleDimension == 1 && check.regionCount > 4)
    let domain = try InputDomain.box([(-1, 1), (-1, 1), (-2, 2)])
    let boxed = try await RegionListSpecimen(of: network, in: domain)
    #expect(try await boxed.check().volumes == .equal(16))
  }

  /// One region, since no neuron changes: dead neurons, and no hyperplane in the domain.
  @Test func oneRegion() async throws {
    let dead = try Network(layers: [
      .init(weights: [[0, 0], [0, 0], [0, 0]], biases: [1, 0, -1]), .init(weights: [[1, 1, 1]]),
    ])
    let specimen = try await RegionListSpecimen(of: dead)
    #expect(specimen.patterns.map(\.description) == ["100"])
    let check = try await specimen.check()
    #expect(check.isAccepted && check.flaws == [])
    #expect(check.dimension == 2 && check.idleDimension == 2)
    #expect(check.adjacency.crossingCount == 0)
    let far = arrangement([[1, 0, 9], [0, 1, -9]])
    let boxed = try await RegionListSpecimen(of: far, in: .box([(-1, 1), (-1, 1)]))
    let inBox = try await boxed.check()
    #expect(inBox.isAccepted && inBox.regionCount == 1 && inBox.volumes == .equal(4))
    #expect(inBox.faces?.boundary == [4, 4, 0] && inBox.faces?.interior == [0, 0, 1])
  }

  /// Regions that floating-point numbers cannot see.
  @Test(arguments: [60, 300, 1_100])
  func thinRegions(bits: Int) async throws {
    let small = Rational(1, Integer(2).power(bits))
    let network = try Network(layers: [
      .init(
        weights: [[1, 0], [1, small], [0, 1], [-1, 1]], biases: [0, small, small * small, 0]),
      .init(weights: [[1, -1, small, 1], [1, -1, 0, 0]], biases: [0, small * small]),
      .init(weights: [[1, 1]]),
    ])
    for domain in [InputDomain.everything, try .box([(-1, 1), (-1, 1)])] {
      let specimen = try await RegionListSpecimen(of: network, in: domain)
      let check = try await specimen.check()
      #expect(check.isAccepted && check.flaws == [] && check.regionCount > 8)
      for region in specimen.patterns.indices {
        #expect(try await !specimen.removing(region).check().isAccepted)
      }
    }
  }

  /// Weights beyond the range of floating-point numbers.
  @Test(arguments: ["1e300", "1e-300", "1e4000", "1e-4000"])
  func extremeWeights(weight: String) async throws {
    let size = try Rational(parsing: weight)
    let network = try Network(
      layers: [
        .init(weights: [[size, 1], [1, size], [size, -size]], biases: [0, size * size, 1]),
        .init(weights: [[1, -1, size], [size, 1, 1]], biases: [-size, 1]),
        .init(weights: [[1, 1]]),
      ], activation: .leakyReLU(slope: size / 3))
    let sides: [(lower: Rational, upper: Rational)] = [(-1, 1), (-size, 1)]
    for domain in [InputDomain.everything, try .box(sides)] {
      let specimen = try await RegionListSpecimen(of: network, in: domain)
      let check = try await specimen.check()
      #expect(check.isAccepted && check.flaws == [] && check.regionCount > 2)
      #expect(try await !specimen.removing(1).check().isAccepted)
    }
  }

  /// Regions of the first layers only.
  @Test func firstLayers() async throws {
    let network = RandomWeights(widths: [2, 4, 3, 1]).draw(seed: 1)
    let specimen = try await RegionListSpecimen(of: network.truncated(afterHiddenLayers: 1))
    let check = try await TilingCheck(of: specimen.list, for: network, layers: 1)
    #expect(check.isAccepted && check.regionCount == 11)
    await #expect(throws: TilingError.layerCount(3, maximum: 2)) {
      try await TilingCheck(of: specimen.list, for: network, layers: 3)
    }
  }

  @Test func numberOfThreadsDoesNotMatter() async throws {
    let network = RandomWeights(widths: [3, 7, 6, 1]).draw(seed: 11)
    let specimen = try await RegionListSpecimen(of: network)
    var broken = specimen.removing(100).removing(50).removing(9)
    broken.claims[3].facetCount = 77
    let one = try await broken.check(threads: 1)
    let three = try await broken.check(threads: 3)
    #expect(one.flaws == three.flaws && one.flawCount == three.flawCount && one.flawCount > 9)
    #expect(one.adjacency == three.adjacency && one.faces == three.faces)
    #expect(try await specimen.check(threads: 3).isAccepted)
  }
}
