/// Why a degree of a graded kernel was given up.
public enum KernelError: Error, Hashable, CustomStringConvertible {
  /// In some weight of a degree, null vectors modulo the given number of primes could not be
  /// lifted to rational ones that vanish on the variety.
  case liftFailed(degree: Int, primes: Int)
  /// The fillings of tableaux that were drawn do not span the highest weight vectors of some
  /// shapes of a degree; another seed may help.
  case spanIncomplete(degree: Int)

  /// The method does not go beyond a degree.
  case degreeTooLarge(degree: Int, largest: Int)

  /// The degree in which it happened.
  public var degree: Int {
    switch self {
    case .liftFailed(let degree, _), .spanIncomplete(let degree), .degreeTooLarge(let degree, _):
      degree
    }
  }

  /// One line for the user.
  public var description: String {
    switch self {
    case .liftFailed(let degree, let primes):
      return "a generator of degree \(degree) could not be lifted to the rationals "
        + "with \(primes) primes"
    case .spanIncomplete(let degree):
      return "the highest weight vectors of degree \(degree) were not all found; "
        + "another seed may help"
    case .degreeTooLarge(let degree, let largest):
      return "degree \(degree) is beyond degree \(largest), where highest weights end; weight "
        + "spaces have no such bound"
    }
  }
}
