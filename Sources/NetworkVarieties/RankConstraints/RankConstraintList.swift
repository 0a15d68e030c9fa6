import ExactAlgebra
import LongWork
import Synchronization
import Varieties

/// The rank constraints of a variety, each found and made when it is its turn.
///
///     let list = RankConstraintList(of: variety)
///     for constraint in list { print(constraint.matrix) }
///     list.coverage.isComplete          // whether these were all
///
/// Matrices are kept as short descriptions, so that the memory does not grow with their sizes.
/// `Interruption` ends search and iteration early; `coverage` then says so.
public final class RankConstraintList: Sequence, Sendable {
  /// The variety.
  public let variety: ReLUVariety
  /// Whether constraints that follow from others are left out; see `MinimalConstraints`.
  public let isMinimal: Bool
  private let maximumCount: Int?
  private let relations: [RankConstraint]
  private let state: Mutex<State>

  private struct State {
    /// What was found, for all iterations.
    var bounds: FoundBounds
    var coverage: ConstraintCoverage
    var count = 0
  }

  /// The constraints of a variety.
  ///
  /// - Parameters:
  ///   - variety: the variety.
  ///   - isMinimal: whether constraints that follow from others by the rules of
  ///     `MinimalConstraints` are left out; all of them are found before the first one is listed.
  ///   - maximumCount: the iteration ends after so many constraints.
  ///   - progress: called with the number of spaces of combinations that were gone through.
  public init(
    of variety: ReLUVariety, isMinimal: Bool = false, maximumCount: Int? = nil,
    progress: (@Sendable (Int) -> Void)? = nil
  ) {
    self.variety = variety
    self.isMinimal = isMinimal
    self.maximumCount = maximumCount
    relations =
      switch variety {
      case .pattern: []
      case .output(let variety): variety.relationConstraints
      }
    state = Mutex(
      State(
        bounds: FoundBounds(of: variety, isMinimal: isMinimal, progress: progress),
        coverage: ConstraintCoverage()))
  }

  /// What the last iteration, or the search where there was none, has gone through.
  public var coverage: ConstraintCoverage { state.withLock(\.coverage) }

  /// The number of constraints that the last iteration made.
  public var count: Int { state.withLock(\.count) }

  /// Finds all constraints, unless `Interruption` ends that; iterations search no more.
  public func search() {
    state.withLock { state in
      var position = 0
      while state.bounds.bound(at: position) != nil { position += 1 }
      state.coverage = state.bounds.coverage
    }
  }

  /// Iterates over the constraints; the coverage is that of this iteration from now on.
  public func makeIterator() -> AnyIterator<RankConstraint> {
    state.withLock { state in
      state.count = 0
      state.coverage = state.bounds.coverage
    }
    var position = 0
    return AnyIterator {
      self.state.withLock { state in
        while let constraint = self.constraint(at: position, &state) {
          position += 1
          if let constraint = constraint() {
            state.count += 1
            return constraint
          }
        }
        return nil
      }
    }
  }

  /// Makes a constraint; `nil` at the end of the list. The closure gives `nil` where the points do
  /// not determine enough of the matrix.
  private func constraint(
    at position: Int, _ state: inout State
  ) -> (() -> RankConstraint?)? {
    var end: ConstraintCoverage.End?
    do {
      try Interruption.check()
    } catch {
      end = ConstraintCoverage.End(error) ?? .interruption
    }
    var constraint: (() -> RankConstraint?)?
    if end == nil {
      if position < relations.count {
        constraint = { self.relations[position] }
      } else if let bound = state.bounds.bound(at: position - relations.count) {
        constraint = { self.constraint(bound) }
      }
    }
    state.coverage = state.bounds.coverage
    if constraint != nil, let maximumCount, state.count >= maximumCount {
      end = .maximumCount(state.count)
    }
    guard let end else { return constraint }
    // An end of the search came first.
    state.coverage.end = state.bounds.coverage.end ?? end
    let index = position - relations.count
    state.coverage.leftOutCount += (index < 0 ? -index : 0) + state.bounds.count(from: index)
    state.coverage.unfinishedEnumerationCount = state.bounds.unfinishedCount
    return nil
  }

  private func constraint(_ bound: ConstraintFamily.Candidate) -> RankConstraint? {
    switch variety {
    case .pattern(let variety):
      RankConstraint(bound, of: variety)
    case .output(let variety):
      RestrictedBound(bound, of: variety).map { RankConstraint($0, of: variety) }
    }
  }
}
