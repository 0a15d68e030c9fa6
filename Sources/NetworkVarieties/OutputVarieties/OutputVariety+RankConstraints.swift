import ExactAlgebra
import Varieties

extension OutputVariety {
  /// The linear relations that the points imply, and the rank constraints of the block matrices on
  /// the inputs for which the points determine them, where their sizes do not imply them.
  ///
  /// Where there are many blocks, the largest matrices are left out; `RankConstraintList` says how
  /// many of them.
  ///
  /// The theorem and its proof are in the documentation of this module.
  public var rankConstraints: [RankConstraint] {
    var search = RankBoundSearch(on: reducedVariety)
    search.run {}
    return relationConstraints
      + affordable(search.bounds).bounds.compactMap { RestrictedBound($0, of: self) }
      .map { RankConstraint($0, of: self) }
  }

  /// The rank constraints of the reduced pattern variety whose restrictions to what the points
  /// determine are worth the work.
  ///
  /// - Throws: `CancellationError`.
  func boundsToRestrict(progress: ((Int) -> Void)? = nil) throws -> (
    bounds: [ConstraintFamily.Candidate], coverage: ConstraintCoverage
  ) {
    var search = RankBoundSearch(on: reducedVariety)
    var coverage = try search.runUntilInterrupted(progress: progress)
    let (bounds, leftOutCount) = affordable(search.bounds)
    coverage.leftOutCount = leftOutCount
    return (bounds, coverage)
  }

  /// The restrictions of these bounds, as far as `Interruption` lets them be made.
  ///
  /// - Throws: `CancellationError`.
  func restrictedBounds() throws -> (bounds: [RestrictedBound], coverage: ConstraintCoverage) {
    var (candidates, coverage) = try boundsToRestrict()
    var bounds: [RestrictedBound] = []
    for (index, candidate) in candidates.enumerated() {
      if try coverage.isEnded(before: candidates.count - index) { break }
      if let bound = RestrictedBound(candidate, of: self) { bounds.append(bound) }
    }
    return (bounds, coverage)
  }

  /// The bounds whose restrictions together take a moderate number of operations.
  func affordable(
    _ bounds: [ConstraintFamily.Candidate]
  ) -> (bounds: [ConstraintFamily.Candidate], leftOutCount: Int) {
    let coordinates = reducedVariety.coordinates
    return bounds.affordable(within: Self.maximumRestrictionWork) { bound in
      let size = bound.matrix.size(in: coordinates)
      let rows = size.rows / coordinates.rowCount
      return size.columns * coordinates.extendedColumnCount * rows * blockCount
    }
  }

  /// The largest number of entries of maps from inputs to blocks that are made in order to restrict
  /// rank constraints.
  static let maximumRestrictionWork = 1 << 23

  /// For each block with dependent points the outputs times their relations: the zero matrix.
  var relationConstraints: [RankConstraint] {
    reductions.indices.filter { !reductions[$0].dependent.isEmpty }.map { block in
      let reduction = reductions[block]
      let relations = reduction.dependent.map { dependency in
        let points = [dependency.point] + reduction.pivots
        return zip(points, ([1] + dependency.coefficients.map { -$0 }).primitiveIntegers)
          .filter { !$0.1.isZero }
      }
      let entries = (0..<coordinates.rowCount).map { row in
        relations.map { relation in
          RankCondition.LinearForm(
            uniqueKeysWithValues: relation.map {
              (output(block: block, point: $0.0, row: row), $0.1)
            })
        }
      }
      return RankConstraint(
        matrix: .relations(block: block),
        condition: RankCondition(
          entries: entries, columnCount: relations.count, rankAtMost: 0),
        source: .points)
    }
  }
}

extension RankConstraint {
  /// The constraint on the outputs.
  init(_ bound: RestrictedBound, of variety: OutputVariety) {
    self.init(
      matrix: bound.isComplete
        ? .blocks(bound.expression)
        : .restricted(
          bound.expression, dimension: bound.columns.count, columns: bound.columnCount),
      condition: bound.condition(onOutputsOf: variety), source: bound.source)
  }
}
