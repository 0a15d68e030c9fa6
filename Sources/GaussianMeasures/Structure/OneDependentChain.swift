import Enclosures
import ExactAlgebra
import Foundation

/// Gaussian numbers with ends of which only neighbours are correlated: the covariance matrix is tridiagonal
/// in some order.
///
/// Differences and moving averages of neighbours of independent numbers are of this kind. With independent
/// standard numbers `Z_k` it is `X_k = c_k Z_k + d_k Z_(k-1)`, by the factor of Cholesky, with `c_k > 0` and
/// `d_1 = 0`. The probability that the slabs from `k` on contain their numbers, given `Z_(k-1) = z`, is
///
///     h_k(z) = integral of phi(y) h_(k+1)(y) dy from (l_k - d_k z) / c_k to (u_k - d_k z) / c_k,
///
/// `h = 1` after the last one, and the probability is `h_1`.
///
/// What is proved (`PiecewiseMessage`): at `x + i y` both ends have the imaginary part
/// `w = -d_k y / c_k`, so the integral may be taken along the line with this imaginary part, where
/// `|phi(s + i w)| = phi(s) exp(w^2 / 2)`. So with `b = 0` after the last one and
/// `b_k = (d_k / c_k)^2 (1/2 + b_(k+1))` every `h_k` is an entire function with
/// `|h_k(x + i y)| <= h_k(x) exp(b_k y^2)`. On the real line its logarithm is concave: it is the integral of a
/// Gaussian density over a convex set of `(z, Z_k, ..., Z_n)` for fixed `z` (Prekopa).
struct OneDependentChain: Sendable {
  /// A number with its slab.
  struct Link: Sendable {
    /// Which it is of the forms that the chain was found for.
    let form: Int
    /// `c_k^2`.
    let ownSquare: Rational
    /// `d_k^2`.
    let otherSquare: Rational
    /// The sign of `d_k`.
    let sign: Int
    let lower: Rational?
    let upper: Rational?
  }

  /// In the order of the path.
  let links: [Link]

  /// `nil` where covariances that do not vanish make no path, and where the last number is a combination of
  /// the others.
  init?(_ forms: SlabForms) {
    guard forms.forms.count >= 2, let path = Self.path(forms) else { return nil }
    // Of the two directions the one in which errors grow less.
    let both = [path, path.reversed()].compactMap { Self.links(forms, $0) }
    guard let best = both.min(by: { Self.growth($0) < Self.growth($1) }) else { return nil }
    links = best
  }

  /// The forms in the order of the path.
  private static func path(_ forms: SlabForms) -> [Int]? {
    let count = forms.forms.count
    let rounded = forms.rounded
    var neighbours = Array(repeating: [Int](), count: count)
    for a in 0..<count {
      for b in 0..<a where innerProduct(rounded[a], rounded[b]).magnitude > 1e-9 {
        neighbours[a].append(b)
        neighbours[b].append(a)
        if neighbours[a].count > 2 || neighbours[b].count > 2 { return nil }
      }
    }
    guard let start = neighbours.firstIndex(where: { $0.count == 1 }) else { return nil }
    var path = [start]
    while let next = neighbours[path[path.count - 1]].first(where: {
      path.count < 2 || $0 != path[path.count - 2]
    }) {
      path.append(next)
    }
    guard path.count == count else { return nil }
    // What was rounded to zero has to be zero.
    for (place, form) in path.enumerated() {
      for other in path[..<max(0, place - 1)] where !forms.covariance(form, other).isZero {
        return nil
      }
    }
    return path
  }

  private static func links(_ forms: SlabForms, _ path: [Int]) -> [Link]? {
    var links: [Link] = []
    for (place, form) in path.enumerated() {
      let common = place > 0 ? forms.covariance(form, path[place - 1]) : 0
      let otherSquare = place > 0 ? common * common / links[place - 1].ownSquare : 0
      let ownSquare = forms.covariance(form, form) - otherSquare
      guard ownSquare.signum() > 0 else { return nil }
      links.append(
        Link(
          form: form, ownSquare: ownSquare, otherSquare: otherSquare, sign: common.signum(),
          lower: forms.forms[form].lower, upper: forms.forms[form].upper))
    }
    return links
  }

  /// The largest `b_k`, about.
  private static func growth(_ links: [Link]) -> Double {
    var (growth, largest) = (0.0, 0.0)
    for link in links.reversed() {
      growth = Double(approximating: link.otherSquare / link.ownSquare) * (0.5 + growth)
      largest = max(largest, growth)
    }
    return largest
  }
}
