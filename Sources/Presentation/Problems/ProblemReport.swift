public import NetworkVarieties

/// All that is known of a variety, for people: what verbs find one by one, put together.
public struct ProblemReport: Sendable {
  /// The commands that find the parts.
  public struct Commands: Hashable, Sendable {
    /// The whole report.
    public let report: RerunCommand
    /// The dimension.
    public let dimension: RerunCommand
    /// The rank constraints.
    public let constraints: RerunCommand
    /// The ideal.
    public let derivation: RerunCommand

    /// Commands.
    public init(
      report: RerunCommand, dimension: RerunCommand, constraints: RerunCommand,
      derivation: RerunCommand
    ) {
      (self.report, self.dimension) = (report, dimension)
      (self.constraints, self.derivation) = (constraints, derivation)
    }
  }

  /// The variety.
  public let variety: ReLUVariety
  /// The file of the problem.
  public let problem: GivenProblem
  /// The dimension.
  public let dimension: PartEnd<DimensionReport>
  /// The rank constraints.
  public let constraints: PartEnd<ConstraintReport>
  /// The ideal.
  public let derivation: PartEnd<DerivationReport>
  /// The commands that find all this again.
  public let commands: Commands

  /// A report of parts.
  public init(
    on variety: ReLUVariety, of problem: GivenProblem, dimension: PartEnd<DimensionReport>,
    constraints: PartEnd<ConstraintReport>, derivation: PartEnd<DerivationReport>,
    commands: Commands
  ) {
    (self.variety, self.problem, self.commands) = (variety, problem, commands)
    (self.dimension, self.constraints) = (dimension, constraints)
    self.derivation = derivation
  }

  /// Whether no limit was reached.
  public var isComplete: Bool {
    guard let dimension = dimension.value, let constraints = constraints.value,
      let derivation = derivation.value
    else { return false }
    return dimension.found.end == nil && constraints.constraints.coverage.isComplete
      && derivation.derivation.ideal.limit == nil
  }
}
