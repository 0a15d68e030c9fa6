public import ExactAlgebra

/// The Hilbert curve of any dimension: a continuous map from `[0, 1]` onto the cube `[0, 1]^N`, exact at rational
/// parameters.
///
///     let curve = HilbertCurve(dimension: 2)
///     curve.point(at: Rational(1, 2), bits: 64).center       // [1/2, 1/2]
///
/// The cube is cut into `2^N` parts, which the curve passes one after the other in the order of a Gray code, each
/// like the whole, turned and reflected so that it enters each where it left the one before. So parameters with
/// the same `m` digits to the base `2^N` lie in a cube with sides `2^-m`: the curve is continuous with
/// exponent `1/N`, and it meets every point. Source: Butz, *Alternative algorithm for Hilbert's space-filling
/// curve*, 1971; entries and axes of the parts as described by Hamilton, *Compact Hilbert indices*, 2006.
public struct HilbertCurve: Hashable, Sendable {
  /// The dimension of the cube: `N`.
  public let dimension: Int

  /// The curve in a cube.
  ///
  /// - Precondition: the dimension is positive.
  public init(dimension: Int) {
    precondition(dimension > 0, "a cube without sides")
    self.dimension = dimension
  }

  /// So many levels are looked through for a period; those of corners are not longer.
  private var periodSearch: Int { 64 + 4 * dimension }

  /// A point of the cube, or a box in which it lies.
  public struct Place: Hashable, Sendable {
    /// The lower corner.
    public let lower: [Rational]
    /// The length of the sides; 0 for a point that is known.
    public let side: Rational

    /// Whether the point is known.
    public var isExact: Bool { side.isZero }
    /// The point, or the middle of the box.
    public var center: [Rational] { lower.map { $0 + side / 2 } }
  }

  /// The point at a parameter: exactly where the digits of the parameter and the cells that they lead to come to an
  /// end or become periodic soon, else a box with sides of at most `2^-bits`.
  ///
  /// - Parameters:
  ///   - parameter: from 0 to 1.
  ///   - bits: what is wanted of a point that is not found exactly.
  /// - Precondition: the parameter is in that range.
  public func point(at parameter: Rational, bits: Int) -> Place {
    precondition(parameter >= 0 && parameter <= 1, "a parameter outside of the curve")
    let corner = (0..<dimension).map { Rational($0 == dimension - 1 ? 1 : 0) }
    if parameter == 1 { return Place(lower: corner, side: 0) }
    var walk = DigitWalk(rest: parameter)
    var state = HilbertState(dimension: dimension)
    var lower = Array(repeating: Rational(0), count: dimension)
    var side = Rational(1)
    var seen: [Seen<Rational>: (lower: [Rational], side: Rational)] = [:]
    var level = 0
    while true {
      if walk.rest.isZero {
        let entry = zip(lower, state.entry).map { $1 ? $0 + side : $0 }
        return Place(lower: entry, side: 0)
      }
      let key = Seen(rest: walk.rest, state: state)
      if let start = seen[key] {
        // From here on the same again, on a smaller scale: a fixed point of that map.
        let ratio = side / start.side
        let point = zip(lower, start.lower).map { ($0 - ratio * $1) / (1 - ratio) }
        return Place(lower: point, side: 0)
      }
      if level < periodSearch {
        seen[key] = (lower, side)
      } else if level >= bits {
        return Place(lower: lower, side: side)
      }
      let number = walk.next(bits: dimension)
      side = side / 2
      lower = zip(lower, state.place(ofPart: number)).map { $1 ? $0 + side : $0 }
      state = state.part(number)
      level += 1
    }
  }

  /// The first parameters that lead to a point, or an interval in which there is one.
  public struct Parameter: Hashable, Sendable {
    /// The parameter, or the lower end of the interval.
    public let lower: Rational
    /// The length of the interval; 0 for a parameter that is known.
    public let length: Rational

    /// Whether the parameter is known.
    public var isExact: Bool { length.isZero }
  }

  /// The first parameter of a point: exactly where its digits come to an end or become periodic soon, else an interval
  /// of a length of at most `2^-bits`. For a box, an interval that is met by all cells which contain the box.
  ///
  /// - Parameters:
  ///   - place: a point of the cube, or a box in it; for a box the interval may be longer.
  ///   - bits: what is wanted of a parameter that is not found exactly.
  /// - Precondition: the place is in the cube.
  public func parameter(of place: Place, bits: Int) -> Parameter {
    precondition(
      place.lower.count == dimension
        && place.lower.allSatisfy { $0 >= 0 && $0 + place.side <= 1 }, "a point outside of the cube"
    )
    var lower = place.lower
    var boxSide = place.side
    var state = HilbertState(dimension: dimension)
    var (parameter, length) = (Rational(0), Rational(1))
    var seen: [Seen<[Rational]>: (parameter: Rational, length: Rational)] = [:]
    let scale = Rational(1, Integer(2).power(dimension))
    var level = 0
    while true {
      if boxSide.isZero {
        if zip(lower, state.entry).allSatisfy({ $0 == ($1 ? 1 : 0) }) {
          return Parameter(lower: parameter, length: 0)
        }
        let key = Seen(rest: lower, state: state)
        if let start = seen[key] {
          let ratio = length / start.length
          return Parameter(lower: (parameter - ratio * start.parameter) / (1 - ratio), length: 0)
        }
        if level < periodSearch { seen[key] = (parameter, length) }
      }
      let isSearched = boxSide.isZero && level < periodSearch
      guard isSearched || level * dimension < bits, let place = Self.half(of: lower, boxSide) else {
        return Parameter(lower: parameter, length: length)
      }
      let number = state.firstPart(at: place)
      length *= scale
      parameter += length * Rational(number.integer)
      lower = zip(lower, state.place(ofPart: number)).map { 2 * $0 - ($1 ? 1 : 0) }
      boxSide = 2 * boxSide
      state = state.part(number)
      level += 1
    }
  }

  /// In which half of the cube each coordinate lies, `nil` on the border; nothing where a side reaches across.
  private static func half(of lower: [Rational], _ side: Rational) -> [Bool?]? {
    let half = Rational(1, 2)
    var place: [Bool?] = []
    for coordinate in lower {
      if side.isZero, coordinate == half {
        place.append(nil)
      } else if coordinate >= half {
        place.append(true)
      } else if coordinate + side <= half {
        place.append(false)
      } else {
        return nil
      }
    }
    return place
  }
}

/// What repeats where digits are periodic.
private struct Seen<Rest: Hashable & Sendable>: Hashable, Sendable {
  let rest: Rest
  let state: HilbertState
}

/// The digits of a number below 1, some bits at a time.
private struct DigitWalk {
  var rest: Rational

  /// The next bits, the lowest one first.
  mutating func next(bits: Int) -> [Bool] {
    let scaled = rest * Rational(Integer(2).power(bits))
    let (digit, _) = scaled.numerator.dividedEuclideanly(by: scaled.denominator)
    rest = scaled - Rational(digit)
    return digit.bits(count: bits)
  }
}

extension Integer {
  /// The lowest bits of a number that is not negative, the lowest one first.
  fileprivate func bits(count: Int) -> [Bool] {
    var rest = self
    return (0..<count).map { _ in
      let (half, bit) = rest.dividedEuclideanly(by: 2)
      rest = half
      return !bit.isZero
    }
  }
}

extension [Bool] {
  /// The number with these bits, the lowest one first.
  fileprivate var integer: Integer {
    reversed().reduce(Integer(0)) { $0 * 2 + ($1 ? 1 : 0) }
  }
}
