import ExactAlgebra
public import NetworkVarieties
public import Varieties

/// Determinantal varieties, also of three dependent matrices, in independent coordinates, whose
/// product has the dimension of a variety in it.
///
/// The minors of each factor generate a prime ideal, also over the algebraic closure, so the sum of
/// these ideals is prime. A variety of the same dimension inside is the whole product, and its
/// ideal is that sum: "products of determinantal ideals" in the documentation of the module
/// `Laboratory`.
public struct DeterminantalProduct: Sendable {
  /// The factors; no factor where the variety is the whole space.
  public let factors: [DeterminantalFactor]

  /// A product that a variety is, found among its rank constraints; `nil` where there is none, or
  /// the dimension is not proved.
  public init?(
    among constraints: [RankConstraint], dimension: Dimension, coordinateCount: Int
  ) {
    guard dimension.isProved else { return nil }
    let codimension = coordinateCount - dimension.value
    guard codimension > 0 else {
      factors = []
      return
    }
    let candidates = DeterminantalFactor.all(
      among: constraints, coordinateCount: coordinateCount)
    let chosen = Self.choice(
      among: candidates, of: codimension, from: 0,
      beside: RationalSubspace(ofDimension: coordinateCount))
    guard let chosen else { return nil }
    factors = chosen
  }

  /// The bounds of all factors; their minors generate the ideal of the variety.
  public var constraints: [RankConstraint] { factors.flatMap(\.constraints) }

  /// The first factors from a position on with a sum of codimensions, whose forms are independent
  /// of each other and of a space of forms.
  private static func choice(
    among factors: [DeterminantalFactor], of codimension: Int, from start: Int,
    beside space: RationalSubspace
  ) -> [DeterminantalFactor]? {
    guard codimension > 0 else { return [] }
    for index in start..<max(factors.count, start)
    where factors[index].codimension <= codimension {
      var larger = space
      guard factors[index].forms.allSatisfy({ larger.insert($0) }) else { continue }
      let rest = choice(
        among: factors, of: codimension - factors[index].codimension, from: index + 1,
        beside: larger)
      if let rest { return [factors[index]] + rest }
    }
    return nil
  }
}
