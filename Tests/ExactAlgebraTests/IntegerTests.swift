import ExactAlgebra
import Testing

struct IntegerTests {
  @Test func euclideanDivisionLeavesTheLeastRemainder() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<1_000 {
      let dividend = Integer.sample(using: &generator)
      let divisor = Integer.nonzeroSample(using: &generator)
      let (quotient, remainder) = dividend.dividedEuclideanly(by: divisor)
      #expect(quotient * divisor + remainder == dividend)
      #expect(remainder >= 0 && remainder < divisor.magnitude)
      #expect(dividend.isDivisible(by: divisor) == remainder.isZero)
    }
  }

  @Test(arguments: [
    (7, 2, 3, 1), (-7, 2, -4, 1), (7, -2, -3, 1), (-7, -2, 4, 1), (-6, -3, 2, 0),
  ])
  func euclideanDivisionOfSigns(_ a: Int, _ b: Int, quotient: Int, remainder: Int) {
    let result = Integer(a).dividedEuclideanly(by: Integer(b))
    #expect(result.quotient == Integer(quotient) && result.remainder == Integer(remainder))
  }

  @Test func divisibilityByZero() {
    #expect(Integer(0).isDivisible(by: 0))
    #expect(!Integer(5).isDivisible(by: 0))
    #expect(Integer(0).isDivisible(by: 5))
  }

  @Test func exactDivisionUndoesMultiplication() {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<500 {
      let factor = Integer.sample(using: &generator)
      let divisor = Integer.nonzeroSample(using: &generator)
      #expect((factor * divisor).dividedExactly(by: divisor) == factor)
    }
  }

  @Test func divisorAndMultipleLaws() {
    var generator = SeededGenerator(seed: 13)
    for _ in 0..<500 {
      let (a, b) = (Integer.sample(using: &generator), Integer.sample(using: &generator))
      let common = Integer.sample(using: &generator)
      let divisor = greatestCommonDivisor(a, b)
      #expect(divisor >= 0 && a.isDivisible(by: divisor) && b.isDivisible(by: divisor))
      #expect(divisor * leastCommonMultiple(a, b) == (a * b).magnitude)
      #expect(greatestCommonDivisor(a * common, b * common) == divisor * common.magnitude)
      if !divisor.isZero {
        let (p, q) = (a.dividedExactly(by: divisor), b.dividedExactly(by: divisor))
        #expect(greatestCommonDivisor(p, q).isOne)
      }
    }
    #expect(greatestCommonDivisor(0, 0) == 0)
    #expect(leastCommonMultiple(0, 7) == 0)
  }

  @Test func powersMultiply() {
    var generator = SeededGenerator(seed: 14)
    for _ in 0..<200 {
      let base = Integer.sample(using: &generator)
      let (m, n) = (
        Int.random(in: 0...9, using: &generator), Int.random(in: 0...9, using: &generator)
      )
      #expect(base.power(m) * base.power(n) == base.power(m + n))
      #expect(base.power(m).power(n) == base.power(m * n))
    }
    #expect(Integer(0).power(0) == 1)
    #expect(Integer(-1).power(.max) == -1)
    #expect(Integer(2).power(100_000).bitWidth == 100_001)
  }

  @Test(arguments: [
    Int.max, Int.min, Int.max - 1, Int.min + 1, 1 << 62, -1 << 62, 0, 1, -1,
  ])
  func machineIntegersRoundTrip(_ value: Int) {
    #expect(Int(exactly: Integer(value)) == value)
    #expect(Integer(value).description == value.description)
    #expect(Integer(exactly: value) == Integer(value))
    #expect(Integer(value).signum() == value.signum())
    #expect(Integer(value).bitWidth == Int.bitWidth - value.magnitude.leadingZeroBitCount)
  }

  @Test func integersBeyondTheMachineWord() {
    #expect(Int(exactly: Integer(Int.max) + 1) == nil)
    #expect(Int(exactly: Integer(Int.min) - 1) == nil)
    #expect(Integer(UInt.max).description == UInt.max.description)
    #expect(Integer(exactly: UInt64.max) == Integer(UInt.max))
    #expect(Integer(exactly: Int128.min) == -Integer(2).power(127))
    #expect(Integer(exactly: UInt128.max) == Integer(2).power(128) - 1)
  }

  @Test func descriptionsRoundTrip() {
    var generator = SeededGenerator(seed: 15)
    for _ in 0..<500 {
      let value = Integer.sample(using: &generator)
      #expect(Integer(value.description) == value)
      #expect(Integer("+" + value.magnitude.description) == value.magnitude)
      #expect(Integer("-000" + value.magnitude.description) == -value.magnitude)
    }
  }

  @Test(arguments: [
    "", "+", "-", "--1", "+-1", "- 1", " 1", "1 ", "1.0", "0x10", "1e3", "1_000", "1,000",
    "a", "\u{0661}\u{0662}", "\u{FF11}", "1\u{0301}", "-\u{0301}1", "\u{2212}1", "1\u{0}",
    "\n1",
  ])
  func textsThatAreNotIntegers(_ text: String) {
    #expect(Integer(text) == nil)
  }

  @Test func orderAgreesWithDifferences() {
    var generator = SeededGenerator(seed: 16)
    for _ in 0..<500 {
      let (a, b) = (Integer.sample(using: &generator), Integer.sample(using: &generator))
      #expect((a < b) == ((a - b).signum() < 0))
      #expect((a == b) == (a - b).isZero)
      #expect(a.magnitude == (a < 0 ? -a : a))
      #expect((a * b).signum() == a.signum() * b.signum())
    }
  }

  /// The same number may live inline or on the heap while it is computed.
  @Test func equalNumbersHashAlike() {
    var generator = SeededGenerator(seed: 17)
    for _ in 0..<300 {
      let value = Integer.sample(using: &generator)
      let detour = Integer.random(bits: 300, using: &generator)
      #expect((value + detour - detour).hashValue == value.hashValue)
    }
  }

  @Test func residuesAreRingHomomorphisms() {
    var generator = SeededGenerator(seed: 18)
    let field = PrimeField(prime: 2_305_843_009_213_693_951)
    for _ in 0..<300 {
      let (a, b) = (Integer.sample(using: &generator), Integer.sample(using: &generator))
      let (p, q) = (a.residue(in: field), b.residue(in: field))
      #expect((a + b).residue(in: field) == field.add(p, q))
      #expect((a * b).residue(in: field) == field.multiply(p, q))
      #expect((-a).residue(in: field) == field.negate(p))
      #expect(a.dividedEuclideanly(by: Integer(field.modulus)).remainder == Integer(p))
    }
  }

  @Test func binomialsFollowPascal() {
    for n in 1...40 {
      for k in 0...n {
        #expect(binomial(n, k) == binomial(n - 1, k - 1) + binomial(n - 1, k))
      }
    }
    #expect(binomial(0, 0) == 1)
    #expect(binomial(5, 6) == 0 && binomial(5, -1) == 0 && binomial(-1, 0) == 0)
    #expect(binomial(20, 10) == 184_756)
    #expect(binomial(100, 50) == Integer("100891344545564193334812497256"))
  }
}
