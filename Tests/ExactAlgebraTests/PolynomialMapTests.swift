import ExactAlgebra
import Testing

struct PolynomialMapTests {
  private static let twistedCubic: PolynomialMap = {
    let parameters = PolynomialRing(["s", "t"])
    let coordinates = PolynomialRing(["x0", "x1", "x2", "x3"])
    let (s, t) = (parameters.variable(0), parameters.variable(1))
    return PolynomialMap(
      from: parameters, to: coordinates,
      images: (0...3).map { s.power(3 - $0) * t.power($0) })
  }()

  @Test(arguments: ["x0*x3 - x1*x2", "x0*x2 - x1^2", "x1*x3 - x2^2"])
  func quadricsOfTheTwistedCubicVanish(_ text: String) throws {
    let map = Self.twistedCubic
    let quadric = try Polynomial(parsing: text, in: map.coordinateRing)
    #expect(!quadric.isZero && map.pullback(of: quadric).isZero)
  }

  @Test func noLinearFormVanishesOnTheTwistedCubic() throws {
    let map = Self.twistedCubic
    for form in ["x0", "x0 - x3", "x0 + 2*x1 + 3*x2 + 4*x3"] {
      let pullback = map.pullback(of: try Polynomial(parsing: form, in: map.coordinateRing))
      #expect(!pullback.isZero && pullback.isHomogeneous && pullback.totalDegree == 3)
    }
  }

  @Test func determinantVanishesOnMatricesOfRankOne() {
    let parameters = PolynomialRing(["a", "b", "u", "v"])
    let coordinates = PolynomialRing(["m00", "m01", "m10", "m11"])
    let map = PolynomialMap(
      from: parameters, to: coordinates,
      images: (0..<4).map { parameters.variable($0 / 2) * parameters.variable(2 + $0 % 2) })
    let m = coordinates.variables
    #expect(map.pullback(of: m[0] * m[3] - m[1] * m[2]).isZero)
    let permanent = map.pullback(of: m[0] * m[3] + m[1] * m[2])
    #expect(permanent.description == "2*a*b*u*v")
  }

  @Test func pullbackEvaluatesOnTheImage() {
    var generator = SeededGenerator(seed: 151)
    let parameters = PolynomialRing(["s", "t"], order: .lexicographic)
    let coordinates = PolynomialRing(["x", "y", "z"])
    for _ in 0..<60 {
      let map = PolynomialMap(
        from: parameters, to: coordinates,
        images: .drawing(3) { .small(in: parameters, using: &generator) })
      let f = Polynomial.sample(in: coordinates, using: &generator)
      let point = [Rational].drawing(2) { .sample(using: &generator) }
      #expect(map(at: point) == map.images.map { $0(at: point) })
      #expect(map.pullback(of: f)(at: point) == f(at: map(at: point)))
    }
  }

  @Test func pullbackReversesComposition() {
    var generator = SeededGenerator(seed: 152)
    let rings = [
      PolynomialRing(["r"]), PolynomialRing(["s", "t"]), PolynomialRing(["x", "y", "z"]),
    ]
    for _ in 0..<40 {
      let inner = PolynomialMap(
        from: rings[0], to: rings[1],
        images: .drawing(2) { .small(in: rings[0], using: &generator) })
      let outer = PolynomialMap(
        from: rings[1], to: rings[2],
        images: .drawing(3) { .small(in: rings[1], terms: 2, using: &generator) })
      let composed = PolynomialMap(
        from: rings[0], to: rings[2], images: outer.images.map(inner.pullback))
      let f = Polynomial.small(in: rings[2], using: &generator)
      #expect(composed.pullback(of: f) == inner.pullback(of: outer.pullback(of: f)))
      let point = [Rational.sample(using: &generator)]
      #expect(composed(at: point) == outer(at: inner(at: point)))
    }
  }
}
