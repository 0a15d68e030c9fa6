import Enclosures
import ExactAlgebra

/// Gaussian numbers with ends whose dependence is a tree: given one of them, the numbers on different sides
/// of it are independent.
///
/// Autoregressions, random walks, Brownian motions and Ornstein-Uhlenbeck processes at some times are
/// paths. It means that the inverse of the covariance matrix vanishes off the diagonal except at the edges of a
/// tree, and that correlations are products of those along paths. Each number is `X = a X_p + E` with
/// its parent `X_p` and an independent `E` of variance `v`, and
///
///     m(x) = integral over the slab of X of density_v(y - a x) product_c m_c(y) dy
///
/// is the probability of the slabs at the number and below it, given `X_p = x`, with the messages `m_c` of
/// its children; the probability is the integral at the root. So it takes as many integrals in one dimension
/// as there are numbers, at all points of the rule of the parent.
///
/// What is proved (`SlabRule`): every message is an entire function with
/// `|m(x + i z)| <= m(x) exp(a^2 z^2 / (2 v))`, since the density at `y - a x - i a z` is by its absolute
/// value that at `y - a x` times this number; and its logarithm is concave on the real line, since
/// `density_v(y - a x) product_c m_c(y)` restricted to a slab has a concave logarithm in both variables
/// and integrals keep this (Prekopa). Both give bounds for the error of a Gauss-Legendre rule
/// (`BernsteinEllipse`) from the values at its points alone. Weights are positive, so relative
/// errors add up and nothing else happens to them.
///
/// Source of the recursion: J. Pearl, *Probabilistic reasoning in intelligent systems*, 1988; for paths
/// T. Miwa, A. J. Hayter and S. Kuriki, *The evaluation of general non-centred orthant probabilities*, 2003.
struct MarkovTree: Sendable {
  /// A number with its slab.
  struct Node: Sendable {
    /// Which it is of the forms that the tree was found for.
    let form: Int
    /// The number of its parent in the list; `nil` at the root.
    let parent: Int?
    /// `a`; 0 at the root.
    let coefficient: Rational
    /// `v`.
    let variance: Rational
    /// The variance of the number itself.
    let totalVariance: Rational
    let lower: Rational?
    let upper: Rational?
    /// The numbers of its children in the list.
    fileprivate(set) var children: [Int] = []
  }

  /// Parents stand before their children.
  private(set) var nodes: [Node] = []

  /// `nil` where the forms are no tree.
  ///
  /// In a tree the correlation of two numbers is below those of all edges between them, so the tree is
  /// the spanning tree with the largest correlations. It is found with rounded numbers and verified on
  /// the exact ones: what a number has beyond its parent is uncorrelated with all numbers before it.
  init?(_ forms: SlabForms) {
    guard forms.forms.count >= 2, let edges = Self.spanningTree(forms.rounded) else { return nil }
    var places: [Int: Int] = [:]
    for (form, parent) in edges {
      let own = forms.forms[form]
      let total = forms.covariance(form, form)
      var coefficient: Rational = 0
      var variance = total
      if let parent {
        let common = forms.covariance(form, parent)
        coefficient = common / forms.covariance(parent, parent)
        variance = total - coefficient * common
        let rest = own.entries.subtracting(coefficient, forms.forms[parent].entries)
        for node in nodes
        where !forms.covariance(rest, forms.forms[node.form].entries).isZero {
          return nil
        }
      }
      guard variance.signum() > 0 else { return nil }
      let place = parent.map { places[$0]! }
      if let place { nodes[place].children.append(nodes.count) }
      places[form] = nodes.count
      nodes.append(
        Node(
          form: form, parent: place, coefficient: coefficient, variance: variance,
          totalVariance: total, lower: own.lower, upper: own.upper))
    }
  }

  /// The spanning tree with the largest correlations, by the method of Prim: parents before their children;
  /// `nil` where a correlation is not the product of those of the edges, up to rounding.
  private static func spanningTree(
    _ rounded: [[Double]]
  ) -> [(form: Int, parent: Int?)]? {
    let count = rounded.count
    let correlations = (0..<count).map { row in
      (0..<count).map { innerProduct(rounded[row], rounded[$0]) }
    }
    var tree: [(form: Int, parent: Int?)] = [(0, nil)]
    var nearest = Array(repeating: 0, count: count)
    var rest = Set(1..<count)
    while !rest.isEmpty {
      let next = rest.min {
        let (a, b) = (
          correlations[$0][nearest[$0]].magnitude, correlations[$1][nearest[$1]].magnitude
        )
        return a == b ? $0 < $1 : a > b
      }!
      let parent = nearest[next]
      for (form, _) in tree
      where
        (correlations[next][form] - correlations[next][parent] * correlations[parent][form])
        .magnitude > 1e-8
      {
        return nil
      }
      tree.append((next, parent))
      rest.remove(next)
      for other in rest
      where correlations[other][next].magnitude > correlations[other][nearest[other]].magnitude {
        nearest[other] = next
      }
    }
    return tree
  }
}

extension [SlabForms.Entry] {
  /// The form without a multiple of another one.
  fileprivate func subtracting(_ factor: Rational, _ other: Self) -> Self {
    var result: Self = []
    var (i, j) = (0, 0)
    while i < count || j < other.count {
      let column = Swift.min(
        i < count ? self[i].column : .max, j < other.count ? other[j].column : .max)
      var value: Rational = 0
      if i < count, self[i].column == column {
        value += self[i].value
        i += 1
      }
      if j < other.count, other[j].column == column {
        value += -(factor * other[j].value)
        j += 1
      }
      if !value.isZero { result.append(SlabForms.Entry(column: column, value: value)) }
    }
    return result
  }
}
