import Laboratory
public import Varieties

/// A `KernelLimit` as it is kept in a store: times in nanoseconds.
public enum StoredKernelLimit: Hashable, Sendable, Codable {
  /// A degree needs so many bytes of memory; `limit` are allowed.
  case memory(degree: Int, needed: Int, limit: Int)
  /// The time was over before a degree was finished.
  case time(degree: Int, nanoseconds: Int)
  /// Somebody asked for an end before a degree was finished.
  case interruption(degree: Int)
  /// Null vectors of a degree could not be lifted to the rational numbers.
  case liftFailed(degree: Int, primes: Int)
  /// The highest weight vectors of a degree were not all found.
  case spanIncomplete(degree: Int)
  /// The method ends before a degree.
  case degreeTooLarge(degree: Int, largest: Int)

  /// A limit that was reached.
  public init(_ limit: KernelLimit) {
    self =
      switch limit {
      case .memory(let degree, let needed, let limit):
        .memory(degree: degree, needed: needed, limit: limit)
      case .time(let degree, let limit):
        .time(degree: degree, nanoseconds: limit.roundedNanoseconds)
      case .interruption(let degree): .interruption(degree: degree)
      case .failure(.liftFailed(let degree, let primes)):
        .liftFailed(degree: degree, primes: primes)
      case .failure(.spanIncomplete(let degree)): .spanIncomplete(degree: degree)
      case .failure(.degreeTooLarge(let degree, let largest)):
        .degreeTooLarge(degree: degree, largest: largest)
      }
  }

  /// The limit.
  public var limit: KernelLimit {
    switch self {
    case .memory(let degree, let needed, let limit):
      .memory(degree: degree, needed: needed, limit: limit)
    case .time(let degree, let nanoseconds):
      .time(degree: degree, limit: .nanoseconds(nanoseconds))
    case .interruption(let degree): .interruption(degree: degree)
    case .liftFailed(let degree, let primes):
      .failure(.liftFailed(degree: degree, primes: primes))
    case .spanIncomplete(let degree): .failure(.spanIncomplete(degree: degree))
    case .degreeTooLarge(let degree, let largest):
      .failure(.degreeTooLarge(degree: degree, largest: largest))
    }
  }
}
