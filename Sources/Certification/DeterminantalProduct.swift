import ExactAlgebra
import LongWork
public import NetworkVarieties
public import Varieties

/// Determinantal varieties, also of three dependent matrices, in independent coordinates, whose
/// product has the dimension of a variety in it.
///
/// The minors of each factor generate a prime ideal, also over the algebraic closure, so the sum of
/// these ideals is prime. A variety of the same dimension inside is the whole product, and its
/// ideal is that sum: "products of determinantal ideals" in the documentation of the module
/// `Claims`.
public struct DeterminantalProduct: Hashable, Sendable {
  /// The factors; no factor where the variety is the whole space.
  public let factors: [DeterminantalFactor]

  /// A product that a variety is, found among its rank constraints; `nil` where there is none, or
  /// the dimension is not proved, or where `Interruption` ends the search.
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
    var search = FactorSearch(among: candidates, coordinateCount: coordinateCount, of: codimension)
    let chosen = search.choice(of: codimension)
    guard let chosen else { return nil }
    factors = chosen
  }

  /// The bounds of all factors; their minors generate the ideal of the variety.
  public var constraints: [RankConstraint] { factors.flatMap(\.constraints) }
}

/// The search for factors whose forms are independent.
///
/// Independence is tested modulo a prime: forms that are independent there are independent.
private struct FactorSearch {
  private let factors: [DeterminantalFactor]
  private let coordinateCount: Int
  private let field = PrimeField.primes(bits: 60).first { _ in true }!
  /// For each factor its forms modulo the prime.
  private let forms: [[[UInt]]]
  /// For each position the sums of codimensions from there on.
  private let reachable: [Set<Int>]
  /// The number of tests that are still allowed: there may be very many choices.
  private var remaining = 4_096

  init(among factors: [DeterminantalFactor], coordinateCount: Int, of codimension: Int) {
    self.factors = factors
    self.coordinateCount = coordinateCount
    forms = factors.map { [field] in
      $0.forms.map { $0.map { $0.numerator.residue(in: field) } }
    }
    reachable = Self.sums(of: factors.map(\.codimension), upTo: codimension)
  }

  /// The first factors from a position on with a sum of codimensions, whose forms are independent of
  /// each other and of some rows.
  mutating func choice(
    of codimension: Int, from start: Int = 0, beside rows: [[UInt]] = []
  ) -> [DeterminantalFactor]? {
    guard codimension > 0 else { return [] }
    for index in start..<max(factors.count, start)
    where reachable[index + 1].contains(codimension - factors[index].codimension) {
      guard remaining > 0, !Interruption.isDue else { return nil }
      let larger = rows + forms[index]
      guard larger.count <= coordinateCount else { continue }
      remaining -= 1
      guard isIndependent(larger) else { continue }
      let rest = choice(
        of: codimension - factors[index].codimension, from: index + 1, beside: larger)
      if let rest { return [factors[index]] + rest }
    }
    return nil
  }

  private func isIndependent(_ rows: [[UInt]]) -> Bool {
    var matrix = ModularMatrix(rows: rows.count, columns: coordinateCount, over: field) {
      row, entries in
      for (column, value) in rows[row].enumerated() where value != 0 { entries[column] = value }
    }
    return matrix.reduceToEchelonForm().count == rows.count
  }

  /// For each position, and behind the last one, the sums of some numbers from there on that are not
  /// too large.
  private static func sums(of numbers: [Int], upTo bound: Int) -> [Set<Int>] {
    var sums: [Set<Int>] = [[0]]
    for number in numbers.reversed() {
      let rest = sums[sums.count - 1]
      sums.append(rest.union(rest.map { $0 + number }.filter { $0 <= bound }))
    }
    return sums.reversed()
  }
}
