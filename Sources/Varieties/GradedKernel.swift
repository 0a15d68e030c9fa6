public import ExactAlgebra

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
    /// Rank conditions that hold on the variety. Where the acting group moves their matrices by
    /// multiplication from both sides, `GradedIdeal.Piece.excess` says what their minors leave of
    /// the ideal; of an empty list, all minimal generators. Nothing is compared where this is
    /// `nil`. Only `KernelMethod.highestWeights` compares.
    public var conditions: [RankCondition]?
    /// Called after every treated part, from any thread, in no particular order.
    public var progress: (@Sendable (KernelProgress) -> Void)?

    /// The defaults.
    public init() {}
  }

  /// The ideal in the degrees from 1 to a maximal one.
  ///
  /// Where a limit of the options is reached before, the degrees that are finished are returned,
  /// and `GradedIdeal.limit` says why there are no more.
  ///
  /// - Precondition: the degree is positive.
  /// - Throws: `CancellationError` when the task is cancelled.
  public func ideal(
    upToDegree maximumDegree: Int, options: Options = Options()
  ) async throws -> GradedIdeal {
    precondition(maximumDegree > 0, "degrees start at 1")
    let deadline = options.timeLimit.map { ContinuousClock.now + $0 }
    var run = makeRun(upToDegree: maximumDegree, options: options)
    for degree in 1...maximumDegree {
      let finished = run.ideal
      do {
        let limit = try await Interruption.$deadline.withValue(deadline) {
          try Interruption.check()
          let limit = try run.limit(forDegree: degree)
          if limit == nil { try await run.treat(degree: degree) }
          return limit
        }
        if let limit { return finished.limited(by: limit) }
      } catch is Interruption.TimeIsOver {
        return finished.limited(by: .time(degree: degree, limit: options.timeLimit!))
      } catch let error as KernelError {
        return finished.limited(by: .failure(error))
      }
      if let rank = options.sufficientRank, reaches(rank, after: run.ideal, seed: options.seed) {
        break
      }
    }
    return run.ideal
  }

  /// The first degree that would be refused, if there is one up to a maximal degree.
  ///
  /// A look ahead that ends after five seconds: what it has not found by then, `ideal` finds when
  /// it gets there.
  public func refusal(
    upToDegree maximumDegree: Int, options: Options = Options()
  ) -> KernelLimit? {
    var run = makeRun(upToDegree: maximumDegree, options: options)
    return Interruption.$deadline.withValue(.now + .seconds(5)) {
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
