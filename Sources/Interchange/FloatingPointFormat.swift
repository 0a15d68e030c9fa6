import ExactAlgebra

/// A binary format of floating-point numbers in files, little endian.
///
/// Sources: IEEE 754 binary16, binary32 and binary64; bfloat16 is the upper half of binary32.
enum FloatingPointFormat: Hashable {
  case half, brain, single, double

  /// The bytes of one number.
  var byteCount: Int {
    switch self {
    case .half, .brain: 2
    case .single: 4
    case .double: 8
    }
  }

  /// The number with the given bits; every number of these formats is a double too.
  func number(bits: UInt64) -> Double {
    switch self {
    case .half: Self.number(half: bits)
    case .brain: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16))
    case .single: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case .double: Double(bitPattern: bits)
    }
  }

  /// A number rounded as a cast to this format does; unchanged for formats of two bytes.
  func rounded(_ number: Rational) -> Rational {
    let double = Double(approximating: number)
    return switch self {
    case .single: Rational(exactly: Double(Float(double))) ?? number
    case .double: Rational(exactly: double) ?? number
    case .half, .brain: number
    }
  }

  /// All numbers in bytes.
  ///
  /// - Precondition: whole numbers.
  func numbers(in bytes: some Collection<UInt8>) -> [Double] {
    words(in: bytes, ofSize: byteCount).map(number)
  }

  /// One bit of sign, five of the exponent, ten of the fraction.
  private static func number(half bits: UInt64) -> Double {
    let sign: FloatingPointSign = bits & 0x8000 == 0 ? .plus : .minus
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Double(bits & 0x3FF) / 1024
    return switch exponent {
    case 0: Double(sign: sign, exponent: -14, significand: fraction)
    case 31: fraction == 0 ? Double(sign: sign, exponent: 0, significand: .infinity) : .nan
    default: Double(sign: sign, exponent: exponent - 15, significand: 1 + fraction)
    }
  }
}

/// The words of a size in bytes, little endian.
///
/// - Precondition: whole words.
func words(in bytes: some Collection<UInt8>, ofSize size: Int) -> [UInt64] {
  precondition(bytes.count.isMultiple(of: size), "a part of a word")
  var words: [UInt64] = []
  words.reserveCapacity(bytes.count / size)
  var (word, shift) = (UInt64(0), 0)
  for byte in bytes {
    word |= UInt64(byte) << UInt64(shift)
    shift += 8
    guard shift == 8 * size else { continue }
    words.append(word)
    (word, shift) = (0, 0)
  }
  return words
}

/// The exact values of floating-point numbers.
///
/// - Parameters:
///   - tensor: its name in messages.
///   - shape: the extents of the tensor, the last index running fastest.
/// - Throws: `DataError` that names the first infinity or NaN by its index.
func exactEntries(
  _ numbers: [Double], of tensor: String, shape: [Int]
) throws(DataError) -> [Rational] {
  var entries: [Rational] = []
  entries.reserveCapacity(numbers.count)
  for (offset, number) in numbers.enumerated() {
    guard let entry = Rational(exactly: number) else {
      throw DataError(
        "tensor '\(tensor.excerpt)', entry (\(index(offset, in: shape))) counted from 1: "
          + "\(number.isNaN ? "NaN" : "infinity"), expected a finite number")
    }
    entries.append(entry)
  }
  return entries
}

/// The index of an entry, counted from 1.
private func index(_ offset: Int, in shape: [Int]) -> String {
  var rest = offset
  var index: [Int] = []
  for extent in shape.reversed() {
    index.append(rest % extent + 1)
    rest /= extent
  }
  return index.reversed().map(String.init).joined(separator: ", ")
}

extension Array {
  /// The elements in rows of one length.
  func rows(ofLength length: Int) -> [[Element]] {
    stride(from: 0, to: count, by: Swift.max(length, 1)).map {
      Array(self[$0..<Swift.min($0 + length, count)])
    }
  }
}
