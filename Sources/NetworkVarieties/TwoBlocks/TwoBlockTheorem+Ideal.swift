import ExactAlgebra
import Varieties

extension TwoBlockTheorem {
  /// The ideal up to a degree by the theorem alone: generators are written down or named, dimensions
  /// come from the Hilbert function, and nothing is evaluated at points.
  ///
  /// `GeneratorOrigin.condition` of a generator numbers `namedConstraints`.
  ///
  /// - Parameters:
  ///   - degree: the last degree.
  ///   - variety: the variety of the theorem.
  ///   - seed: what the ideal says of seeds.
  ///   - largest: which vectors are too long to be written.
  /// - Precondition: the degree is at least `largestMinorSize`.
  func ideal(
    upToDegree degree: Int, of variety: PatternVariety, seed: UInt64,
    largestTermCount: NamedMinors.TermCounts = NamedMinors.largestTermCount
  ) -> GradedIdeal {
    precondition(degree >= largestMinorSize, "generators beyond the degree")
    return GradedIdeal(
      naming: minors.named(numberingFrom: 0), upToDegree: degree, of: variety,
      series: hilbertSeries, hilbertFunction: hilbertFunction(upToDegree: degree), seed: seed,
      largestTermCount: largestTermCount)
  }

  /// The rank constraints among whose minors there are minimal generators.
  var namedConstraints: [RankConstraint] { minors.constraints }

  private var minors: PairMinors { PairMinors(of: shape, constraint: constraint) }
}
