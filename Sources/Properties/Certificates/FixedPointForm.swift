/// Linear forms in fixed point, each with a constant that pays for all rounding.
///
/// A form is `sum of c_i v_i 2^-scale` and a constant, at most the form that is meant. Where coefficients are cut, each by less than one
/// unit, the constant is lowered by a bound of the sum of all `|v_i|` times that unit.
struct FixedPointForm {
  /// Sizes of coefficients between steps.
  static let bits = 46
  /// Sizes of constants; sums of many stay far from the limit of 128 bits.
  private static let constantBits = 114

  var coefficients: [Int]
  var scale: Int
  /// A multiple of `2^-constantScale`.
  var constant: Int128 = 0
  let constantScale: Int

  init(coefficients: [Int], scale: Int, constantScale: Int) {
    (self.coefficients, self.scale) = (coefficients, scale)
    self.constantScale = constantScale
  }

  /// Adds a multiple of `2^-scale` to the constant, rounded down.
  ///
  /// - Returns: whether it is in range.
  mutating func add(_ number: Int128, scale: Int) -> Bool {
    guard let shifted = Self.shifted(number, by: constantScale - scale) else { return false }
    constant += shifted
    return true
  }

  /// `number 2^places`, rounded down; `nil` beyond the range of constants.
  static func shifted(_ number: Int128, by places: Int) -> Int128? {
    guard number != 0 else { return 0 }
    let bits = Int128.bitWidth - number.magnitude.leadingZeroBitCount
    guard bits + places <= constantBits else { return nil }
    return places > 0 ? number << places : number >> min(-places, 127)
  }

  /// Cuts coefficients to few bits.
  ///
  /// - Parameters:
  ///   - sums: the coefficients.
  ///   - sizes: a bound of the sum of the absolute values of what they multiply, as a multiple of `2^-sizeScale`.
  /// - Returns: whether the constant is in range.
  mutating func take(_ sums: [Int128], scale: Int, sizes: Int128, _ sizeScale: Int) -> Bool {
    var most: UInt128 = 0
    for sum in sums { most |= sum.magnitude }
    let drop = max(0, UInt128.bitWidth - most.leadingZeroBitCount - Self.bits)
    let mask: Int128 = (1 << drop) - 1
    var lost: Int128 = 0
    coefficients.removeAll(keepingCapacity: true)
    for sum in sums {
      lost |= sum & mask
      coefficients.append(Int(truncatingIfNeeded: sum >> drop))
    }
    // A form of zeros has any scale.
    self.scale = most == 0 ? 0 : scale - drop
    return lost == 0 || add(-sizes, scale: self.scale + sizeScale)
  }

  /// The sum of the absolute values of the coefficients, below `2^60`.
  var size: Int { coefficients.reduce(0) { $0 + Int($1.magnitude) } }

  /// The coefficients times a matrix that is given row by row.
  func product(with matrix: [Int], columns: Int, into sums: inout [Int128]) {
    sums.removeAll(keepingCapacity: true)
    sums.append(contentsOf: repeatElement(0, count: columns))
    matrix.withUnsafeBufferPointer { matrix in
      sums.withUnsafeMutableBufferPointer { sums in
        for (row, coefficient) in coefficients.enumerated() where coefficient != 0 {
          let (factor, start) = (Int128(coefficient), row * columns)
          for column in 0..<columns { sums[column] &+= factor &* Int128(matrix[start + column]) }
        }
      }
    }
  }

  /// The coefficients times numbers: one list for positive and one for negative coefficients.
  func sum(positive: [Int], negative: [Int]) -> Int128 {
    var sum: Int128 = 0
    for (place, coefficient) in coefficients.enumerated() where coefficient != 0 {
      let other = coefficient > 0 ? positive[place] : negative[place]
      sum &+= Int128(coefficient) &* Int128(other)
    }
    return sum
  }
}
