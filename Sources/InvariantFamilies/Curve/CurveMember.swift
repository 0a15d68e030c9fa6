public import Enclosures
public import ExactAlgebra

/// A member of the invariant curve.
public enum CurveMember: Hashable, Sendable {
  /// The law of `X` times a number from 0 to 1.
  case scaled(Rational)
  /// The law of a network at `X`, on an excursion.
  case network(RectifiedNetwork, CurveExcursion)
  /// The same, where the weights are known to lie in a small cube.
  case enclosed(WeightCell)

  /// The excursion; `nil` before the first one.
  public var excursion: CurveExcursion? {
    switch self {
    case .scaled: nil
    case .network(_, let excursion): excursion
    case .enclosed(let cell): cell.excursion
    }
  }

  /// The network whose law at `X` is the image of the member under layers; `nil` where the weights are not exact.
  ///
  /// - Throws: `InvariantCurveError.size`.
  public func composed(
    with layers: RectifiedNetwork
  ) throws(InvariantCurveError) -> RectifiedNetwork? {
    switch self {
    case .scaled(let factor): layers.scalingInputs(by: factor)
    case .network(let network, _): try network.followed(by: layers)
    case .enclosed: nil
    }
  }
}

/// A small cube of networks of one depth: a cell of a level of the Hilbert curve of an excursion.
public struct WeightCell: Hashable, Sendable {
  /// The cell: a number from `0` to `2^level - 1` for each weight.
  public let cell: [Integer]
  /// The level.
  public let level: Int
  /// The excursion.
  public let excursion: CurveExcursion

  init(cell: [Integer], level: Int, excursion: CurveExcursion) {
    (self.cell, self.level, self.excursion) = (cell, level, excursion)
  }

  /// The side of the cube.
  public var side: Rational { 2 * excursion.radius / Rational(2).power(level) }

  /// The smallest weights.
  public var lowerWeights: [Rational] {
    let scale = Integer(2).power(level)
    return excursion.weights(at: cell.map { Rational($0, scale) })
  }

  /// The weights within their bounds, neuron by neuron, the bias last.
  public var weights: [ReportedNumber] {
    let precision = level + excursion.stage + 64
    return lowerWeights.map { .enclosed(Ball(from: $0, to: $0 + side, precision: precision)) }
  }

  /// How far weights are at most from some of the cube.
  func distance(to weights: [Rational]) -> Rational {
    zip(lowerWeights, weights).map { lower, weight in
      max((weight - lower).magnitude, (weight - lower - side).magnitude)
    }.max()!
  }

  /// A cell that contains all networks of this one with further layers.
  func followed(by layers: RectifiedNetwork) throws(InvariantCurveError) -> WeightCell {
    let depth = excursion.depth + layers.depth
    try RectifiedNetwork.check(dimension: layers.dimension, depth: depth)
    guard
      let image = CurveExcursion(
        depth: depth, containing: layers.largestWeight, from: excursion.stage)
    else { throw .weightTooLarge }
    // Cubes double with each stage around their centre, so cells are cells of the larger cube.
    let level = level + image.stage - excursion.stage
    let scale = Integer(2).power(level)
    let shift = (scale - Integer(2).power(self.level)).dividedExactly(by: 2)
    let added = image.point(of: layers.weights).map {
      min(($0 * Rational(scale)).floor, scale - 1)
    }
    return WeightCell(cell: cell.map { $0 + shift } + added, level: level, excursion: image)
  }
}

/// Where a network is met on the invariant curve.
public struct CurveParameter: Hashable, Sendable {
  /// The excursion.
  public let excursion: CurveExcursion
  /// The parameter, or bounds of one.
  public let value: HilbertCurve.Parameter

  init(_ time: HilbertCurve.Parameter, on excursion: CurveExcursion) {
    self.excursion = excursion
    value =
      switch time {
      case .exact(let time): .exact(excursion.parameter(at: time))
      case .between(let lower, let upper):
        .between(excursion.parameter(at: lower), excursion.parameter(at: upper))
      }
  }

  /// The parameter, or the lower bound.
  public var lower: Rational {
    switch value {
    case .exact(let parameter): parameter
    case .between(let lower, _): lower
    }
  }

  /// The parameter with what it is worth.
  public var number: ReportedNumber {
    switch value {
    case .exact(let parameter): .exact(parameter)
    case .between(let lower, let upper):
      .enclosed(
        Ball(from: lower, to: upper, precision: (upper - lower).denominator.bitWidth + 64))
    }
  }

  /// Whether the parameter is exact.
  public var isExact: Bool {
    if case .exact = value { true } else { false }
  }
}
