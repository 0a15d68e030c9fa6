import ExactAlgebra
import Testing

/// Values are shared between threads, created on one and released on another, which FLINT's
/// pools of large integers have to survive.
struct ConcurrencyTests {
  @Test func sharedValuesAreReadEverywhere() async {
    var generator = SeededGenerator(seed: 201)
    let ring = PolynomialRing(["x", "y", "z"])
    let polynomials = [Polynomial].drawing(8) {
      .sample(in: ring, terms: 12, using: &generator)
    }
    let matrix = IntegerMatrix.sample(12, 12, bits: 200, using: &generator)
    let expected = Self.digest(polynomials, matrix)
    let results = await withTaskGroup { group in
      for _ in 0..<64 { group.addTask { Self.digest(polynomials, matrix) } }
      return await group.reduce(into: [String]()) { $0.append($1) }
    }
    #expect(results == Array(repeating: expected, count: 64))
  }

  @Test func valuesMoveBetweenThreads() async {
    let base = Integer(3).power(500)
    var values = [Integer](repeating: base, count: 200)
    for round in 1...20 {
      // Every round releases the numbers that another thread made.
      values = await withTaskGroup { group in
        for (index, value) in values.enumerated() {
          group.addTask { (index, value * Integer(round) + Integer(index)) }
        }
        return await group.reduce(into: values) { $0[$1.0] = $1.1 }
      }
    }
    var expected = [Integer](repeating: base, count: 200)
    for round in 1...20 {
      for index in 0..<200 {
        expected[index] = expected[index] * Integer(round) + Integer(index)
      }
    }
    #expect(values == expected)
  }

  @Test func copiesAreChangedIndependently() async {
    var generator = SeededGenerator(seed: 202)
    let ring = PolynomialRing(["x", "y"])
    let shared = Polynomial.sample(in: ring, terms: 6, using: &generator) + ring.variable(0)
    let sums = await withTaskGroup { group in
      for task in 0..<32 {
        group.addTask {
          var copy = shared
          for _ in 0..<task { copy += shared }
          copy *= copy
          return (task, copy)
        }
      }
      return await group.reduce(into: [Int: Polynomial]()) { $0[$1.0] = $1.1 }
    }
    #expect(sums.count == 32)
    for (task, sum) in sums {
      #expect(sum == Rational((task + 1) * (task + 1)) * shared * shared)
    }
  }

  private static func digest(
    _ polynomials: [Polynomial], _ matrix: IntegerMatrix
  ) -> String {
    let product = polynomials.reduce(polynomials[0].ring.one) {
      ($0 + $1) * $1.primitivePart
    }
    return "\(product.hashValue) \(product.content) \(matrix.determinant) \(matrix.rank)"
  }
}
