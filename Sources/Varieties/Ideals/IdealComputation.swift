public import ExactAlgebra

/// The computation of the ideal of a variety that may lie in a linear subspace: in coordinates on
/// the subspace, with the way back.
public struct IdealComputation: Sendable {
  /// The computation in coordinates on the subspace; `nil` where it is a single point.
  public let kernel: GradedKernel?
  /// The subspace; `nil` where it is the whole space.
  public let reduction: LinearReduction?

  /// The group that acts on the coordinates and the relations, if one is known.
  public let action: GeneralLinearAction?
  /// How the coordinates from before an elimination of linear forms come from those of `kernel`.
  var eliminated: CoordinateElimination?

  /// A computation, with the subspace where there is one.
  ///
  /// - Precondition: without a kernel, the subspace has no coordinates.
  public init(
    _ kernel: GradedKernel?, in reduction: LinearReduction? = nil,
    action: GeneralLinearAction? = nil
  ) {
    precondition(kernel != nil || reduction?.substitution.images.isEmpty == true, "no kernel")
    self.kernel = kernel
    self.reduction = reduction
    self.action = action ?? kernel?.action
  }

  /// The ideal in coordinates on the subspace; see `GradedKernel.ideal(upToDegree:options:)`.
  public func ideal(
    upToDegree degree: Int, options: GradedKernel.Options = .init()
  ) async throws -> GradedIdeal {
    guard let kernel else {
      // Nothing is left to be found beyond degree 1.
      let last = options.sufficientRank == nil ? degree : 1
      let ideal = GradedIdeal.zero(
        upToDegree: last, method: options.method, seed: options.seed)
      if let degreeFinished = options.degreeFinished {
        for degree in 1...last { try await degreeFinished(ideal.truncated(toDegree: degree)) }
      }
      return ideal
    }
    return try await kernel.ideal(upToDegree: degree, options: options)
  }

  /// The first degree that would be refused; see `GradedKernel.refusal(upToDegree:options:)`.
  public func refusal(
    upToDegree degree: Int, options: GradedKernel.Options = .init()
  ) -> KernelLimit? {
    kernel?.refusal(upToDegree: degree, options: options)
  }

  /// The rank of the Jacobian matrix of all generators in the space of the variety, relations
  /// included, of which the ideal on the subspace is given.
  ///
  /// That of its generators, `GradedKernel.jacobianRank(of:upTo:seed:)`, and the relations, which
  /// are independent of them.
  public func jacobianRank(
    of ideal: GradedIdeal, upTo bound: Int = .max, seed: UInt64
  ) -> RankEvidence {
    let relations = reduction?.relationCount ?? 0
    let rank = kernel?.jacobianRank(of: ideal, upTo: bound, seed: seed)
    return RankEvidence(
      prime: rank?.prime ?? AdmissibleFields.largest.modulus, seed: seed,
      rank: (rank?.rank ?? 0) + relations, rowCount: (rank?.rowCount ?? 0) + relations,
      columnCount: (rank?.columnCount ?? 0) + relations)
  }

  /// The ideal in the space of the variety.
  public func restoring(_ ideal: GradedIdeal) -> GradedIdeal {
    guard let reduction else { return ideal }
    return ideal.restored(by: reduction, action: action)
  }

  /// The number of coordinates on the subspace.
  public var coordinateCount: Int { kernel?.map.coordinateCount ?? 0 }

  /// A polynomial on the subspace as one in the space of the variety.
  public func restoring(_ polynomial: Polynomial) -> Polynomial {
    reduction?.restoring(polynomial) ?? polynomial
  }
}
