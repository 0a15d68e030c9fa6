import ExactAlgebra
import GaussianMeasures
import Polyhedra
import RandomNetworks
import Testing

struct InputLawTests {
  private let half = Rational(1, 2)

  /// A half-space with open or closed boundary.
  private func halfSpace(
    _ normal: [Rational], _ offset: Rational, isOpen: Bool = true
  ) -> HalfSpace {
    HalfSpace(normal: normal, offset: offset, isOpen: isOpen)
  }

  @Test func uniformLawsAreRatiosOfVolumes() throws {
    let law = try UniformLaw(box: [(-1, 1), (0, 2)])
    // The triangle that x + y < 1 leaves of the square has legs of length 2.
    #expect(try law.probability(of: [halfSpace([1, 1], -1)]) == half)
    #expect(try law.probability(of: [halfSpace([1, 0], -half)]) == Rational(1, 4))
    #expect(try law.probability(of: [halfSpace([0, 0], 0)]) == 0)
    #expect(try law.probability(of: [halfSpace([0, 0], 0, isOpen: false)]) == 1)
    #expect(law.mean == [0, 1])
    #expect(law.covariance == [[Rational(1, 3), 0], [0, Rational(1, 3)]])
    #expect(law.volume == 4)
  }

  /// Coordinates that no half-space has cost nothing, and the moments see all of them.
  @Test func boxesMayHaveManyDimensions() throws {
    let law = try UniformLaw(box: Array(repeating: (0, 1), count: 100))
    var normal = [Rational](repeating: 0, count: 100)
    (normal[3], normal[70]) = (1, -1)
    let moments = try law.moments(of: [halfSpace(normal, 0)])
    #expect(moments.mass == half)
    #expect(moments.mean![3] == Rational(2, 3))
    #expect(moments.mean![70] == Rational(1, 3))
    #expect(moments.mean![99] == half)
    #expect(moments.covariance![3][70] == Rational(1, 36))
    #expect(moments.covariance![99][99] == Rational(1, 12))
    #expect(moments.covariance![3][99] == 0)
    let all = [Rational](repeating: 1, count: 100)
    #expect(throws: UniformLawError.blockDimension(100)) {
      try law.probability(of: [halfSpace(all, -50)])
    }
  }

  /// The sum of two coordinates has a triangle as its density.
  @Test func densitiesOfLinearForms() throws {
    let law = try UniformLaw(box: Array(repeating: (0, 1), count: 20))
    var form = [Rational](repeating: 0, count: 21)
    (form[2], form[7], form[20]) = (1, 1, 5)
    #expect(try law.density(of: form, at: 5) == 0)
    #expect(try law.density(of: form, at: 5 + half) == half)
    #expect(try law.density(of: form, at: 6) == 1)
    #expect(try law.density(of: form, at: 6 + Rational(3, 4)) == Rational(1, 4))
    // Where another coordinate is above 3/4.
    var normal = [Rational](repeating: 0, count: 20)
    normal[11] = 1
    let quarter = [halfSpace(normal, Rational(-3, 4))]
    #expect(try law.density(of: form, at: 6, in: quarter) == Rational(1, 4))
    // At the ends of the range of a coordinate.
    let unit = normal + [0]
    #expect(try law.density(of: unit, at: 1) == 1)
    #expect(try law.density(of: unit, at: 1, fromBelow: false) == 0)
    #expect(try law.density(of: unit, at: 0) == 0)
    #expect(try law.density(of: unit, at: 0, fromBelow: false) == 1)
  }

  @Test func uniformDomainsAreBoundedWithInnerPoints() {
    #expect(throws: UniformLawError.unbounded) {
      try UniformLaw(dimension: 2, [halfSpace([1, 0], 0), halfSpace([-1, 0], 1)])
    }
    #expect(throws: UniformLawError.noInnerPoints) {
      try UniformLaw(dimension: 1, [halfSpace([1], 0), halfSpace([-1], 0)])
    }
    #expect(throws: UniformLawError.noInnerPoints) { try UniformLaw(box: [(1, 0)]) }
    #expect(throws: UniformLawError.noInnerPoints) {
      try UniformLaw(dimension: 1, [halfSpace([0], -1)])
    }
  }

  @Test func pointsOnTheBoundaryBelongToClosedHalfSpaces() throws {
    let law = try EmpiricalLaw([[0, 0], [1, 2], [1, 2], [3, 0]])
    #expect(law.probability(of: [halfSpace([1, 0], -1)]) == Rational(1, 4))
    #expect(law.probability(of: [halfSpace([1, 0], -1, isOpen: false)]) == Rational(3, 4))
    #expect(law.mean == [Rational(5, 4), 1])
    #expect(law.covariance == [[Rational(19, 16), Rational(-1, 4)], [Rational(-1, 4), 1]])
  }

  @Test func weightsHaveTheSumOne() throws {
    let third = Rational(333, 1000)
    #expect(throws: EmpiricalLawError.weights(.sum(Rational(999, 1000)))) {
      try EmpiricalLaw([[0], [1], [2]], weights: [third, third, third])
    }
    #expect(throws: EmpiricalLawError.weights(.negative(-1, part: 1))) {
      try EmpiricalLaw([[0], [1]], weights: [2, -1])
    }
    #expect(throws: EmpiricalLawError.weightCount(1, expected: 2)) {
      try EmpiricalLaw([[0], [1]], weights: [1])
    }
    #expect(throws: GaussianMixtureError.weights(.sum(half))) {
      try GaussianMixture([.init(weight: half, law: GaussianLaw(standardIn: 1))])
    }
    #expect(throws: GaussianMixtureError.dimension(1, part: 1, expected: 2)) {
      try GaussianMixture([
        .init(weight: half, law: GaussianLaw(standardIn: 2)),
        .init(weight: half, law: GaussianLaw(standardIn: 1)),
      ])
    }
  }

  /// The law of total covariance.
  @Test func mixturesHaveTheMomentsOfTheirParts() throws {
    let left = try GaussianLaw(mean: [-1, 0], covariance: [[1, 0], [0, 1]])
    let right = try GaussianLaw(mean: [3, 0], covariance: [[2, 1], [1, 2]])
    let law = try InputLaw.gaussian(
      GaussianMixture([
        .init(weight: Rational(3, 4), law: left), .init(weight: Rational(1, 4), law: right),
      ]))
    #expect(law.mean == [0, 0])
    let quarter = Rational(1, 4)
    #expect(law.covariance == [[Rational(17, 4), quarter], [quarter, Rational(5, 4)]])
    // Both parts are symmetric in the second coordinate.
    let probability = try law.probability(of: [halfSpace([0, 1], 0)])
    #expect(probability.ball!.contains(half))
    #expect(probability.ball!.accurateBits >= 50)
  }
}
