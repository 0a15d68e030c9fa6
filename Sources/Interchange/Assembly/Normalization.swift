import ExactAlgebra

/// What batch normalization does at inference: `x -> factor x + constant` for each neuron, with
/// `factor = scale / sqrt(variance + epsilon)` and `constant = shift - factor mean`.
///
/// The root is exact where it is rational. Otherwise it has no exact value, and the factor is the
/// double that division and root in double precision give, taken exactly from there on.
struct Normalization {
  let factors: [Rational]
  let constants: [Rational]
  /// Whether a root was rounded.
  let isRounded: Bool

  /// - Precondition: lists of one length.
  /// - Throws: `DataError` where a variance plus epsilon is not positive.
  init(
    scale: [Rational], shift: [Rational], mean: [Rational], variance: [Rational],
    epsilon: Rational
  ) throws(DataError) {
    var factors: [Rational] = []
    var isRounded = false
    for (scale, variance) in zip(scale, variance) {
      let square = variance + epsilon
      guard square.signum() > 0 else {
        throw DataError("a variance of \("\(variance)".excerpt), expected positive variances")
      }
      let root = Double(approximating: square).squareRoot()
      if let exact = Rational(exactly: root), exact * exact == square {
        factors.append(scale / exact)
        continue
      }
      isRounded = true
      guard let factor = Rational(exactly: Double(approximating: scale) / root) else {
        throw DataError("a variance of \("\(variance)".excerpt) is too close to zero")
      }
      factors.append(factor)
    }
    self.factors = factors
    self.isRounded = isRounded
    constants = zip(shift, zip(factors, mean)).map { $0 - $1.0 * $1.1 }
  }
}
