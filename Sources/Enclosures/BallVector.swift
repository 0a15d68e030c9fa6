internal import CArbShims

/// Balls in one piece of memory, for sums over many of them.
public struct BallVector: Sendable {
  let storage: BallVectorStorage
  /// The number of binary digits with which it is computed.
  public let precision: Int

  /// The number of balls.
  public var count: Int { storage.count }

  /// A copy of balls.
  ///
  /// - Parameters:
  ///   - balls: the balls, which are not rounded.
  ///   - precision: the number of binary digits with which it is computed.
  public init(_ balls: [Ball], precision: Int) {
    storage = BallVectorStorage(count: balls.count)
    self.precision = precision
    for (index, ball) in balls.enumerated() {
      arb_set(storage.pointer + index, ball.storage.pointer)
    }
  }

  /// The sum of the products of the balls with others of the same number.
  public func innerProduct(_ other: BallVector) -> Ball {
    precondition(count == other.count, "vectors of different lengths")
    let result = Ball(precision: max(precision, other.precision))
    arb_dot(
      result.storage.pointer, nil, 0, storage.pointer, 1, other.storage.pointer, 1, count,
      result.precision)
    return result
  }

  /// The sum of the weights times `exp(-scale (point - mean)^2)` over a range of indices; the balls are
  /// the weights.
  public func gaussianSum(
    at points: BallVector, over range: ClosedRange<Int>, mean: Ball, scale: Ball
  ) -> Ball {
    precondition(
      range.lowerBound >= 0 && range.upperBound < min(count, points.count), "no such index")
    let result = Ball(precision: precision)
    shim_arb_gaussian_sum(
      result.storage.pointer, storage.pointer + range.lowerBound,
      points.storage.pointer + range.lowerBound, range.count, mean.storage.pointer,
      scale.storage.pointer, precision)
    return result
  }
}

/// The owner of a vector of `arb_struct`.
final class BallVectorStorage: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<arb_struct>
  let count: Int

  init(count: Int) {
    pointer = _arb_vec_init(count)
    self.count = count
  }

  deinit { _arb_vec_clear(pointer, count) }
}

extension Ball {
  /// The middle of it: one point, exactly.
  public var middle: Ball { unary { x, y, _ in arb_get_mid_arb(x, y) } }

  /// Half of its length, exactly.
  public var radius: Ball { unary { x, y, _ in arb_get_rad_arb(x, y) } }
}
