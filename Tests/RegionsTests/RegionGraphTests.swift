import ExactAlgebra
import Networks
import Polyhedra
import Regions
import Specimens
import Testing

/// The dual graph, and the counts of linear regions and affine maps.
@Suite struct RegionGraphTests {
  /// `n` lines in general position: each is cut into `n` pieces, and each piece is an edge.
  @Test(arguments: [1, 2, 5, 9])
  func genericLines(count: Int) async throws {
    let network = RandomWeights(widths: [2, count, 1]).draw(seed: UInt64(count))
    let graph = try await ActivationRegions(of: network).graph()
    #expect(graph.edges.count == count * count)
    #expect(graph.edges.allSatisfy { $0.neurons.count == 1 })
    #expect(Set(graph.edges).count == graph.edges.count)
  }

  /// Edges are the pairs of regions whose closures meet in dimension `d - 1`.
  @Test(arguments: RandomWeights.varied)
  func edgesAreCommonFacets(family: RandomWeights) async throws {
    let network = family.draw(seed: 7)
    let domain = try InputDomain.specimen("polytope", inputCount: family.widths[0])
    let oracle = BruteForceRegions(network: network, domain: domain)
    for method in [ActivationRegions.Method.vertices, .programs] {
      let graph = try await ActivationRegions(of: network, in: domain, method: method).graph()
      let systems = graph.regions.map { oracle.system(of: $0.pattern)! }
      var expected: [[Int]] = []
      for (a, b) in pairs(graph.regions.count) where touch(systems[a], systems[b]) {
        expected.append([a, b])
      }
      #expect(graph.edges.map(\.regions) == expected, "\(method)")
      #expect(graph.regions.count == 1 || !graph.edges.isEmpty)
      for edge in graph.edges {
        let (a, b) = (graph.regions[edge.regions[0]], graph.regions[edge.regions[1]])
        let differing = network.architecture.hiddenWidths.enumerated().flatMap { layer, width in
          (0..<width).filter {
            a.pattern.layers[layer][$0] != b.pattern.layers[layer][$0]
          }.map { HiddenNeuron(layer: layer + 1, index: $0) }
        }
        #expect(edge.neurons == differing && !differing.isEmpty)
      }
    }
  }

  private func pairs(_ count: Int) -> [(Int, Int)] {
    (0..<count).flatMap { a in ((a + 1)..<max(count, a + 1)).map { (a, $0) } }
  }

  /// Whether a hyperplane separates two open polyhedra and, without it, a point lies on it and
  /// strictly inside of everything else.
  private func touch(_ a: InequalitySystem, _ b: InequalitySystem) -> Bool {
    let rows = Set((a.halfSpaces + b.halfSpaces).map { direction($0) })
    for row in rows {
      let opposite = row.map { -$0 }
      guard rows.contains(opposite) else { continue }
      var system = InequalitySystem(dimension: a.dimension)
      for other in rows where other != row && other != opposite {
        system.append(HalfSpace(normal: other.dropLast(), offset: other[a.dimension]))
      }
      for side in [row, opposite] {
        system.append(
          HalfSpace(normal: side.dropLast(), offset: side[a.dimension], isOpen: false))
      }
      if system.feasibility().point != nil { return true }
    }
    return false
  }

  private func direction(_ halfSpace: HalfSpace) -> [Rational] {
    IntegerVector(direction: halfSpace.normal + [halfSpace.offset]).entries.map { Rational($0) }
  }

  /// Linear regions and maps, by comparing maps and following edges one by one.
  @Test(arguments: RandomWeights.varied)
  func linearRegionsAgreeWithASearch(family: RandomWeights) async throws {
    let network = family.draw(seed: 3)
    let graph = try await ActivationRegions(of: network).graph()
    let classes = LinearRegions(of: graph)
    let maps = graph.regions.map { network.outputMap(on: $0.pattern) }
    #expect(classes.mapCount == Set(maps).count)
    var labels = [Int?](repeating: nil, count: maps.count)
    var count = 0
    for start in maps.indices where labels[start] == nil {
      var open = [start]
      labels[start] = count
      while let region = open.popLast() {
        for edge in graph.edges where edge.regions.contains(region) {
          let other = edge.regions[0] == region ? edge.regions[1] : edge.regions[0]
          guard labels[other] == nil, maps[other] == maps[region] else { continue }
          labels[other] = count
          open.append(other)
        }
      }
      count += 1
    }
    #expect(classes.count == count)
    #expect(classes.components == labels.map { $0! })
    #expect(classes.mapCount <= count && count <= graph.regions.count)
  }

  /// A function of one variable on which the four counts differ.
  @Test func theFourCountsDiffer() async throws {
    // Two bumps f(x) = relu(x) - 2 relu(x - 1) + relu(x - 2) at 0 and 10: on the line outside and
    // between them the map is zero, so three components have one map, and both slopes occur twice.
    let knots: [Rational] = [0, 1, 2, 10, 11, 12]
    let network = try Network(layers: [
      .init(weights: knots.map { _ in [1] }, biases: knots.map { -$0 }),
      // A neuron that bends nothing in the output.
      .init(weights: [[1, -2, 1, 1, -2, 1], [0, 0, 0, 0, 0, 1]], biases: [0, -1]),
      .init(weights: [[1, 0]]),
    ])
    let graph = try await ActivationRegions(of: network).graph()
    let classes = LinearRegions(of: graph)
    let first = try await ActivationRegions(of: network, layers: 1).count()
    #expect(first.count == 7)
    #expect(graph.regions.count == 8)
    #expect(classes.count == 7)
    // Zero, and the slopes 1 and -1 of either bump, whose constants differ.
    #expect(classes.mapCount == 5)
  }

  @Test func limitedGraphsSaySo() async throws {
    let network = RandomWeights(widths: [2, 8, 1]).draw(seed: 1)
    var options = ActivationRegions.Options()
    options.maximumCount = 10
    let graph = try await ActivationRegions(of: network).graph(options: options)
    #expect(graph.regions.count == 10 && graph.summary.end == .maximumCount)
    #expect(graph.edges.allSatisfy { $0.regions.allSatisfy { $0 < 10 } })
  }
}
