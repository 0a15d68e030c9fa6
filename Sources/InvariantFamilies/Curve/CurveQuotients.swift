public import Enclosures
public import ExactAlgebra
import GaussianMeasures
import LongWork
import Networks
public import RandomNetworks

/// Difference quotients of the invariant curve near one of its parameters, over the levels of the Hilbert curve.
///
/// In each cell of each level there is a part along which the curve moves one bias of the last layer and nothing
/// else, by `2r 2^-m`, in the time `2^(-N m) / 2`. There the distance of the two laws (Wasserstein, for the
/// maximum norm) is at most the step of the bias, and at least this step times the probability that the neuron is
/// active: the mean of the neuron moves by as much. So quotients grow like `2^((N-1) m)`, while distances go to
/// zero: the curve is continuous, and not Lipschitz near the parameter.
public struct CurveQuotients: Sendable {
  /// Two neighbours of a level.
  public struct Row: Sendable {
    /// The level: `m`.
    public let level: Int
    /// The first parameter.
    public let from: Rational
    /// The second parameter.
    public let to: Rational
    /// The step of the bias, which bounds the distance of the laws.
    public let weightStep: Rational
    /// A probability that the neuron is active at both ends.
    public let active: ReportedNumber

    /// `|dt|`.
    public var step: Rational { to - from }
    /// A lower bound of the distance of the laws.
    public var distance: ReportedNumber { .exact(weightStep) * active }
    /// The change of the weights divided by `|dt|`.
    public var weightQuotient: Rational { weightStep / step }
    /// A lower bound of the distance of the laws divided by `|dt|`.
    public var quotient: ReportedNumber { .exact(weightQuotient) * active }
  }

  /// The parameter near which they are taken.
  public let parameter: Rational
  /// The excursion.
  public let excursion: CurveExcursion
  /// The number of weights: `N`.
  public let weightCount: Int
  /// The neuron of the last layer whose bias moves, from 0.
  public let neuron: Int
  /// The levels, ascending.
  public let rows: [Row]
  /// A Lipschitz constant of the law in the weights (maximum norms) on the cube of the excursion.
  public let lipschitzConstant: ReportedNumber

  /// Quotients over the levels `1, ..., count`.
  ///
  /// - Parameters:
  ///   - curve: the curve.
  ///   - parameter: a parameter on the Hilbert part of an excursion.
  ///   - neuron: the neuron of the last layer whose bias moves.
  ///   - count: the number of levels.
  ///   - options: how probabilities are found.
  /// - Throws: `CurveQuotientError`, `InvariantCurveError`; also as `NetworkLaw`.
  public init(
    of curve: InvariantCurve, near parameter: Rational, neuron: Int, levels count: Int,
    options: NetworkLaw.Options
  ) async throws {
    precondition((0..<curve.dimension).contains(neuron) && count > 0, "no quotients")
    guard parameter.signum() >= 0 else { throw CurveQuotientError.notOnHilbertCurve }
    guard let number = Int(exactly: parameter.floor),
      let excursion = CurveExcursion(number: number)
    else { throw InvariantCurveError.parameterTooLarge }
    let time = excursion.time(at: parameter)
    guard time.signum() >= 0, time <= 1 else { throw CurveQuotientError.notOnHilbertCurve }
    try RectifiedNetwork.check(dimension: curve.dimension, depth: excursion.depth)
    let hilbert = curve.hilbertCurve(excursion)
    var rows: [Row] = []
    for level in 1...count {
      try Interruption.check()
      rows.append(
        try await Self.row(
          of: curve, hilbert, excursion, at: time, neuron: neuron, level: level, options))
    }
    (self.parameter, self.excursion, self.neuron) = (parameter, excursion, neuron)
    self.rows = rows
    weightCount = hilbert.dimension
    lipschitzConstant = Self.lipschitzConstant(of: curve.start, on: excursion)
  }

  private static func row(
    of curve: InvariantCurve, _ hilbert: HilbertCurve, _ excursion: CurveExcursion,
    at time: Rational, neuron: Int, level: Int, _ options: NetworkLaw.Options
  ) async throws -> Row {
    let cells = hilbert.cellCount(level: level - 1)
    let cell = min((time * Rational(cells)).floor, cells - 1)
    let bias = RectifiedNetwork.lastBias(
      of: neuron, dimension: curve.dimension, weightCount: hilbert.dimension)
    let place = hilbert.firstPart(along: bias, of: cell, level: level - 1)
    let (count, scale) = (hilbert.cellCount(level: level), Integer(2).power(level))
    let ends = try [place, place + 1].map { place in
      try RectifiedNetwork(
        dimension: curve.dimension,
        weights: excursion.weights(
          at: hilbert.corner(at: place, level: level).map { Rational($0, scale) }))
    }
    let lower = ends[0].weights[bias] < ends[1].weights[bias] ? ends[0] : ends[1]
    return Row(
      level: level, from: excursion.parameter(at: Rational(place, count)),
      to: excursion.parameter(at: Rational(place + 1, count)),
      weightStep: (ends[0].weights[bias] - ends[1].weights[bias]).magnitude,
      active: try await activity(of: neuron, in: lower, under: curve.start, options))
  }

  /// The probability that a neuron of the last layer is active.
  private static func activity(
    of neuron: Int, in network: RectifiedNetwork, under start: InputLaw,
    _ options: NetworkLaw.Options
  ) async throws -> ReportedNumber {
    // As a network the last layer is affine: its outputs are what ReLU is applied to.
    var options = options
    options.hasOutputMoments = false
    let question = NetworkLaw.OutputQuestion(outputs: [neuron], values: [0])
    let law = try await NetworkLaw(
      of: network.network, under: start, options: options, asking: question)
    let values = law.answer.distributions.flatMap(\.values)
    guard let value = values.first else { throw CurveQuotientError.notMeasured }
    return .exact(1) - value.atMost
  }

  /// By induction over the layers: sizes and differences are at most `a + b |x|`.
  private static func lipschitzConstant(
    of start: InputLaw, on excursion: CurveExcursion
  ) -> ReportedNumber {
    let (d, r) = (Rational(start.dimension), excursion.radius)
    var (size, slope): (Rational, Rational) = (0, 1)
    var (change, changeSlope): (Rational, Rational) = (0, 0)
    for _ in 0..<excursion.depth {
      (change, changeSlope) = (d * r * change + d * size + 1, d * r * changeSlope + d * slope)
      (size, slope) = (d * r * size + r, d * r * slope)
    }
    let second = zip(start.mean, start.covariance.indices).reduce(0 as Rational) { sum, entry in
      sum + entry.0 * entry.0 + start.covariance[entry.1][entry.1]
    }
    let mean = ReportedNumber.enclosed(
      .squareRoot(of: second, precision: ReportedNumber.defaultPrecision))
    return .exact(change) + .exact(changeSlope) * mean
  }
}

/// Why there are no quotients.
public enum CurveQuotientError: Error, Hashable, CustomStringConvertible {
  /// A parameter on a straight line, where the curve is Lipschitz.
  case notOnHilbertCurve
  /// The probability of an active neuron was not found within the limits.
  case notMeasured

  /// One line for the user.
  public var description: String {
    switch self {
    case .notOnHilbertCurve:
      "a parameter on a straight line, expected one between k + 1/4 and k + 3/4 for some k = 0, 1, ..."
    case .notMeasured: "the time was over before a probability was found"
    }
  }
}

extension InvariantCurve {
  /// A parameter near which quotients show most: of the network of a depth without weights, whose neurons are
  /// active at all inputs.
  public func quietParameter(depth: Int) throws(InvariantCurveError) -> Rational {
    try RectifiedNetwork.check(dimension: dimension, depth: depth)
    guard let excursion = CurveExcursion(number: depth * (depth + 1) / 2 - 1) else {
      throw .parameterTooLarge
    }
    let neuron = [Rational](repeating: 0, count: dimension) + [excursion.radius / 2]
    let weights = (0..<depth * dimension).flatMap { _ in neuron }
    let time = hilbertCurve(excursion).firstParameter(
      of: excursion.point(of: weights), bits: 1)
    return CurveParameter(time, on: excursion).lower
  }

  /// Some weights along the curve in one cell of an excursion, at corners in equal times: for pictures.
  ///
  /// - Parameters:
  ///   - indices: the weights.
  ///   - excursion: the excursion.
  ///   - parameter: a parameter on its Hilbert curve; the cell around it is shown.
  ///   - level: the level of the cell, 0 for the whole cube.
  ///   - inner: how many levels more the corners are from.
  ///   - bits: at most `2^bits` steps are made.
  /// - Returns: a list for each of the weights, and the parameters.
  public func path(
    ofWeights indices: [Int], on excursion: CurveExcursion, around parameter: Rational,
    level: Int, inner: Int, bits: Int = 12
  ) -> (parameters: [Rational], weights: [[Rational]]) {
    let hilbert = hilbertCurve(excursion)
    let cells = hilbert.cellCount(level: level)
    let cell = min((excursion.time(at: parameter) * Rational(cells)).floor, cells - 1)
    let steps = min(hilbert.dimension * inner, bits)
    let stride = Integer(2).power(hilbert.dimension * inner - steps)
    let (count, scale) = (
      hilbert.cellCount(level: level + inner), Integer(2).power(level + inner)
    )
    let first = cell * hilbert.cellCount(level: inner)
    let places = (0...(1 << steps)).map { first + Integer($0) * stride }
    let points = places.map { place in
      let corner = hilbert.corner(at: place, level: level + inner)
      return excursion.weights(at: indices.map { Rational(corner[$0], scale) })
    }
    return (
      places.map { excursion.parameter(at: Rational($0, count)) },
      indices.indices.map { index in points.map { $0[index] } }
    )
  }
}
