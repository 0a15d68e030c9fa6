import Enclosures
import ExactAlgebra
import GaussianMeasures
import InvariantFamilies
import Networks
import Polyhedra
import RandomNetworks
import Testing

@Suite struct ClampTests {
  private static func network(_ layers: [(Rational, Rational)]) throws -> Network {
    try Network(layers: layers.map { .init(weights: [[$0.0]], biases: [$0.1]) })
  }

  private static func randomNetwork(_ generator: inout SeededGenerator) throws -> Network {
    func number() -> Rational { Rational(Int.random(in: -9...9, using: &generator)) / 4 }
    return try network(
      (0..<Int.random(in: 1...7, using: &generator)).map { _ in (number(), number()) })
  }

  @Test(arguments: [false, true]) func clampsAreTheNetwork(rectifies: Bool) throws {
    var generator = SeededGenerator(seed: 3)
    var kinds: Set<[Bool]> = []
    for _ in 0..<400 {
      let network = try Self.randomNetwork(&generator)
      let clamp = try Clamp(of: network, rectifyingOutput: rectifies)
      kinds.insert([clamp.isConstant, clamp.lower != nil, clamp.upper != nil])
      let maps = network.layerMaps(rectifyingOutput: rectifies)
      for step in -60...60 {
        let x = Rational(step) / 7
        let value = maps.reduce([x]) { $1($0) }
        #expect(clamp(x) == value[0])
        #expect(clamp.path(x) == value)
      }
      // Canonical: a constant, or limits in order that some argument reaches.
      if clamp.isConstant {
        #expect(clamp.lower == clamp.offset && clamp.upper == clamp.offset)
      } else if let lower = clamp.lower, let upper = clamp.upper {
        #expect(lower < upper)
      }
      // The path through the layers is that of the clamp.
      #expect(maps.reduce(AffinePath.line) { $0.image(under: $1) } == clamp.path)
    }
    #expect(kinds.count >= (rectifies ? 3 : 4))
  }

  @Test func otherNetworksAreRefused() throws {
    let wide = try Network(layers: [.init(weights: [[1], [2]]), .init(weights: [[1, 1]])])
    #expect(throws: ClampError.width(2, layer: 1)) { try Clamp(of: wide) }
    let leaky = try Network(
      layers: [.init(weights: [[1]]), .init(weights: [[1]])], activation: .absoluteValue)
    #expect(throws: ClampError.activation(.absoluteValue)) { try Clamp(of: leaky) }
  }
}

@Suite struct LineLawTests {
  /// What a law on a path says against the probabilities and moments of intervals, by other code.
  @Test func uniformLawsAreExact() throws {
    // x on [-1, 2], y = min(max(2 x, 0), 3): 1/3 at 0, 1/6 at 3, the rest uniform.
    let law = try LineLaw(
      .uniform(UniformLaw(box: [(-1, 2)])),
      along: Clamp.identity.scaled(by: 2, adding: 0).rectified().scaled(by: -1, adding: 3)
        .rectified().scaled(by: -1, adding: 3).path)
    let known = try law.description()
    #expect(known.atoms.map(\.point) == [[0], [3]])
    #expect(known.atoms.map(\.probability.exactValue) == [Rational(1, 3), Rational(1, 6)])
    #expect(known.stretches.map(\.probability.exactValue) == [Rational(1, 2)])
    #expect(known.stretches[0].lower == 0 && known.stretches[0].upper == Rational(3, 2))
    // 3/6 + (1/2) 3/2 = 5/4, and E y^2 = 9/6 + (1/2) 3 = 3.
    #expect(known.mean[0].exactValue == Rational(5, 4))
    #expect(known.covariance[0][0].exactValue == 3 - Rational(25, 16))
  }

  /// Two coordinates of a path, a mixture with an atom.
  @Test func mixturesWithAtoms() throws {
    let mixture = try GaussianMixture([
      .init(weight: Rational(1, 4), law: GaussianLaw(mean: [3], covariance: [[0]])),
      .init(weight: Rational(3, 4), law: GaussianLaw(standardIn: 1)),
    ])
    let law = try LineLaw(.gaussian(mixture)).image(
      under: .relu(weights: [[1], [-1]], biases: [0, -1]))
    let known = try law.description()
    // Between -1 and 0 both are silent.
    #expect(known.atoms.map(\.point) == [[0, 0], [3, 0]])
    #expect(known.atoms[1].probability.exactValue == Rational(1, 4))
    let middle = try GaussianMeasure(under: GaussianLaw(standardIn: 1)).probability(
      of: [HalfSpace(normal: [-1]), HalfSpace(normal: [1], offset: 1)])
    #expect(known.atoms[0].probability.ball!.overlaps((.exact(Rational(3, 4)) * middle).ball!))
    // E max(x, 0) = 1 / sqrt(2 pi), and 3 from the atom.
    let half = 1 / (Ball.pi(precision: 128) * 2).squareRoot()
    let mean = half * Rational(3, 4) + Rational(3, 4)
    #expect(known.mean[0].ball!.overlaps(mean))
    #expect(known.mean[0].ball!.accurateBits > 60)
    // E x y = 0: never both.
    let product = known.covariance[0][1] + known.mean[0] * known.mean[1]
    #expect(product.ball!.contains(0))
  }

  @Test func tinyVariancesKeepTheirDigits() throws {
    // 1 - 1e-11 of the law is one point.
    let clamp = try Clamp(
      of: Network(layers: [
        .init(weights: [[Rational(1, 8)]], biases: [Rational(-7, 8)]),
        .init(weights: [[Rational(-1, 2)]], biases: [Rational(1, 8)]),
      ]), rectifyingOutput: true)
    let law = try LineLaw(
      .gaussian(GaussianMixture(GaussianLaw(mean: [Rational(1, 4)], covariance: [[1]]))),
      along: clamp.path)
    let variance = try law.description().covariance[0][0].ball!
    #expect(variance.accurateBits >= 64)
    let expected = try Rational(parsing: "1.1472268168632254849e-15")
    #expect((variance - expected).magnitude.upper < expected * Rational(1, 2).power(62))
  }

  @Test func lawsInThePlaneAreRefused() {
    #expect(throws: LineLawError.dimension(2)) {
      try LineLaw(.standardNormal(dimension: 2))
    }
  }
}

extension ReportedNumber {
  fileprivate var exactValue: Rational? {
    if case .exact(let value) = self { value } else { nil }
  }
}
