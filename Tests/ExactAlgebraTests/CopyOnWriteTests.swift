import ExactAlgebra
import Testing

/// Values share storage until one of them changes, and no other value may notice that.
struct CopyOnWriteTests {
  /// A change of a value together with its result, which has to be found without it.
  struct Mutation<Value> {
    let change: (inout Value) -> Void
    let result: (Value) -> Value
  }

  /// Applies every change to one copy among three and looks at all of them.
  private static func check<Value: Equatable>(
    _ value: Value, print: (Value) -> String, _ mutations: [Mutation<Value>],
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Int {
    for mutation in mutations {
      let original = value
      let text = print(original)
      let expected = mutation.result(original)
      var first = original
      var second = original
      mutation.change(&first)
      #expect(
        print(original) == text && print(second) == text, sourceLocation: sourceLocation)
      #expect(first == expected, sourceLocation: sourceLocation)
      mutation.change(&second)
      #expect(second == first && print(original) == text, sourceLocation: sourceLocation)
      // Now the storage is unique, and a change in place must not reach the other copies.
      let settled = print(second)
      mutation.change(&first)
      #expect(
        print(second) == settled && print(original) == text, sourceLocation: sourceLocation)
      #expect(first == mutation.result(second), sourceLocation: sourceLocation)
    }
    return mutations.count
  }

  private static func numericMutations<Value: SignedNumeric>(
    by other: Value
  ) -> [Mutation<Value>] {
    [
      Mutation(change: { $0 += other }, result: { $0 + other }),
      Mutation(change: { $0 -= other }, result: { $0 - other }),
      Mutation(change: { $0 *= other }, result: { $0 * other }),
      Mutation(change: { $0 += $0 }, result: { 2 * $0 }),
      Mutation(change: { $0 *= $0 }, result: { $0 * $0 }),
      Mutation(change: { $0 -= $0 }, result: { _ in 0 }),
      Mutation(change: { $0.negate() }, result: { 0 - $0 }),
    ]
  }

  @Test func integers() {
    var generator = SeededGenerator(seed: 171)
    var checked = 0
    for _ in 0..<100 {
      let (a, b) = (Integer.sample(using: &generator), Integer.sample(using: &generator))
      checked += Self.check(a, print: \.description, Self.numericMutations(by: b))
    }
    #expect(checked == 700)
  }

  @Test func rationals() {
    var generator = SeededGenerator(seed: 172)
    var checked = 0
    for _ in 0..<100 {
      let (a, b) = (Rational.sample(using: &generator), Rational.sample(using: &generator))
      checked += Self.check(a, print: \.description, Self.numericMutations(by: b))
    }
    #expect(checked == 700)
  }

  @Test(arguments: MonomialOrder.allCases)
  func polynomials(in order: MonomialOrder) {
    var generator = SeededGenerator(seed: 173)
    let ring = PolynomialRing(["x", "y"], order: order)
    var checked = 0
    for _ in 0..<60 {
      let f = Polynomial.sample(in: ring, using: &generator)
      let g = Polynomial.sample(in: ring, using: &generator)
      let mutations: [Mutation<Polynomial>] = [
        Mutation(change: { $0 += g }, result: { $0 + g }),
        Mutation(change: { $0 -= g }, result: { $0 - g }),
        Mutation(change: { $0 *= g }, result: { $0 * g }),
        Mutation(change: { $0 += $0 }, result: { 2 * $0 }),
        Mutation(change: { $0 *= $0 }, result: { $0 * $0 }),
        Mutation(change: { $0 -= $0 }, result: { $0.ring.zero }),
      ]
      checked += Self.check(f, print: \.description, mutations)
    }
    #expect(checked == 360)
  }

  /// Functions that return a changed copy of their argument must not change the argument.
  @Test func primitivePartLeavesThePolynomialAlone() {
    let ring = PolynomialRing(["x"])
    let f = Rational(-6, 5) * ring.variable(0)
    let primitive = f.primitivePart
    #expect(f.description == "-6/5*x" && primitive.description == "x")
    let one = ring.one
    var part = one.primitivePart
    part += one
    #expect(one.description == "1" && part.description == "2")
  }

  @Test func integerMatrices() {
    let matrix = IntegerMatrix([[1, 2], [3, 4]])
    let huge = Integer(10).power(50)
    let checked = Self.check(
      matrix, print: { "\($0.rows)" },
      [
        Mutation(
          change: { $0[0, 1] = huge },
          result: { IntegerMatrix([[$0[0, 0], huge], $0.row(1)]) }),
        Mutation(
          change: { $0[0, 1] += 7 },
          result: { IntegerMatrix([[$0[0, 0], $0[0, 1] + 7], $0.row(1)]) }),
        Mutation(change: { $0 = $0 * $0 }, result: { $0 * $0 }),
      ])
    #expect(checked == 3 && matrix == IntegerMatrix([[1, 2], [3, 4]]))
  }

  @Test func rationalMatrices() {
    let matrix = RationalMatrix([[1, Rational(1, 2)], [3, 4]])
    let checked = Self.check(
      matrix, print: { "\($0.rows)" },
      [
        Mutation(
          change: { $0[1, 0] = 9 }, result: { RationalMatrix([$0.row(0), [9, $0[1, 1]]]) }),
        Mutation(
          change: { $0[1, 0] *= Rational(5, 3) },
          result: { RationalMatrix([$0.row(0), [$0[1, 0] * Rational(5, 3), $0[1, 1]]]) }),
      ])
    #expect(checked == 2 && matrix[1, 0] == 3)
  }

  @Test func modularMatrices() {
    let field = PrimeField(prime: 101)
    let matrix = ModularMatrix([[1, 2, 3], [4, 5, 6]], over: field)
    let echelon = ModularMatrix([[1, 0, 100], [0, 1, 2]], over: field)
    let checked = Self.check(
      matrix, print: { copy in "\((0..<2).map(copy.row))" },
      [
        Mutation(
          change: { $0[1, 2] = 50 },
          result: { ModularMatrix([$0.row(0), [$0[1, 0], $0[1, 1], 50]], over: field) }),
        Mutation(change: { $0.reduceToEchelonForm() }, result: { _ in echelon }),
      ])
    #expect(checked == 2)
    #expect(matrix.nullSpace.basisVector(0) == [1, 99, 1] && matrix.row(0) == [1, 2, 3])
  }

  @Test func polynomialMatrices() {
    let ring = PolynomialRing(["x"])
    let x = ring.variable(0)
    let matrix = PolynomialMatrix(rows: 2, columns: 2, in: ring) {
      ring.constant(Rational($0 + $1))
    }
    var changed = matrix
    let kept = changed
    changed[0, 0] = x
    changed[0, 1] += x
    #expect(matrix[0, 0].isZero && kept[0, 0].isZero && changed[0, 0] == x)
    #expect(
      matrix[0, 1] == ring.one && kept[0, 1] == ring.one && changed[0, 1] == x + ring.one)
    // The elimination works on a copy of its own.
    #expect(changed.determinant == 2 * x - x - ring.one && changed[0, 0] == x)
  }
}
