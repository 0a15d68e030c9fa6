import Enclosures
import ExactAlgebra

/// The eigenvalues of a symmetric matrix, enclosed, and vectors that are nearly its eigenvectors.
///
/// Vectors `Q` come from Jacobi rotations in floating point. With `Q^T Q = I + E` the eigenvalues of `Q^T S Q` are those of
/// `S` times factors from `1 - |E|` to `1 + |E|` (Ostrowski), and they differ from the diagonal by at most the
/// norm of the rest (Weyl). All of this is computed in balls. Norms are largest sums of rows.
struct SymmetricSpectrum: Sendable {
  /// The eigenvalues, largest first.
  let values: [Ball]
  /// Vectors that are nearly the eigenvectors, in the same order.
  let vectors: [[Ball]]
  /// The diagonal of `Q^T S Q` in the same order.
  private let diagonal: [Ball]
  /// A bound for `|Q^T Q - I|`.
  let defect: Ball
  private let matrix: [[Ball]]
  private let precision: Int

  /// The spectrum of a matrix whose balls are symmetric.
  ///
  /// - Returns: `nil` where a number is unbounded or beyond double precision.
  init?(of matrix: [[Ball]], precision: Int) {
    let middle = matrix.map { $0.map { ($0.lowerDouble + $0.upperDouble) / 2 } }
    guard middle.joined().allSatisfy(\.isFinite) else { return nil }
    let found = JacobiRotations(middle).vectors
    guard found.joined().allSatisfy(\.isFinite) else { return nil }
    let vectors = found.map { $0.map { Ball($0, radius: 0, precision: precision) } }
    let zero = Ball(0, precision: precision)
    func product(_ a: [Ball], _ b: [Ball]) -> Ball {
      zip(a, b).reduce(zero) { $0 + $1.0 * $1.1 }
    }
    func size(_ rows: [[Ball]], _ entry: (Int, Int) -> Ball) -> Ball {
      let sums = rows.indices.map { row in
        rows.indices.reduce(zero) { $0 + entry(row, $1).magnitude }
      }
      return sums.max { $0.upperDouble < $1.upperDouble } ?? zero
    }
    let images = vectors.map { vector in matrix.map { product($0, vector) } }
    let reduced = vectors.map { vector in images.map { product(vector, $0) } }
    let gram = vectors.map { a in vectors.map { product(a, $0) } }
    let order = vectors.indices.sorted { reduced[$0][$0].upperDouble > reduced[$1][$1].upperDouble }
    let defect = size(gram) { $0 == $1 ? gram[$0][$1] - 1 : gram[$0][$1] }
    guard defect.isFinite, (1 - defect).isPositive else { return nil }
    // The midpoints of the diagonal are sorted; its radii count as a part of the rest.
    let rest = size(reduced) {
      $0 == $1 ? reduced[$0][$1] - reduced[$0][$1].middle : reduced[$0][$1]
    }
    guard rest.isFinite else { return nil }
    let reach = Ball(from: -rest.upper, to: rest.upper, precision: precision)
    let factor = Ball(from: 1 - defect.upper, to: 1 + defect.upper, precision: precision)
    self.vectors = order.map { vectors[$0] }
    diagonal = order.map { reduced[$0][$0] }
    values = order.map { reduced[$0][$0].middle }
      .sorted { $0.upperDouble > $1.upperDouble }
      .map { ($0 + reach) / factor }
    self.defect = defect
    self.matrix = matrix
    self.precision = precision
  }

  /// A bound for the sine of the largest angle between the span of the first vectors and the space of as many
  /// largest eigenvalues; `nil` where these are not proved to be larger than the next one.
  ///
  /// The part of a vector outside of the space is at most its residual, divided by the distance of its number to the next
  /// eigenvalue (Davis and Kahan).
  func sineBound(rank: Int) -> Ball? {
    guard rank < values.count else { return Ball(0, precision: precision) }
    let zero = Ball(0, precision: precision)
    var sum = zero
    for index in 0..<rank {
      let gap = diagonal[index] - values[rank]
      guard gap.isPositive else { return nil }
      let image = matrix.map { row in
        zip(row, vectors[index]).reduce(zero) { $0 + $1.0 * $1.1 }
      }
      let residual = zip(image, vectors[index]).reduce(zero) {
        $0 + ($1.0 - diagonal[index] * $1.1).squared()
      }
      sum += residual / gap.squared()
    }
    let square = sum / (1 - defect)
    guard square.isFinite else { return nil }
    let bound = Ball.squareRoot(of: max(square.upper, 0), precision: precision)
    return Ball(bound.upper, precision: precision)
  }
}

/// Eigenvectors of a symmetric matrix by cyclic Jacobi rotations, in floating point.
private struct JacobiRotations {
  private(set) var vectors: [[Double]]
  private var matrix: [[Double]]

  /// Rounds after which it ends in any case.
  private static let maximumRounds = 60

  init(_ matrix: [[Double]]) {
    self.matrix = matrix
    vectors = matrix.indices.map { row in matrix.indices.map { $0 == row ? 1 : 0 } }
    for _ in 0..<Self.maximumRounds where !isDiagonal {
      for p in matrix.indices {
        for q in matrix.indices.dropFirst(p + 1) { rotate(p, q) }
      }
    }
  }

  private var isDiagonal: Bool {
    let size = matrix.indices.reduce(0) { max($0, matrix[$1][$1].magnitude) }
    return matrix.indices.allSatisfy { row in
      matrix.indices.allSatisfy { $0 == row || matrix[row][$0].magnitude <= 1e-17 * size }
    }
  }

  /// Makes one entry zero.
  private mutating func rotate(_ p: Int, _ q: Int) {
    let entry = matrix[p][q]
    guard entry != 0 else { return }
    let ratio = (matrix[q][q] - matrix[p][p]) / (2 * entry)
    let tangent =
      ratio.magnitude > 1e150
      ? 1 / (2 * ratio)
      : (ratio < 0 ? -1 : 1) / (ratio.magnitude + (1 + ratio * ratio).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    for k in matrix.indices {
      let (a, b) = (matrix[k][p], matrix[k][q])
      matrix[k][p] = cosine * a - sine * b
      matrix[k][q] = sine * a + cosine * b
    }
    for k in matrix.indices {
      let (a, b) = (matrix[p][k], matrix[q][k])
      matrix[p][k] = cosine * a - sine * b
      matrix[q][k] = sine * a + cosine * b
    }
    for k in matrix.indices {
      let (a, b) = (vectors[p][k], vectors[q][k])
      vectors[p][k] = cosine * a - sine * b
      vectors[q][k] = sine * a + cosine * b
    }
  }
}
