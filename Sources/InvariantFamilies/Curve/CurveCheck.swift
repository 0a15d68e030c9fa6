public import ExactAlgebra
import RandomNetworks

/// What the curve is at a parameter that was found, beside what it should be.
public struct CurveCheck: Sendable {
  /// How the networks compare.
  public enum Networks: Hashable, Sendable {
    /// All weights agree exactly.
    case equal
    /// The parameter, or the weights, are known within bounds; weights differ by at most a number.
    case within(Rational)
    /// Some weight differs where none should.
    case different
  }

  /// How the networks compare.
  public let networks: Networks
  /// The laws of finitely many points on both sides: whether all atoms and weights agree, and how many there are;
  /// `nil` for other laws, and where something is not exact.
  public let laws: (isEqual: Bool, atomCount: Int)?

  /// Whether nothing speaks against the parameter.
  public var holds: Bool { networks != .different && laws?.isEqual != false }
}

extension InvariantCurve {
  /// Evaluates the curve at a parameter of the image of a member, and compares networks and laws.
  ///
  /// - Parameters:
  ///   - parameter: the parameter.
  ///   - member: a member; the law of `X` itself for a parameter of a network.
  ///   - layers: the layers whose image is meant.
  ///   - bits: weights that are not exact are known up to `2^-bits`.
  /// - Throws: as `member`; also as `Interruption.check`.
  public func check(
    _ parameter: CurveParameter, ofImageOf member: CurveMember, under layers: RectifiedNetwork,
    bits: Int
  ) async throws -> CurveCheck {
    let expected = try member.composed(with: layers)
    let found = try self.member(at: parameter.lower, bits: bits)
    switch (found, expected, member) {
    case (.network(let network, _), let expected?, _):
      if parameter.isExact {
        return CurveCheck(
          networks: network == expected ? .equal : .different,
          laws: try await laws(of: member, under: layers, and: network))
      }
      return CurveCheck(
        networks: within(
          zip(network.weights, expected.weights).map { ($0 - $1).magnitude }.max()!,
          of: parameter), laws: nil)
    case (.network(let network, _), nil, .enclosed(let cell)):
      let image = try cell.followed(by: layers)
      return CurveCheck(
        networks: within(image.distance(to: network.weights), of: parameter), laws: nil)
    case (.enclosed(let cell), let expected?, _):
      // Digits that repeat later than is looked for: the weights must lie in the cell.
      let distance = cell.distance(to: expected.weights)
      return CurveCheck(
        networks: distance <= cell.side ? .within(distance) : .different, laws: nil)
    default: return CurveCheck(networks: .different, laws: nil)
    }
  }

  /// A distance that bounds of a parameter allow, or a difference.
  ///
  /// Between the bounds the curve stays in one cell, whose side follows from them.
  private func within(
    _ distance: Rational, of parameter: CurveParameter
  ) -> CurveCheck.Networks {
    guard case .between(let lower, let upper) = parameter.value,
      let exponent = (2 * (upper - lower)).dyadicExponent
    else { return .different }
    let (curve, radius) = (hilbertCurve(parameter.excursion), parameter.excursion.radius)
    let side = 2 * radius / Rational(2).power(exponent / curve.dimension)
    return distance <= side ? .within(distance) : .different
  }

  private func laws(
    of member: CurveMember, under layers: RectifiedNetwork, and network: RectifiedNetwork
  ) async throws -> (isEqual: Bool, atomCount: Int)? {
    guard case .points(let points) = start else { return nil }
    let start = FiniteLaw(points)
    let before =
      switch member {
      case .scaled(let factor):
        [LayerMap.scaling(by: factor, dimension: dimension)]
      case .network(let network, _): network.layers
      case .enclosed: [LayerMap]()
      }
    let image = try await start.images(under: before + layers.layers).last ?? start
    let other = try await start.images(under: network.layers).last ?? start
    return (image == other, image.count)
  }
}

extension LayerMap {
  /// The map `x -> c x`.
  static func scaling(by factor: Rational, dimension: Int) -> LayerMap {
    LayerMap(
      .init(
        weights: RationalMatrix.identity(dimension).rows.map { row in row.map { factor * $0 } }),
      activation: nil)
  }
}
