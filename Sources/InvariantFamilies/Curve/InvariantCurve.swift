public import ExactAlgebra
public import RandomNetworks

/// A family of laws with one parameter that every ReLU layer maps into itself: continuous, and nowhere near
/// Lipschitz.
///
///     let curve = InvariantCurve(startingFrom: .standardNormal(dimension: 1))
///     let member = try curve.member(at: Rational(1, 3), bits: 64)     // the law of a network at X
///     try curve.firstParameter(of: network, bits: 100)                // where a network is met
///
/// Up to `-1` the member is the law of `X`; up to `0` it is the law of `-t X`, which shrinks to the point mass at
/// zero. On `[k, k + 1]` it is the law of a network at `X`: the weights go on a straight line from zero to a corner
/// of the cube of excursion `k`, then along the Hilbert curve through all of the cube, then back to zero. A zero
/// network has the point mass at zero as its law whatever its depth, so the parts fit.
///
/// A layer maps the member of a network to that of the network with one layer more, which is in a cube of a later
/// stage. Source: the construction is that of the article, for an exception in the theorem of Macdonald and Waeldchen,
/// arXiv 2112.06532.
public struct InvariantCurve: Sendable {
  /// The law of `X`.
  public let start: InputLaw

  /// The family of a law with finite mean.
  public init(startingFrom start: InputLaw) { self.start = start }

  /// The dimension of the space: `d`.
  public var dimension: Int { start.dimension }

  /// The Hilbert curve in the cube of an excursion.
  func hilbertCurve(_ excursion: CurveExcursion) -> HilbertCurve {
    HilbertCurve(
      dimension: RectifiedNetwork.weightCount(dimension: dimension, depth: excursion.depth))
  }

  /// The member at a parameter.
  ///
  /// - Parameters:
  ///   - parameter: any number.
  ///   - bits: weights that are not exact are known up to `2^-bits`.
  /// - Throws: `InvariantCurveError` for parameters that are too large.
  public func member(at parameter: Rational, bits: Int) throws(InvariantCurveError) -> CurveMember {
    guard parameter.signum() >= 0 else { return .scaled(min(-parameter, 1)) }
    guard let number = Int(exactly: parameter.floor),
      let excursion = CurveExcursion(number: number)
    else { throw .parameterTooLarge }
    try RectifiedNetwork.check(dimension: dimension, depth: excursion.depth)
    let time = excursion.time(at: parameter)
    let curve = hilbertCurve(excursion)
    func network(
      _ point: [Rational], scaledBy factor: Rational = 1
    ) throws(InvariantCurveError) -> CurveMember {
      let weights = excursion.weights(at: point).map { $0 * factor }
      return .network(
        try RectifiedNetwork(dimension: dimension, weights: weights), excursion)
    }
    // A line takes a quarter; the Hilbert curve begins and ends at corners.
    if time.signum() < 0 {
      return try network(
        Array(repeating: 0, count: curve.dimension), scaledBy: 1 + 2 * time)
    }
    if time > 1 {
      let end = (0..<curve.dimension).map { $0 == 0 ? 1 as Rational : 0 }
      return try network(end, scaledBy: 3 - 2 * time)
    }
    switch curve.position(at: time, bits: max(bits, 1) + excursion.stage) {
    case .exact(let point): return try network(point)
    case .cell(let cell, let level):
      return .enclosed(WeightCell(cell: cell, level: level, excursion: excursion))
    }
  }

  /// The first parameter, in the first stage whose cube contains it, at which the curve is at a network.
  ///
  /// - Parameters:
  ///   - network: layers of the space of the family.
  ///   - bits: the parameter is known up to `2^-bits` at least; it is exact where all weights are `k / 2^j`.
  /// - Throws: `InvariantCurveError` for weights that are too large.
  public func firstParameter(
    of network: RectifiedNetwork, bits: Int
  ) throws(InvariantCurveError) -> CurveParameter {
    precondition(network.dimension == dimension, "a network of another space")
    guard
      let excursion = CurveExcursion(depth: network.depth, containing: network.largestWeight)
    else { throw .weightTooLarge }
    let time = hilbertCurve(excursion).firstParameter(
      of: excursion.point(of: network.weights), bits: bits)
    return CurveParameter(time, on: excursion)
  }

  /// The first parameter of the image of a member under layers; a parameter where the member is known to be in a
  /// cell only.
  ///
  /// - Parameters:
  ///   - member: the member.
  ///   - layers: layers of the space of the family.
  ///   - bits: as for a network.
  /// - Throws: `InvariantCurveError` where the image is too large.
  public func parameter(
    ofImageOf member: CurveMember, under layers: RectifiedNetwork, bits: Int
  ) throws(InvariantCurveError) -> CurveParameter {
    switch member {
    case .scaled, .network:
      return try firstParameter(of: member.composed(with: layers)!, bits: bits)
    case .enclosed(let cell):
      let image = try cell.followed(by: layers)
      let curve = hilbertCurve(image.excursion)
      let place = curve.place(ofCell: image.cell, level: image.level)
      let count = curve.cellCount(level: image.level)
      return CurveParameter(
        .between(Rational(place, count), Rational(place + 1, count)), on: image.excursion)
    }
  }
}
