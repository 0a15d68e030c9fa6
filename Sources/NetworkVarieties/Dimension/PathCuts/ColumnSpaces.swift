/// Some subspaces of `K^q`, closed under intersection: those that unit vectors span and, for
/// `q = 2`, the line of `(1, -1)`.
///
/// A subspace is the set of its lines among these.
struct ColumnSpaces {
  typealias Subspace = UInt8

  /// The largest `q` for which all of them are listed; beyond it only zero and the whole space.
  private static let maximumDimension = 4

  let dimension: Int

  /// The whole space.
  var whole: Subspace { dimension == 2 ? 0b111 : UInt8((1 << min(dimension, 8)) - 1) }

  /// All subspaces, the whole space first.
  var all: [Subspace] {
    switch dimension {
    case 2: [0b111, 0b001, 0b010, 0b100, 0]
    case ...Self.maximumDimension: (0...whole).reversed()
    default: [whole, 0]
    }
  }

  /// The span of some unit vectors.
  func span(ofColumns columns: [Int]) -> Subspace {
    if columns.count == dimension { return whole }
    precondition(dimension <= Self.maximumDimension, "a subspace that is not listed")
    return columns.reduce(0) { $0 | 1 << UInt8($1) }
  }

  /// A basis.
  func basis(of subspace: Subspace) -> [[Int]] {
    if dimension == 2, subspace == 0b100 { return [[1, -1]] }
    let columns = (0..<dimension).filter { subspace == whole || subspace >> UInt8($0) & 1 == 1 }
    return columns.map { column in (0..<dimension).map { $0 == column ? 1 : 0 } }
  }
}
