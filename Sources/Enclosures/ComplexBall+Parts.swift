internal import CArbShims

extension ComplexBall {
  /// The number with a real and an imaginary part.
  public init(_ real: Ball, imaginary: Ball) {
    self.init(precision: max(real.precision, imaginary.precision))
    arb_set(shim_acb_real(storage.pointer), real.storage.pointer)
    arb_set(shim_acb_imaginary(storage.pointer), imaginary.storage.pointer)
  }

  /// The real part.
  public var real: Ball {
    let result = Ball(precision: precision)
    arb_set(result.storage.pointer, shim_acb_real(storage.pointer))
    return result
  }

  /// The power with an exponent that is not negative.
  public func power(_ exponent: Int) -> ComplexBall {
    precondition(exponent >= 0, "a negative exponent")
    let result = ComplexBall(precision: precision)
    acb_pow_ui(result.storage.pointer, storage.pointer, UInt(exponent), precision)
    return result
  }
}
