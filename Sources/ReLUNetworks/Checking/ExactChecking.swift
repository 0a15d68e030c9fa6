public import ExactAlgebra
public import Varieties

extension PatternVariety {
  /// Whether block matrices satisfy the rank constraints, exactly.
  ///
  /// With more than 8 blocks not all of them are tested; see `OutputVariety.rankConstraints`.
  ///
  /// - Parameter matrices: for each block `n_L` rows with the entries of `M_i` and, with biases, of
  ///   `c_i` behind them.
  public func check(_ matrices: [[[Rational]]]) -> Verdict {
    let point = coordinates.point(of: matrices)
    let constraints = rankConstraints(.suitable(forBlockCount: blockCount))
    return Verdict(
      violations: constraints.compactMap { $0.violation(at: point) }, relationCount: 0,
      constraintCount: constraints.count)
  }
}

extension BlockCoordinates {
  /// The entries of block matrices in the order of the coordinates.
  ///
  /// - Precondition: for each block `n_L` rows of `n_0 + bias` entries.
  public func point(of matrices: [[[Rational]]]) -> [Rational] {
    precondition(matrices.count == blockCount, "a matrix for each block")
    precondition(
      matrices.allSatisfy { matrix in
        matrix.count == rowCount && matrix.allSatisfy { $0.count == extendedColumnCount }
      }, "matrices of a wrong size")
    return matrices.flatMap { matrix in
      (0..<extendedColumnCount).flatMap { column in matrix.map { $0[column] } }
    }
  }
}

extension OutputVariety {
  /// Whether outputs satisfy the linear relations of the points and the rank constraints, exactly.
  ///
  /// - Parameter outputs: for each point, in the order in which they were given, its `n_L` outputs.
  public func check(_ outputs: [[Rational]]) -> Verdict {
    checkSizes(of: outputs)
    let point = Array(outputs.joined())
    let bounds = restrictedBounds
    let relations = reductions.indices.compactMap { relationViolation(block: $0, outputs) }
    let ranks = bounds.compactMap { bound in
      RankConstraint(bound, of: self).violation(at: point)
    }
    return Verdict(
      violations: relations + ranks, relationCount: relationCount,
      constraintCount: bounds.count)
  }

  func checkSizes(of outputs: [[Rational]]) {
    precondition(
      outputs.count == points.count
        && outputs.allSatisfy { $0.count == coordinates.rowCount }, "outputs of a wrong size")
  }

  /// How the outputs on dependent points of a block deviate from the combinations of the others.
  private func relationViolation(block: Int, _ outputs: [[Rational]]) -> Violation? {
    let reduction = reductions[block]
    let own = pointsOfBlock[block].map { outputs[$0] }
    var (violated, largest) = (0, (value: Rational(0), row: 0, point: 0))
    for (point, coefficients) in reduction.dependent {
      for row in 0..<coordinates.rowCount {
        var value = own[point][row]
        for (pivot, coefficient) in zip(reduction.pivots, coefficients)
        where !coefficient.isZero {
          value += -(coefficient * own[pivot][row])
        }
        guard !value.isZero else { continue }
        violated += 1
        if value.magnitude > largest.value.magnitude {
          largest = (value, row, pointsOfBlock[block][point])
        }
      }
    }
    guard violated > 0 else { return nil }
    return Violation(
      subject: .relations(
        block: block, violated: violated,
        total: reduction.dependent.count * coordinates.rowCount, row: largest.row,
        point: largest.point),
      measure: .exact(largest.value))
  }
}

extension RankConstraint {
  /// A minor that should vanish and does not, at exact values of the coordinates.
  fileprivate func violation(at point: [Rational]) -> Violation? {
    let values = condition.matrix(at: point)
    let pivots = values.reducedEchelonForm.pivotColumns
    guard pivots.count > condition.rankAtMost else { return nil }
    let columns = Array(pivots.prefix(condition.minorSize))
    let chosen = values.transpose.selecting(rows: columns)
    let rows = chosen.reducedEchelonForm.pivotColumns
    let minor = chosen.transpose.selecting(rows: rows)
    return Violation(
      subject: .rank(
        matrix, source, rankAtMost: condition.rankAtMost,
        minor: .init(rank: pivots.count, rows: rows, columns: columns)),
      measure: .exact(minor.determinant))
  }
}

extension [Generator] {
  /// Those that do not vanish at exact values of the coordinates.
  public func violations(at point: [Rational]) -> [Violation] {
    compactMap { generator in
      let value = generator.polynomial(at: point)
      return value.isZero
        ? nil : Violation(subject: .generator(generator), measure: .exact(value))
    }
  }
}
