public import ExactAlgebra
import NumericalAlgebra
public import Varieties

extension PatternVariety {
  /// Whether block matrices that are known approximately satisfy the rank constraints, up to a
  /// tolerance.
  ///
  /// They are taken as the outputs on the unit vectors and, with biases, on the origin; see
  /// `OutputVariety.check(_:tolerance:)`.
  ///
  /// - Throws: `NumericalError` for numbers beyond the range of double precision,
  ///   `CancellationError`.
  public func check(
    _ matrices: [[[Rational]]], tolerance: Double
  ) throws -> Verdict {
    let inputs = coordinates.columnCount
    let units = RationalMatrix.identity(inputs).rows
    let origin = [Rational](repeating: 0, count: inputs)
    let variety: OutputVariety
    do {
      variety = try OutputVariety(
        of: architecture,
        on: patterns.map {
          Block($0, points: units + (architecture.hasBiases ? [origin] : []))
        })
    } catch {
      throw NumericalError.tooLarge
    }
    let outputs = matrices.flatMap { matrix in
      (0..<coordinates.extendedColumnCount).map { column in
        matrix.map { row in
          let constant = architecture.hasBiases ? row[inputs] : 0
          return column < inputs ? row[column] + constant : constant
        }
      }
    }
    return try variety.check(outputs, tolerance: tolerance)
  }
}

extension OutputVariety {
  /// Whether outputs that are known approximately satisfy the linear relations of the points and
  /// the rank constraints, up to a tolerance.
  ///
  /// A constraint counts as violated where all outputs that satisfy it are further away than the
  /// tolerance times the largest singular value of the matrix of all outputs, in the spectral
  /// norm. For relations that distance is the norm of what no map of the points explains. For a
  /// rank constraint, its matrix is formed from the outputs by combinations of length one, so a
  /// change of the outputs changes it by no more in norm, and the singular value behind the
  /// bounded rank is at most the distance (Weyl). Points are exact.
  ///
  /// - Parameters:
  ///   - outputs: for each point its `n_L` outputs.
  ///   - tolerance: a number that is not negative, relative to the norm of all outputs.
  /// - Throws: `NumericalError` for numbers beyond the range of double precision,
  ///   `CancellationError`.
  public func check(
    _ outputs: [[Rational]], tolerance: Double
  ) throws -> Verdict {
    checkSizes(of: outputs)
    precondition(tolerance >= 0, "a negative tolerance")
    let values = outputs.map { $0.map { Double(approximating: $0) } }
    let scale = try RealMatrix(columns: values, rowCount: coordinates.rowCount).norm
    var frames: [BlockFrame] = []
    for block in reductions.indices {
      frames.append(try BlockFrame(block: block, of: self, outputs: values))
    }
    let threshold = tolerance * scale
    var violations: [Violation] = []
    for (block, frame) in frames.enumerated() {
      if let violation = try relationViolation(
        block: block, frame, scale: scale, threshold: threshold)
      {
        violations.append(violation)
      }
    }
    let (bounds, coverage) = try restrictedBounds()
    var verdict = Verdict(
      violations: violations, relationCount: relationCount, coverage: coverage)
    try verdict.test(bounds) { bound -> Violation? in
      let singularValues = try bound.matrix(in: frames, rowCount: coordinates.rowCount)
        .singularValues
      guard bound.rankAtMost < singularValues.count,
        singularValues[bound.rankAtMost] > threshold
      else { return nil }
      let constraint = RankConstraint(bound, of: self)
      return Violation(
        subject: .rank(
          constraint.matrix, bound.source, rankAtMost: bound.rankAtMost, minor: nil),
        measure: .relative(singularValues[bound.rankAtMost] / scale))
    }
    return verdict
  }

  private func relationViolation(
    block: Int, _ frame: BlockFrame, scale: Double, threshold: Double
  ) throws(NumericalError) -> Violation? {
    guard !reductions[block].dependent.isEmpty, try frame.residual.norm > threshold else {
      return nil
    }
    let entries = frame.residual.entries
    let largest = entries.indices.max { abs(entries[$0]) < abs(entries[$1]) }!
    let (point, row) = largest.quotientAndRemainder(dividingBy: coordinates.rowCount)
    let total = reductions[block].dependent.count * coordinates.rowCount
    return Violation(
      subject: .relations(
        block: block, violated: total, total: total, row: row,
        point: pointsOfBlock[block][point]),
      measure: .relative(try frame.residual.norm / scale))
  }
}

/// The outputs of a block in an orthonormal frame of the space of combinations of its points.
private struct BlockFrame {
  /// The outputs in the frame: `n_L` rows, one column for each dimension of the span.
  let outputs: RealMatrix
  /// What of the outputs lies outside of it.
  let residual: RealMatrix
  private let triangular: RealMatrix

  init(
    block: Int, of variety: OutputVariety, outputs values: [[Double]]
  ) throws(NumericalError) {
    let reduction = variety.reductions[block]
    let points = variety.pointsOfBlock[block]
    let combinations = reduction.combinations(pointCount: points.count)
    let factors = try RealMatrix(combinations).orthogonalFactors
    let matrix = RealMatrix(
      columns: points.map { values[$0] }, rowCount: variety.coordinates.rowCount)
    outputs = matrix * factors.orthonormal
    residual = matrix - outputs * factors.orthonormal.transpose
    triangular = factors.triangular
  }

  /// A combination of the basis of the span, in the frame.
  func coordinates(of combination: [Double]) -> [Double] {
    triangular.solvingTransposed(combination)
  }
}

extension BlockReduction {
  /// How the outputs on each point combine from those that belong to the basis of the span: one
  /// row for each point.
  fileprivate func combinations(pointCount: Int) -> [[Double]] {
    let inverse = fromPivots.inverse!
    var rows = [[Double]](repeating: [], count: pointCount)
    for (place, pivot) in pivots.enumerated() {
      rows[pivot] = (0..<dimension).map { Double(approximating: inverse[$0, place]) }
    }
    for (point, coefficients) in dependent {
      rows[point] = (0..<dimension).map { row in
        Double(
          approximating: coefficients.enumerated().reduce(Rational(0)) {
            $0 + inverse[row, $1.offset] * $1.element
          })
      }
    }
    return rows
  }
}

extension RestrictedBound {
  /// The matrix, with respect to an orthonormal basis of the combinations of outputs that its
  /// columns are.
  fileprivate func matrix(
    in frames: [BlockFrame], rowCount: Int
  ) throws(NumericalError) -> RealMatrix {
    let places = columns[0].indices.flatMap { row in
      columns[0][row].indices.filter { !columns[0][row][$0].isEmpty }.map { (row, $0) }
    }
    let combinations = columns.map { column in
      places.flatMap { row, block in
        frames[block].coordinates(of: column[row][block].map { Double(approximating: $0) })
      }
    }
    let frame = try RealMatrix(columns: combinations, rowCount: combinations[0].count)
      .orthogonalFactors.orthonormal
    var result = RealMatrix(rows: columns[0].count * rowCount, columns: columns.count)
    for column in columns.indices {
      var rest = frame.column(column)[...]
      for (row, block) in places {
        let outputs = frames[block].outputs
        for factor in 0..<outputs.columnCount {
          let value = rest.removeFirst()
          for output in 0..<rowCount {
            result[row * rowCount + output, column] += outputs[output, factor] * value
          }
        }
      }
    }
    return result
  }
}

extension [Generator] {
  /// Those whose zero set is further away than the tolerance times the length of the point, by an
  /// estimate of first order: the value over the length of the gradient.
  public func violations(at point: [Rational], tolerance: Double) -> [Violation] {
    let values = point.map { Double(approximating: $0) }
    let length = values.map { $0 * $0 }.reduce(0, +).squareRoot()
    return compactMap { generator in
      // The value is computed exactly, since terms may cancel.
      let value = Double(approximating: generator.polynomial(at: point).magnitude)
      guard value > 0 else { return nil }
      let slope = generator.polynomial.gradientLength(at: values)
      let relative = value / (slope * length)
      return relative <= tolerance
        ? nil : Violation(subject: .generator(generator), measure: .relative(relative))
    }
  }
}

extension Polynomial {
  /// The length of the gradient at a point.
  fileprivate func gradientLength(at point: [Double]) -> Double {
    var gradient = [Double](repeating: 0, count: point.count)
    for term in terms {
      let variables = term.variables
      let coefficient = Double(approximating: term.coefficient)
      for (place, variable) in variables.enumerated() {
        var product = coefficient
        for (other, factor) in variables.enumerated() where other != place {
          product *= point[factor]
        }
        gradient[variable] += product
      }
    }
    return gradient.map { $0 * $0 }.reduce(0, +).squareRoot()
  }
}
