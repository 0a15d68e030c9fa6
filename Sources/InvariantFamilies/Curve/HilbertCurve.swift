public import ExactAlgebra

/// The Hilbert curve: a continuous map from `[0, 1]` onto the cube `[0, 1]^N`.
///
///     let curve = HilbertCurve(dimension: 2)
///     curve.corner(at: 1, level: 1)                    // [0, 1]: half way up at a quarter
///     curve.firstParameter(of: [0, 1], bits: 40)       // 1/3, exactly
///
/// At level `m` the cube has `2^(N m)` cells of side `2^-m`, in an order in which neighbours share a face, and
/// the curve spends the time `2^(-N m)` in each, between two ends of an edge of it. So its values at
/// `k / 2^(N m)` are corners of cells, and it satisfies a Hoelder condition with exponent `1/N`. Source of the
/// order: A. Butz, 1971, as C. Hamilton describes it, 2006; what is exact here is proved in the article.
public struct HilbertCurve: Hashable, Sendable {
  /// The dimension of the cube: `N`.
  public let dimension: Int

  /// The curve in a cube of positive dimension.
  public init(dimension: Int) {
    precondition(dimension > 0, "a cube without coordinates")
    self.dimension = dimension
  }

  /// The number of cells of a level: `2^(N level)`.
  public func cellCount(level: Int) -> Integer { Integer(2).power(dimension * level) }

  /// The cell at a place in the order of a level: a number from `0` to `2^level - 1` for each coordinate.
  ///
  /// - Precondition: the place is one of the level.
  public func cell(at place: Integer, level: Int) -> [Integer] {
    path(to: place, level: level).cell
  }

  /// The value of the curve at `place / 2^(N level)`, times `2^level`: whole numbers.
  ///
  /// - Precondition: the place is not negative and at most `2^(N level)`.
  public func corner(at place: Integer, level: Int) -> [Integer] {
    let isEnd = place == cellCount(level: level)
    let (cell, frame) = path(to: isEnd ? place - 1 : place, level: level)
    return zip(cell, isEnd ? frame.exit : frame.entry).map { $1 ? $0 + 1 : $0 }
  }

  /// The place of a cell in the order of its level.
  ///
  /// - Precondition: there is a number from `0` to `2^level - 1` for each coordinate.
  public func place(ofCell cell: [Integer], level: Int) -> Integer {
    precondition(cell.count == dimension, "a cell of another cube")
    let digits = cell.map { $0.binaryDigits(count: level) }
    var frame = HilbertFrame(dimension: dimension)
    var place: [Bool] = []
    for index in 0..<level {
      let order = frame.order(of: digits.map { $0[index] })
      place += order.reversed()
      frame.descend(to: order)
    }
    return Integer(binaryDigits: place)
  }

  /// The place in a level of the first part of a cell of the level before along which the curve goes in the
  /// direction of an axis.
  ///
  /// There is one in each cell.
  ///
  /// - Parameters:
  ///   - axis: the axis, from 0.
  ///   - place: the place of the cell in its level.
  ///   - level: the level of the cell.
  public func firstPart(along axis: Int, of place: Integer, level: Int) -> Integer {
    precondition((0..<dimension).contains(axis), "an axis of another cube")
    let frame = path(to: place, level: level).frame
    // The part before which one digit of the place changes all lower ones.
    let steps = (axis - frame.direction - 1 + 2 * dimension) % dimension
    return place * Integer(2).power(dimension) + Integer(2).power(steps) - 1
  }

  /// The cell at a place, and how the curve lies in it.
  private func path(to place: Integer, level: Int) -> (cell: [Integer], frame: HilbertFrame) {
    let digits = place.binaryDigits(count: dimension * level)
    var frame = HilbertFrame(dimension: dimension)
    var halves = Array(repeating: [Bool](), count: dimension)
    for index in 0..<level {
      let order = Array(digits[index * dimension..<(index + 1) * dimension].reversed())
      for (axis, half) in frame.part(at: order).enumerated() { halves[axis].append(half) }
      frame.descend(to: order)
    }
    return (halves.map { Integer(binaryDigits: $0) }, frame)
  }
}
