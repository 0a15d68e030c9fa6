internal import Algorithms
import ExactAlgebra
import Varieties

/// The highest weight vectors of one weight among the largest minors of two blocks side by side, or
/// stacked.
///
/// For `a M_1 + b M_2` take the minors with the columns `1, ..., l_1` of this matrix and, beside them,
/// the columns `1, ..., l_2` of both blocks, so that these columns occur as a pair. As a polynomial in
/// `a` and `b` such a minor is `sum_i a^i b^(k-i) v_i` with `k = l_1 - l_2`, and `v_0, ..., v_k` are a basis of
/// the highest weight vectors of the weight whose conjugate is `(l_1, l_2)`: by Cauchy's formula
/// `k + 1` of them are among the minors.
///
/// A minor with at least `r_1 + 1` columns of `M_1` is in the ideal of the minors of this size of `M_1`, so
/// `v_i` is a combination of products where `l_2 + i > r_1`; likewise for `M_2`, and for `M_1 - M_2` after
/// `M_1 = (M_1 - M_2) + M_2`. The minimal generators are a basis of the rest.
struct MinorPencil {
  /// `k`.
  let order: Int
  /// From which power on vectors are products: of `M_1`, of `M_2`, of their difference; `nil` where no smaller
  /// minors of that matrix vanish.
  let powers: (first: Int?, second: Int?, difference: Int?)

  /// Numbers `i` for which the `v_i` are a basis modulo products.
  var minimalPositions: [Int] {
    var rows = products
    var rank = RationalMatrix(rows).rank
    var chosen: [Int] = []
    // Those in the middle have the fewest columns of one block.
    for position in (0...order).sorted(by: { abs(2 * $0 - order) < abs(2 * $1 - order) }) {
      rows.append(unit(position))
      let next = RationalMatrix(rows).rank
      if next > rank { chosen.append(position) } else { rows.removeLast() }
      rank = next
    }
    return chosen.sorted()
  }

  /// Vectors that span the products, in the basis of the `v_i`.
  private var products: [[Rational]] {
    var rows: [[Rational]] = [[Rational](repeating: 0, count: order + 1)]
    if let power = powers.first { rows += (0...order).filter { $0 >= power }.map(unit) }
    if let power = powers.second { rows += (0...order).filter { order - $0 >= power }.map(unit) }
    if let power = powers.difference {
      rows += (0...order).filter { $0 >= power }.map(vectorOfDifference)
    }
    return rows
  }

  private func unit(_ position: Int) -> [Rational] {
    (0...order).map { $0 == position ? 1 : 0 }
  }

  /// The coefficient of `a^j (a + b)^(k-j)`: `sum_(i <= j) (-1)^(j-i) binomial(k - i, j - i) v_i`.
  private func vectorOfDifference(_ power: Int) -> [Rational] {
    (0...order).map { position in
      guard position <= power else { return 0 }
      let size = Rational(binomial(order - position, power - position))
      return (power - position).isMultiple(of: 2) ? size : -size
    }
  }
}
