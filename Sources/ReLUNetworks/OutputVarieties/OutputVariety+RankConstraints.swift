import ExactAlgebra
import Varieties

extension OutputVariety {
  /// The linear relations that the points imply, and the rank constraints of the block matrices on
  /// the inputs for which the points determine them, where their sizes do not imply them.
  ///
  /// With more than 8 blocks only the blocks themselves, all of them side by side and stacked, and
  /// single combinations in which at most one neuron of a layer does not cancel are gone through.
  ///
  /// The theorem and its proof are in the documentation of this module.
  public var rankConstraints: [RankConstraint] {
    relationConstraints
      + restrictedBounds.map { RankConstraint($0, of: self) }
  }

  /// The rank constraints of the reduced pattern variety, as far as the points determine their
  /// matrices.
  var restrictedBounds: [RestrictedBound] {
    reducedVariety.rankBounds(.suitable(forBlockCount: blockCount))
      .compactMap { RestrictedBound($0, of: self) }
  }

  /// For each block with dependent points the outputs times their relations: the zero matrix.
  private var relationConstraints: [RankConstraint] {
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
