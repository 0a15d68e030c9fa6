/// A linear subspace of `Q^n`, by its basis in reduced echelon form.
///
///     var plane = RationalSubspace(ofDimension: 3)
///     plane.insert([1, 2, 3])        // true
///     plane.insert([2, 4, 6])        // false: nothing new
///     plane.contains([-1, -2, -3])   // true
///
/// The reduced form is canonical, so equal subspaces have equal bases.
public struct RationalSubspace: Hashable, Sendable {
  /// The dimension `n` of the space around it.
  public let ambientDimension: Int
  /// A basis: rows in reduced echelon form, by ascending pivots.
  public private(set) var basis: [[Rational]] = []
  private var pivots: [Int] = []

  /// The zero subspace of `Q^n`.
  public init(ofDimension ambientDimension: Int) {
    precondition(ambientDimension >= 0, "a negative dimension")
    self.ambientDimension = ambientDimension
  }

  /// The span of vectors of length `n`.
  public init(ofDimension ambientDimension: Int, spannedBy vectors: [[Rational]]) {
    self.init(ofDimension: ambientDimension)
    for vector in vectors { insert(vector) }
  }

  /// The dimension of the subspace.
  public var dimension: Int { basis.count }

  /// Whether a vector of length `n` lies in the subspace.
  public func contains(_ vector: [Rational]) -> Bool {
    remainder(of: vector).allSatisfy(\.isZero)
  }

  /// Whether another subspace lies in this one.
  public func contains(_ other: RationalSubspace) -> Bool {
    other.dimension <= dimension && other.basis.allSatisfy(contains)
  }

  /// Adds a vector of length `n` to the span; whether that made it larger.
  @discardableResult
  public mutating func insert(_ vector: [Rational]) -> Bool {
    guard dimension < ambientDimension else { return false }
    var rest = remainder(of: vector)
    guard let pivot = rest.firstIndex(where: { !$0.isZero }) else { return false }
    let inverse = rest[pivot].inverse!
    rest = rest.map { $0.isZero ? $0 : $0 * inverse }
    for row in basis.indices { basis[row] = Self.clear(pivot, of: basis[row], with: rest) }
    let place = pivots.firstIndex { $0 > pivot } ?? pivots.count
    basis.insert(rest, at: place)
    pivots.insert(pivot, at: place)
    return true
  }

  /// The linear functionals that vanish on the subspace: a basis, as rows of length `n`.
  public var annihilator: [[Rational]] { kernel(of: basis) }

  /// The intersection with another subspace of the same space.
  public func intersection(_ other: RationalSubspace) -> RationalSubspace {
    precondition(ambientDimension == other.ambientDimension, "subspaces of different spaces")
    return RationalSubspace(
      ofDimension: ambientDimension, spannedBy: kernel(of: annihilator + other.annihilator))
  }

  private func kernel(of rows: [[Rational]]) -> [[Rational]] {
    rows.isEmpty
      ? RationalMatrix.identity(ambientDimension).rows : RationalMatrix(rows).kernel.rows
  }

  /// The vector minus the combination of the basis that agrees with it in all pivots.
  private func remainder(of vector: [Rational]) -> [Rational] {
    precondition(vector.count == ambientDimension, "a vector of a wrong length")
    return zip(basis, pivots).reduce(vector) { Self.clear($1.1, of: $0, with: $1.0) }
  }

  private static func clear(
    _ column: Int, of vector: [Rational], with row: [Rational]
  ) -> [Rational] {
    let factor = vector[column]
    guard !factor.isZero else { return vector }
    return zip(vector, row).map { $1.isZero ? $0 : $0 - factor * $1 }
  }
}
