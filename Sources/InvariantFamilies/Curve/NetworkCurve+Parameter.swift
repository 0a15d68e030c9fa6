public import ExactAlgebra
import LongWork

extension NetworkCurve {
  /// A parameter of a network, with the check that it is one.
  public struct FoundParameter: Hashable, Sendable {
    /// The excursion on which it lies: the first one that reaches the network.
    public let excursion: Excursion
    /// The parameter, or the lower end of an interval in which there is one.
    public let lower: Rational
    /// The length of the interval; 0 for a parameter that is known.
    public let length: Rational
    /// The layers at the parameter, computed forwards again, or in the middle of the interval.
    public let layers: [LayerMap]
    /// How far the weights of the network are from these, at most.
    public let distance: Rational

    /// Whether the parameter is known.
    public var isExact: Bool { length.isZero }
    /// Whether the member at the parameter was computed and is the network.
    public var isChecked: Bool { isExact && distance.isZero }
  }

  /// The first parameter, on the first excursion that reaches them, of layers: exact where its digits come to an
  /// end or become periodic soon, as for all dyadic weights, else an interval.
  ///
  /// - Parameters:
  ///   - layers: layers `x -> ReLU(W x + b)` of the width, at least one.
  ///   - error: how far each weight of the wanted network may be from these; 0 for exact layers.
  ///   - bits: the length of an interval is to be at most `2^-bits`; it is longer where weights are not known well
  ///     enough.
  /// - Precondition: the width is that of the curve.
  public func parameter(
    of layers: [LayerMap], within error: Rational = 0, bits: Int
  ) -> FoundParameter {
    let weights = weights(of: layers)
    let size = weights.reduce(Rational(0)) { max($0, $1.magnitude + error) }
    let excursion = Excursion(depth: layers.count, reaching: size)
    let radius = excursion.radius
    let curve = hilbertCurve(of: excursion)
    let place = HilbertCurve.Place(
      lower: weights.map { (($0 - error) / radius + 1) / 2 }, side: error / radius)
    let found = curve.parameter(of: place, bits: bits)
    let start = Rational(excursion.number) + Rational(1, 4)
    let (lower, length) = (start + found.lower / 2, found.length / 2)
    let levels = bits / curve.dimension + 2
    guard case .network(let member) = member(at: lower + length / 2, bits: levels) else {
      preconditionFailure("a parameter before the networks")
    }
    let other = self.weights(of: member.layers)
    let distance = zip(weights, other).reduce(Rational(0)) { max($0, ($1.0 - $1.1).magnitude) }
    return FoundParameter(
      excursion: excursion, lower: lower, length: length, layers: member.layers,
      distance: distance + member.weightError + error)
  }
}
