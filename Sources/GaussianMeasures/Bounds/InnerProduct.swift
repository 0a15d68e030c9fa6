/// The inner product of two vectors in floating point, in four interleaved sums.
///
/// Its rounding error is at most `(count + 4) * 2^-53` times the sum of the absolute products.
@inline(__always)
func innerProduct(
  _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, count: Int
) -> Double {
  var sums = SIMD4<Double>.zero
  var index = 0
  let left = UnsafeRawPointer(a)
  let right = UnsafeRawPointer(b)
  while index + 4 <= count {
    let x = left.loadUnaligned(fromByteOffset: index * 8, as: SIMD4<Double>.self)
    let y = right.loadUnaligned(fromByteOffset: index * 8, as: SIMD4<Double>.self)
    sums += x * y
    index += 4
  }
  var sum = (sums[0] + sums[1]) + (sums[2] + sums[3])
  while index < count {
    sum += a[index] * b[index]
    index += 1
  }
  return sum
}

/// The same for arrays of one length.
func innerProduct(_ a: [Double], _ b: [Double]) -> Double {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      guard let left = a.baseAddress, let right = b.baseAddress else { return 0 }
      return innerProduct(left, right, count: min(a.count, b.count))
    }
  }
}

/// The length of a vector, rounded.
func length(_ a: [Double]) -> Double { innerProduct(a, a).squareRoot() }

/// Adds a multiple of one vector to another of the same length.
func add(_ factor: Double, times a: [Double], to b: inout [Double]) {
  guard factor != 0 else { return }
  a.withUnsafeBufferPointer { a in
    b.withUnsafeMutableBufferPointer { b in
      for index in 0..<b.count { b[index] += factor * a[index] }
    }
  }
}

/// What is proved about rounding.
enum Rounding {
  /// Twice the largest relative error of one operation: room for what a bound itself rounds.
  static let unit = 0x1p-52
  /// A bound for what underflow may change in one product.
  static let underflow = 1e-290
}
