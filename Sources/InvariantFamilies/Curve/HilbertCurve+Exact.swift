public import ExactAlgebra

extension HilbertCurve {
  /// Where the curve is, as far as it is known.
  public enum Position: Hashable, Sendable {
    /// The point itself.
    case exact([Rational])
    /// In the cell of a level, with a number from `0` to `2^level - 1` for each coordinate.
    case cell([Integer], level: Int)
  }

  /// When the curve is at a point, as far as it is known.
  public enum Parameter: Hashable, Sendable {
    /// The first time at which it is there.
    case exact(Rational)
    /// The first time is between these two.
    case between(Rational, Rational)
  }

  /// The digits that are looked at, at least, for a cycle in them.
  private static let searchedDigits = 8192

  private func levels(atLeast count: Int) -> Int {
    max(count, min(256, Self.searchedDigits / dimension), 4)
  }

  /// The value of the curve.
  ///
  /// Exact at numbers `k / 2^j`, and at all fractions where the digits repeat soon: the frames of the cells
  /// come back with them, so the coordinates are fractions too.
  ///
  /// - Parameters:
  ///   - parameter: a number from 0 to 1.
  ///   - bits: the binary digits to which coordinates are known at least.
  public func position(at parameter: Rational, bits: Int) -> Position {
    precondition(parameter.signum() >= 0 && parameter <= 1, "a time outside the curve")
    if parameter == 1 {
      return .exact(HilbertFrame(dimension: dimension).exit.map { $0 ? 1 : 0 })
    }
    struct State: Hashable {
      let rest: Integer
      let frame: HilbertFrame
    }
    let (denominator, base) = (parameter.denominator, Integer(2).power(dimension))
    // Times of corners repeat from about the level on to which they are corners.
    let binary = greatestCommonDivisor(denominator, Integer(2).power(denominator.bitWidth))
    let cornerLevels = binary.bitWidth / dimension + 2 * dimension + 4
    var state = State(
      rest: parameter.numerator, frame: HilbertFrame(dimension: dimension))
    var seen: [State: Int] = [:]
    var halves = Array(repeating: [Bool](), count: dimension)
    let count = levels(atLeast: max(bits, cornerLevels))
    for level in 0..<count {
      if state.rest.isZero {
        return .exact(
          zip(halves, state.frame.entry).map { digits, isUpper in
            Rational(Integer(binaryDigits: digits) + (isUpper ? 1 : 0), Integer(2).power(level))
          })
      }
      if let start = seen[state] {
        return .exact(halves.map { Rational(repeating: $0, from: start) })
      }
      seen[state] = level
      let (digit, rest) = (state.rest * base).dividedEuclideanly(by: denominator)
      let order = Array(digit.binaryDigits(count: dimension).reversed())
      for (axis, half) in state.frame.part(at: order).enumerated() { halves[axis].append(half) }
      var frame = state.frame
      frame.descend(to: order)
      state = State(rest: rest, frame: frame)
    }
    return .cell(halves.map { Integer(binaryDigits: $0) }, level: count)
  }

  /// The first time at which the curve is at a point.
  ///
  /// Exact at points whose coordinates are `k / 2^j`: from some level on the point is a corner of the cells
  /// around it, and their places repeat after two levels. Exact at other points where they repeat soon.
  ///
  /// - Parameters:
  ///   - point: a number from 0 to 1 for each coordinate.
  ///   - bits: the binary digits to which the time is known at least.
  public func firstParameter(of point: [Rational], bits: Int) -> Parameter {
    precondition(
      point.count == dimension && point.allSatisfy { $0.signum() >= 0 && $0 <= 1 },
      "a point outside the cube")
    struct State: Hashable {
      var rests: [Integer]
      var frame: HilbertFrame
    }
    let denominators = point.map(\.denominator)
    var state = State(
      rests: point.map(\.numerator), frame: HilbertFrame(dimension: dimension))
    let exponents = point.map(\.dyadicExponent)
    // Frames of corners come back after at most twice the dimension.
    let dyadicLevels =
      exponents.contains(nil) ? 0 : exponents.map { $0! }.max()! + 2 * dimension + 4
    var seen: [State: Int] = [:]
    var place: [Bool] = []
    for level in 0..<levels(atLeast: max(bits / dimension + 1, dyadicLevels)) {
      if let start = seen[state] {
        return .exact(Rational(repeating: place, from: start * dimension))
      }
      seen[state] = level
      let doubled = state.rests.map { $0 + $0 }
      let halves = zip(doubled, denominators).map { $0 == $1 ? nil : $0 > $1 }
      let order = state.frame.order(of: halves)
      let part = state.frame.part(at: order)
      for axis in 0..<dimension {
        state.rests[axis] = part[axis] ? doubled[axis] - denominators[axis] : doubled[axis]
      }
      state.frame.descend(to: order)
      place += order.reversed()
    }
    let (number, scale) = (Integer(binaryDigits: place), Integer(2).power(place.count))
    return .between(Rational(number, scale), Rational(number + 1, scale))
  }
}

extension Rational {
  /// The number `0.b1 b2 b3 ...` in binary, whose digits from an index on repeat for ever.
  init(repeating digits: [Bool], from start: Int) {
    let first = Integer(binaryDigits: digits[..<start])
    let cycle = Integer(binaryDigits: digits[start...])
    let nines = Integer(2).power(digits.count - start) - 1
    self.init(first * nines + cycle, nines * Integer(2).power(start))
  }
}
