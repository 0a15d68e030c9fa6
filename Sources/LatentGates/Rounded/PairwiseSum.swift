/// Sums in pairs: each number is rounded as often as the number of terms has binary digits.
enum PairwiseSum {
  /// The sum; the numbers are overwritten.
  static func of(_ values: inout [Double]) -> Double {
    values.withUnsafeMutableBufferPointer { of($0.baseAddress!, count: $0.count) }
  }

  static func of(_ values: UnsafeMutablePointer<Double>, count: Int) -> Double {
    guard count > 0 else { return 0 }
    var count = count
    while count > 1 {
      let half = count / 2
      for index in 0..<half { values[index] = values[2 * index] + values[2 * index + 1] }
      if count % 2 == 1 { values[half] = values[count - 1] }
      count = half + count % 2
    }
    return values[0]
  }

  /// The sums of consecutive groups of `2^bits` numbers.
  static func ofGroups(_ values: [Double], bits: Int) -> [Double] {
    var values = values
    var count = values.count
    values.withUnsafeMutableBufferPointer { values in
      for _ in 0..<bits {
        count /= 2
        for index in 0..<count { values[index] = values[2 * index] + values[2 * index + 1] }
      }
    }
    return Array(values[..<count])
  }

  /// The sums over the numbers whose index has each bit, the highest bit first; there are `2^bits` numbers.
  static func ofOpen(_ values: [Double], bits: Int) -> [Double] {
    var values = values
    var sums = Array(repeating: 0.0, count: bits)
    var odd = Array(repeating: 0.0, count: values.count / 2)
    for bit in 0..<bits {
      let count = values.count / 2
      for index in 0..<count { odd[index] = values[2 * index + 1] }
      sums[bits - 1 - bit] = odd.withUnsafeMutableBufferPointer {
        of($0.baseAddress!, count: count)
      }
      values = ofGroups(values, bits: 1)
    }
    return sums
  }
}
