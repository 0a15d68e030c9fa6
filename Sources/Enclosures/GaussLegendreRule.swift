internal import CArbShims
import Synchronization

/// The points and the weights of a Gauss-Legendre rule on `-1 ... 1`.
public struct GaussLegendreRule: Sendable {
  /// A point that is not negative, with its weight.
  struct Node: Sendable {
    let point: Ball
    let weight: Ball
    let isMiddle: Bool
  }

  /// From the largest one down; points come with their negatives.
  let nodes: [Node]

  private struct Key: Hashable {
    let points: Int
    let precision: Int
  }

  private static let known = Mutex<[Key: GaussLegendreRule]>([:])

  /// A rule, which is computed once.
  ///
  /// - Parameters:
  ///   - points: how many there are, at least 1.
  ///   - precision: the binary digits of balls, at least; they come in steps, so that there are few rules.
  public static func of(points: Int, precision: Int) -> GaussLegendreRule {
    precondition(points >= 1, "a rule without points")
    let key = Key(points: points, precision: (precision + 31) / 32 * 32)
    return known.withLock { known in
      if let rule = known[key] { return rule }
      let rule = GaussLegendreRule(points: key.points, precision: key.precision)
      known[key] = rule
      return rule
    }
  }

  private init(points: Int, precision: Int) {
    // The zeros are numbered from the largest one down.
    nodes = (0..<(points + 1) / 2).map { number in
      let point = Ball(precision: precision)
      let weight = Ball(precision: precision)
      arb_hypgeom_legendre_p_ui_root(
        point.storage.pointer, weight.storage.pointer, UInt(points), UInt(number), precision)
      return Node(point: point, weight: weight, isMiddle: 2 * number + 1 == points)
    }
  }

  /// All points, the smallest one first.
  public var points: [Ball] {
    nodes.map { -$0.point } + nodes.reversed().filter { !$0.isMiddle }.map(\.point)
  }

  /// The weights, in the order of the points.
  public var weights: [Ball] {
    nodes.map(\.weight) + nodes.reversed().filter { !$0.isMiddle }.map(\.weight)
  }
}
