internal import CArbShims

extension Ball {
  /// The smaller number of two: the ball of all of them.
  public func minimum(_ other: Ball) -> Ball {
    binary(other) { arb_min($0, $1, $2, $3) }
  }

  /// The larger number of two: the ball of all of them.
  public func maximum(_ other: Ball) -> Ball {
    binary(other) { arb_max($0, $1, $2, $3) }
  }

  /// The numbers of it that are not negative, in a ball that is hardly larger; `0` where there are none.
  public var nonnegativePart: Ball { unary { x, y, _ in arb_nonnegative_part(x, y) } }

  /// The inverse hyperbolic tangent; everything outside of `-1 ... 1`.
  public func hyperbolicArctangent() -> Ball { unary { arb_atanh($0, $1, $2) } }
}
