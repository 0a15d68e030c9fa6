/// Numbers that are not negative, from their residues modulo primes.
///
///     var numbers = ChineseRemainders(count: 2)
///     for field in PrimeField.primes(bits: 60) where !(numbers.modulus > bound) {
///       numbers.insert(residues(in: field), over: field)
///     }
///
/// Once the product of the primes exceeds the numbers, they are the values.
public struct ChineseRemainders: Sendable {
  /// The least numbers, not negative, with the residues so far.
  public private(set) var values: [Integer]
  /// The product of the primes so far.
  public private(set) var modulus = Integer(1)

  /// So many numbers of which nothing is known.
  public init(count: Int) { values = Array(repeating: 0, count: count) }

  /// Takes the residues modulo another prime into account.
  ///
  /// - Precondition: a residue for each number; a prime that was not used before.
  public mutating func insert(_ residues: [UInt], over field: PrimeField) {
    precondition(residues.count == values.count, "a residue is expected for each number")
    guard let inverse = field.inverse(of: modulus.residue(in: field)) else {
      preconditionFailure("a prime for the second time")
    }
    for (index, residue) in residues.enumerated() {
      let missing = field.subtract(residue, values[index].residue(in: field))
      if missing != 0 {
        values[index] += modulus * Integer(field.multiply(missing, inverse))
      }
    }
    modulus *= Integer(field.modulus)
  }
}
