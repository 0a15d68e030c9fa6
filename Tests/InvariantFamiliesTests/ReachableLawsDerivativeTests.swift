import Enclosures
import ExactAlgebra
import Networks
import RandomNetworks
import Regions
import Testing

@testable import InvariantFamilies
@testable import Polyhedra

/// Derivatives by all weights, as exact numbers, against moments that are computed another way.
@Suite struct ReachableLawsDerivativeTests {
  /// The integrals of `f^a` over the domain: a simplex has the moments of its corners' images.
  private static func moments(
    of layers: SquareLayers, under law: UniformLaw, upTo order: Int
  ) async throws -> [Rational] {
    let monomials = MonomialTable(variableCount: layers.dimension, order: order)
    let integrals = try #require(SimplexIntegrals(monomials, in: RationalArithmetic()))
    var sums = [Rational](repeating: 0, count: monomials.count)
    let regions = try ActivationRegions(
      of: layers.network, in: law.domain, method: .vertices, keepsCoordinates: true)
    for region in try await regions.list() {
      let map = region.outputMap
      for simplex in try #require(region.simplices()) {
        let images = simplex.vertices.map { vertex in
          map.map { row in zip(row, vertex).reduce(row[vertex.count]) { $0 + $1.0 * $1.1 } }
        }
        let isAdded = integrals.add(
          WeighedSimplex(vertices: images, volume: simplex.volume), to: &sums)
        #expect(isAdded)
      }
    }
    return Array(sums.dropFirst())
  }

  /// The same layers with one parameter moved.
  private static func moved(_ layers: SquareLayers, _ parameter: Int, by step: Rational)
    -> SquareLayers
  {
    let width = layers.dimension + 1
    let place = (
      layer: parameter / (layers.dimension * width), neuron: parameter / width % layers.dimension,
      input: parameter % width
    )
    var forms = layers.layers.map(\.affineForms)
    forms[place.layer][place.neuron][place.input] += step
    return SquareLayers(
      forms.map { rows in
        .init(weights: rows.map { Array($0.dropLast()) }, biases: rows.map { $0[width - 1] })
      })
  }

  private static let half = Rational(1, 2)

  private static let cases: [(name: String, layers: SquareLayers, order: Int, rate: Rational)] = [
    (
      "two layers",
      SquareLayers([
        .init(weights: [[1, half], [-half, 1]], biases: [Rational(1, 3), Rational(1, 5)]),
        .init(weights: [[1, -1], [half, 2]], biases: [Rational(1, 7), Rational(-1, 3)]),
      ]), 3, 12
    ),
    (
      // Both hyperplanes pass through a corner of the square: regions appear on one side.
      "through corners", SquareLayers([.init(weights: [[1, 1], [2, -1]], biases: [2, -1])]), 4, 12
    ),
    (
      // The kink of the second layer is a side of the square below: a strip appears on one side, so that
      // moments have one continuous derivative and no second one.
      "along a side",
      SquareLayers([
        .init(weights: [[1, 0], [0, 1]], biases: [0, 0]),
        .init(weights: [[1, 1], [1, -1]], biases: [-1, 2]),
      ]), 3, 3
    ),
    (
      "on the line",
      SquareLayers([
        .init(weights: [[-2]], biases: [1]), .init(weights: [[-1]], biases: [2]),
        .init(weights: [[half]], biases: [Rational(1, 5)]),
      ]), 6, 12
    ),
  ]

  /// Central quotients with a step and a quarter of it: their error falls with the square, or is zero; it
  /// falls with the step where there is no second derivative.
  @Test(arguments: cases.indices)
  func quotientsConverge(index: Int) async throws {
    let (name, layers, order, rate) = Self.cases[index]
    let law = try UniformLaw(
      box: Array(repeating: (lower: -1, upper: 1), count: layers.dimension))
    let laws = try ReachableLaws(from: .uniform(law))
    let rows = try #require(
      try await laws.derivatives(at: layers, in: RationalArithmetic(), order: order), "\(name)")
    #expect(rows.count == layers.parameterCount)
    var (falling, exact) = (0, 0)
    for (parameter, row) in rows.enumerated() {
      var errors: [[Rational]] = []
      for step in [Rational(1, 64), Rational(1, 256)] {
        let above = try await Self.moments(
          of: Self.moved(layers, parameter, by: step), under: law, upTo: order)
        let below = try await Self.moments(
          of: Self.moved(layers, parameter, by: -step), under: law, upTo: order)
        #expect(above.count == row.count)
        errors.append(
          zip(row, zip(above, below)).map { ($0 - ($1.0 - $1.1) / (2 * step)).magnitude })
      }
      for (wide, narrow) in zip(errors[0], errors[1]) {
        if wide.isZero, narrow.isZero {
          exact += 1
          continue
        }
        #expect(narrow * rate < wide && wide < 1, "\(name), parameter \(parameter)")
        falling += 1
      }
    }
    #expect(falling > rows.count / 2 && exact + falling == rows.count * rows[0].count)
  }

  /// Means and covariances of the law of the network, which are computed without simplices.
  @Test func momentsAreThoseOfTheLaw() async throws {
    let layers = Self.cases[0].layers
    let law = try UniformLaw(box: [(-1, 1), (-1, 1)])
    let moments = try await Self.moments(of: layers, under: law, upTo: 2).map { $0 / law.volume }
    let output = try #require(
      try await NetworkLaw(of: layers.network, under: .uniform(law)).outputMoments)
    #expect(output.mean.map(\.exactValue) == [moments[0], moments[1]])
    #expect(output.covariance[0][1].exactValue == moments[3] - moments[0] * moments[1])
    #expect(output.covariance[1][1].exactValue == moments[4] - moments[1] * moments[1])
  }

  /// The unit cube in simplices: the integral of `x^a` is the product of `1 / (a_i + 1)`.
  @Test func integralsOverACube() async throws {
    let monomials = MonomialTable(variableCount: 3, order: 6)
    #expect(monomials.count == 84 && Set(monomials.exponents).count == 84)
    #expect(MonomialTable.leastOrder(variableCount: 3, count: 83) == 6)
    #expect(MonomialTable.leastOrder(variableCount: 3, count: 84) == 7)
    let integrals = try #require(SimplexIntegrals(monomials, in: RationalArithmetic()))
    let cube = try UniformLaw(box: Array(repeating: (lower: 0, upper: 1), count: 3))
    let cell = try #require(GeneratedCell(dimension: 3, cube.halfSpaces))
    let simplices = try #require(cell.simplices())
    #expect(simplices.count >= 5)
    var sums = [Rational](repeating: 0, count: 84)
    for simplex in simplices { #expect(integrals.add(simplex, to: &sums)) }
    for (exponents, sum) in zip(monomials.exponents, sums) {
      #expect(sum == exponents.reduce(1) { $0 / Rational($1 + 1) })
    }
  }

  /// A pre-activation that vanishes on a region: moments may have no derivative there.
  @Test func deadFormsAreRefused() async throws {
    let laws = try ReachableLaws(from: .uniform(UniformLaw(box: [(-1, 1)])))
    let layers = SquareLayers([
      .init(weights: [[1]], biases: [0]), .init(weights: [[1]], biases: [0]),
    ])
    #expect(try await laws.derivatives(at: layers, in: RationalArithmetic()) == nil)
    let points = try ReachableLaws(from: .points(EmpiricalLaw([[0], [1]])))
    #expect(try await points.derivatives(at: layers, in: RationalArithmetic()) == nil)
  }

  /// `|x|` of two points that meet by accident: only their mean belongs to the law. Each parameter occurs
  /// linearly in an image, so central quotients are exact.
  @Test func atomsThatMeetAreCountedOnce() async throws {
    let law = FiniteLaw(
      try EmpiricalLaw([[1, 0], [-1, 0]], weights: [Rational(1, 3), Rational(2, 3)]))
    let laws = try ReachableLaws(from: .points(EmpiricalLaw(law)))
    let layers = SquareLayers([
      .init(weights: [[1, 1], [-1, 1]], biases: [Rational(-1, 2), Rational(-1, 2)]),
      .init(weights: [[1, 1], [2, 2]], biases: [1, 1]),
    ])
    let rows = try #require(try await laws.derivatives(at: layers, in: RationalArithmetic()))
    #expect(rows.count == 12 && rows.allSatisfy { $0.count == 2 })
    let step = Rational(1, 100)
    for (parameter, row) in rows.enumerated() {
      var means: [[Rational]] = []
      for sign in [1, -1] as [Rational] {
        var image = law
        for map in Self.moved(layers, parameter, by: sign * step).layers {
          image = try await image.image(under: LayerMap(map, activation: .relu))
        }
        means.append(image.mean)
      }
      #expect(row == zip(means[0], means[1]).map { ($0 - $1) / (2 * step) })
    }
    #expect(rows.contains { $0.contains { !$0.isZero } })
  }
}

extension ReportedNumber {
  fileprivate var exactValue: Rational? {
    if case .exact(let value) = self { value } else { nil }
  }
}
