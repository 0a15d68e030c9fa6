public import ExactAlgebra

extension PolynomialMap {
  /// What is known of a polynomial vanishing on the closure of the image, or `nil` where it does
  /// not vanish there.
  ///
  /// The pull-back is expanded, which decides it; where it would have more than 40,000,000 terms
  /// before they are collected, it is evaluated modulo primes at random points, and
  /// `ProofStatus.probable` has a bound for the error. That a polynomial does not vanish is always
  /// proved.
  ///
  /// - Parameters:
  ///   - polynomial: a polynomial of `coordinateRing`, homogeneous or not.
  ///   - seed: of the random points.
  /// - Throws: `CancellationError`.
  public func vanishing(of polynomial: Polynomial, seed: UInt64) throws -> ProofStatus? {
    precondition(polynomial.ring === coordinateRing, "polynomials from different rings")
    guard !polynomial.isZero else { return .proved }
    return try Verification(map: self, seed: seed).status(of: polynomial.primitivePart)
  }
}
