/// Integer vectors in nearly the direction of a given one, with few binary digits first; none for a
/// vector that is nearly zero or has entries that are not finite.
///
/// Entries are below `2^52` in absolute value.
func roundedVectors(near direction: [Double]) -> LazyMapSequence<[Int], [Int]> {
  let largest = direction.lazy.map(\.magnitude).max() ?? 0
  let isUsable = largest > 1e-200 && direction.allSatisfy(\.isFinite)
  let digits = isUsable ? [0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 28, 36, 50] : []
  return digits.lazy.map { digits in
    let scale = Double(1 << digits) / largest
    return direction.map { Int(rounding: $0 * scale) }
  }
}

extension Int {
  /// The nearest integer to a number below `2^62` in absolute value, away from zero from two.
  ///
  /// The difference from the integer part is exact.
  fileprivate init(rounding x: Double) {
    let whole = Int(x)
    let rest = x - Double(whole)
    self = rest >= 0.5 ? whole + 1 : rest <= -0.5 ? whole - 1 : whole
  }
}
