import ExactAlgebra
import Presentation
import ReLUNetworks
import Varieties

/// Determinantal varieties, also of three dependent matrices, in independent coordinates, whose
/// product has the dimension of a variety in it.
///
/// The minors of each factor generate a prime ideal, also over the algebraic closure, so the sum of
/// these ideals is prime. A variety of the same dimension inside is the whole product, and its
/// ideal is that sum: Proposition 5 of the documentation of this module.
struct DeterminantalProduct {
  private let factors: [DeterminantalFactor]

  /// Why minors of some of the constraints generate the ideal of the variety, if it is such a
  /// product.
  static func ground(
    among constraints: [RankConstraint], dimension: Dimension, coordinateCount: Int
  ) -> Verdict.Ground? {
    guard dimension.isProved else { return nil }
    let search = DeterminantalProduct(
      factors: DeterminantalFactor.all(among: constraints, coordinateCount: coordinateCount))
    let chosen = search.choice(
      of: coordinateCount - dimension.value, from: 0,
      beside: RationalSubspace(ofDimension: coordinateCount))
    return chosen.map { factors in
      let symbols = factors.flatMap { $0.constraints.map(\.symbol) }
      return factors.contains { $0.constraints.count > 1 }
        ? .dependentMatrices(symbols) : .determinantalProduct(symbols)
    }
  }

  /// The first factors from a position on with a sum of codimensions, whose forms are independent
  /// of each other and of a space of forms.
  private func choice(
    of codimension: Int, from start: Int, beside space: RationalSubspace
  ) -> [DeterminantalFactor]? {
    guard codimension > 0 else { return [] }
    for index in start..<max(factors.count, start)
    where factors[index].codimension <= codimension {
      var larger = space
      guard factors[index].forms.allSatisfy({ larger.insert($0) }) else { continue }
      let rest = choice(
        of: codimension - factors[index].codimension, from: index + 1, beside: larger)
      if let rest { return [factors[index]] + rest }
    }
    return nil
  }
}
