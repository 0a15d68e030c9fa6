import Enclosures
import ExactAlgebra

/// The probabilities of one gate at a pre-activation.
struct Gate: Sendable {
  /// The pre-activation.
  let preactivation: Ball
  /// `sigma(z / tau)`.
  let open: Ball
  /// `1 - sigma(z / tau)`, without cancellation.
  let closed: Ball
  /// `ln sigma(z / tau)`.
  let logOpen: Ball
  /// `ln (1 - sigma(z / tau))`.
  let logClosed: Ball

  init(_ preactivation: Ball, temperature: Rational) {
    self.preactivation = preactivation
    let scaled = preactivation / temperature
    // The exponential function of what is not positive: it is at most 1, however cold the gate is.
    let isNegative = scaled.isNegative
    let size = isNegative ? scaled : -scaled
    let power = size.vanishingExponential()
    let (likely, logarithm) = (1 / (power + 1), -(power + 1).logarithm())
    let (unlikely, smallLogarithm) = (power * likely, size + logarithm)
    (open, logOpen) = isNegative ? (unlikely, smallLogarithm) : (likely, logarithm)
    (closed, logClosed) = isNegative ? (likely, logarithm) : (unlikely, smallLogarithm)
  }

  /// The logarithm of the probability of a state.
  func logarithm(isOpen: Bool) -> Ball { isOpen ? logOpen : logClosed }

  /// `a - sigma(z / tau)` for a state `a`: `tau` times the derivative of its logarithm.
  func residual(isOpen: Bool) -> Ball { isOpen ? closed : -open }
}
