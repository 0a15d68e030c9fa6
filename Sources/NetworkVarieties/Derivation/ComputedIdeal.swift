public import Varieties

/// The ideal of a variety as far as it was computed, with the coordinates in which that was done.
///
/// Two kinds of linear forms are set apart first: the relations that dependent points force, and
/// those that the ideal has besides. The rest is computed in the coordinates that they leave.
public struct ComputedIdeal: Sendable {
  /// How the ideal is computed, and what is reported meanwhile.
  public struct Options: Sendable {
    /// How the spaces of a degree are cut into parts, seed, threads and limits. The closures in it
    /// and what it says of codimensions are set by the computation.
    public var kernel = GradedKernel.Options()
    /// Called with the ideal in the space of the variety after every finished degree.
    public var degreeFinished: (@Sendable (GradedIdeal) async throws -> Void)?
    /// Called with the first degree above 1 that will be refused, before the work begins.
    public var refusalForeseen: (@Sendable (KernelLimit) -> Void)?
    /// Whether a theorem that names all generators, and gives the Hilbert series, may take the place of
    /// the computation; see `ideal`'s `GradedIdeal.isByTheorem`.
    public var usesTheorems = false

    /// The defaults.
    public init() {}
  }

  /// The computation in fewer coordinates.
  public let computation: IdealComputation
  /// The codimension in those coordinates, or a larger number where the dimension is a lower bound.
  public let codimension: Int
  /// The ideal in those coordinates.
  public let reduced: GradedIdeal
  /// The rank constraints of the theorem that gave the ideal, which the origins of its generators number; `nil`
  /// where it was computed.
  let theoremConstraints: [RankConstraint]?

  /// The ideal in the space of the variety.
  public var ideal: GradedIdeal { computation.restoring(reduced) }

  /// Computes the ideal of a variety, degree by degree.
  ///
  /// Where `Interruption` or a limit of the options ends the work, `GradedIdeal.limit` says so.
  ///
  /// - Parameters:
  ///   - variety: the variety.
  ///   - dimension: its dimension; a lower bound is enough.
  ///   - goal: where to stop.
  ///   - options: how it is computed.
  /// - Throws: `PatternVarietyError` or `OutputVarietyError` where the variety is too large,
  ///   `CancellationError`, and what `degreeFinished` throws.
  public init(
    of variety: ReLUVariety, dimension: Dimension, to goal: DegreeGoal, options: Options = .init()
  ) async throws {
    var computation = try variety.idealComputation
    if options.usesTheorems,
      let known = variety.idealByTheorem(
        upToDegree: goal.largestDegree, by: computation, seed: options.kernel.seed)
    {
      // As elsewhere, origins are told at the end.
      for piece in known.withoutOrigins.pieces {
        try await options.degreeFinished?(
          known.withoutOrigins.truncated(toDegree: piece.degree))
      }
      reduced = known.ideal
      theoremConstraints = known.constraints
      codimension = computation.coordinateCount - dimension.value
      self.computation = computation
      return
    }
    theoremConstraints = nil
    var kernel = options.kernel
    kernel.codimensionAtMost = computation.coordinateCount - dimension.value
    computation = try await computation.eliminatingLinearForms(options: kernel)
    let codimension = computation.coordinateCount - dimension.value
    kernel.codimensionAtMost = codimension
    if let degreeFinished = options.degreeFinished {
      kernel.degreeFinished = { [computation] ideal in
        try await degreeFinished(computation.restoring(ideal))
      }
    }
    switch goal {
    case .codimension: kernel.sufficientRank = codimension
    case .degree(let degree):
      if let refusalForeseen = options.refusalForeseen,
        let limit = computation.refusal(upToDegree: degree, options: kernel), limit.degree > 1
      {
        refusalForeseen(limit)
      }
    }
    reduced = try await computation.ideal(
      upToDegree: goal.largestDegree, ofCodimension: codimension, options: kernel)
    self.computation = computation
    self.codimension = codimension
  }

  /// The same ideal with other knowledge of it.
  private init(_ reduced: GradedIdeal, by computation: IdealComputation, codimension: Int) {
    theoremConstraints = nil
    self.reduced = reduced
    self.computation = computation
    self.codimension = codimension
  }
}

extension ReLUVariety {
  /// The ideal by the theorem on two blocks, with the rank constraints that it names; `nil` where the theorem
  /// does not give it in the coordinates of the computation.
  fileprivate func idealByTheorem(
    upToDegree degree: Int, by computation: IdealComputation, seed: UInt64
  ) -> (ideal: GradedIdeal, withoutOrigins: GradedIdeal, constraints: [RankConstraint])? {
    guard case .pattern(let variety) = self, let kernel = computation.kernel,
      let theorem = twoBlockTheorem,
      let ideal = theorem.ideal(
        upToDegree: degree, of: variety, grading: kernel.grading, seed: seed)
    else { return nil }
    let withoutOrigins = ideal.withoutOrigins(under: variety.generalLinearAction)
    return (ideal, withoutOrigins, theorem.namedConstraints)
  }
}

extension ComputedIdeal {
  /// The same ideal with the origins of its generators: which of them are minors of which of some
  /// rank conditions, and which are new.
  ///
  /// - Throws: `CancellationError`.
  func tracingOrigins(to conditions: [RankCondition]) throws -> ComputedIdeal {
    let computation = self.computation.namingRelations(by: conditions)
    return ComputedIdeal(
      try computation.tracingOrigins(of: reduced, to: conditions), by: computation,
      codimension: codimension)
  }

  /// The rank of the Jacobian matrix of all generators at a random point of the variety.
  func jacobianRank(seed: UInt64) -> RankEvidence {
    computation.jacobianRank(of: reduced, upTo: codimension, seed: seed)
  }
}
