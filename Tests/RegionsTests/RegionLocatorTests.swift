import ExactAlgebra
import Networks
import Polyhedra
import Regions
import Specimens
import Testing

/// The regions around points, against all regions by brute force.
@Suite struct RegionLocatorTests {
  /// Points with small coordinates, many of them on boundaries where weights are small too.
  private static func points(
    _ count: Int, dimension: Int, using generator: inout SeededGenerator
  ) -> [[Rational]] {
    (0..<count).map { _ in
      (0..<dimension).map { _ in
        Rational(
          Integer(Int.random(in: -4...4, using: &generator)),
          Integer(Int.random(in: 1...2, using: &generator)))
      }
    }
  }

  @Test(arguments: RandomWeights.varied, InputDomain.specimens)
  func closuresAreThoseOfBruteForce(family: RandomWeights, domainName: String) throws {
    var counts: [PointLocation.Position: Int] = [:]
    for seed in 1...3 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let network = family.draw(seed: seed)
      let domain = try InputDomain.specimen(domainName, inputCount: family.widths[0])
      let oracle = BruteForceRegions(network: network, domain: domain)
      let systems = try oracle.patterns.map { ($0, try #require(oracle.system(of: $0))) }
      let locator = try RegionLocator(of: network, in: domain)
      let points =
        [Array(repeating: Rational(0), count: locator.dimension)]
        + Self.points(12, dimension: locator.dimension, using: &generator)
      for point in points {
        let location = try locator.location(of: point)
        let around = systems.filter { _, system in
          system.halfSpaces.allSatisfy { $0.value(at: point).signum() >= 0 }
        }
        #expect(location.patterns == around.map(\.0) && location.isComplete)
        let isInside = around.contains { $0.1.contains(point) }
        let expected: PointLocation.Position =
          around.isEmpty ? .outside : isInside ? .inside : .boundary
        #expect(location.position == expected)
        #expect(
          (expected == .boundary)
            == (!location.neurons.isEmpty || !location.inequalities.isEmpty))
        // Neurons at zero are what tells the regions around apart.
        for pattern in location.patterns {
          for (layer, signs) in pattern.layers.enumerated() {
            for (neuron, isActive) in signs.enumerated()
            where location.patterns[0].layers[layer][neuron] != isActive {
              #expect(location.neurons.contains(HiddenNeuron(layer: layer + 1, index: neuron)))
            }
          }
        }
        counts[location.position, default: 0] += 1
      }
    }
    #expect(counts[.inside, default: 0] + counts[.boundary, default: 0] > 3)
    if family.kind != .generic, domainName == "everything" {
      #expect(counts[.boundary, default: 0] > 0)
    }
  }

  /// What is said of a region that was not searched for is what the search says.
  @Test(arguments: RandomWeights.varied)
  func regionsAreThoseOfTheSearch(family: RandomWeights) async throws {
    let network = family.draw(seed: 5)
    for name in InputDomain.specimens {
      let domain = try InputDomain.specimen(name, inputCount: family.widths[0])
      let locator = try RegionLocator(of: network, in: domain)
      let list = try await ActivationRegions(of: network, in: domain, keepsCoordinates: true)
        .list()
      #expect(!list.isEmpty)
      for region in list {
        let vertex = region.vertices?.first
        for near in [nil, region.coordinates, vertex] as [[Rational]?] {
          let found = try #require(locator.region(of: region.pattern, near: near))
          #expect(found.outputMap == region.outputMap && found.isBounded == region.isBounded)
          #expect(Set(found.facets.map(\.halfSpace)) == Set(region.facets.map(\.halfSpace)))
          #expect(found.facets.count == region.facets.count)
          #expect(found.vertices.map(Set.init) == region.vertices.map(Set.init))
          #expect(network.evaluate([found.interiorPoint])[0].pattern == region.pattern)
        }
      }
      let known = Set(list.map(\.pattern))
      for pattern in Self.patterns(of: network) where !known.contains(pattern) {
        #expect(locator.region(of: pattern) == nil)
      }
    }
  }

  /// Some patterns, most of which occur nowhere.
  private static func patterns(of network: Network) -> [ActivationPattern] {
    var generator = SeededGenerator(seed: 1)
    return (0..<20).map { _ in
      ActivationPattern(
        network.architecture.hiddenWidths.map { width in
          (0..<width).map { _ in Bool.random(using: &generator) }
        })
    }
  }

  /// Vertices satisfy all inequalities, each as equations of as many facets as the dimension at
  /// least; every facet has as many vertices, unless it is unbounded.
  @Test(arguments: [
    RandomWeights(widths: [3, 4, 3, 1]), RandomWeights(widths: [2, 4, 3, 1], kind: .degenerate),
  ])
  func verticesAndRaysAreThoseOfTheInequalities(family: RandomWeights) async throws {
    let dimension = family.widths[0]
    var (vertexCount, rayCount) = (0, 0)
    for region in try await ActivationRegions(of: family.draw(seed: 2)).list() {
      guard let vertices = region.vertices, let rays = region.rays else { continue }
      let facets = region.facets.map(\.halfSpace)
      for vertex in vertices {
        let signs = facets.map { $0.value(at: vertex).signum() }
        #expect(!signs.contains(-1) && signs.count { $0 == 0 } >= dimension)
      }
      for ray in rays {
        let slopes = facets.map { facet in
          zip(facet.normal, ray).reduce(Rational(0)) { $0 + $1.0 * $1.1 }.signum()
        }
        #expect(!slopes.contains(-1) && slopes.count { $0 == 0 } >= dimension - 1)
      }
      #expect(rays.isEmpty == region.isBounded)
      vertexCount += vertices.count
      rayCount += rays.count
    }
    #expect(vertexCount > 10 && rayCount > 4)
  }

  @Test func surveyCountsWhatEvaluationSays() async throws {
    var touched = 0
    for family in RandomWeights.varied where family.widths[0] == 2 {
      var generator = SeededGenerator(seed: 11)
      let network = family.draw(seed: 3)
      let domain = try InputDomain.box([(-2, 2), (-1, 3)])
      let points = Self.points(200, dimension: 2, using: &generator)
      let survey = try RegionLocator(of: network, in: domain)
        .survey(of: points, includesTouching: false)
      let all = try await ActivationRegions(of: network, in: domain).list().map(\.pattern)
      #expect(survey.summary.isComplete && survey.locations.count == 200)
      #expect(Set(survey.entries.map(\.pattern)).isSubset(of: all))
      #expect(survey.entries.map(\.pattern) == survey.entries.map(\.pattern).sorted())
      #expect(survey.entries.allSatisfy { !$0.inside.isEmpty && $0.touching.isEmpty })
      for entry in survey.entries {
        for number in entry.inside {
          #expect(network.evaluate([points[number]])[0].pattern == entry.pattern)
        }
      }
      #expect(survey.entries.reduce(0) { $0 + $1.inside.count } == survey.count(.inside))
      let outside = points.count { $0[0].magnitude > 2 || $0[1] < -1 || $0[1] > 3 }
      #expect(survey.count(.outside) == outside && outside > 20)
      #expect(
        survey.count(.inside) + survey.count(.boundary) + survey.count(.outside) == 200)
      touched += survey.count(.boundary)
    }
    #expect(touched > 50)
  }

  @Test func limitsOfASurvey() throws {
    // The axes cut the plane into four quadrants.
    let network = arrangement([[1, 0, 0], [0, 1, 0]])
    let locator = try RegionLocator(of: network)
    let points: [[Rational]] = [[1, 1], [-1, 1], [2, 2], [1, -1], [-1, -1]]
    var options = ActivationRegions.Options()
    options.maximumCount = 2
    let cut = try locator.survey(of: points, includesTouching: false, options: options)
    #expect(cut.summary.end == .maximumCount && cut.locations.count == 3)
    #expect(cut.entries.map(\.inside) == [[1], [0, 2]])
    options.maximumCount = 4
    let whole = try locator.survey(of: points, includesTouching: false, options: options)
    #expect(whole.summary.isComplete && whole.entries.count == 4)
    options.maximumCount = 3
    let origin = try locator.survey(of: [[0, 0]], includesTouching: true, options: options)
    #expect(origin.summary.end == .maximumCount && origin.entries.count == 3)
    #expect(!origin.locations[0].isComplete)
    options = .init()
    options.timeLimit = .zero
    let late = try locator.survey(of: points, includesTouching: false, options: options)
    #expect(late.summary.end == .timeLimit)
  }

  /// Many more dimensions than are searched.
  @Test func manyInputs() throws {
    let network = RandomWeights(widths: [150, 6, 4, 2]).draw(seed: 8)
    let locator = try RegionLocator(of: network)
    var generator = SeededGenerator(seed: 2)
    let point = Self.points(1, dimension: 150, using: &generator)[0]
    let location = try locator.location(of: point)
    #expect(location.position == .inside)
    let region = try #require(locator.region(of: location.patterns[0], near: point))
    #expect(region.interiorPoint == point && !region.isBounded && region.vertices == nil)
    let oracle = BruteForceRegions(network: network, domain: .everything)
    let system = try #require(oracle.system(of: region.pattern))
    #expect(region.facets.count == system.irredundantRows.count && region.facets.count > 3)
    let outputs = region.outputMap.map { row in
      zip(row, point + [1]).reduce(Rational(0)) { $0 + $1.0 * $1.1 }
    }
    #expect(outputs == network.evaluate([point])[0].outputs)
    // A box in as many dimensions.
    let box = try InputDomain.box(Array(repeating: (-5, 5), count: 150))
    #expect(try RegionLocator(of: network, in: box).location(of: point).position == .inside)
  }
}
