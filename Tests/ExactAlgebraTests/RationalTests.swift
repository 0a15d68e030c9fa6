import ExactAlgebra
import Testing

struct RationalTests {
  @Test func lowestTermsWithPositiveDenominator() {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<500 {
      let numerator = Integer.sample(using: &generator)
      let denominator = Integer.nonzeroSample(using: &generator)
      let value = Rational(numerator, denominator)
      #expect(value.denominator > 0)
      #expect(greatestCommonDivisor(value.numerator, value.denominator).isOne)
      #expect(value.numerator * denominator == numerator * value.denominator)
      #expect(value.isInteger == numerator.isDivisible(by: denominator))
    }
    #expect(Rational(0, -5) == 0 && Rational(0, -5).denominator == 1)
  }

  @Test func divisionUndoesMultiplication() {
    var generator = SeededGenerator(seed: 22)
    var invertible = 0
    for _ in 0..<500 {
      let (a, b) = (Rational.sample(using: &generator), Rational.sample(using: &generator))
      guard let inverse = b.inverse else {
        #expect(b.isZero)
        continue
      }
      invertible += 1
      #expect(b * inverse == 1)
      #expect(a / b == a * inverse)
      #expect(a / b * b == a)
      #expect(inverse.signum() == b.signum())
    }
    #expect(invertible > 400)
    #expect(Rational(0).inverse == nil)
  }

  @Test func powersOfEitherSign() {
    var generator = SeededGenerator(seed: 23)
    for _ in 0..<200 {
      let base = Rational.sample(using: &generator)
      guard !base.isZero else { continue }
      let (m, n) = (
        Int.random(in: -8...8, using: &generator), Int.random(in: -8...8, using: &generator)
      )
      #expect(base.power(m) * base.power(n) == base.power(m + n))
      #expect(base.power(-m) * base.power(m) == 1)
    }
    #expect(Rational(-2, 3).power(-3) == Rational(-27, 8))
    #expect(Rational(0).power(0) == 1)
    #expect(Rational(-1).power(.min) == 1)
  }

  @Test func orderAgreesWithDifferences() {
    var generator = SeededGenerator(seed: 24)
    for _ in 0..<500 {
      let (a, b) = (Rational.sample(using: &generator), Rational.sample(using: &generator))
      #expect((a < b) == ((a - b).signum() < 0))
      #expect((a == b) == (a - b).isZero)
      #expect(a.magnitude == (a < 0 ? -a : a))
    }
  }

  @Test func equalNumbersHashAlike() {
    var generator = SeededGenerator(seed: 25)
    for _ in 0..<300 {
      let value = Rational.sample(using: &generator)
      let detour = Rational.sample(using: &generator)
      #expect((value + detour - detour).hashValue == value.hashValue)
    }
  }

  @Test func residuesAreRingHomomorphisms() {
    var generator = SeededGenerator(seed: 26)
    let field = PrimeField(prime: 2_147_483_647)
    var reduced = 0
    for _ in 0..<300 {
      let (a, b) = (Rational.sample(using: &generator), Rational.sample(using: &generator))
      guard let p = a.residue(in: field), let q = b.residue(in: field) else { continue }
      reduced += 1
      #expect((a + b).residue(in: field) == field.add(p, q))
      #expect((a * b).residue(in: field) == field.multiply(p, q))
    }
    #expect(reduced > 290)
    #expect(Rational(3, Integer(2_147_483_647) * 5).residue(in: field) == nil)
    #expect(Rational(1, 2).residue(in: PrimeField(prime: 7)) == 4)
  }

  @Test func integersOfAnyWidthConvert() {
    #expect(Rational(exactly: UInt128.max) == Rational(Integer(2).power(128) - 1))
    #expect(Rational(exactly: Int8(-7)) == -7)
    #expect(Rational(Int.min).numerator == Integer(Int.min))
  }

  /// Sums in pairs are those of one number after the other.
  @Test func sumsInPairs() {
    var generator = SeededGenerator(seed: 3)
    var (sum, other, expected) = (RationalSum(), RationalSum(), Rational(0))
    #expect(sum.total == 0)
    let numbers = (0..<77).map { _ in
      Rational(
        Integer(Int.random(in: -99...99, using: &generator)),
        Integer(Int.random(in: 1...50, using: &generator)))
    }
    for number in numbers {
      sum.add(number)
      expected += number
      #expect(sum.total == expected)
    }
    for number in numbers.reversed() { other.add(number) }
    #expect(sum == other)
  }

  @Test func descriptionsAreExact() {
    #expect(Rational(6, -4).description == "-3/2")
    #expect(Rational(8, 4).description == "2")
    #expect(Rational(0, 9).description == "0")
  }
}
