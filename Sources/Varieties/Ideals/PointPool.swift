import ExactAlgebra

/// Random points of the variety, the same ones in whatever order they are asked for.
struct PointPool: Sendable {
  /// Points beyond the number of monomials, so that an unlucky point does no harm.
  static let margin = 8

  private let evaluator: any Parametrization
  private let seed: UInt64
  private let field: PrimeField
  private let points: [[UInt]]

  init(_ kernel: GradedKernel, count: Int, field: PrimeField, seed: UInt64) {
    evaluator = kernel.evaluator
    self.seed = seed
    self.field = field
    points = Self.points(count + Self.margin, of: kernel.evaluator, over: field, seed: seed)
  }

  /// As many points as a weight space with that many monomials needs.
  func points(forMonomials count: Int, over field: PrimeField) -> ArraySlice<[UInt]> {
    let needed = count + Self.margin
    return field == self.field && needed <= points.count
      ? points[..<needed]
      : Self.points(needed, of: evaluator, over: field, seed: seed)[...]
  }

  private static func points(
    _ count: Int, of evaluator: any Parametrization, over field: PrimeField, seed: UInt64
  ) -> [[UInt]] {
    (0..<count).map { index in
      var generator = SeededGenerator(
        seed: seed ^ UInt64(field.modulus), stream: RandomStream.kernel + UInt64(index))
      return evaluator.randomPoint(over: field, using: &generator)
    }
  }
}
