import ExactAlgebra
import Networks
import Polyhedra

/// A domain in coordinates without idle ones: those along which neither the first layer nor an
/// inequality of the domain changes are left out.
///
/// Deeper pre-activations are functions of those of the first layer, so every region is the product of a
/// region in the remaining coordinates and an affine space of dimension `lineCount`.
struct TilingSpace: Sendable {
  /// The number of inputs.
  let inputCount: Int
  /// The number of coordinates of the domain, idle ones included.
  let fullDimension: Int
  /// The number of coordinates that remain.
  let dimension: Int
  /// The inputs as forms of the remaining coordinates; the others are zero.
  let inputs: IntegerMatrix
  /// The inequalities as forms of the remaining coordinates, without those that hold everywhere.
  let sides: [(form: IntegerVector, number: Int)]
  /// Whether an inequality without coordinates holds nowhere.
  let isContradictory: Bool

  private let slice: TilingDomain.Slice
  private let isWhole: Bool
  private let remaining: [Int]
  private let inequalities: [HalfSpace]
  /// Inputs that determine the coordinates in the slice, and how.
  private let support: [Int]
  private let inverse: [[Rational]]

  /// The number of coordinates that were left out.
  var lineCount: Int { fullDimension - dimension }

  /// - Throws: `TilingError` where sizes do not fit.
  init(of domain: TilingDomain, for network: Network) throws(TilingError) {
    inputCount = network.architecture.inputCount
    isWhole = domain.slice == nil
    let slice = domain.slice ?? Self.wholeSpace(network.architecture.inputCount)
    self.slice = slice
    guard slice.origin.count == inputCount,
      slice.directions.allSatisfy({ $0.count == slice.origin.count })
    else { throw .sliceDimension(slice.origin.count, expected: inputCount) }
    fullDimension = slice.directions.count
    for halfSpace in domain.inequalities where halfSpace.dimension != slice.directions.count {
      throw .domainDimension(halfSpace.dimension, expected: slice.directions.count)
    }
    inequalities = domain.inequalities
    (support, inverse) =
      isWhole ? ([], []) : try Self.leftInverse(of: slice.directions)
    remaining = Self.remainingCoordinates(of: slice, domain.inequalities, network)
    dimension = remaining.count
    inputs = ScaledLayer.inputs(
      from: slice.origin, along: remaining.map { slice.directions[$0] })
    var sides: [(form: IntegerVector, number: Int)] = []
    var isContradictory = false
    for (number, halfSpace) in domain.inequalities.enumerated() {
      guard halfSpace.normal.allSatisfy(\.isZero) else {
        let entries = remaining.map { halfSpace.normal[$0] } + [halfSpace.offset]
        sides.append((IntegerVector(direction: entries), number))
        continue
      }
      let sign = halfSpace.offset.signum()
      if sign < 0 || sign == 0 && halfSpace.isOpen { isContradictory = true }
    }
    self.sides = sides
    self.isContradictory = isContradictory
  }

  private static func wholeSpace(_ dimension: Int) -> TilingDomain.Slice {
    TilingDomain.Slice(
      origin: Array(repeating: 0, count: dimension),
      directions: (0..<dimension).map { row in (0..<dimension).map { $0 == row ? 1 : 0 } })
  }

  /// Coordinates whose vectors span all that the first layer and the inequalities see.
  private static func remainingCoordinates(
    of slice: TilingDomain.Slice, _ inequalities: [HalfSpace], _ network: Network
  ) -> [Int] {
    let directions = slice.directions
    let rows = network.layers[0].weights
    let columns = directions.indices.map { coordinate in
      let direction = directions[coordinate]
      let support = direction.indices.filter { !direction[$0].isZero }
      return rows.map { row in support.reduce(Rational(0)) { $0 + row[$1] * direction[$1] } }
        + inequalities.map { $0.normal[coordinate] }
    }
    guard let height = columns.first?.count else { return [] }
    let matrix = RationalMatrix(
      (0..<height).map { row in columns.map { $0[row] } }, columnCount: columns.count)
    return matrix.reducedEchelonForm.pivotColumns
  }

  /// Rows of the matrix of the directions that form an invertible one, and its inverse.
  private static func leftInverse(
    of directions: [[Rational]]
  ) throws(TilingError) -> ([Int], [[Rational]]) {
    guard !directions.isEmpty else { return ([], []) }
    let rows = RationalMatrix(directions).reducedEchelonForm.pivotColumns
    let square = RationalMatrix(rows.map { row in directions.map { $0[row] } })
    guard rows.count == directions.count, let inverse = square.inverse else {
      throw .dependentDirections
    }
    return (rows, inverse.rows)
  }

  // MARK: points

  /// The coordinates of a point of the input space in the domain; `nil` where it is not in the slice.
  func coordinates(of point: [Rational]) -> [Rational]? {
    guard !isWhole else { return point }
    let shifted = support.map { point[$0] - slice.origin[$0] }
    let coordinates = inverse.map { row in
      zip(row, shifted).reduce(Rational(0)) { $0 + $1.0 * $1.1 }
    }
    return input(at: coordinates) == point ? coordinates : nil
  }

  private func input(at coordinates: [Rational]) -> [Rational] {
    var point = slice.origin
    for (u, direction) in zip(coordinates, slice.directions) where !u.isZero {
      for index in point.indices { point[index] += u * direction[index] }
    }
    return point
  }

  /// The first inequality, from 0, that a point in the coordinates of the domain does not satisfy
  /// strictly; inequalities without coordinates do not count.
  func violatedSide(at coordinates: [Rational]) -> Int? {
    inequalities.firstIndex { halfSpace in
      !halfSpace.normal.allSatisfy(\.isZero) && halfSpace.value(at: coordinates).signum() <= 0
    }
  }

  /// The remaining coordinates among those of the domain.
  func reduced(_ coordinates: [Rational]) -> [Rational] { remaining.map { coordinates[$0] } }

  /// The point of the input space with given remaining coordinates.
  func inputPoint(atReduced values: [Rational]) -> [Rational] {
    var coordinates = [Rational](repeating: 0, count: fullDimension)
    for (index, value) in zip(remaining, values) { coordinates[index] = value }
    return input(at: coordinates)
  }
}
