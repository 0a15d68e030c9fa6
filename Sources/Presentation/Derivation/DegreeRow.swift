import Algorithms
import Varieties

/// A row of the table of an ideal: a degree, or many degrees of a long table next to each other that
/// have no new generators and about which the same is known.
struct DegreeRow {
  /// The largest number of degrees that have a row each.
  private static let longest = 16

  /// The first degree.
  let first: GradedIdeal.Piece
  /// The last degree.
  let last: GradedIdeal.Piece

  /// `5`, or `1-30`.
  var degrees: String {
    first.degree == last.degree ? "\(first.degree)" : "\(first.degree)-\(last.degree)"
  }

  /// The rows of an ideal.
  static func rows(of ideal: GradedIdeal) -> [DegreeRow] {
    let isLong = ideal.pieces.count > longest
    return ideal.pieces.chunked { one, next in
      isLong && one.minimalGeneratorCount.isZero && next.minimalGeneratorCount.isZero
        && one.dimension == next.dimension && one.status == next.status
    }.map { DegreeRow(first: $0.first!, last: $0.last!) }
  }
}
