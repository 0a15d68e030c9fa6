public import ExactAlgebra

/// Floating-point numbers of all sizes, drawn at random, with those that nearly cancel.
public struct ExtremeNumbers: Sendable {
  /// How the exponents are spread.
  public enum Spread: Sendable, CaseIterable {
    /// Over the whole range, subnormal numbers included.
    case everywhere
    /// Within a few orders of magnitude of the largest number.
    case nearOverflow
    /// Within a few orders of magnitude of the smallest number.
    case nearUnderflow
    /// At either end of the range.
    case bothEnds
    /// Near 1.
    case moderate
  }

  public let spread: Spread

  public init(_ spread: Spread) { self.spread = spread }

  /// A number, finite and not zero; every fourth has one binary digit.
  public func draw(using generator: inout SeededGenerator) -> Double {
    let exponent = exponent(using: &generator)
    let digits = UInt64.random(in: 0..<1 << 52, using: &generator)
    let significand =
      Int.random(in: 0..<4, using: &generator) == 0
      ? 1 : Double(bitPattern: 1.0.bitPattern | digits)
    let size = Double(sign: .plus, exponent: exponent, significand: significand)
    return (Bool.random(using: &generator) ? -1 : 1) * max(size, .leastNonzeroMagnitude)
  }

  private func exponent(using generator: inout SeededGenerator) -> Int {
    let ends = [1_019...1_023, -1_074 ... -1_060]
    let range =
      switch spread {
      case .everywhere: -1_074...1_023
      case .nearOverflow: ends[0]
      case .nearUnderflow: ends[1]
      case .bothEnds: ends[Int.random(in: 0..<2, using: &generator)]
      case .moderate: -3...3
      }
    return Int.random(in: range, using: &generator)
  }

  /// As many numbers as places; zeros in between, and equal and opposite ones.
  public func draw(_ count: Int, using generator: inout SeededGenerator) -> [Double] {
    var numbers: [Double] = []
    for _ in 0..<count {
      let choice = Int.random(in: 0..<10, using: &generator)
      let known = numbers.randomElement(using: &generator)
      switch (choice, known) {
      case (0, _): numbers.append(0)
      case (1, let known?): numbers.append(known)
      case (2, let known?), (3, let known?): numbers.append(-known)
      default: numbers.append(draw(using: &generator))
      }
    }
    return numbers
  }
}

extension Double {
  /// The neighbour that lies some numbers above, or below for negative steps; finite.
  public func neighbour(_ steps: Int) -> Double {
    var value = self
    for _ in 0..<abs(steps) {
      let next = steps > 0 ? value.nextUp : value.nextDown
      guard next.isFinite else { return value }
      value = next
    }
    return value
  }
}

extension [Double] {
  /// The numbers as integers, exactly: all times one power of two.
  public var exactIntegers: [Integer] {
    let lowest = map { $0 == 0 ? Int.max : Int(Swift.max($0.exponent, -1_074)) - 52 }.min() ?? 0
    return map { number in
      guard number != 0 else { return 0 }
      let shift = Int(number.exponent) - 52
      let digits = Integer(Int(number.significand * 0x1p52) * (number < 0 ? -1 : 1))
      return shift >= lowest
        ? digits * Integer(2).power(shift - lowest)
        : digits.dividedExactly(by: Integer(2).power(lowest - shift))
    }
  }
}
