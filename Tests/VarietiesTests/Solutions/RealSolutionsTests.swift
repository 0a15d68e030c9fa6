import ExactAlgebra
import Testing

@testable import Varieties

@Suite struct RealSolutionsTests {
  private func solutions(_ equations: [String], _ names: [String]) throws -> RealSolutions {
    let ring = PolynomialRing(names)
    return try RealSolutions(
      of: equations.map { try Polynomial(parsing: $0, in: ring) }, in: ring)
  }

  private func rationals(_ values: RealSolutions.Values) -> [Rational]? {
    guard case .finite(let roots) = values else { return nil }
    return roots.compactMap(\.rational)
  }

  @Test func realZerosOfConjugatePairsAreToldApart() throws {
    // x^2 = 2 and y^2 = x: only the positive root of 2 has real roots.
    let found = try solutions(["x^2 - 2", "y^2 - x", "z - x*y"], ["x", "y", "z"])
    let points = try #require(found.points)
    #expect(points.count == 2)
    guard case .finite(let x) = found.values(of: 0), case .finite(let y) = found.values(of: 1),
      case .finite(let z) = found.values(of: 2)
    else {
      Issue.record("not finite")
      return
    }
    #expect(x.count == 1 && y.count == 2 && z.count == 2)
    #expect(x[0].refined(to: Rational(1, 1000)).lower > Rational(1414, 1000) - Rational(1, 500))
    #expect(y[0].upper <= 0 && y[1].lower >= 0)
    #expect(y[1].coefficients == [-2, 0, 0, 0, 1])
    // z^2 = x^2 y^2 = 2 x, so z^4 = 8.
    #expect(z[0].coefficients == [-8, 0, 0, 0, 1])
  }

  @Test func realSolutionsWhereOneCaseHasNone() throws {
    // u = 1 needs v^2 = -1; u = 2 has v = 0 and v = 3.
    let found = try solutions(
      ["(u - 1)*(u - 2)", "(u - 2)*(v^2 + 1)", "(u - 1)*v*(v - 3)"], ["u", "v"])
    #expect(rationals(found.values(of: 0)) == [2])
    #expect(rationals(found.values(of: 1)) == [0, 3])
    #expect(found.points?.count == 2)
  }

  @Test func sumsOfSquaresAreLinearOverTheReals() throws {
    let circle = try solutions(["x^2 + y^2 - 2*x - 4*y + 5"], ["x", "y"])
    #expect(rationals(circle.values(of: 0)) == [1])
    #expect(rationals(circle.values(of: 1)) == [2])
    #expect(try solutions(["x^2 + x*y + y^2 + 1"], ["x", "y"]).values(of: 0) == .none)
    #expect(try solutions(["x^2 + y^2 - 1"], ["x", "y"]).values(of: 0) == .free)
    #expect(try solutions(["x^2 + 1"], ["x"]).values(of: 0) == .none)
    #expect(try solutions(["x*y - 1", "x"], ["x", "y"]).values(of: 1) == .none)
  }

  @Test func freeAndFiniteVariablesBesideEachOther() throws {
    // A curve on which x takes two values, hidden behind a change of variables.
    let found = try solutions(
      ["(x - y)^2 - 3*(x - y) + 2", "z*(x - y) - w", "w*(x - y - 1) - 5*(x - y - 1)"],
      ["w", "x", "y", "z"])
    #expect(found.values(of: 1) == .free)
    #expect(found.values(of: 0) == .free)
    let single = try solutions(["x*y - 2*y", "y^2 - y", "x^2*z - 4*z"], ["x", "y", "z"])
    #expect(rationals(single.values(of: 1)) == [0, 1])
    #expect(single.values(of: 2) == .free)
    #expect(single.values(of: 0) == .free)
  }

  @Test func linearSystemsOfManyVariables() throws {
    let names = (1...40).map { "x\($0)" }
    let equations = (1..<40).map { "x\($0) + \($0)*x\($0 + 1) - \($0)" }
    let found = try solutions(equations, names)
    #expect((0..<40).allSatisfy { found.values(of: $0) == .free })
    #expect(found.relations.count == 39)
    let fixed = try solutions(equations + ["x40^2 - 2"], names)
    #expect(fixed.points?.count == 2)
  }

  @Test func rootsOfPolynomials() {
    #expect(RealRoot.all(of: [1, 0, 1]).isEmpty)
    #expect(RealRoot.all(of: [3, -2]) == [RealRoot(Rational(3, 2))])
    // x^5 - 4 x + 2 has three real roots.
    let roots = RealRoot.all(of: [2, -4, 0, 0, 0, 1])
    #expect(roots.count == 3)
    #expect(roots == roots.sorted())
    for root in roots {
      let fine = root.refined(to: Rational(1, Integer(2).power(40)))
      #expect(fine == root)
      #expect(fine.upper - fine.lower <= Rational(1, Integer(2).power(40)))
    }
  }
}
