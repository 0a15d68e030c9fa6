import ExactAlgebra
import Testing

struct RenamedTextsTests {
  /// A homogeneous polynomial with small coefficients, so that many of them are 1.
  private static func form(
    in ring: PolynomialRing, degree: Int, terms: Int, using generator: inout SeededGenerator
  ) -> Polynomial {
    Polynomial(
      (0..<terms).map { _ in
        (
          coefficient: Rational(
            Integer(Int.random(in: -3...3, using: &generator)),
            Integer(Int.random(in: 1...2, using: &generator))),
          variables: (0..<degree).map { _ in
            Int.random(in: 0..<ring.variableCount, using: &generator)
          }
        )
      }, in: ring)
  }

  /// The text is that of the renamed polynomial, also where a monomial needs more than 64 bits.
  @Test(arguments: [(1, 1), (2, 3), (3, 5), (9, 4), (70, 5), (40, 12), (5, 30), (1, 40)])
  func renaming(_ variableCount: Int, degree: Int) throws {
    var generator = SeededGenerator(seed: 151)
    let names = (0..<variableCount).map { "x\($0 * $0)" }
    let ring = PolynomialRing(names)
    var checked = 0
    for _ in 0..<60 {
      let form = Self.form(
        in: ring, degree: degree, terms: .random(in: 1...30, using: &generator), using: &generator)
      guard !form.isZero else { continue }
      let texts = try #require(RenamedTexts(of: form))
      for _ in 0..<3 {
        let images = Array(0..<variableCount).shuffled(using: &generator)
        let renamed = form.renamingVariables(images).primitivePart
        #expect(texts.text(renaming: images) == renamed.description)
        checked += 1
      }
    }
    #expect(checked > 100)
  }

  @Test func others() throws {
    let ring = PolynomialRing(["x", "y"])
    for text in ["0", "1", "x + 1", "x^2 + y", "x^200"] {
      #expect(RenamedTexts(of: try Polynomial(parsing: text, in: ring)) == nil, "\(text)")
    }
    let other = PolynomialRing(["x", "y"], order: .lexicographic)
    #expect(RenamedTexts(of: other.variable(0)) == nil)
    let texts = try #require(RenamedTexts(of: ring.variable(0)))
    #expect(texts.text(renaming: [1, 0]) == "y")
  }
}
