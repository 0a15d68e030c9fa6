/// How draws are made: how many, from what, and from which seed.
public struct GateSampling: Hashable, Sendable {
  /// The law from which patterns are drawn.
  public enum Proposal: String, Hashable, Sendable, CaseIterable {
    /// That of the model, whatever is observed.
    case prior
    /// One that leans towards what is observed; every tenth pattern is drawn from the prior.
    case adapted
  }

  /// The draws at each point.
  public var draws: Int
  /// The law from which patterns are drawn.
  public var proposal: Proposal
  /// What all random numbers follow from.
  public var seed: UInt64
  /// The number of threads; results do not depend on it.
  public var threads: Int

  /// Settings.
  ///
  /// - Precondition: there are draws and threads.
  public init(
    draws: Int = 1_000, proposal: Proposal = .adapted, seed: UInt64 = 1, threads: Int = 1
  ) {
    precondition(draws > 0 && threads > 0, "no draws, or no threads")
    (self.draws, self.proposal, self.seed, self.threads) = (draws, proposal, seed, threads)
  }
}
