import ExactAlgebra
import Testing

/// The operations of a ring, so that one checker serves types, residues and matrices alike.
struct RingOperations<Element: Equatable> {
  let zero: Element
  let one: Element
  let add: (Element, Element) -> Element
  let subtract: (Element, Element) -> Element
  let multiply: (Element, Element) -> Element
  let negate: (Element) -> Element
  var isCommutative = true

  /// The names of the laws that fail for three elements.
  func brokenLaws(_ a: Element, _ b: Element, _ c: Element) -> [String] {
    let laws: [(name: String, holds: Bool)] = [
      ("addition is associative", add(add(a, b), c) == add(a, add(b, c))),
      ("addition is commutative", add(a, b) == add(b, a)),
      ("zero is neutral", add(a, zero) == a && add(zero, a) == a),
      ("negatives cancel", add(a, negate(a)) == zero && negate(negate(a)) == a),
      ("subtraction adds the negative", subtract(a, b) == add(a, negate(b))),
      ("a difference with itself vanishes", subtract(a, a) == zero),
      (
        "multiplication is associative",
        multiply(multiply(a, b), c) == multiply(a, multiply(b, c))
      ),
      (
        "multiplication distributes from the left",
        multiply(a, add(b, c)) == add(multiply(a, b), multiply(a, c))
      ),
      (
        "multiplication distributes from the right",
        multiply(add(a, b), c) == add(multiply(a, c), multiply(b, c))
      ),
      ("one is neutral", multiply(a, one) == a && multiply(one, a) == a),
      ("zero absorbs", multiply(a, zero) == zero && multiply(zero, a) == zero),
      ("signs multiply", multiply(negate(a), b) == negate(multiply(a, b))),
      ("multiplication is commutative", !isCommutative || multiply(a, b) == multiply(b, a)),
    ]
    return laws.filter { !$0.holds }.map(\.name)
  }

  /// Checks the laws on all triples of the special elements and on random triples.
  ///
  /// - Returns: the number of triples, for the caller to assert.
  func check(
    _ randomTriples: Int, including special: [Element] = [],
    sourceLocation: SourceLocation = #_sourceLocation, sample: () -> Element
  ) -> Int {
    let fixed = special + [zero, one, negate(one)]
    var triples = fixed.flatMap { a in fixed.flatMap { b in fixed.map { c in (a, b, c) } } }
    triples += .drawing(randomTriples) { (sample(), sample(), sample()) }
    for (a, b, c) in triples {
      let broken = brokenLaws(a, b, c)
      #expect(broken.isEmpty, "for \(a), \(b), \(c)", sourceLocation: sourceLocation)
    }
    return triples.count
  }
}

extension RingOperations where Element: SignedNumeric {
  /// The ring that a numeric type forms.
  static var numeric: RingOperations {
    RingOperations(
      zero: 0, one: 1, add: +, subtract: -, multiply: *, negate: { -$0 })
  }
}

extension RingOperations<Polynomial> {
  init(_ ring: PolynomialRing) {
    self.init(
      zero: ring.zero, one: ring.one, add: +, subtract: -, multiply: *, negate: { -$0 })
  }
}

extension RingOperations<UInt> {
  init(_ field: PrimeField) {
    self.init(
      zero: 0, one: 1, add: field.add, subtract: field.subtract, multiply: field.multiply,
      negate: field.negate)
  }
}

extension RingOperations<RationalMatrix> {
  init(squaresOfSize size: Int) {
    let zero = RationalMatrix(rows: size, columns: size)
    var minusOne = zero
    for index in 0..<size { minusOne[index, index] = -1 }
    // Matrices offer no negation of their own.
    self.init(
      zero: zero, one: .identity(size), add: +, subtract: { $0 + minusOne * $1 },
      multiply: *, negate: { minusOne * $0 }, isCommutative: size < 2)
  }
}

struct RingAxiomsTests {
  @Test func integersFormARing() {
    var generator = SeededGenerator(seed: 1)
    let huge = Integer(10).power(400)
    let count = RingOperations<Integer>.numeric.check(400, including: [huge, -huge]) {
      .sample(using: &generator)
    }
    #expect(count == 125 + 400)
  }

  @Test func rationalsFormARing() {
    var generator = SeededGenerator(seed: 2)
    let tiny = Rational(1, Integer(10).power(400))
    let count = RingOperations<Rational>.numeric.check(400, including: [tiny, -1 / tiny]) {
      .sample(using: &generator)
    }
    #expect(count == 125 + 400)
  }

  @Test(arguments: MonomialOrder.allCases)
  func polynomialsFormARing(in order: MonomialOrder) {
    var generator = SeededGenerator(seed: 3)
    let ring = PolynomialRing(["x", "y", "z"], order: order)
    let huge =
      ring.constant(Rational(Integer(7).power(200), 3)) * ring.variable(1).power(1_000)
    let count = RingOperations(ring).check(
      150, including: [huge, ring.variable(0) - ring.one]
    ) {
      .sample(in: ring, using: &generator)
    }
    #expect(count == 125 + 150)
  }

  @Test func polynomialsInNoVariablesFormARing() {
    var generator = SeededGenerator(seed: 4)
    let ring = PolynomialRing([])
    let count = RingOperations(ring).check(100) { .sample(in: ring, using: &generator) }
    #expect(count == 27 + 100)
  }

  @Test(
    arguments: [
      2, 3, 5, 7, 65_537, 2_147_483_647, 2_305_843_009_213_693_951,
      9_223_372_036_854_775_783,
    ] as [UInt])
  func residuesFormARing(modulo prime: UInt) {
    var generator = SeededGenerator(seed: 5, stream: UInt64(prime))
    let field = PrimeField(prime: prime)
    let count = RingOperations(field).check(400, including: [prime / 2, prime - 1]) {
      field.randomElement(using: &generator)
    }
    #expect(count == 125 + 400)
  }

  @Test(arguments: 0...4)
  func squareMatricesFormARing(ofSize size: Int) {
    var generator = SeededGenerator(seed: 6, stream: UInt64(size))
    let count = RingOperations(squaresOfSize: size).check(60) {
      .sample(size, size, using: &generator) { Rational.sample(using: &$0) }
    }
    #expect(count == 27 + 60)
  }
}
