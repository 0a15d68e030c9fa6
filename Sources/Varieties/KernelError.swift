/// Why a graded kernel was not computed.
public enum KernelError: Error, Hashable, CustomStringConvertible {
  /// A degree needs more memory than allowed: about `needed` bytes, and the limit is `limit`.
  ///
  /// `largestFitting` is the largest degree that keeps the limit, 0 where none does.
  case memoryLimit(degree: Int, needed: Int, limit: Int, largestFitting: Int)
  /// Weights of the acting group that do not fit the keys that tell weight spaces apart.
  case weightsTooLarge(degree: Int)
  /// In some weight of a degree, null vectors modulo the given number of primes could not be
  /// lifted to rational ones that vanish on the variety.
  case liftFailed(degree: Int, primes: Int)
  /// The fillings of tableaux that were drawn do not span the highest weight vectors of some
  /// shapes of a degree; another seed may help.
  case spanIncomplete(degree: Int)

  /// One line for the user.
  public var description: String {
    switch self {
    case .memoryLimit(let degree, let needed, let limit, let largestFitting):
      let size = { (bytes: Int) in
        bytes == .max ? "more than 10^9 GB" : "\(bytes / 1_000_000 + 1) MB"
      }
      let advice =
        largestFitting > 0 ? "degree \(largestFitting) fits" : "not even degree 1 fits"
      return "degree \(degree) needs about \(size(needed)) of memory, the limit is "
        + "\(size(limit - 1)); \(advice)"
    case .weightsTooLarge(let degree):
      return "highest weight vectors of degree \(degree) need smaller groups or a smaller degree"
    case .liftFailed(let degree, let primes):
      return "a generator of degree \(degree) could not be lifted to the rationals "
        + "with \(primes) primes"
    case .spanIncomplete(let degree):
      return "the highest weight vectors of degree \(degree) were not all found; "
        + "another seed may help"
    }
  }
}
