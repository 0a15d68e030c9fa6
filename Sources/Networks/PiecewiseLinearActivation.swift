public import ExactAlgebra

/// A function of one variable with a kink at zero: `x` for `x > 0`, and `negativeSlope * x` for
/// `x <= 0`.
///
///     let leaky = try PiecewiseLinearActivation.leakyReLU(slope: Rational(1, 100))
///     leaky(-3)                                          // -3/100
///     PiecewiseLinearActivation.absoluteValue(-3)        // 3
///
/// Two activations are equal where they are the same function: the leaky ReLU of slope 0 is ReLU.
/// Source of leaky ReLU: Maas, Hannun and Ng, *Rectifier nonlinearities improve neural network
/// acoustic models*, 2013.
public struct PiecewiseLinearActivation: Hashable, Sendable {
  /// The slope for `x <= 0`; any number but 1.
  public let negativeSlope: Rational

  private init(slope: Rational) { negativeSlope = slope }

  /// `max(x, 0)`.
  public static let relu = PiecewiseLinearActivation(slope: 0)
  /// `|x|`.
  public static let absoluteValue = PiecewiseLinearActivation(slope: -1)

  /// The activation with the given slope for `x <= 0`.
  ///
  /// - Throws: `PiecewiseLinearActivationError.noKink` for slope 1.
  public static func leakyReLU(
    slope: Rational
  ) throws(PiecewiseLinearActivationError) -> PiecewiseLinearActivation {
    guard slope != 1 else { throw .noKink }
    return PiecewiseLinearActivation(slope: slope)
  }

  /// The value at a number.
  public func callAsFunction(_ x: Rational) -> Rational {
    x.signum() > 0 ? x : negativeSlope * x
  }

  /// The slope on one side of the kink: 1 where the neuron is active, `negativeSlope` where not.
  public func slope(isActive: Bool) -> Rational { isActive ? 1 : negativeSlope }
}

extension PiecewiseLinearActivation: CustomStringConvertible {
  /// `relu`, `abs`, or `leaky-relu:` with the slope.
  public var description: String {
    switch self {
    case .relu: "relu"
    case .absoluteValue: "abs"
    default: "leaky-relu:\(negativeSlope)"
    }
  }
}

/// Why a slope is not that of a `PiecewiseLinearActivation`.
public enum PiecewiseLinearActivationError: Error, Hashable, CustomStringConvertible {
  /// Slope 1: the function is the identity.
  case noKink

  /// One line for the user.
  public var description: String {
    "the slope is 1, expected another one (with slope 1 nothing happens at zero)"
  }
}
