public import Enclosures
public import Networks

/// What is known of a model at one point of a sample.
public struct GatePoint: Sendable {
  /// A pattern with its probabilities.
  public struct Pattern: Sendable {
    /// The pattern.
    public let pattern: ActivationPattern
    /// `P(A | x)`.
    public let prior: ReportedNumber
    /// `P(A | x, y)`; `nil` where nothing is observed.
    public let posterior: ReportedNumber?

    /// The posterior, or the prior where nothing is observed.
    public var probability: ReportedNumber { posterior ?? prior }
  }

  /// What an observation tells.
  public struct Evidence: Sendable {
    /// `ln p(y | x)`, in nats.
    public let logLikelihood: ReportedNumber
    /// The gradient of `ln p(y | x)`.
    public let gradient: ParameterGradient
    /// `sum_A P(A | x) grad ln p(y | x, A)`, which is not the gradient.
    public let incompleteGradient: ParameterGradient
    /// The network as temperatures go to zero.
    public let hardGates: HardGates
    /// The bound for the probabilities that were given.
    public let bound: GateBound?
    /// The best bound that was found.
    public let meanField: GateMeanField?

    /// The largest difference of the two gradients in an entry, without its sign.
    public var largestGradientDifference: ReportedNumber {
      zip(gradient.parameters, incompleteGradient.parameters)
        .map { full, part in full.midpoint >= part.midpoint ? full - part : part - full }
        .max { $0.midpoint < $1.midpoint } ?? .exact(0)
    }

    /// The bound for the probabilities that were given, or else the best one that was found.
    public var evidenceLowerBound: ReportedNumber? {
      (bound ?? meanField?.best)?.evidenceLowerBound
    }
  }

  /// The most probable patterns, largest first.
  public let patterns: [Pattern]
  /// The probability of the patterns that are not listed; `nil` where all are.
  public let remainingProbability: ReportedNumber?
  /// What the observation tells; `nil` where nothing is observed.
  public let evidence: Evidence?

  /// - Parameter remaining: the probability of the patterns that are not listed, exactly zero where there are none.
  init(_ patterns: [Pattern], remaining: ReportedNumber, evidence: Evidence?) {
    self.patterns = patterns
    if case .exact = remaining {
      remainingProbability = nil
    } else {
      remainingProbability = remaining
    }
    self.evidence = evidence
  }
}
