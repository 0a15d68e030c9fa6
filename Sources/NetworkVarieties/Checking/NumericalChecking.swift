public import ExactAlgebra
import Networks
public import NumericalAlgebra
import Varieties

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
  ) throws -> CheckOutcome {
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
  /// bounded rank is at most the distance (Weyl). Points are exact. What rounding may account for is
  /// not counted.
  ///
  /// - Parameters:
  ///   - outputs: for each point its `n_L` outputs.
  ///   - tolerance: a number that is not negative, relative to the norm of all outputs.
  /// - Throws: `NumericalError` for numbers beyond the range of double precision,
  ///   `CancellationError`.
  public func check(
    _ outputs: [[Rational]], tolerance: Double
  ) throws -> CheckOutcome {
    checkSizes(of: outputs)
    precondition(tolerance >= 0, "a negative tolerance")
    // Distances are relative, and outputs of any size are brought near 1 exactly.
    let unit = BinaryScale(of: outputs.joined())
    guard unit.isInRange else { throw NumericalError.notFinite }
    let values = outputs.map { $0.map { unit($0) } }
    let scale = try RealMatrix(columns: values, rowCount: coordinates.rowCount).norm
    var frames: [BlockFrame] = []
    for block in reductions.indices {
      frames.append(try BlockFrame(block: block, of: self, outputs: values))
    }
    var violations: [Violation] = []
    for (block, frame) in frames.enumerated() {
      if let violation = try relationViolation(
        block: block, frame, scale: scale, tolerance: tolerance)
      {
        violations.append(violation)
      }
    }
    let (bounds, coverage) = try restrictedBounds()
    var outcome = CheckOutcome(
      violations: violations, relationCount: relationCount, coverage: coverage)
    try outcome.test(bounds) { bound -> Violation? in
      let (matrix, resolution) = try bound.matrix(in: frames, rowCount: coordinates.rowCount)
      let singularValues = try matrix.singularValues
      guard bound.rankAtMost < singularValues.count,
        singularValues[bound.rankAtMost] > (tolerance + resolution) * scale
      else { return nil }
      let constraint = RankConstraint(bound, of: self)
      return Violation(
        subject: .rank(
          constraint.matrix, bound.source, rankAtMost: bound.rankAtMost, minor: nil),
        measure: .relative(singularValues[bound.rankAtMost] / scale))
    }
    return outcome
  }

  private func relationViolation(
    block: Int, _ frame: BlockFrame, scale: Double, tolerance: Double
  ) throws(NumericalError) -> Violation? {
    guard !reductions[block].dependent.isEmpty else { return nil }
    let distance = try frame.residual.norm
    guard distance > (tolerance + frame.resolution) * scale else { return nil }
    let entries = frame.residual.entries
    let largest = entries.indices.max { abs(entries[$0]) < abs(entries[$1]) }!
    let (point, row) = largest.quotientAndRemainder(dividingBy: coordinates.rowCount)
    let total = reductions[block].dependent.count * coordinates.rowCount
    return Violation(
      subject: .relations(
        block: block, violated: total, total: total, row: row,
        point: pointsOfBlock[block][point]),
      measure: .relative(distance / scale))
  }
}

/// The outputs of a block in an orthonormal frame of the space of combinations of its points.
private struct BlockFrame {
  /// The outputs in the frame: `n_L` rows, one column for each dimension of the span.
  let outputs: RealMatrix
  /// What of the outputs lies outside of it.
  let residual: RealMatrix
  private let frame: OrthonormalFrame
  /// What the columns that the frame belongs to were multiplied by.
  private let scales: [BinaryScale]

  /// About how far the frame is from the space, relative to the outputs.
  var resolution: Double { frame.resolution }

  init(
    block: Int, of variety: OutputVariety, outputs values: [[Double]]
  ) throws(NumericalError) {
    let reduction = variety.reductions[block]
    let points = variety.pointsOfBlock[block]
    let columns = reduction.combinations(pointCount: points.count)
    let scales = columns.map { BinaryScale(of: $0) }
    self.scales = scales
    frame = try OrthonormalFrame(
      RealMatrix(
        columns: zip(columns, scales).map { column, scale in column.map { scale($0) } },
        rowCount: points.count))
    let matrix = RealMatrix(
      columns: points.map { values[$0] }, rowCount: variety.coordinates.rowCount)
    outputs = matrix * frame.basis
    residual = matrix - outputs * frame.basis.transpose
  }

  /// A combination of the basis of the span, exactly, as it is multiplied in `coordinates(of:)`.
  func scaled(_ combination: [Rational]) -> [Rational] {
    zip(combination, scales).map { $0 * $1.factor }
  }

  /// What `scaled` made of a combination of the basis of the span, in the frame.
  func coordinates(of combination: [Double]) -> [Double] {
    frame.coordinates(of: combination)
  }
}

extension BlockReduction {
  /// How the outputs on each point combine from those that belong to the basis of the span: one
  /// column for each vector of the basis, one entry for each point.
  fileprivate func combinations(pointCount: Int) -> [[Rational]] {
    let inverse = fromPivots.inverse!
    return (0..<dimension).map { row in
      var entries = [Rational](repeating: 0, count: pointCount)
      for (place, pivot) in pivots.enumerated() { entries[pivot] = inverse[row, place] }
      for (point, coefficients) in dependent {
        entries[point] = coefficients.enumerated().reduce(Rational(0)) {
          $0 + inverse[row, $1.offset] * $1.element
        }
      }
      return entries
    }
  }
}

extension RestrictedBound {
  /// The matrix, with respect to an orthonormal basis of the combinations of outputs that its
  /// columns are, and about how far rounding may have moved it, relative to the outputs.
  fileprivate func matrix(
    in frames: [BlockFrame], rowCount: Int
  ) throws(NumericalError) -> (matrix: RealMatrix, resolution: Double) {
    let places = columns[0].indices.flatMap { row in
      columns[0][row].indices.filter { !columns[0][row][$0].isEmpty }.map { (row, $0) }
    }
    let combinations = columns.map { Self.coordinates(of: $0, at: places, in: frames) }
    let frame = try OrthonormalFrame(
      RealMatrix(columns: combinations, rowCount: combinations[0].count))
    var result = RealMatrix(rows: columns[0].count * rowCount, columns: columns.count)
    for column in columns.indices {
      var rest = frame.basis.column(column)[...]
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
    let resolutions = places.map { frames[$0.1].resolution } + [frame.resolution]
    return (result, resolutions.reduce(0, +))
  }

  /// A column as coordinates in the frames, of length 1.
  private static func coordinates(
    of column: [[[Rational]]], at places: [(row: Int, block: Int)], in frames: [BlockFrame]
  ) -> [Double] {
    let scaled = places.map { frames[$0.block].scaled(column[$0.row][$0.block]) }
    let scale = BinaryScale(of: scaled.joined())
    let coordinates = zip(places, scaled).flatMap { place, combination in
      frames[place.block].coordinates(of: combination.map { scale($0) })
    }
    let length = coordinates.map { $0 * $0 }.reduce(0, +).squareRoot()
    return length > 0 ? coordinates.map { $0 / length } : coordinates
  }
}

extension [Violation] {
  /// Exact differences between matrices of one pattern as lower bounds for the distance to values
  /// without them, relative to the norm of all matrices; those above the tolerance.
  ///
  /// Two matrices that differ by `d` in an entry have to move by `d` over the root of 2 together.
  ///
  /// - Parameters:
  ///   - matrices: one for each pattern.
  ///   - tolerance: the largest distance that is left out.
  /// - Throws: `NumericalError` for numbers beyond the range of double precision.
  public func relative(
    to matrices: [[[Rational]]], tolerance: Double
  ) throws(NumericalError) -> [Violation] {
    guard !isEmpty else { return [] }
    let unit = BinaryScale(of: matrices.joined().joined())
    guard unit.isInRange else { throw .notFinite }
    let columns = matrices.flatMap { matrix in
      (matrix.first ?? []).indices.map { column in matrix.map { unit($0[column]) } }
    }
    let norm = try RealMatrix(columns: columns, rowCount: columns.first?.count ?? 0).norm
    return compactMap { violation in
      guard case .exact(let difference) = violation.measure else { return violation }
      // Infinite beside matrices that are zero, and never NaN, since the difference is not zero.
      let size = Swift.max(unit(difference.magnitude), .leastNonzeroMagnitude)
      let distance = size / 2.0.squareRoot() / norm
      return distance <= tolerance
        ? nil : Violation(subject: violation.subject, measure: .relative(distance))
    }
  }
}
