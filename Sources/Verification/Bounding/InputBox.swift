import ExactAlgebra

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

  /// Both halves; `nil` where there is no number between the bounds.
  func halves(of input: Int) -> (at: Double, below: InputBox, above: InputBox)? {
    let middle = middle(of: input)
    guard lower[input] < middle, middle < upper[input] else { return nil }
    var (below, above) = (self, self)
    below.upper[input] = middle
    above.lower[input] = middle
    return (middle, below, above)
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

  private static func rounded(_ number: Rational, down: Bool) -> Double? {
    var value = Double(approximating: number)
    guard value.isFinite, value.magnitude < 1e90 else { return nil }
    while let exact = Rational(exactly: value), down ? exact > number : exact < number {
      value = down ? value.nextDown : value.nextUp
    }
    return value
  }
}
