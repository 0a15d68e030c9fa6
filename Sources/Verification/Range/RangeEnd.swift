public import ExactAlgebra

/// One end of the range of a function on a domain: its minimum or its maximum, and what is known of it.
public enum RangeEnd: Hashable, Sendable {
  /// The end itself, with a point of the domain where the function has this value.
  case attained(Rational, at: [Rational])
  /// The function comes as close to the value as one likes and does not have it on the domain: only at points such as
  /// this one on the boundary, which strict inequalities leave out.
  case approached(Rational, at: [Rational])
  /// There is no end: from a point of the domain on, along a direction, the function is affine and grows, or falls,
  /// without end.
  case unbounded(from: [Rational], along: [Rational])
  /// A limit was reached. The function has this value at this point, or comes close to it there, and the end is this
  /// value or lies beyond it: the minimum is at most, the maximum at least the value. It does not lie beyond the bound,
  /// where one was proved: the minimum is at least, the maximum at most the bound.
  case reached(Rational, at: [Rational], bound: Rational?)

  /// The value; `nil` where there is no end.
  public var value: Rational? {
    switch self {
    case .attained(let value, _), .approached(let value, _), .reached(let value, _, _): value
    case .unbounded: nil
    }
  }

  /// The point.
  public var point: [Rational] {
    switch self {
    case .attained(_, let point), .approached(_, let point), .reached(_, let point, _),
      .unbounded(let point, _):
      point
    }
  }

  /// The direction along which there is no end.
  public var direction: [Rational]? {
    if case .unbounded(_, let direction) = self { direction } else { nil }
  }

  /// A number that no value lies beyond: the end itself, or what was proved of it when a limit was reached; `nil` where there
  /// is no end or nothing was proved.
  public var bound: Rational? {
    switch self {
    case .attained(let value, _), .approached(let value, _): value
    case .reached(_, _, let bound): bound
    case .unbounded: nil
    }
  }

  /// Whether it is the end that is told, and not what was found when a limit was reached.
  public var isProved: Bool {
    if case .reached = self { false } else { true }
  }
}
