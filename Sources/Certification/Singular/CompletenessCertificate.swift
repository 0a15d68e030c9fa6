public import Varieties

/// That generators generate a whole ideal, and what shows it.
public struct CompletenessCertificate: Hashable, Sendable {
  /// How it was shown.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Some coordinates are independent on the variety, the others are rational functions of them
    /// by elements of the ideal, and the denominators are no zero divisors modulo the ideal.
    case linearSection
    /// Eliminating the parameters from the graph of the map gives the same ideal.
    case elimination
  }

  /// The field over which Groebner bases were computed.
  public enum Arithmetic: String, Hashable, Sendable, CaseIterable {
    /// Modulo one prime: if the reductions of the generators generate the ideal of the reduced
    /// map, the generators generate the ideal over the rationals.
    case modular
    /// Over the rationals.
    case rational
  }

  /// How it was shown.
  public let method: Method
  /// The prime modulo which Groebner bases were computed, or `nil` for over the rationals.
  public let prime: UInt?
  /// The program whose Groebner bases the proof rests on.
  public let program: String
  /// Its version, as it says itself.
  public let version: String

  /// The Hilbert series of the quotient by the ideal, from the leading monomials of the Groebner
  /// basis; `nil` where they are too many.
  ///
  /// Modulo a prime it is that over the rationals, since the certificate says that the ideals are
  /// equal modulo this prime.
  public let hilbertSeries: HilbertSeries?

  /// The field that the proof rests on.
  public var arithmetic: Arithmetic { prime == nil ? .rational : .modular }

  /// Records a certificate.
  public init(
    method: Method, prime: UInt?, program: String, version: String,
    hilbertSeries: HilbertSeries? = nil
  ) {
    self.method = method
    self.prime = prime
    self.program = program
    self.version = version
    self.hilbertSeries = hilbertSeries
  }
}
