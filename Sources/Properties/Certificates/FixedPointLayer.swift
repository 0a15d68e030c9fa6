import ExactAlgebra

/// A layer with weights and biases cut to multiples of powers of two: each is below the exact number, by less than one unit.
struct FixedPointLayer {
  let inputCount: Int
  /// Row by row, below `2^weightBits` in size.
  let weights: [Int]
  let weightScale: Int
  let biases: [Int]
  let biasScale: Int

  static let weightBits = 58

  /// - Parameters:
  ///   - rows: weights of each neuron, the bias last.
  ///   - units: what comes in is measured in these powers of two; 1 where there are none.
  init(_ rows: [[Rational]], units: [Rational]? = nil) {
    inputCount = rows[0].count - 1
    let numbers = rows.flatMap { row -> [Rational] in
      guard let units else { return Array(row.dropLast()) }
      return zip(row, units).map { $0 * $1 }
    }
    (weights, weightScale) = Self.cut(numbers)
    (biases, biasScale) = Self.cut(rows.map { $0[$0.count - 1] })
  }

  /// Between which numbers a neuron lies, as multiples of `2^-target`; `nil` beyond the range of integers.
  ///
  /// - Parameters:
  ///   - bias: that of the neuron.
  ///   - ends: for each input its bounds, below `2^51` in size, as multiples of `2^-scale`.
  func interval(
    of neuron: Int, bias: Rational, _ ends: [(lower: Int, upper: Int)], scale: Int, to target: Int
  ) -> (lower: Int, upper: Int)? {
    var (least, largest, size): (Int128, Int128, Int128) = (0, 0, 0)
    for (input, end) in ends.enumerated() {
      let weight = Int128(weights[neuron * inputCount + input])
      least += weight * Int128(weight > 0 ? end.lower : end.upper)
      largest += weight * Int128(weight > 0 ? end.upper : end.lower)
      // Weights were cut by less than one unit.
      size += Int128(max(end.lower.magnitude, end.upper.magnitude))
    }
    let places = target - weightScale - scale
    guard let below = FixedPointForm.shifted(least - size, by: places),
      let above = FixedPointForm.shifted(-largest - size, by: places),
      let first = Int(exactly: bias.floor(scale: target)),
      let second = Int(exactly: (-bias).floor(scale: target)),
      let lower = Int(exactly: below + Int128(first)),
      let negative = Int(exactly: above + Int128(second)), negative > .min
    else { return nil }
    return (lower, -negative)
  }

  private static func cut(_ numbers: [Rational]) -> ([Int], Int) {
    let scale = weightBits - numbers.binarySize
    return (numbers.map { Int(exactly: $0.floor(scale: scale))! }, scale)
  }
}

extension Rational {
  /// The largest integer that is not above the number times `2^scale`.
  func floor(scale: Int) -> Integer { (self * Rational(2).power(scale)).floor }
}

extension Sequence<Rational> {
  /// A number `n` such that all absolute values are below `2^n`, the least one or nearly.
  var binarySize: Int {
    lazy.filter { !$0.isZero }.map { $0.numerator.bitWidth - $0.denominator.bitWidth + 1 }.max()
      ?? 0
  }
}
