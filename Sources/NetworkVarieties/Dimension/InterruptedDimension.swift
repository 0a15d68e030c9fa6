public import Varieties

/// A dimension that was found in the time that `Interruption` allowed.
public struct InterruptedDimension: Sendable {
  /// The dimension, or a lower bound for it.
  public let dimension: Dimension
  /// Why the search for upper bounds ended early; `nil` where it did not.
  public let end: ConstraintCoverage.End?

  /// A lower bound, and the dimension from it if the time suffices.
  init(lower: () throws -> RankEvidence, bounds: (RankEvidence) throws -> Dimension) throws {
    let rank = try lower()
    do {
      dimension = try bounds(rank)
      end = nil
    } catch {
      guard let end = ConstraintCoverage.End(error) else { throw error }
      dimension = .atLeast(rank.rank, rank)
      self.end = end
    }
  }

  private init(_ dimension: Dimension, end: ConstraintCoverage.End?) {
    self.dimension = dimension
    self.end = end
  }

  /// The same with another dimension.
  func map(_ transform: (Dimension) -> Dimension) -> InterruptedDimension {
    InterruptedDimension(transform(dimension), end: end)
  }
}
