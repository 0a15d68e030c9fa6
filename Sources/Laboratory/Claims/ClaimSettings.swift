/// How much work is done for a finding.
public struct ClaimSettings: Hashable, Sendable {
  /// The largest degree of polynomials, for claims that go through degrees.
  public var maximumDegree: Int
  /// Whether other programs are asked to settle what nothing else decides.
  public var isCertifying: Bool
  /// The seed of all random numbers.
  public var seed: UInt64
  /// The time for one instance.
  public var timeLimit: Duration?
  /// The bytes that tables and matrices for one instance may take.
  public var memoryLimit: Int

  /// Settings, with defaults.
  public init(
    maximumDegree: Int = 6, isCertifying: Bool = false, seed: UInt64 = 1,
    timeLimit: Duration? = nil, memoryLimit: Int = 4_000_000_000
  ) {
    self.maximumDegree = maximumDegree
    self.isCertifying = isCertifying
    self.seed = seed
    self.timeLimit = timeLimit
    self.memoryLimit = memoryLimit
  }
}
