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
    /// Whether a theorem that names all generators may take the place of the computation; see
    /// `GradedIdeal.isByTheorem` and, for what is too large, `GradedIdeal.unwritten`.
    public var usesTheorems = false

    /// The defaults.
    public init() {}
  }

  /// What an ideal comes from.
  enum Source: Sendable {
    /// A computation in fewer coordinates.
    case computation(IdealComputation)
    /// A theorem on a variety.
    case theorem(IdealTheorem, of: PatternVariety)
  }

  /// What it comes from.
  let source: Source
  /// The codimension in those coordinates, or a larger number where the dimension is a lower bound.
  public let codimension: Int
  /// The ideal in those coordinates.
  public let reduced: GradedIdeal

  /// The computation in fewer coordinates; `nil` where a theorem gave the ideal.
  public var computation: IdealComputation? {
    if case .computation(let computation) = source { computation } else { nil }
  }

  /// The ideal in the space of the variety.
  public var ideal: GradedIdeal { computation?.restoring(reduced) ?? reduced }

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
    if options.usesTheorems, case .pattern(let pattern) = variety,
      let theorem = IdealTheorem(of: pattern), let degree = goal.lastDegree(named: theorem)
    {
      try await self.init(
        by: theorem, upToDegree: degree, of: pattern, dimension: dimension, options: options)
    } else {
      try await self.init(
        computing: variety, dimension: dimension, to: goal, options: options)
    }
  }

  private init(
    computing variety: ReLUVariety, dimension: Dimension, to goal: DegreeGoal, options: Options
  ) async throws {
    var computation = try variety.idealComputation
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
    source = .computation(computation)
    self.codimension = codimension
  }

  /// The same ideal with other knowledge of it.
  private init(_ reduced: GradedIdeal, by computation: IdealComputation, codimension: Int) {
    self.reduced = reduced
    source = .computation(computation)
    self.codimension = codimension
  }
}

extension ComputedIdeal {
  /// The ideal that a theorem gives.
  private init(
    by theorem: IdealTheorem, upToDegree degree: Int, of variety: PatternVariety,
    dimension: Dimension, options: Options
  ) async throws {
    reduced = theorem.ideal(upToDegree: degree, of: variety, seed: options.kernel.seed)
    source = .theorem(theorem, of: variety)
    codimension = variety.ambientDimension - dimension.value
    guard let degreeFinished = options.degreeFinished else { return }
    // As elsewhere, origins are told at the end.
    let plain = reduced.withoutOrigins(under: variety.generalLinearAction)
    for piece in plain.pieces { try await degreeFinished(plain.truncated(toDegree: piece.degree)) }
  }

  /// The same ideal with the origins of its generators: which of them are minors of which of some
  /// rank conditions, and which are new; a theorem has told them already.
  ///
  /// - Throws: `CancellationError`.
  func tracingOrigins(to conditions: [RankCondition]) throws -> ComputedIdeal {
    guard let computation = computation?.namingRelations(by: conditions) else { return self }
    return ComputedIdeal(
      try computation.tracingOrigins(of: reduced, to: conditions), by: computation,
      codimension: codimension)
  }

  /// The rank of the Jacobian matrix of all generators at a random point of the variety; `nil` where
  /// polynomials are not written and the matrix is too large.
  func jacobianRank(seed: UInt64) -> RankEvidence? {
    switch source {
    case .computation(let computation):
      computation.jacobianRank(of: reduced, upTo: codimension, seed: seed)
    case .theorem(let theorem, let variety):
      reduced.unwritten.isEmpty
        ? reduced.jacobianRank(
          on: variety.patternMap, under: variety.generalLinearAction, upTo: codimension, seed: seed)
        : variety.minorJacobianRank(of: theorem.constraints, seed: seed)
    }
  }
}

extension DegreeGoal {
  /// The last degree of the ideal that a theorem gives; `nil` where the goal is below its generators.
  fileprivate func lastDegree(named theorem: IdealTheorem) -> Int? {
    switch self {
    case .degree(let degree): degree >= theorem.largestMinorSize ? degree : nil
    case .codimension: theorem.largestMinorSize
    }
  }
}
