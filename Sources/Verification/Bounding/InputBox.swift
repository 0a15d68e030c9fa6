import ExactAlgebra
import Properties

/// Inputs between two numbers each, which are in double precision.
struct InputBox: Sendable {
  var lower: [Double]
  var upper: [Double]

  /// The largest number minus the least one.
  func width(of input: Int) -> Double { upper[input] - lower[input] }

  /// The middle.
  var center: [Double] { lower.indices.map { middle(of: $0) } }

  /// A number in the middle of an interval.
  func middle(of input: Int) -> Double {
    let middle = lower[input] + (upper[input] - lower[input]) / 2
    return min(max(middle, lower[input]), upper[input])
  }

  /// A number near the middle with few binary digits, where one lies inside.
  private func shortMiddle(of input: Int) -> Double {
    let middle = middle(of: input)
    let short = Self.shortened(middle, to: width(of: input) / 16)
    return lower[input] < short && short < upper[input] ? short : middle
  }

  /// The multiple of a power of two that is nearest to a number.
  ///
  /// - Parameter size: the power of two is not larger.
  static func shortened(_ number: Double, to size: Double) -> Double {
    guard size.isNormal else { return number }
    let unit = Double(sign: .plus, exponent: size.exponent, significand: 1)
    return (number / unit).rounded() * unit
  }

  /// Both halves, nearly; `nil` where there is no number between the bounds.
  func halves(of input: Int) -> (at: Double, below: InputBox, above: InputBox)? {
    let middle = shortMiddle(of: input)
    guard lower[input] < middle, middle < upper[input] else { return nil }
    var (below, above) = (self, self)
    below.upper[input] = middle
    above.lower[input] = middle
    return (middle, below, above)
  }

  /// Both halves, nearly, of the input with the largest score that can be halved; `nil` where none can.
  func halves(
    by scores: [Double]
  ) -> (input: Int, at: Double, below: InputBox, above: InputBox)? {
    for input in scores.indices.sorted(by: { scores[$0] > scores[$1] }) {
      if let halves = halves(of: input) {
        return (input, halves.at, halves.below, halves.above)
      }
    }
    return nil
  }

  /// Where a linear form with these coefficients is least.
  func minimizer(of coefficients: [Double]) -> [Double] {
    coefficients.enumerated().map { input, coefficient in
      coefficient > 0 ? lower[input] : coefficient < 0 ? upper[input] : middle(of: input)
    }
  }
}

extension InputBox {
  /// The least box around rational bounds; `nil` where one is beyond double precision.
  init?(around bounds: [(lower: Rational, upper: Rational)]) {
    var (lower, upper): ([Double], [Double]) = ([], [])
    for bound in bounds {
      guard let least = Self.rounded(bound.lower, down: true),
        let largest = Self.rounded(bound.upper, down: false)
      else { return nil }
      lower.append(least)
      upper.append(largest)
    }
    self.init(lower: lower, upper: upper)
  }

  /// The nearest number in double precision that is not above, or not below, a rational one; `nil` beyond it.
  static func rounded(_ number: Rational, down: Bool) -> Double? {
    var value = Double(approximating: number)
    guard value.isFinite, value.magnitude < 1e90 else { return nil }
    while let exact = Rational(exactly: value), down ? exact > number : exact < number {
      value = down ? value.nextDown : value.nextUp
    }
    return value
  }
}

extension InputBox {
  /// The box as conditions on inputs.
  var conditions: [LinearCondition] {
    lower.indices.flatMap { input in
      let variable = LinearExpression(variable: input)
      let least = LinearExpression(Rational(exactly: lower[input])!)
      let largest = LinearExpression(Rational(exactly: upper[input])!)
      return [
        LinearCondition(least - variable, .atMost), LinearCondition(variable - largest, .atMost),
      ]
    }
  }
}
