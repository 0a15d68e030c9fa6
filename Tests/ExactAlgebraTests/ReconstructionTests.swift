import ExactAlgebra
import Testing

struct ReconstructionTests {
  private static let fields: [PrimeField] = Array(PrimeField.primes(bits: 61).prefix(40))

  /// The residues of a vector, joined over the first primes.
  private static func residues(of vector: [Rational], primes count: Int) throws
    -> ResidueVector
  {
    var joined: ResidueVector?
    for field in fields.prefix(count) {
      let residues = try vector.map { try #require($0.residue(in: field)) }
      if joined == nil {
        joined = ResidueVector(residues, in: field)
      } else {
        joined?.join(residues, in: field)
      }
    }
    return try #require(joined)
  }

  /// A rational whose numerator and denominator have exactly the given number of bits.
  private static func sample(
    bits: Int, using generator: inout SeededGenerator
  ) -> Rational {
    while true {
      let value = Rational(
        .random(bits: bits, using: &generator),
        Integer.random(bits: bits, using: &generator).magnitude + 1)
      if value.numerator.bitWidth == bits, value.denominator.bitWidth == bits {
        return value
      }
    }
  }

  /// One word, two words, few and many words take different paths through FLINT.
  @Test(arguments: [20, 29, 50, 60, 91, 300, 380, 700])
  func rationalVectorsAreRecovered(bits: Int) throws {
    var generator = SeededGenerator(seed: 161, stream: UInt64(bits))
    // Numerator and denominator below the root of half the modulus.
    let enough = (2 * bits + 1) / 60 + 1
    for length in [0, 1, 7] {
      let vector = [Rational].drawing(length) { Self.sample(bits: bits, using: &generator) }
      let joined = try Self.residues(of: vector, primes: enough)
      #expect(
        joined.modulus == Self.fields.prefix(enough).reduce(1) { $0 * Integer($1.modulus) })
      #expect(joined.residues.allSatisfy { $0 >= 0 && $0 < joined.modulus })
      #expect(joined.rationalReconstruction() == vector)
    }
  }

  /// With too few primes a random residue has no small fraction, save for rare accidents that
  /// a vector of several entries rules out.
  @Test(arguments: [60, 91, 300, 700])
  func tooFewPrimesAreNoticed(bits: Int) throws {
    var generator = SeededGenerator(seed: 162, stream: UInt64(bits))
    let tooFew = (2 * bits) / 61 - (bits > 60 ? 1 : 0)
    let vector = [Rational].drawing(20) { Self.sample(bits: bits, using: &generator) }
    for count in 1...tooFew {
      let recovered = try Self.residues(of: vector, primes: count).rationalReconstruction()
      #expect(recovered == nil)
    }
    #expect(tooFew >= 1)
  }

  @Test func symmetricRepresentativesRecoverIntegers() throws {
    var generator = SeededGenerator(seed: 163)
    let integers = [Integer].drawing(30) { .random(bits: 598, using: &generator) }
    let vector = integers.map { Rational($0) }
    #expect(try Self.residues(of: vector, primes: 10).symmetricRepresentatives == integers)
    let few = try Self.residues(of: vector, primes: 9)
    #expect(few.symmetricRepresentatives != integers)
    #expect(few.symmetricRepresentatives.allSatisfy { 2 * $0.magnitude <= few.modulus })
  }

  @Test func orderOfThePrimesDoesNotMatter() {
    var generator = SeededGenerator(seed: 164)
    let values = [Integer].drawing(10) { .random(bits: 200, using: &generator) }
    let fields = [7, 65_521, 2_147_483_647, 9_223_372_036_854_775_783].map {
      PrimeField(prime: $0)
    }
    let joined = [fields, fields.reversed()].map { fields in
      var vector = ResidueVector(values.map { $0.residue(in: fields[0]) }, in: fields[0])
      for field in fields.dropFirst() {
        vector.join(values.map { $0.residue(in: field) }, in: field)
      }
      return vector
    }
    #expect(
      joined[0].residues == joined[1].residues && joined[0].modulus == joined[1].modulus)
    #expect(
      joined[0].residues
        == values.map { $0.dividedEuclideanly(by: joined[0].modulus).remainder })
  }

  /// All residues of small moduli against the definition, in lowest terms.
  @Test func reconstructionAgreesWithTheDefinition() {
    var (found, missing) = (0, 0)
    for modulus in 2...60 {
      let bound = (0...modulus).last { 2 * $0 * $0 < modulus }!
      for residue in 0..<modulus {
        let value = Rational(reconstructing: Integer(residue), modulo: Integer(modulus))
        let candidates = (1...max(bound, 1)).flatMap { below in
          (-bound...bound)
            .filter { ($0 - below * residue).isMultiple(of: modulus) }
            .filter { greatestCommonDivisor(Integer($0), Integer(below)).isOne }
            .map { Rational(Integer($0), Integer(below)) }
        }
        #expect(candidates.count <= 1)
        #expect(value == candidates.first, "\(residue) modulo \(modulus)")
        if value == nil { missing += 1 } else { found += 1 }
      }
    }
    #expect(found > 500 && missing > 300)
  }

  @Test func residuesAreReducedFirst() {
    let third = Rational(reconstructing: 34, modulo: 101)
    #expect(third == Rational(1, 3))
    #expect(Rational(reconstructing: 34 + 101, modulo: 101) == third)
    #expect(Rational(reconstructing: 34 - 101 * 5, modulo: 101) == third)
  }
}
