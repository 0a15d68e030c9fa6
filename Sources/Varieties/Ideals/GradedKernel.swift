public import ExactAlgebra
import LongWork

/// The ideal of the closure of the image of a polynomial map, degree by degree and certified.
///
///     let kernel = try GradedKernel(of: map)
///     let ideal = try await kernel.ideal(upToDegree: 3)
///     ideal.pieces[2].dimension          // dim J_3, proved
///
/// In every weight of the maximal multigrading the monomials are evaluated at random points
/// modulo a prime. The nullity is a proved upper bound for the dimension of the ideal there,
/// since a rank modulo a prime never exceeds the rank over the rationals. Null vectors that do
/// not come from lower degrees are lifted to the rationals and verified by expanding their
/// pull-back; with the products of earlier generators they give the lower bound. Where both
/// agree, the dimension is proved and the list of generators is proved complete.
///
/// Symmetries of the coordinates save work: one weight of each orbit is treated.
///
/// Source of the method by weights: Cummings and Hollering, *Computing implicitizations of
/// multi-graded polynomial maps*, 2023; the argument for the proof is spelled out in the
/// documentation of this module.
public struct GradedKernel: Sendable {
  /// The map whose pull-back has the ideal as its kernel.
  public let map: PolynomialMap
  /// The maximal multigrading that the exponents of the map show.
  public let grading: Multigrading
  /// The group that acts on the ideal, if one is known.
  public let action: GeneralLinearAction?
  let evaluator: any Parametrization
  let symmetries: [CoordinatePermutation]

  /// The kernel of the pull-back of a map.
  ///
  /// What the last three parameters claim is not checked, and every result rests on it.
  ///
  /// - Parameters:
  ///   - map: the map; its images are polynomials over the rationals.
  ///   - evaluator: a family whose image has the same closure as that of the map, in a form that
  ///     is evaluated faster; the map itself where it is `nil`.
  ///   - symmetries: permutations of the coordinates that map the ideal to itself. Those that do
  ///     not map weight spaces to weight spaces are left out.
  ///   - action: a group that maps the ideal to itself, whose weights the grading tells apart.
  /// - Throws: `Multigrading.NotHomogeneous` where the exponents of the map do not show that the
  ///   ideal is homogeneous.
  public init(
    of map: PolynomialMap, evaluatedBy evaluator: (any Parametrization)? = nil,
    symmetries: [CoordinatePermutation] = [], action: GeneralLinearAction? = nil
  ) throws(Multigrading.NotHomogeneous) {
    self.map = map
    self.evaluator = evaluator ?? map
    self.action = action
    self.symmetries = symmetries
    grading = try Multigrading(maximalFor: map)
    precondition(
      self.evaluator.coordinateCount == map.coordinateCount, "an evaluator of another family")
  }

  /// How a kernel is computed; none of it changes the numbers of a proved result.
  public struct Options: Sendable {
    /// How the spaces of a degree are cut into parts.
    public var method = KernelMethod.highestWeights
    /// The seed of all random points.
    public var seed: UInt64 = 1
    /// The number of parts of a degree that are treated at the same time.
    public var threads = 1
    /// Bytes that tables and matrices may take together; a degree that needs more is refused
    /// before any work is done for it.
    public var memoryLimit = 4_000_000_000
    /// How long the computation may take; the degree in work at its end is given up. No limit
    /// where it is `nil`.
    public var timeLimit: Duration?
    /// Where this is set, the computation ends with the degree in which the Jacobian matrix of
    /// the generators has this rank at a random point of the variety.
    public var sufficientRank: Int?
    /// A proved upper bound for the codimension of the variety, where one is known: degrees that it
    /// decides are not computed. Linear varieties and hypersurfaces are known at once in all
    /// degrees that follow those of their generators.
    public var codimensionAtMost: Int?
    /// Rank conditions that hold on the variety. Where the acting group moves their matrices by
    /// multiplication from both sides, `GradedIdeal.Piece.excess` says what their minors leave of
    /// the ideal; of an empty list, all minimal generators. Nothing is compared where this is
    /// `nil`. Only `KernelMethod.highestWeights` compares.
    public var conditions: [RankCondition]?
    /// Called with all that is known after every finished degree; what it throws ends the
    /// computation.
    public var degreeFinished: (@Sendable (GradedIdeal) async throws -> Void)?
    /// Called after every treated part, from any thread, in no particular order.
    public var progress: (@Sendable (KernelProgress) -> Void)?

    /// The defaults.
    public init() {}
  }

  /// The ideal in the degrees from 1 to a maximal one.
  ///
  /// Where a limit of the options is reached before, or `Interruption` ends the work, the degrees
  /// that are finished are returned, and `GradedIdeal.limit` says why there are no more.
  ///
  /// - Precondition: the degree is positive.
  /// - Throws: `CancellationError` when the task is cancelled.
  public func ideal(
    upToDegree maximumDegree: Int, options: Options = Options()
  ) async throws -> GradedIdeal {
    precondition(maximumDegree > 0, "degrees start at 1")
    return try await Interruption.within(options.timeLimit) {
      var run = makeRun(upToDegree: maximumDegree, options: options)
      for degree in 1...maximumDegree {
        if let known = known(from: run.ideal, upToDegree: maximumDegree, options: options) {
          try await report(known, after: run.ideal.pieces.count, options: options)
          return known
        }
        let finished = run.ideal
        if let limit = try await treat(degree, in: &run) { return finished.limited(by: limit) }
        try await options.degreeFinished?(run.ideal)
        if let rank = options.sufficientRank, reaches(rank, after: run.ideal, seed: options.seed) {
          break
        }
      }
      return run.ideal
    }
  }

  /// Reports degrees that were decided together, one after the other.
  private func report(
    _ ideal: GradedIdeal, after count: Int, options: Options
  ) async throws {
    guard let degreeFinished = options.degreeFinished else { return }
    for end in ideal.pieces.indices.dropFirst(count) {
      try await degreeFinished(ideal.truncated(toDegree: end + 1))
    }
  }

  /// The ideal up to a degree, where it is decided; with `sufficientRank` one degree is enough.
  private func known(
    from ideal: GradedIdeal, upToDegree degree: Int, options: Options
  ) -> GradedIdeal? {
    guard let codimension = options.codimensionAtMost else { return nil }
    return ideal.known(
      upToDegree: options.sufficientRank == nil ? degree : ideal.maximumDegree + 1,
      codimensionAtMost: codimension, coordinates: map.coordinateCount,
      comparesMinors: options.conditions != nil)
  }

  /// Treats a degree.
  ///
  /// - Returns: why it was not finished, and the run is of no more use; `nil` where it was.
  private func treat(_ degree: Int, in run: inout any KernelRun) async throws -> KernelLimit? {
    do {
      try Interruption.check()
      if let limit = try run.limit(forDegree: degree) { return limit }
      try await run.treat(degree: degree)
      return nil
    } catch let error as Interruption.TimeIsOver {
      return .time(degree: degree, limit: error.limit)
    } catch is Interruption.IsRequested {
      return .interruption(degree: degree)
    } catch let error as KernelError {
      return .failure(error)
    }
  }

  /// The first degree that would be refused, if there is one up to a maximal degree.
  ///
  /// A look ahead that ends after five seconds: what it has not found by then, `ideal` finds when
  /// it gets there.
  public func refusal(
    upToDegree maximumDegree: Int, options: Options = Options()
  ) -> KernelLimit? {
    // Where these are decided, no degree is treated that might be refused.
    if let codimension = options.codimensionAtMost, codimension <= 1 { return nil }
    var run = makeRun(upToDegree: maximumDegree, options: options)
    return Interruption.within(.seconds(5)) {
      for degree in 1...maximumDegree {
        do {
          if let limit = try run.limit(forDegree: degree) { return limit }
        } catch {
          return nil
        }
      }
      return nil
    }
  }

  /// Whether the generators have a Jacobian rank; known before where the last degree brought
  /// none.
  private func reaches(_ rank: Int, after ideal: GradedIdeal, seed: UInt64) -> Bool {
    guard rank > 0 else { return true }
    guard let piece = ideal.pieces.last, !piece.minimalGeneratorCount.isZero else { return false }
    return jacobianRank(of: ideal, upTo: rank, seed: seed).rank >= rank
  }

  private func makeRun(
    upToDegree degree: Int, options: Options
  ) -> any KernelRun {
    if options.method == .highestWeights,
      let run = HighestWeightRun(kernel: self, options: options)
    {
      return run
    }
    let plan = KernelPlan(for: self, upToDegree: degree, options: options)
    return WeightSpaceRun(kernel: self, plan: plan, options: options)
  }
}

/// How the spaces of polynomials of one degree are cut into parts that are treated one by one.
public enum KernelMethod: String, Sendable, CaseIterable {
  /// By highest weights of the acting group: one space of highest weight vectors for each
  /// irreducible representation. Where no group is known, by weights.
  case highestWeights = "highest-weights"
  /// By the weights of the maximal multigrading: one space of polynomials for each weight.
  case weightSpaces = "weight-spaces"
}

extension GradedKernel {
  /// The largest degree that a method treats; `nil` where there is none.
  public static func largestDegree(by method: KernelMethod) -> Int? {
    switch method {
    case .highestWeights: HighestWeightRun.largestDegree
    case .weightSpaces: nil
    }
  }
}

/// How far a computation has come.
public struct KernelProgress: Hashable, Sendable {
  /// The degree in work.
  public let degree: Int
  /// The number of parts of this degree that are finished.
  public let finished: Int
  /// The number of parts of this degree.
  public let total: Int
  /// The part that was finished last, such as `S(2,1)xS(2,1)`; empty where parts have no name.
  public let part: String
  /// An estimate of the share of the work on this degree that is done, from 0 to 1.
  public let fraction: Double
}
