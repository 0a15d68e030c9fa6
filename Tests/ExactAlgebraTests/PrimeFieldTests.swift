import ExactAlgebra
import Testing

struct PrimeFieldTests {
  /// The remainder of the double-width product, by the division of the standard library.
  private static func product(_ a: UInt, _ b: UInt, modulo m: UInt) -> UInt {
    m.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
  }

  private static func power(_ base: UInt, _ exponent: UInt, modulo m: UInt) -> UInt {
    guard exponent > 0 else { return 1 }
    let root = power(base, exponent / 2, modulo: m)
    let square = product(root, root, modulo: m)
    return exponent.isMultiple(of: 2) ? square : product(square, base, modulo: m)
  }

  /// Miller and Rabin's test; these bases decide every number below 2^64 (Sorenson and
  /// Webster, *Strong pseudoprimes to twelve prime bases*, 2017).
  private static func isPrime(_ n: UInt) -> Bool {
    let bases: [UInt] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
    guard n > 37, !n.isMultiple(of: 2) else { return bases.contains(n) }
    let twos = (n - 1).trailingZeroBitCount
    return bases.allSatisfy { base in
      var value = power(base, (n - 1) >> UInt(twos), modulo: n)
      if value == 1 || value == n - 1 { return true }
      return (1..<twos).contains { _ in
        value = product(value, value, modulo: n)
        return value == n - 1
      }
    }
  }

  @Test(arguments: 3...63)
  func productsAgreeWithFullWidthDivision(bits: Int) throws {
    var generator = SeededGenerator(seed: 51, stream: UInt64(bits))
    let fields = Array(PrimeField.primes(bits: bits).prefix(2))
    #expect(fields.count == 2)
    for field in fields {
      let p = field.modulus
      let special = [0, 1, 2, p / 2, p / 2 + 1, p - 2, p - 1]
      var pairs = special.flatMap { a in special.map { b in (a, b) } }
      pairs += .drawing(400) {
        (field.randomElement(using: &generator), field.randomElement(using: &generator))
      }
      let wrong = pairs.filter { a, b in
        field.multiply(a, b) != Self.product(a, b, modulo: p)
          || field.subtract(a, b) != (a &- b &+ (a < b ? p : 0))
          || field.add(a, b) != (a + b) % p
      }
      #expect(pairs.count == 449 && wrong.isEmpty)
    }
  }

  /// The last correction of the reduction is needed only near 2^62, for factors near the prime.
  @Test(
    arguments: [
      4_657_802_878_611_662_093, 4_703_919_738_795_936_011, 4_711_963_060_480_945_651,
      4_750_036_598_980_209_791,
    ] as [UInt])
  func productsThatNeedTheLastCorrection(modulo prime: UInt) {
    let field = PrimeField(prime: prime)
    let factors = (1...7).map { prime - $0 }
    for a in factors {
      for b in factors {
        #expect(field.multiply(a, b) == Self.product(a, b, modulo: prime))
      }
    }
  }

  @Test(arguments: [2, 3, 7, 65_537, 2_147_483_647, 9_223_372_036_854_775_783] as [UInt])
  func everyUnitHasAnInverse(modulo prime: UInt) {
    var generator = SeededGenerator(seed: 52, stream: UInt64(prime))
    let field = PrimeField(prime: prime)
    #expect(field.inverse(of: 0) == nil)
    #expect(field.inverse(of: prime) == nil)
    #expect(field.inverse(of: 1) == 1)
    #expect(field.inverse(of: prime - 1) == prime - 1)
    for a in field.randomElements(200, using: &generator) where a != 0 {
      #expect(field.inverse(of: a).map { field.multiply(a, $0) } == 1)
    }
  }

  @Test func smallFieldsHaveAllInverses() {
    for field in PrimeField.primes(bits: 7).prefix(13) {
      let inverses = Set((1..<field.modulus).compactMap(field.inverse))
      #expect(inverses == Set(1..<field.modulus))
    }
  }

  @Test(
    arguments: [
      (31, 2_147_483_647), (61, 2_305_843_009_213_693_951), (63, 9_223_372_036_854_775_783),
      (32, 4_294_967_291), (16, 65_521), (8, 251), (3, 7),
    ] as [(Int, UInt)])
  func largestPrimes(bits: Int, prime: UInt) {
    #expect(PrimeField.primes(bits: bits).prefix(1).map(\.modulus) == [prime])
  }

  @Test(arguments: 12...63)
  func primesDescend(bits: Int) {
    let primes = PrimeField.primes(bits: bits).prefix(12).map(\.modulus)
    #expect(primes.count == 12)
    #expect(zip(primes, primes.dropFirst()).allSatisfy(>))
    #expect(primes.allSatisfy { UInt.bitWidth - $0.leadingZeroBitCount == bits })
    // None is left out, none is composite.
    let all = (primes.last!...((1 << UInt(bits)) - 1)).reversed().filter(Self.isPrime)
    #expect(primes == all)
  }

  /// There are finitely many primes of a given number of bits, and no others may follow.
  @Test(arguments: 3...6)
  func primesHaveTheGivenNumberOfBits(bits: Int) {
    let numbers: Range<UInt> = (1 << UInt(bits - 1))..<(1 << UInt(bits))
    let expected = numbers.reversed().filter(Self.isPrime)
    #expect(PrimeField.primes(bits: bits).map(\.modulus) == expected)
  }

  @Test func powersMultiply() {
    var generator = SeededGenerator(seed: 53)
    for field in PrimeField.primes(bits: 62).prefix(3) {
      for base in field.randomElements(50, using: &generator) {
        let (m, n) = (
          UInt.random(in: 0...1 << 40, using: &generator),
          UInt.random(in: 0...1 << 40, using: &generator)
        )
        #expect(
          field.multiply(field.power(base, m), field.power(base, n))
            == field.power(base, m + n))
        // Fermat
        #expect(field.power(base, field.modulus) == base)
        #expect(
          base == 0 || field.power(base, field.modulus - 2) == field.inverse(of: base))
      }
      #expect(field.power(0, 0) == 1 && field.power(0, .max) == 0)
    }
  }

  @Test func residuesOfMachineIntegers() {
    var generator = SeededGenerator(seed: 54)
    for prime: UInt in [2, 3, 65_537, 9_223_372_036_854_775_783] {
      let field = PrimeField(prime: prime)
      let values =
        [.min, .min + 1, .max, 0, 1, -1]
        + .drawing(100) { Int.random(in: .min ... .max, using: &generator) }
      for value in values {
        #expect(field.residue(of: value) == Integer(value).residue(in: field))
      }
    }
  }

  @Test func randomElementsFillTheField() {
    var generator = SeededGenerator(seed: 55)
    let field = PrimeField(prime: 11)
    #expect(Set(field.randomElements(500, using: &generator)) == Set(0..<11))
  }

  @Test func refusedModuli() async {
    await #expect(processExitsWith: .trap) { _ = PrimeField(prime: 0) }
    await #expect(processExitsWith: .trap) { _ = PrimeField(prime: 1) }
    await #expect(processExitsWith: .trap) { _ = PrimeField(prime: 561) }
    await #expect(processExitsWith: .trap) {
      _ = PrimeField(prime: 18_446_744_073_709_551_557)
    }
    await #expect(processExitsWith: .trap) { _ = PrimeField.primes(bits: 64) }
  }
}
