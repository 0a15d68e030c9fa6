/// The texts of a homogeneous polynomial under renamings of its variables.
///
///     let texts = RenamedTexts(of: polynomial)!
///     texts.text(renaming: images)
///       == polynomial.renamingVariables(images).primitivePart.description   // true
///
/// A minor has thousands of images, in other rows and columns, with thousands of terms each: they
/// are put in order and written without a polynomial for each of them.
///
/// The variables of a monomial of degree `d`, the last one first, are the digits of a number. Among
/// monomials of one degree the larger one in degree reverse lexicographic order has the smaller
/// number: where two numbers differ first, it has the smaller power of the later variable.
public struct RenamedTexts: Sendable {
  /// The names of the variables, one behind the other, and where each begins.
  private let names: (bytes: [UInt8], starts: [Int], longest: Int)
  private let degree: Int
  /// The variables of all terms, `degree` of them for each.
  private let variables: [Int]
  /// For each term the coefficient without its sign and `*`, empty for 1.
  private let coefficients: [[UInt8]]
  private let isNegative: [Bool]
  /// The numbers of bits for a variable, and for the number of a term.
  private let bits: (variable: Int, term: Int)

  /// The texts of a polynomial; `nil` where it is a constant, not homogeneous, or of a degree whose
  /// monomials do not fit into 128 bits, and where its ring has another order of the monomials.
  public init?(of polynomial: Polynomial) {
    let terms = polynomial.primitivePart.terms
    guard polynomial.ring.order == .degreeReverseLexicographic, let degree = terms.first?.degree,
      degree > 0, terms.allSatisfy({ $0.degree == degree })
    else { return nil }
    bits = (Self.bitWidth(polynomial.ring.variableCount), Self.bitWidth(terms.count))
    guard bits.variable * degree + bits.term <= UInt128.bitWidth else { return nil }
    var (bytes, starts) = ([UInt8](), [0])
    for name in polynomial.ring.variableNames {
      bytes += name.utf8
      starts.append(bytes.count)
    }
    names = (bytes, starts, zip(starts, starts.dropFirst()).map { $1 - $0 }.max() ?? 0)
    self.degree = degree
    var variables: [Int] = []
    variables.reserveCapacity(terms.count * degree)
    for (variable, exponent) in terms.lazy.flatMap(\.factors) {
      for _ in 0..<exponent { variables.append(variable) }
    }
    self.variables = variables
    coefficients = terms.map { term in
      let size = term.coefficient.magnitude
      return size == 1 ? [] : Array("\(size)*".utf8)
    }
    isNegative = terms.map { $0.coefficient.signum() < 0 }
  }

  /// The primitive part of the polynomial with other variables in place of its own, as
  /// `Polynomial.description` writes it.
  ///
  /// - Parameter images: at each position the position of the variable to put there.
  /// - Precondition: a permutation of the variables.
  public func text(renaming images: [Int]) -> String {
    precondition(images.count == names.starts.count - 1, "one image for each variable")
    return bits.variable * degree + bits.term <= UInt64.bitWidth
      ? text(of: keys(renaming: images, as: UInt64.self))
      : text(of: keys(renaming: images, as: UInt128.self))
  }

  /// The monomials with the numbers of their terms, the leading one first.
  private func keys<Key: FixedWidthInteger & UnsignedInteger>(
    renaming images: [Int], as type: Key.Type
  ) -> [Key] {
    var digits = [Int](repeating: 0, count: degree)
    var keys: [Key] = []
    keys.reserveCapacity(isNegative.count)
    for term in isNegative.indices {
      for position in 0..<degree {
        // Sorted in place, the largest one first.
        let variable = images[variables[term * degree + position]]
        var place = position
        while place > 0, digits[place - 1] < variable {
          digits[place] = digits[place - 1]
          place -= 1
        }
        digits[place] = variable
      }
      var key: Key = 0
      for digit in digits { key = key &<< bits.variable | Key(truncatingIfNeeded: digit) }
      keys.append(key &<< bits.term | Key(truncatingIfNeeded: term))
    }
    keys.sort()
    return keys
  }

  private func text<Key: FixedWidthInteger & UnsignedInteger>(of keys: [Key]) -> String {
    func term(_ key: Key) -> Int { Int(truncatingIfNeeded: key & (1 &<< bits.term &- 1)) }
    let isOpposite = isNegative[term(keys[0])]
    // A sign, factors with their signs, and exponents, which take the place of factors.
    let capacity = coefficients.reduce(keys.count * (3 + degree * (names.longest + 2))) {
      $0 + $1.count
    }
    return String(unsafeUninitializedCapacity: capacity) { buffer in
      var writer = ByteWriter(to: buffer)
      for (index, key) in keys.enumerated() {
        let number = term(key)
        if index > 0 {
          writer.write(isNegative[number] == isOpposite ? Self.plus : Self.minus)
        }
        for byte in coefficients[number] { writer.write(byte) }
        write(key &>> bits.term, by: &writer)
      }
      return writer.count
    }
  }

  /// Writes a monomial, the first variable first.
  private func write<Key: FixedWidthInteger & UnsignedInteger>(
    _ monomial: Key, by writer: inout ByteWriter
  ) {
    var rest = monomial
    var (last, exponent) = (-1, 0)
    for position in 0...degree {
      let variable =
        position < degree ? Int(truncatingIfNeeded: rest & (1 &<< bits.variable &- 1)) : -1
      rest = rest &>> bits.variable
      guard variable != last else {
        exponent += 1
        continue
      }
      if exponent > 1 { for byte in "^\(exponent)".utf8 { writer.write(byte) } }
      guard variable >= 0 else { return }
      if position > 0 { writer.write(UInt8(ascii: "*")) }
      names.bytes.withUnsafeBufferPointer { bytes in
        for index in names.starts[variable]..<names.starts[variable + 1] {
          writer.write(bytes[index])
        }
      }
      (last, exponent) = (variable, 1)
    }
  }

  private static let plus: StaticString = " + "
  private static let minus: StaticString = " - "

  /// The number of bits for the numbers below a bound, at least one.
  private static func bitWidth(_ bound: Int) -> Int {
    max(1, Int.bitWidth - max(0, bound - 1).leadingZeroBitCount)
  }
}

/// Writes bytes into memory that is large enough.
private struct ByteWriter {
  private let bytes: UnsafeMutablePointer<UInt8>
  private(set) var count = 0

  init(to buffer: UnsafeMutableBufferPointer<UInt8>) { bytes = buffer.baseAddress! }

  mutating func write(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  mutating func write(_ text: StaticString) {
    for index in 0..<text.utf8CodeUnitCount { write(text.utf8Start[index]) }
  }
}
