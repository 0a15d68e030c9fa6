import ExactAlgebra
import Varieties

/// Covectors that vanish on the tangent space of a pattern variety, from matrices of combinations
/// of blocks whose rank is bounded by cutting paths.
///
/// Which matrices are worth a proof is seen at one random point: those whose rank is smaller
/// there than their sizes, and whose covectors are not combinations of those that are known.
struct PathConormals {
  /// The number of matrices after which the search ends.
  private static let maximumMatrixCount = 1 << 13
  /// The number of choices in cuts, all together, after which the search ends.
  private static let maximumStepCount = 1 << 14

  private let coordinates: BlockCoordinates
  private let field: PrimeField
  private let graphs: [PathGraph]
  private let point: [UInt]
  /// The block matrices at the point.
  private let blocks: [ModularMatrix]
  private var covectors: [[UInt]]
  /// The dimension of the span of the covectors, which are independent.
  var rank: Int { covectors.count }
  /// The dimension at which the search ends.
  private let goal: Int
  private var matrixCount = 0
  private var stepCount = 0

  /// Starts from covectors that are known to vanish at the point.
  init(
    of variety: PatternVariety, from known: PatternVariety.Conormals, over field: PrimeField,
    goal: Int
  ) {
    let c = variety.coordinates
    coordinates = c
    self.field = field
    point = known.point
    self.goal = goal
    graphs = [false, true].map { PathGraph(of: variety.liveNetwork, reversed: $0) }
    blocks = (0..<c.blockCount).map { block in
      ModularMatrix(rows: c.rowCount, columns: c.extendedColumnCount, over: field) {
        row, entries in
        for column in entries.indices {
          entries[column] = known.point[c.index(block: block, row: row, column: column)]
        }
      }
    }
    covectors = known.basis
  }

  /// Whether as many independent covectors are found as were asked for, or the search has become
  /// too long.
  var isFinished: Bool {
    rank >= goal || matrixCount >= Self.maximumMatrixCount || stepCount >= Self.maximumStepCount
  }

  /// Whether the rows of a combination of blocks, with its constants, are dependent at the point.
  func hasDependentRows(_ combination: BlockCombination) -> Bool {
    matrix(.stacked([combination], withConstants: coordinates.hasConstants)).rank
      < coordinates.rowCount
  }

  /// Whether the columns of a combination of blocks, without constants, are dependent at the
  /// point.
  func hasDependentColumns(_ combination: BlockCombination) -> Bool {
    matrix(.sideBySide([combination])).rank < coordinates.columnCount
  }

  /// Takes the covectors of a matrix, if they help and a cut proves its rank at the point.
  mutating func add(_ expression: BlockExpression) {
    matrixCount += 1
    let matrix = matrix(expression)
    let rank = matrix.rank
    guard rank < min(matrix.rowCount, matrix.columnCount) else { return }
    let condition = expression.condition(rankAtMost: rank, in: coordinates)
    let candidates = covectors + condition.conormalVectors(at: point, over: field)
    var larger = ModularMatrix(candidates, over: field)
    let count = larger.reduceToEchelonForm().count
    guard count > self.rank, isProved(expression, rankAtMost: rank) else { return }
    covectors = (0..<count).map(larger.row)
  }

  private mutating func isProved(_ expression: BlockExpression, rankAtMost rank: Int) -> Bool {
    for graph in graphs {
      guard var cut = PathCut(expression, through: graph) else { continue }
      defer { stepCount += cut.stepCount }
      if cut.proves(rankAtMost: rank) { return true }
    }
    return false
  }

  /// The matrix at the point.
  func matrix(_ expression: BlockExpression) -> ModularMatrix {
    let (height, width) = (coordinates.rowCount, coordinates.columnCount)
    let size = expression.size(in: coordinates)
    return ModularMatrix(rows: size.rows, columns: size.columns, over: field) { row, entries in
      let (part, line) = row.quotientAndRemainder(dividingBy: height)
      for (place, combination) in expression.entries[part].enumerated() {
        for block in combination.support {
          let factor = combination.coefficients[block].residue(in: field)
          blocks[block].withRow(line) { values in
            for column in 0..<width {
              entries[place * width + column] = field.add(
                entries[place * width + column], field.multiply(factor, values[column]))
            }
          }
        }
      }
      let start = expression.entries[part].count * width
      for (place, combination) in expression.constants[part].enumerated() {
        for block in combination.support {
          let factor = combination.coefficients[block].residue(in: field)
          entries[start + place] = field.add(
            entries[start + place],
            field.multiply(factor, blocks[block].withRow(line) { $0[width] }))
        }
      }
    }
  }
}
