import ExactAlgebra
import Varieties

/// A rank bound for a matrix built from blocks, on the inputs for which the points determine it.
///
/// A column of the matrix is the image of a tuple of inputs, one for each combination in a row,
/// with constants. The points determine it where in every row the inputs that arrive at a block,
/// combined with the coefficients of the block, lie in the span of its points. These tuples form
/// a subspace, and on it the bound holds as well.
struct RestrictedBound {
  let expression: BlockExpression
  let rankAtMost: Int
  let source: RankConstraint.Source
  /// The dimension of the space of all tuples.
  let columnCount: Int
  /// For each vector of a basis of the subspace, for each row of the expression and each block,
  /// what arrives there: coordinates in the basis of the span.
  let columns: [[[[Rational]]]]

  /// The restriction, or `nil` where its size alone implies the bound.
  init?(_ bound: ConstraintFamily.Candidate, of variety: OutputVariety) {
    expression = bound.expression
    rankAtMost = bound.rankAtMost
    source = bound.source
    let coordinates = variety.reducedVariety.coordinates
    let arrivals = Self.arrivals(of: bound.expression, in: coordinates)
    columnCount = bound.expression.size(in: coordinates).columns
    let conditions = arrivals.flatMap { row in
      row.enumerated().flatMap { block, map -> [[Rational]] in
        guard let map else { return [] }
        return (variety.reductions[block].annihilator * map).rows
      }
    }
    let basis =
      conditions.isEmpty
      ? RationalMatrix.identity(columnCount) : RationalMatrix(conditions).kernel
    guard rankAtMost < min(basis.rowCount, expression.entries.count * coordinates.rowCount)
    else { return nil }
    let vectors = basis.transpose
    let images = arrivals.map { row in
      row.enumerated().map { block, map -> RationalMatrix? in
        map.map { variety.reductions[block].matrix.coordinates(of: $0 * vectors) }
      }
    }
    columns = (0..<vectors.columnCount).map { column in
      images.map { row in
        row.map { image in
          image.map { image in (0..<image.rowCount).map { image[$0, column] } } ?? []
        }
      }
    }
  }

  /// Whether the points determine the whole matrix.
  var isComplete: Bool { columns.count == columnCount }

  /// For each row of the expression and each block the linear map from tuples to what arrives
  /// there; `nil` where nothing does.
  private static func arrivals(
    of expression: BlockExpression, in coordinates: BlockCoordinates
  ) -> [[RationalMatrix?]] {
    let (inputs, size) = (coordinates.columnCount, coordinates.extendedColumnCount)
    let width = expression.size(in: coordinates).columns
    return zip(expression.entries, expression.constants).map { entries, constants in
      (0..<coordinates.blockCount).map { block in
        let occurs = (entries + constants).contains { !$0.coefficients[block].isZero }
        guard occurs else { return nil }
        var map = RationalMatrix(rows: size, columns: width)
        for (place, entry) in entries.enumerated() {
          for input in 0..<inputs {
            map[input, place * inputs + input] = Rational(entry.coefficients[block])
          }
        }
        for (place, constant) in constants.enumerated() {
          map[inputs, entries.count * inputs + place] = Rational(constant.coefficients[block])
        }
        return map
      }
    }
  }

  /// The condition on the coordinates of the output map.
  func condition(inColumns map: OutputMap) -> RankCondition {
    condition(rowCount: map.patternMap.coordinates.rowCount) { block, coefficients, row in
      coefficients.enumerated().map { column, value in
        (map.index(block: block, column: column, row: row), value)
      }
    }
  }

  /// The condition on the outputs.
  func condition(onOutputsOf variety: OutputVariety) -> RankCondition {
    condition(rowCount: variety.coordinates.rowCount) { block, coefficients, row in
      let reduction = variety.reductions[block]
      return reduction.onPivots(coefficients).enumerated().map { place, value in
        (variety.output(block: block, point: reduction.pivots[place], row: row), value)
      }
    }
  }

  /// Forms with coprime integer coefficients in every column.
  private func condition(
    rowCount: Int,
    terms: (_ block: Int, _ coefficients: [Rational], _ row: Int) -> [(Int, Rational)]
  ) -> RankCondition {
    let matrix = columns.map { column -> [RankCondition.LinearForm] in
      let forms = column.flatMap { blocks in
        (0..<rowCount).map { row in
          blocks.enumerated().flatMap { terms($0, $1, row) }.filter { !$0.1.isZero }
        }
      }
      var integers = forms.joined().map(\.1).primitiveIntegers[...]
      return forms.map { form in
        RankCondition.LinearForm(
          uniqueKeysWithValues: form.map { ($0.0, integers.removeFirst()) })
      }
    }
    return RankCondition(
      entries: matrix[0].indices.map { row in matrix.map { $0[row] } },
      columnCount: matrix.count, rankAtMost: rankAtMost)
  }
}

extension BlockReduction {
  /// The basis of the span, as columns.
  fileprivate var matrix: RationalMatrix {
    RationalMatrix(rationalBasis, columnCount: size).transpose
  }

  /// The functionals that vanish on the span, as rows.
  fileprivate var annihilator: RationalMatrix {
    let span = RationalSubspace(ofDimension: size, spannedBy: rationalBasis)
    return RationalMatrix(span.annihilator, columnCount: size)
  }

  private var rationalBasis: [[Rational]] { basis.map { $0.map { Rational($0) } } }

  /// A combination of the columns of `Z` as a combination of the outputs on the pivots.
  fileprivate func onPivots(_ coefficients: [Rational]) -> [Rational] {
    guard !coefficients.isEmpty else { return [] }
    let column = RationalMatrix([coefficients]).transpose
    return (fromPivots * column).transpose.row(0)
  }
}
