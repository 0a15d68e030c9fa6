public import ExactAlgebra
public import Varieties

extension PatternVariety {
  /// The largest number of operations for which all rank constraints are tested.
  static let maximumCheckingWork = 1 << 25

  /// Whether block matrices satisfy the rank constraints, exactly.
  ///
  /// The largest matrices are left out where all together take more than `maximumCheckingWork`
  /// operations; the outcome says how many. `Interruption` ends the check early.
  ///
  /// - Parameter matrices: for each block `n_L` rows with the entries of `M_i` and, with biases, of
  ///   `c_i` behind them.
  /// - Throws: `CancellationError`.
  public func check(_ matrices: [[[Rational]]]) throws -> CheckOutcome {
    let point = coordinates.point(of: matrices)
    var search = RankBoundSearch(on: self)
    var outcome = CheckOutcome(coverage: try search.runUntilInterrupted())
    let (bounds, leftOutCount) = search.bounds.affordable(within: Self.maximumCheckingWork) {
      let size = $0.matrix.size(in: coordinates)
      return size.rows * size.columns * blockCount
    }
    outcome.coverage.leftOutCount += leftOutCount
    try outcome.test(bounds) { RankConstraint($0, of: self).violation(at: point) }
    return outcome
  }
}

extension CheckOutcome {
  /// Tests constraints one after the other, unless `Interruption` ends that.
  ///
  /// - Throws: `CancellationError`, and what `violation` throws.
  mutating func test<Constraint>(
    _ constraints: [Constraint], violation: (Constraint) throws -> Violation?
  ) throws {
    for (index, constraint) in constraints.enumerated() {
      if try coverage.isEnded(before: constraints.count - index) { return }
      if let violation = try violation(constraint) { violations.append(violation) }
      constraintCount += 1
    }
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
  /// - Throws: `CancellationError`.
  public func check(_ outputs: [[Rational]]) throws -> CheckOutcome {
    checkSizes(of: outputs)
    let point = Array(outputs.joined())
    let (bounds, coverage) = try restrictedBounds()
    var outcome = CheckOutcome(
      violations: reductions.indices.compactMap { relationViolation(block: $0, outputs) },
      relationCount: relationCount, coverage: coverage)
    try outcome.test(bounds) { RankConstraint($0, of: self).violation(at: point) }
    return outcome
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
    let values = self.values(at: point)
    let pivots = values.reducedEchelonForm.pivotColumns
    guard pivots.count > rankAtMost else { return nil }
    let columns = Array(pivots.prefix(minorSize))
    let chosen = values.transpose.selecting(rows: columns)
    let rows = chosen.reducedEchelonForm.pivotColumns
    let minor = chosen.transpose.selecting(rows: rows)
    return Violation(
      subject: .rank(
        matrix, source, rankAtMost: rankAtMost,
        minor: .init(rank: pivots.count, rows: rows, columns: columns)),
      measure: .exact(minor.determinant))
  }
}

extension [Generator] {
  /// The generators that do not vanish at exact values of the coordinates.
  public func violations(at point: [Rational]) -> [Violation] {
    compactMap { generator in
      let value = generator.polynomial(at: point)
      return value.isZero
        ? nil : Violation(subject: .generator(generator), measure: .exact(value))
    }
  }
}
