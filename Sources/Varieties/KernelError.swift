/// Why a graded kernel was not computed.
public enum KernelError: Error, Hashable, CustomStringConvertible {
  /// A degree needs more memory than allowed.
  ///
  /// `largestFitting` is the largest degree that keeps the limit, 0 where none does.
  case memoryLimit(degree: Int, needed: Int, limit: Int, largestFitting: Int)
  /// The lift of a null vector to the rationals did not succeed with any number of primes tried.
  case liftFailed(degree: Int, primes: Int)

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
    case .liftFailed(let degree, let primes):
      return "a generator of degree \(degree) could not be lifted to the rationals "
        + "with \(primes) primes"
    }
  }
}
