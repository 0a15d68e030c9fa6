public import ExactAlgebra

extension NetworkCurve {
  /// What the member of the family is at a parameter.
  public enum Member: Hashable, Sendable {
    /// A multiple of the start, from 0 to 1.
    case multiple(Rational)
    /// The image of the start under layers.
    case network(NetworkMember)
  }

  /// A network on the curve.
  public struct NetworkMember: Hashable, Sendable {
    /// The excursion on which it lies.
    public let excursion: Excursion
    /// The layers: exact, or the middle of where they are known to be.
    public let layers: [LayerMap]
    /// How far weights may be from those of the layers; 0 where these are exact.
    public let weightError: Rational

    /// Whether the layers are those of the member.
    public var isExact: Bool { weightError.isZero }
  }

  /// The member at a parameter.
  ///
  /// - Parameters:
  ///   - parameter: any number.
  ///   - bits: weights that are not found exactly are known up to `2^-bits` times the radius.
  /// - Precondition: the parameter is below `2^30`.
  public func member(at parameter: Rational, bits: Int) -> Member {
    precondition(parameter < Rational(1 << 30), "a parameter that is too large")
    if parameter <= 0 { return .multiple(min(-parameter, 1)) }
    let (floor, _) = parameter.numerator.dividedEuclideanly(by: parameter.denominator)
    let excursion = Excursion(number: Int(exactly: floor)!)
    let place = place(at: parameter - Rational(floor), on: excursion, bits: bits)
    let radius = excursion.radius
    return .network(
      NetworkMember(
        excursion: excursion, layers: layers(place.center.map { (2 * $0 - 1) * radius }),
        weightError: place.side * radius))
  }

  /// The point of the unit cube, whose middle is the zero network, for a part of an excursion from 0 to 1.
  private func place(
    at part: Rational, on excursion: Excursion, bits: Int
  ) -> HilbertCurve.Place {
    let curve = hilbertCurve(of: excursion)
    let quarter = Rational(1, 4)
    // On a straight line: a multiple of the corner at its end.
    func line(to end: Rational, _ multiple: Rational) -> HilbertCurve.Place {
      let corner = curve.point(at: end, bits: bits).lower
      let half = Rational(1, 2)
      return .init(lower: corner.map { half + multiple * ($0 - half) }, side: 0)
    }
    if part < quarter { return line(to: 0, part / quarter) }
    if part > 3 * quarter { return line(to: 1, (1 - part) / quarter) }
    return curve.point(at: 2 * (part - quarter), bits: bits)
  }
}
