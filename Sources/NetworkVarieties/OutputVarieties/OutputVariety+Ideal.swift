import ExactAlgebra
public import Varieties

extension OutputVariety {
  /// The computation of the ideal, in the coordinates that the outputs depend on.
  ///
  /// - Throws: `OutputVarietyError.tooLargeForIdeal`, and where the parametrization is too large
  ///   to be expanded `PatternVarietyError.expansionTooLarge`, wrapped.
  public var idealComputation: IdealComputation {
    get throws(OutputVarietyError) {
      let kernel = try gradedKernel
      let ring = kernel?.map.coordinateRing ?? PolynomialRing([])
      return IdealComputation(
        kernel, in: linearReduction(into: ring),
        action: kernel?.action ?? generalLinearAction)
    }
  }

  /// The ideal in the degrees from 1 to a maximal one; see
  /// `GradedKernel.ideal(upToDegree:options:)`.
  ///
  /// - Throws: as `idealComputation`, and `CancellationError` when the task is cancelled.
  public func ideal(
    upToDegree degree: Int, options: GradedKernel.Options = .init()
  ) async throws -> GradedIdeal {
    let computation = try await idealComputation.eliminatingLinearForms(options: options)
    return computation.restoring(
      try await computation.ideal(upToDegree: degree, options: options))
  }

  /// The computation of the ideal in the coordinates that the outputs depend on; `nil` where
  /// there are none, because all outputs are zero.
  ///
  /// For a pattern variety it is the computation for that one.
  private var gradedKernel: GradedKernel? {
    get throws(OutputVarietyError) {
      guard ambientDimension <= Self.maximumIdealDimension else {
        throw .tooLargeForIdeal(ambientDimension: ambientDimension)
      }
      guard reducedDimension > 0 else { return nil }
      do {
        if isPatternVariety { return try reducedVariety.gradedKernel }
        try reducedVariety.checkExpansion()
      } catch {
        throw .pattern(error)
      }
      do {
        return try GradedKernel(
          of: outputMap.normalizedPolynomialMap(into: reducedRing), evaluatedBy: outputMap,
          symmetries: coordinateSymmetries, action: generalLinearAction)
      } catch {
        // Scaling W_L and b_L scales every output, so the ideal is homogeneous.
        preconditionFailure("the ideal of an output variety is not homogeneous")
      }
    }
  }

  /// How the coordinates that the outputs depend on come from the outputs, and what relations
  /// there are besides; `ring` is the ring of the kernel.
  private func linearReduction(into ring: PolynomialRing) -> LinearReduction {
    let rows = coordinates.rowCount
    let forms = reductions.enumerated().flatMap { block, reduction in
      reduction.basis.indices.flatMap { column in
        (0..<rows).map { row in
          Polynomial(
            reduction.pivots.enumerated().map { place, point in
              (
                coefficient: reduction.fromPivots[place, column],
                variables: [output(block: block, point: point, row: row)]
              )
            }.filter { !$0.coefficient.isZero }, in: self.ring)
        }
      }
    }
    let families = reductions.enumerated().flatMap { block, reduction in
      reduction.dependent.map { dependency in
        LinearReduction.Family(factors: [0], count: rows, origin: .relation) { row in
          relation(block: block, dependency, row: row)
        }
      }
    }
    return LinearReduction(
      substitution: PolynomialMap(from: self.ring, to: ring, images: forms), families: families)
  }

  /// How an output on a dependent point combines from those on the pivots.
  private func relation(
    block: Int, _ dependency: (point: Int, coefficients: [Rational]), row: Int
  ) -> Polynomial {
    let combination = zip(reductions[block].pivots, dependency.coefficients).map {
      (coefficient: -$1, variables: [output(block: block, point: $0, row: row)])
    }
    let own = output(block: block, point: dependency.point, row: row)
    return Polynomial(
      [(coefficient: 1, variables: [own])] + combination.filter { !$0.coefficient.isZero },
      in: ring)
  }

  /// The position of an output on a point of a block, which is given by its number there.
  func output(block: Int, point: Int, row: Int) -> Int {
    coordinates.index(row: row, point: pointsOfBlock[block][point])
  }

  private var reducedRing: PolynomialRing {
    let names = reductions.enumerated().flatMap { block, reduction in
      reduction.basis.indices.flatMap { column in
        (0..<coordinates.rowCount).map { "z\(block + 1)_\($0 + 1)_\(column + 1)" }
      }
    }
    return PolynomialRing(names)
  }
}
