public import Enclosures
public import ExactAlgebra
public import RandomNetworks

/// Why a family is not invariant: a member, a layer, and what the image has that no member has.
///
/// Each part can be checked alone: that the law is a member, what its image does, and that no member does so.
public struct InvarianceWitness: Sendable {
  /// A member of the family; for truncated laws the one before the condition.
  public let member: InputLaw
  /// The box on which a uniform or a truncated member lives: lower and upper bounds.
  public let box: [ClosedRange<Rational>]?
  /// The parameters of a member of a generated family.
  public let parameters: [Rational]?
  /// The layer.
  public let layer: LayerMap
  /// What no member has.
  public let property: Property

  /// What the image has and no member.
  public enum Property: Sendable {
    /// The hyperplane `y_c = v` has a probability that is neither 0 nor 1. Under every member each hyperplane
    /// has probability 0 or 1. Coordinates count from 0.
    case hyperplane(coordinate: Int, value: Rational, probability: ReportedNumber)
    /// `y_c < v` has no probability, and more disjoint intervals above `v` than a member has parts have one. A
    /// mixture without probability below `v` has parts in which `y_c` is constant, so it takes no
    /// more values than there are parts.
    case halfLine(coordinate: Int, value: Rational, intervals: [Interval])
    /// The image, exactly, and that no parameters give it.
    case noParameters(image: FiniteLaw, NonMembership)
  }

  /// An open interval of a coordinate, with its probability.
  public struct Interval: Sendable {
    /// Where it begins.
    public let lower: Rational
    /// Where it ends.
    public let upper: Rational
    /// The probability, positive.
    public let probability: ReportedNumber
  }
}
