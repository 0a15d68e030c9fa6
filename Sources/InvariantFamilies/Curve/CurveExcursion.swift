public import ExactAlgebra

/// One of the ways of the invariant curve from the zero network through a cube of networks and back.
///
/// Number `k = 0, 1, 2, ...` belongs to a stage `s = 1, 2, ...` and a depth `l = 1, ..., s`, in this order: it fills
/// `[-r, r]^N` with `r = 2^(s-1)`. So every network is in the cubes of all stages from some stage on.
public struct CurveExcursion: Hashable, Sendable {
  /// The last stage: its cubes contain all numbers of double precision.
  public static let largestStage = 1100
  /// The number of excursions up to that stage.
  public static let count = largestStage * (largestStage + 1) / 2

  /// The stage: `s`, from 1.
  public let stage: Int
  /// The number of layers: `l`.
  public let depth: Int

  /// The excursion of a stage and a depth.
  ///
  /// - Precondition: `1 <= depth <= stage <= largestStage`.
  public init(stage: Int, depth: Int) {
    precondition(1...stage ~= depth && stage <= Self.largestStage, "no excursion")
    (self.stage, self.depth) = (stage, depth)
  }

  /// The excursion with a number, from 0; `nil` behind the last one.
  public init?(number: Int) {
    guard 0..<Self.count ~= number else { return nil }
    var stage = 1
    while stage * (stage + 1) / 2 <= number { stage += 1 }
    self.init(stage: stage, depth: number - stage * (stage - 1) / 2 + 1)
  }

  /// The first excursion of a depth whose cube contains all numbers up to a size; `nil` where that is none.
  init?(depth: Int, containing size: Rational, from stage: Int = 1) {
    let bits = max(size.numerator.bitWidth - size.denominator.bitWidth - 1, 0)
    var stage = max(depth, stage, bits + 1)
    while Rational(2).power(stage - 1) < size { stage += 1 }
    guard stage <= Self.largestStage else { return nil }
    self.init(stage: stage, depth: depth)
  }

  /// The number `k` of the excursion, which is the parameter where it begins.
  public var number: Int { stage * (stage - 1) / 2 + depth - 1 }

  /// Half of the side of the cube: `r`.
  public var radius: Rational { Rational(2).power(stage - 1) }

  /// The time of the Hilbert curve at a parameter; outside `[0, 1]` on the straight lines.
  func time(at parameter: Rational) -> Rational {
    2 * (parameter - Rational(number)) - Rational(1, 2)
  }

  /// The parameter at a time of the Hilbert curve.
  func parameter(at time: Rational) -> Rational {
    Rational(number) + Rational(1, 4) + time / 2
  }

  /// The weights at a point of the unit cube.
  func weights(at point: [Rational]) -> [Rational] { point.map { radius * (2 * $0 - 1) } }

  /// The point of the unit cube with given weights.
  func point(of weights: [Rational]) -> [Rational] {
    weights.map { ($0 + radius) / (2 * radius) }
  }
}
