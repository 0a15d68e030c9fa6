import ExactAlgebra
import Networks
import Polyhedra
import Regions
import Testing

/// Weights that floating-point numbers do not reach: the cuts they make are found all the same.
@Suite struct ExtremeWeightTests {
  /// Whether the zeros of the second neuron cut the interval from 1 to 2 at 3/2, of which the
  /// computation knows nothing but the products of the weights.
  static let chains: [(first: String, slope: String, second: String, bias: String)] = [
    ("1e300", "0", "-1e-400", "1.5e-100"),
    ("1e300", "0", "-3.7e-322", "5.55e-22"),
    ("1e4000", "0", "-1e-4000", "1.5"),
    ("1e-4000", "0", "-1e4000", "1.5"),
    ("-1e300", "1e-400", "1", "1.5e-100"),
    ("-1e300", "-3.7e-322", "-1", "5.55e-22"),
    ("-1e-200", "1e-200", "1e300", "1.5e-100"),
    ("-1", "1e4000", "1", "1.5e4000"),
  ]

  @Test(arguments: chains, [ActivationRegions.Method.vertices, .programs])
  func cutIsFound(
    chain: (first: String, slope: String, second: String, bias: String),
    method: ActivationRegions.Method
  ) async throws {
    let network = try Network(
      layers: [
        .init(weights: [[Rational(parsing: chain.first)]]),
        .init(
          weights: [[Rational(parsing: chain.second)]], biases: [Rational(parsing: chain.bias)]),
        .init(weights: [[1]]),
      ], activation: .leakyReLU(slope: Rational(parsing: chain.slope)))
    let domain = try InputDomain.box([(1, 2)])
    let regions = try ActivationRegions(of: network, in: domain, method: method)
    let list = try await regions.list()
    try #require(list.count == 2)
    #expect(list.map { $0.pattern.layers[1] } == [[false], [true]])
    for (region, isActive) in zip(list, [false, true]) {
      let point = region.interiorPoint[0]
      #expect(isActive ? 1 < point && point < Rational(3, 2) : Rational(3, 2) < point && point < 2)
      let facet = try #require(
        region.facets.first {
          if case .neuron = $0.source { true } else { false }
        })
      #expect(region.point(on: facet) == [Rational(3, 2)])
      #expect(region.facets.count == 2)
    }
    #expect(try await FacetWalk(of: network, in: domain).patterns().patterns == list.map(\.pattern))
  }

  /// `0 >= 0` restricts nothing, while `0 > 0` has no solutions.
  @Test(arguments: [ActivationRegions.Method.vertices, .programs])
  func trivialInequality(method: ActivationRegions.Method) async throws {
    let network = try Network(layers: [
      .init(weights: [[1, 0], [0, 1]]), .init(weights: [[1, 1]]),
    ])
    for isOpen in [false, true] {
      let domain = InputDomain(halfSpaces: [
        HalfSpace(normal: [0, 0], isOpen: isOpen), HalfSpace(normal: [1, 0], offset: 1),
      ])
      let regions = try ActivationRegions(of: network, in: domain, method: method)
      let walk = try FacetWalk(of: network, in: domain)
      guard !isOpen else {
        await #expect(throws: RegionError.emptyDomain) { try await regions.count() }
        await #expect(throws: RegionError.emptyDomain) { try await walk.patterns() }
        continue
      }
      let list = try await regions.list()
      #expect(list.map(\.pattern.description) == ["00", "01", "10", "11"])
      #expect(list.map(\.facets.count) == [3, 3, 2, 2])
      #expect(try await walk.patterns().patterns == list.map(\.pattern))
    }
  }
}
