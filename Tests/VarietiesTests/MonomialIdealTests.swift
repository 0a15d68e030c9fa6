import ExactAlgebra
import Oracles
import Testing
import Varieties

/// Hilbert series of monomial ideals against counting, known series and Singular.
@Suite struct MonomialIdealTests {
  /// The ideal of the pure powers of exponent `e` in `n` variables: `(1 - t^e)^n`, whose middle
  /// coefficient for 72 variables is `binomial(72, 36)`, beyond 64 bits.
  @Test(arguments: [(72, 1), (72, 2), (5, 3)])
  func completeIntersections(count: Int, exponent: Int) throws {
    let ideal = MonomialIdeal(
      generators: (0..<count).map { index in (0..<count).map { $0 == index ? exponent : 0 } },
      variableCount: count)
    let numerator = try ideal.numerator
    #expect(numerator.count == count * exponent + 1)
    for (power, coefficient) in numerator.enumerated() {
      let (index, rest) = power.quotientAndRemainder(dividingBy: exponent)
      let expected = rest > 0 ? 0 : binomial(count, index) * (index.isMultiple(of: 2) ? 1 : -1)
      #expect(coefficient == expected)
    }
    let series = try #require(try ideal.hilbertSeries)
    #expect(series.dimension == 0 && series.degree == Integer(exponent).power(count))
  }

  /// The squarefree monomials of degree `d` in `n` variables: the quotient has dimension `d - 1` and
  /// degree `binomial(n, d - 1)`.
  @Test func squarefreeMonomials() throws {
    for (count, degree) in [(12, 6), (16, 3), (8, 8), (9, 1)] {
      let all = (0..<1 << count).filter { $0.nonzeroBitCount == degree }.map { bits in
        (0..<count).map { bits >> $0 & 1 }
      }
      let series = try #require(
        try MonomialIdeal(generators: all, variableCount: count).hilbertSeries)
      #expect(series.dimension == degree - 1 && series.degree == binomial(count, degree - 1))
      #expect(series.numerator.count == degree)
    }
  }

  @Test func extremes() throws {
    let ring = MonomialIdeal(generators: [], variableCount: 3)
    #expect(try ring.hilbertSeries == HilbertSeries(ofAffineSpace: 3))
    let one = MonomialIdeal(generators: [[0, 0], [1, 0]], variableCount: 2)
    #expect(one.generators == [[0, 0]])
    #expect(try one.numerator.isEmpty && one.hilbertSeries == nil)
    let none = MonomialIdeal(generators: [], variableCount: 0)
    #expect(try none.hilbertSeries == HilbertSeries(ofAffineSpace: 0))
    let doubled = MonomialIdeal(generators: [[1, 1], [2, 1], [1, 1]], variableCount: 2)
    #expect(doubled.generators == [[1, 1]])
    #expect(try doubled.numerator == [1, 0, -1])
  }

  /// Random ideals of up to 14 monomials in up to 5 variables.
  private static let random: [MonomialIdeal] = {
    var generator = SeededGenerator(seed: 5)
    return (0..<60).map { index in
      let variables = 1 + index % 5
      let monomials = (0..<Int.random(in: 1...14, using: &generator)).map { _ in
        (0..<variables).map { _ in
          Bool.random(using: &generator) ? 0 : Int.random(in: 0...4, using: &generator)
        }
      }.filter { $0.contains { $0 > 0 } }
      return MonomialIdeal(generators: monomials, variableCount: variables)
    }
  }()

  /// Monomials outside of the ideal, counted one by one.
  @Test func counting() throws {
    #expect(Self.random.count == 60)
    for ideal in Self.random {
      let series = try #require(try ideal.hilbertSeries)
      for degree in 0...8 {
        let outside = Self.monomials(ofDegree: degree, in: ideal.variableCount).filter { monomial in
          !ideal.generators.contains { zip($0, monomial).allSatisfy { $0 <= $1 } }
        }
        #expect(series.value(inDegree: degree) == Integer(outside.count))
      }
    }
  }

  private static func monomials(ofDegree degree: Int, in count: Int) -> [[Int]] {
    if count == 1 { return [[degree]] }
    return (0...degree).flatMap { first in
      monomials(ofDegree: degree - first, in: count - 1).map { [first] + $0 }
    }
  }

  @Test(.enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"))
  func singular() async throws {
    var script = ["ring r = 0, (x(1..5)), dp;", "intvec h;", "string t;", "int k;"]
    for ideal in Self.random {
      let monomials = ideal.generators.map { exponents in
        exponents.indices.map { "x(\($0 + 1))^\(exponents[$0])" }.joined(separator: "*")
      }
      script += [
        "ideal I = \((["0"] + monomials).joined(separator: ", "));", "attrib(I, \"isSB\", 1);",
        "h = hilb(I, 1);", "t = \"result\";",
        "for (k = 1; k <= size(h); k++) { t = t + \" \" + string(h[k]); }", "print(t);",
        "kill I;",
      ]
    }
    let lines = try await SingularOracle.integers(
      printedBy: (script + ["quit;"]).joined(separator: "\n") + "\n")
    #expect(lines.count == Self.random.count)
    for (ideal, line) in zip(Self.random, lines) {
      // An entry that says nothing comes last.
      #expect(try ideal.numerator == line.dropLast().map { Integer($0) })
    }
  }
}
