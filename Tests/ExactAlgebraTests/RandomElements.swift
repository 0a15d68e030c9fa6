import ExactAlgebra

// Random elements for the laws. Every draw follows from the seed of the generator, and the
// draws favour the places where representations change: zero, one, the borders of a machine
// word and of FLINT's inline integers, and numbers of many words.

extension Integer {
  /// An integer of at most the given number of bits, of either sign.
  static func random(bits: Int, using generator: inout SeededGenerator) -> Integer {
    var value: Integer = 0
    for _ in 0..<(bits / 32) {
      value =
        value * 0x1_0000_0000
        + Integer(Int(UInt32.random(in: 0...(.max), using: &generator)))
    }
    let rest = UInt(1) << UInt(bits % 32)
    value = value * Integer(rest) + Integer(UInt.random(in: 0..<rest, using: &generator))
    return Bool.random(using: &generator) ? value : -value
  }

  /// An integer of mixed size: special values, small ones, and huge ones.
  static func sample(using generator: inout SeededGenerator) -> Integer {
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: return borders.randomElement(using: &generator)!
    case 1...4: return Integer(Int.random(in: -12...12, using: &generator))
    case 5...6:
      return random(bits: .random(in: 58...68, using: &generator), using: &generator)
    default: return random(bits: .random(in: 1...700, using: &generator), using: &generator)
    }
  }

  /// A sample that is not zero.
  static func nonzeroSample(using generator: inout SeededGenerator) -> Integer {
    while true {
      let value = sample(using: &generator)
      if !value.isZero { return value }
    }
  }

  /// FLINT stores integers below 2^62 in absolute value inline and others on the heap.
  private static let borders: [Integer] = [
    0, 1, -1, Integer(Int.max), Integer(Int.min), Integer(UInt.max), Integer(1 << 62),
    Integer(1 << 62) - 1, -Integer(1 << 62), 1 - Integer(1 << 62),
  ]
}

extension Rational {
  /// A rational with numerator and denominator of mixed sizes.
  static func sample(using generator: inout SeededGenerator) -> Rational {
    let numerator = Integer.sample(using: &generator)
    guard Int.random(in: 0..<4, using: &generator) > 0 else { return Rational(numerator) }
    return Rational(numerator, .nonzeroSample(using: &generator))
  }

  /// A rational with numerator and denominator of at most one digit.
  static func small(using generator: inout SeededGenerator) -> Rational {
    let numerator = Int.random(in: -9...9, using: &generator)
    return Rational(Integer(numerator), Integer(Int.random(in: 1...9, using: &generator)))
  }
}

extension Polynomial {
  /// A polynomial with at most `terms` terms of at most the given degree in each variable.
  static func sample(
    in ring: PolynomialRing, terms: Int = 5, degree: Int = 3,
    using generator: inout SeededGenerator,
    coefficient: (inout SeededGenerator) -> Rational = { Rational.sample(using: &$0) }
  ) -> Polynomial {
    let count = Int.random(in: 0...terms, using: &generator)
    return Polynomial(
      (0..<count).map { _ in
        let variables = (0..<ring.variableCount).flatMap {
          Array(repeating: $0, count: Int.random(in: 0...degree, using: &generator))
        }
        return (coefficient: coefficient(&generator), variables: variables)
      }, in: ring)
  }

  /// A polynomial with small coefficients, for laws that multiply many of them.
  static func small(
    in ring: PolynomialRing, terms: Int = 4, degree: Int = 2,
    using generator: inout SeededGenerator
  ) -> Polynomial {
    sample(in: ring, terms: terms, degree: degree, using: &generator) {
      Rational.small(using: &$0)
    }
  }
}

extension RationalMatrix {
  /// A matrix whose entries are drawn one by one.
  static func sample(
    _ rows: Int, _ columns: Int, using generator: inout SeededGenerator,
    entry: (inout SeededGenerator) -> Rational = { Rational.small(using: &$0) }
  ) -> RationalMatrix {
    var matrix = RationalMatrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns { matrix[row, column] = entry(&generator) }
    }
    return matrix
  }
}

extension IntegerMatrix {
  /// A matrix with entries of at most the given number of bits.
  static func sample(
    _ rows: Int, _ columns: Int, bits: Int = 5, using generator: inout SeededGenerator
  ) -> IntegerMatrix {
    var matrix = IntegerMatrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns {
        matrix[row, column] = .random(bits: bits, using: &generator)
      }
    }
    return matrix
  }

  /// A matrix of known rank: a product of echelon matrices with units on the diagonal.
  ///
  /// Both factors keep their rank modulo every prime, and so does the product.
  static func sample(
    _ rows: Int, _ columns: Int, ofRank rank: Int, using generator: inout SeededGenerator
  ) -> IntegerMatrix {
    var (left, right) = (
      sample(rows, rank, using: &generator), sample(rank, columns, using: &generator)
    )
    for row in 0..<rank {
      for column in 0..<rank where column >= row {
        left[row, column] = column == row ? 1 : 0
        right[column, row] = column == row ? 1 : 0
      }
    }
    return left * right
  }

  /// A product of elementary row operations and sign changes: determinant 1 or -1.
  static func unimodular(_ size: Int, using generator: inout SeededGenerator)
    -> IntegerMatrix
  {
    var result = identity(size)
    for _ in 0..<3 * size where size > 1 {
      let (from, to) = (
        Int.random(in: 0..<size, using: &generator),
        Int.random(in: 0..<size, using: &generator)
      )
      var operation = identity(size)
      operation[to, from] =
        from == to ? -1 : Integer(Int.random(in: -3...3, using: &generator))
      result = operation * result
    }
    return result
  }
}

extension Array {
  /// As many draws as the count says.
  static func drawing(_ count: Int, _ draw: () -> Element) -> [Element] {
    (0..<count).map { _ in draw() }
  }
}
