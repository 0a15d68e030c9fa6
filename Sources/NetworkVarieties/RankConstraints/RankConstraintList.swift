import ExactAlgebra
import LongWork
import Synchronization
import Varieties

/// The rank constraints of a variety, each made when it is its turn.
///
///     let list = try RankConstraintList(of: variety)
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
  private let bounds: [ConstraintFamily.Candidate]
  private let state: Mutex<State>
  private let found: ConstraintCoverage

  private struct State {
    var coverage: ConstraintCoverage
    var count = 0
  }

  /// Finds the constraints of a variety.
  ///
  /// - Parameters:
  ///   - variety: the variety.
  ///   - isMinimal: whether constraints that follow from others by the rules of
  ///     `MinimalConstraints` are left out.
  ///   - maximumCount: the iteration ends after so many constraints.
  ///   - progress: called with the number of spaces of combinations that were gone through.
  /// - Throws: `CancellationError`.
  public init(
    of variety: ReLUVariety, isMinimal: Bool = false, maximumCount: Int? = nil,
    progress: ((Int) -> Void)? = nil
  ) throws {
    self.variety = variety
    self.isMinimal = isMinimal
    self.maximumCount = maximumCount
    var coverage: ConstraintCoverage
    var bounds: [ConstraintFamily.Candidate]
    switch variety {
    case .pattern(let variety):
      var search = RankBoundSearch(on: variety)
      coverage = try search.runUntilInterrupted(progress: progress)
      bounds = search.bounds
      relations = []
    case .output(let variety):
      (bounds, coverage) = try variety.boundsToRestrict(progress: progress)
      relations = variety.relationConstraints
    }
    if isMinimal, coverage.end == nil {
      coverage.end = try ConstraintCoverage.end {
        bounds = try MinimalConstraints(of: variety).selecting(
          bounds, checking: Interruption.check)
      }
    }
    self.bounds = bounds
    found = coverage
    state = Mutex(State(coverage: coverage))
  }

  /// What the last iteration, or the search where there was none, has gone through.
  public var coverage: ConstraintCoverage { state.withLock(\.coverage) }

  /// The number of constraints that the last iteration made.
  public var count: Int { state.withLock(\.count) }

  /// Iterates over the constraints; the coverage is that of this iteration from now on.
  public func makeIterator() -> AnyIterator<RankConstraint> {
    state.withLock { $0 = State(coverage: found) }
    var position = 0
    return AnyIterator {
      while position < self.relations.count + self.bounds.count {
        do {
          try Interruption.check()
        } catch {
          self.end(ConstraintCoverage.End(error) ?? .interruption, at: position)
          return nil
        }
        guard self.count < self.maximumCount ?? .max else {
          self.end(.maximumCount(self.count), at: position)
          return nil
        }
        let constraint = self.constraint(at: position)
        position += 1
        if let constraint {
          self.state.withLock { $0.count += 1 }
          return constraint
        }
      }
      return nil
    }
  }

  private func end(_ end: ConstraintCoverage.End, at position: Int) {
    state.withLock {
      $0.coverage.end = end
      $0.coverage.leftOutCount = found.leftOutCount + relations.count + bounds.count - position
    }
  }

  /// A constraint; `nil` where the points do not determine enough of its matrix.
  private func constraint(at position: Int) -> RankConstraint? {
    guard position >= relations.count else { return relations[position] }
    let bound = bounds[position - relations.count]
    switch variety {
    case .pattern(let variety):
      return RankConstraint(bound, of: variety)
    case .output(let variety):
      return RestrictedBound(bound, of: variety).map { RankConstraint($0, of: variety) }
    }
  }
}
