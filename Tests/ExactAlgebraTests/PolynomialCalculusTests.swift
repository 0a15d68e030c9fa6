import ExactAlgebra
import Testing

struct PolynomialCalculusTests {
  @Test(arguments: MonomialOrder.allCases)
  func derivativeIsADerivation(in order: MonomialOrder) {
    var generator = SeededGenerator(seed: 121)
    let ring = PolynomialRing(["x", "y", "z"], order: order)
    for _ in 0..<100 {
      let f = Polynomial.sample(in: ring, using: &generator)
      let g = Polynomial.sample(in: ring, using: &generator)
      let c = Rational.sample(using: &generator)
      for variable in 0..<3 {
        let derive = { (h: Polynomial) in h.derivative(withRespectTo: variable) }
        #expect(derive(f + g) == derive(f) + derive(g))
        #expect(derive(c * f) == c * derive(f))
        #expect(derive(f * g) == derive(f) * g + f * derive(g))
        for other in 0..<3 {
          #expect(
            derive(f).derivative(withRespectTo: other)
              == derive(f.derivative(withRespectTo: other)))
          #expect(
            derive(ring.variable(other)) == (other == variable ? ring.one : ring.zero))
        }
      }
      #expect(ring.constant(c).derivative(withRespectTo: 0).isZero)
    }
  }

  @Test func eulerIdentityOfHomogeneousPolynomials() {
    var generator = SeededGenerator(seed: 122)
    let ring = PolynomialRing(["x", "y", "z"])
    for degree in 1...6 {
      let terms = [(Rational, [Int])].drawing(8) {
        (
          Rational.sample(using: &generator),
          [Int].drawing(degree) { Int.random(in: 0..<3, using: &generator) }
        )
      }
      let f = Polynomial(terms.map { (coefficient: $0.0, variables: $0.1) }, in: ring)
      #expect(f.isHomogeneous)
      let sum = (0..<3).reduce(ring.zero) {
        $0 + ring.variable($1) * f.derivative(withRespectTo: $1)
      }
      #expect(sum == Rational(degree) * f)
    }
  }

  @Test(arguments: MonomialOrder.allCases)
  func substitutionIsARingHomomorphism(into order: MonomialOrder) {
    var generator = SeededGenerator(seed: 123)
    let source = PolynomialRing(["x", "y", "z"])
    let target = PolynomialRing(["s", "t"], order: order)
    for _ in 0..<60 {
      let f = Polynomial.sample(in: source, using: &generator)
      let g = Polynomial.sample(in: source, using: &generator)
      // Images of one term each take another path through FLINT than longer ones.
      let length = Int.random(in: 1...3, using: &generator)
      let images = [Polynomial].drawing(3) {
        .small(in: target, terms: length, using: &generator)
      }
      let image = { (h: Polynomial) in h.substituting(images, in: target) }
      #expect(image(f + g) == image(f) + image(g))
      #expect(image(f * g) == image(f) * image(g))
      #expect(image(source.one) == target.one)
      #expect(source.variables.map(image) == images)
    }
  }

  @Test func substitutionOfTheVariablesIsTheIdentity() {
    var generator = SeededGenerator(seed: 124)
    let ring = PolynomialRing(["x", "y", "z"])
    let copy = PolynomialRing(["u", "v", "w"], order: .lexicographic)
    for _ in 0..<60 {
      let f = Polynomial.sample(in: ring, using: &generator)
      #expect(f.substituting(ring.variables, in: ring) == f)
      let moved = f.substituting(copy.variables, in: copy)
      #expect(
        moved.termCount == f.termCount && moved.content.magnitude == f.content.magnitude)
      #expect(moved.substituting(ring.variables, in: ring) == f)
    }
  }

  @Test(arguments: [0, 1, 3])
  func evaluationAgreesWithSubstitutionOfConstants(targetVariables: Int) {
    var generator = SeededGenerator(seed: 125)
    let ring = PolynomialRing(["x", "y", "z"])
    let target = PolynomialRing((0..<targetVariables).map { "t\($0)" })
    for _ in 0..<100 {
      let f = Polynomial.sample(in: ring, using: &generator)
      let point = [Rational].drawing(3) { .sample(using: &generator) }
      let constant = f.substituting(point.map(target.constant), in: target)
      #expect(constant == target.constant(f(at: point)))
      #expect(constant.isConstant)
    }
  }

  @Test func evaluationIsARingHomomorphism() {
    var generator = SeededGenerator(seed: 126)
    let ring = PolynomialRing(["x", "y"])
    for _ in 0..<100 {
      let f = Polynomial.sample(in: ring, using: &generator)
      let g = Polynomial.sample(in: ring, using: &generator)
      let point = [Rational].drawing(2) { .sample(using: &generator) }
      #expect((f + g)(at: point) == f(at: point) + g(at: point))
      #expect((f * g)(at: point) == f(at: point) * g(at: point))
      #expect(ring.variables.map { $0(at: point) } == point)
    }
  }

  @Test(arguments: [[0, 1, 2], [2, 0, 1], [1, 0, 2], [0, 0, 0], [1, 1, 2], [2, 2, 0]])
  func renamingAgreesWithSubstitution(images: [Int]) {
    var generator = SeededGenerator(seed: 127)
    let ring = PolynomialRing(["x", "y", "z"])
    for _ in 0..<60 {
      let f = Polynomial.sample(in: ring, using: &generator)
      let renamed = f.renamingVariables(images)
      #expect(renamed == f.substituting(images.map(ring.variable), in: ring))
      // Terms may merge, and the canonical form must survive that.
      #expect(renamed.content * renamed.primitivePart == renamed)
      #expect(renamed.description == (renamed + ring.zero).description)
    }
  }

  @Test func renamingMayCancelEverything() {
    let ring = PolynomialRing(["x", "y"])
    let difference = ring.variable(0) - ring.variable(1)
    #expect(difference.renamingVariables([1, 1]).isZero)
    #expect(
      (3 * ring.variable(0) + ring.variable(1)).renamingVariables([0, 0]).content == 4)
  }

  @Test func ringsWithoutVariables() {
    let (point, line) = (PolynomialRing([]), PolynomialRing(["x"]))
    let half = point.constant(Rational(1, 2))
    #expect(half.substituting([], in: line) == line.constant(Rational(1, 2)))
    #expect(point.zero.substituting([], in: line).isZero)
    #expect(half(at: []) == Rational(1, 2))
    #expect(half.renamingVariables([]) == half)
    #expect(half.terms.map(\.coefficient) == [Rational(1, 2)])
    #expect((half * half).divided(by: half) == half)
    #expect(half.power(5).description == "1/32")
  }
}
