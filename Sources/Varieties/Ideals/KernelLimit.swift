/// Why a graded kernel ends before the degree that was asked for.
public enum KernelLimit: Hashable, Sendable, CustomStringConvertible {
  /// A degree needs about `needed` bytes of memory, and `limit` are allowed.
  case memory(degree: Int, needed: Int, limit: Int)
  /// The time that was allowed was over before a degree was finished.
  case time(degree: Int, limit: Duration)
  /// Somebody asked for an end before a degree was finished.
  case interruption(degree: Int)
  /// A degree was given up.
  case failure(KernelError)

  /// The degree that is not known any more.
  public var degree: Int {
    switch self {
    case .memory(let degree, _, _), .time(let degree, _), .interruption(let degree): degree
    case .failure(let error): error.degree
    }
  }

  /// One line for the user.
  public var description: String {
    switch self {
    case .memory(let degree, let needed, let limit):
      "degree \(degree) needs about \(Self.size(needed)) of memory, "
        + "the limit is \(Self.size(limit))"
    case .time(let degree, let limit):
      "degree \(degree) was not finished within the time limit of "
        + "\(limit.formattedSeconds) s"
    case .interruption(let degree):
      "degree \(degree) was interrupted"
    case .failure(let error):
      error.description
    }
  }

  private static func size(_ bytes: Int) -> String {
    switch bytes {
    case 1_000_000_000_000_000_000...: "more than 10^9 GB"
    case 10_000_000...: "\(bytes / 1_000_000) MB"
    case 10_000...: "\(bytes / 1_000) KB"
    default: "\(bytes) bytes"
    }
  }
}

extension Duration {
  /// The seconds, without a fraction where there is none.
  fileprivate var formattedSeconds: String {
    let seconds = self / .seconds(1)
    return seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
  }
}
