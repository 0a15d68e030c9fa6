import ExactAlgebra
import Networks
import Polyhedra
import Regions
import Specimens
import Testing

/// Order, threads, limits, and what is refused.
@Suite struct RegionSearchTests {
  private static let network = RandomWeights(widths: [2, 12, 10, 1]).draw(seed: 2)

  private func options(
    threads: Int = 1, maximum: Int? = nil, time: Duration? = nil
  ) -> ActivationRegions.Options {
    var options = ActivationRegions.Options()
    options.threads = threads
    options.maximumCount = maximum
    options.timeLimit = time
    return options
  }

  @Test(arguments: [ActivationRegions.Method.vertices, .programs])
  func threadsChangeNothing(method: ActivationRegions.Method) async throws {
    let regions = try ActivationRegions(of: Self.network, method: method)
    let expected = try await regions.list()
    #expect(expected.count > 200)
    #expect(expected.map(\.pattern) == expected.map(\.pattern).sorted())
    for threads in [2, 3, 8] {
      let list = try await regions.list(options: options(threads: threads))
      #expect(list.map(\.pattern) == expected.map(\.pattern))
      #expect(list.map(\.interiorPoint) == expected.map(\.interiorPoint))
    }
  }

  @Test func theFirstRegionsAreGiven() async throws {
    let regions = try ActivationRegions(of: Self.network)
    let all = try await regions.list().map(\.pattern)
    for maximum in [0, 1, 100, all.count - 1, all.count, all.count + 1] {
      var found: [ActivationPattern] = []
      let summary = try await regions.forEach(
        options: options(threads: 2, maximum: maximum), transform: \.pattern
      ) {
        found.append($0)
        return true
      }
      #expect(found == Array(all.prefix(maximum)))
      #expect(summary.count == found.count)
      #expect(summary.layerCounts == [Set(found.map { $0.layers[0] }).count, found.count])
      #expect(summary.end == (maximum < all.count ? .maximumCount : .complete))
    }
  }

  @Test func timeLimitsAreHonest() async throws {
    let network = RandomWeights(widths: [4, 40, 40, 1]).draw(seed: 1)
    let summary = try await ActivationRegions(of: network)
      .count(options: options(threads: 2, time: .milliseconds(300)))
    #expect(summary.end == .timeLimit && !summary.isComplete)
    let walk = try await FacetWalk(of: network).patterns(timeLimit: .milliseconds(300))
    #expect(walk.summary.end == .timeLimit)
    #expect(!walk.patterns.isEmpty)
  }

  @Test func searchesCanBeStoppedAndCancelled() async throws {
    let network = RandomWeights(widths: [4, 40, 40, 1]).draw(seed: 1)
    let regions = try ActivationRegions(of: network)
    var count = 0
    let summary = try await regions.forEach(
      transform: { _ in },
      body: {
        count += 1
        return count < 5
      })
    #expect(summary.end == .stopped && count == 5)
    let task = Task { try await regions.count() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func progressGrows() async throws {
    var seen: [RegionProgress] = []
    var options = options(threads: 2)
    options.progress = { seen.append($0) }
    let network = RandomWeights(widths: [2, 40, 1]).draw(seed: 1)
    let summary = try await ActivationRegions(of: network).count(options: options)
    #expect(seen.map(\.count) == Array(stride(from: 256, through: summary.count, by: 256)))
    #expect(seen.map(\.fraction) == seen.map(\.fraction).sorted())
    #expect(seen.allSatisfy { (0...1).contains($0.fraction) } && seen.count >= 3)
  }

  // MARK: shapes

  @Test func networksWithoutHiddenLayersAreOneRegion() async throws {
    let network = try Network(layers: [.init(weights: [[1, 2], [0, 1]], biases: [3, 4])])
    for domain in [InputDomain.everything, try .box([(0, 1), (0, 1)])] {
      let list = try await ActivationRegions(of: network, in: domain).list()
      #expect(list.count == 1 && list[0].pattern.layers.isEmpty)
      #expect(list[0].isBounded == !domain.halfSpaces.isEmpty)
      #expect(list[0].facets.count == domain.halfSpaces.count)
    }
    let box = try InputDomain.box([(0, 1), (0, 1)])
    #expect(
      try await ActivationRegions(of: network, in: box).list()[0].outputMap
        == [[1, 2, 3], [0, 1, 4]])
  }

  /// Many inputs, of which the first layer sees a plane only.
  @Test func directionsWithoutEffectAreLeftOut() async throws {
    let weights: [[Rational]] = (0..<5).map { row in
      (0..<100).map { Rational($0 % 2 == 0 ? row + 1 : row * row) }
    }
    let network = try Network(layers: [
      .init(weights: weights, biases: [1, 2, -3, 4, -5]), .init(weights: [[1, 1, 1, 1, 1]]),
    ])
    let regions = try ActivationRegions(of: network)
    #expect(regions.slice.dimension == 2)
    let list = try await regions.list()
    // The same in the coordinates that matter; three of the lines have a point in common.
    let plane = try Network(layers: [
      .init(weights: weights.map { [$0[0], $0[1]] }, biases: network.layers[0].biases),
      network.layers[1],
    ])
    let oracle = BruteForceRegions(network: plane, domain: .everything)
    #expect(list.map(\.pattern) == oracle.patterns)
    #expect(list.count == 15)
    for region in list {
      #expect(!region.isBounded && region.interiorPoint.count == 100)
      #expect(network.evaluate([region.interiorPoint])[0].pattern == region.pattern)
    }
  }

  /// Fifteen dimensions: only linear programs can do that.
  @Test func manyDimensionsUsePrograms() async throws {
    let network = RandomWeights(widths: [15, 6, 2, 1]).draw(seed: 4)
    let box = try InputDomain.box(Array(repeating: (-1, 1), count: 15))
    let regions = try ActivationRegions(of: network, in: box)
    #expect(regions.method == .programs)
    let list = try await regions.list()
    let oracle = BruteForceRegions(network: network, domain: box)
    #expect(list.map(\.pattern) == oracle.patterns)
    #expect(list.count > 64)
  }

  @Test func whatIsRefused() async throws {
    let network = Self.network
    func refused(_ domain: @autoclosure () throws -> InputDomain) async -> String {
      do {
        _ = try await ActivationRegions(of: network, in: domain()).count()
        return "accepted"
      } catch {
        return "\(error)"
      }
    }
    #expect(await refused(try .box([(1, 1), (0, 1)])).contains("coordinate 1"))
    #expect(await refused(try .box([(0, 1), (2, 1)])).contains("coordinate 2"))
    #expect(await refused(try .box([(0, 1)])).contains("expected 2"))
    let flat = InputDomain(halfSpaces: [
      HalfSpace(normal: [1, 0], isOpen: false), HalfSpace(normal: [-1, 0], isOpen: false),
    ])
    for method in [ActivationRegions.Method.vertices, .programs] {
      await #expect(throws: RegionError.emptyDomain) {
        try await ActivationRegions(of: network, in: flat, method: method).count()
      }
    }
    await #expect(throws: RegionError.emptyDomain) {
      try await FacetWalk(of: network, in: flat).patterns()
    }
    #expect(throws: RegionError.dependentDirections(number: 2)) {
      try AffineSlice(origin: [0, 0], directions: [[1, 2], [2, 4]])
    }
    #expect(throws: RegionError.sliceDimension(3, expected: 2)) {
      let slice = try AffineSlice(origin: [0, 0, 0], directions: [[1, 0, 0]])
      return try ActivationRegions(of: network, in: InputDomain(slice: slice))
    }
    for layers in [0, 3, -1] {
      #expect(throws: RegionError.layerCount(layers, maximum: 2)) {
        try ActivationRegions(of: network, layers: layers)
      }
    }
    await #expect(throws: RegionError.unboundedPolygon) {
      try await ActivationRegions(of: network).polygons()
    }
    let wide = RandomWeights(widths: [65, 70, 1]).draw(seed: 1)
    #expect(throws: RegionError.dimensionTooLarge(65, maximum: 64)) {
      try ActivationRegions(of: wide)
    }
  }
}
