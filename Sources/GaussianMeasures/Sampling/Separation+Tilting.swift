import Foundation

extension Separation {
  /// Slabs in the order that has the least bound of weights, with the tilting.
  ///
  /// Points with coordinates beyond a reach are left aside. Their probability is at most `exp logTail`,
  /// far below the bound.
  static func tilted(_ slabs: [Slab]) -> (separation: Separation, tilting: Tilting) {
    var best = tilted(TriangularSlabs(slabs, order: .tightestFirst))
    // The given order may be that of a process; large problems are not done twice.
    if slabs.count <= largestCountOfTwoOrders {
      let other = tilted(TriangularSlabs(slabs, order: .given))
      if other.tilting.logBound < best.tilting.logBound - 1e-3 { best = other }
    }
    return best
  }

  private static let largestCountOfTwoOrders = 200

  private static func tilted(
    _ slabs: TriangularSlabs
  ) -> (separation: Separation, tilting: Tilting) {
    // The size of the probability decides how far points matter.
    let count = Double(2 * (slabs.dimension + slabs.rows.count))
    func reach(_ logBound: Double) -> Double { (2 * (60 - logBound + log(count))).squareRoot() }
    let first = Separation(slabs, reach: 40)
    let tilting = Tilting.best(for: first)
    let separation = Separation(slabs, reach: reach(tilting.logBound))
    return (separation, tilting.adapted(to: separation))
  }

  /// The logarithm of a bound for the probability that some coordinate, or the error of some form in
  /// units of its standard deviation, is beyond the reach.
  var logTail: Double {
    log(Double(2 * (dimension + lower.count))) + StandardNormal.logTail(reach)
  }
}
