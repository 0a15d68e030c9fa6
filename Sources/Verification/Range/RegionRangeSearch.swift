import ExactAlgebra
import LongWork
import Networks
import Polyhedra
import Properties
import Regions
import Synchronization

/// The search for ranges through all activation regions.
///
/// Most regions need no linear program: on which side of the best value so far a form lies on a region is
/// decided as the cuts of regions are, mostly in floating point with a bound for its errors. The regions come in
/// order, and what was found in those before is what a region has to surpass; so the answer does not depend on the
/// number of threads.
struct RegionRangeSearch {
  private let question: RangeQuestion
  private let options: OutputRange.Options
  /// For each objective its negative and itself, each to be maximized.
  private let expressions: [LinearExpression]
  private var highest: [Highest]
  private(set) var regionCount = 0
  private(set) var isComplete = false

  /// The largest value so far.
  enum Highest: Sendable {
    case value(Rational, at: [Rational], isAttained: Bool)
    case unbounded(from: [Rational], along: [Rational])
  }

  init(_ question: RangeQuestion, _ options: OutputRange.Options) {
    (self.question, self.options) = (question, options)
    expressions = question.objectives.flatMap { [(-1) * $0, $0] }
    highest = question.values(at: question.start).flatMap { [-$0, $0] }.map {
      .value($0, at: question.start, isAttained: true)
    }
  }

  /// Goes through the regions.
  ///
  /// - Throws: `RegionError`; also as `Interruption.check`.
  mutating func run() async throws {
    guard let domain = question.domain else {
      isComplete = true
      return
    }
    let regions = try ActivationRegions(
      of: question.network, in: domain, keepsCoordinates: question.hasInputs)
    var settings = ActivationRegions.Options()
    settings.threads = options.threads
    settings.maximumCount = options.maximumRegions
    settings.progress = options.progress
    let known = Known(highest)
    let program = RegionProgram(expressions, strict: domain.halfSpaces.filter(\.isOpen))
    let summary = try await regions.forEach(
      options: settings,
      transform: { region in
        let found = try program.optima(in: region, above: known.highest(before: region.pattern))
        known.note(found, of: region.pattern)
        return (region.pattern, found)
      },
      body: { pattern, found in
        regionCount += 1
        for (index, optimum) in found { highest[index].rise(to: optimum) }
        if !found.isEmpty { known.update(highest, through: pattern) }
        return highest.contains { !$0.isUnbounded }
      })
    isComplete = summary.isComplete
  }

  /// The largest values so far of the negative of each objective and of itself, with the points where they are attained or approached;
  /// `nil` where there is no largest.
  var best: [(value: Rational, point: [Rational])?] {
    highest.map {
      if case .value(let value, let point, _) = $0 { (value, point) } else { nil }
    }
  }

  /// What is known of each objective.
  var entries: [OutputRange.Entry] {
    question.objectives.enumerated().map { number, objective in
      OutputRange.Entry(
        objective: objective, minimum: end(2 * number, sign: -1),
        maximum: end(2 * number + 1, sign: 1))
    }
  }

  /// An end, after the network was evaluated there once more.
  private func end(_ index: Int, sign: Rational) -> RangeEnd {
    let number = index / 2
    switch highest[index] {
    case .unbounded(let point, let direction):
      let next = zip(point, direction).map { $0 + $1 }
      let growth = question.values(at: next)[number] - question.values(at: point)[number]
      precondition((sign * growth).signum() > 0, "a direction without growth")
      return .unbounded(from: point, along: direction)
    case .value(let value, let point, let isAttained):
      precondition(question.values(at: point)[number] == sign * value, "a value that is none")
      guard isComplete else { return .reached(sign * value, at: point, bound: nil) }
      return isAttained
        ? .attained(sign * value, at: point) : .approached(sign * value, at: point)
    }
  }

  /// The largest values so far, for all threads. For a region those count that come from regions before it.
  private final class Known: Sendable {
    private struct State {
      /// The values of the regions that were handed on.
      var highest: [Highest]
      /// Those of other regions.
      var ahead: [(pattern: ActivationPattern, index: Int, highest: Highest)] = []
    }

    private let state: Mutex<State>

    init(_ highest: [Highest]) { state = Mutex(State(highest: highest)) }

    func highest(before pattern: ActivationPattern) -> [Highest] {
      state.withLock { state in
        var highest = state.highest
        for found in state.ahead where found.pattern < pattern {
          highest[found.index].rise(to: found.highest)
        }
        return highest
      }
    }

    func note(_ found: [(Int, Highest)], of pattern: ActivationPattern) {
      guard !found.isEmpty else { return }
      state.withLock { state in
        state.ahead += found.map { (pattern, $0.0, $0.1) }
      }
    }

    func update(_ highest: [Highest], through pattern: ActivationPattern) {
      state.withLock { state in
        state.highest = highest
        state.ahead.removeAll { $0.pattern <= pattern }
      }
    }
  }
}

extension RegionRangeSearch.Highest {
  var isUnbounded: Bool {
    if case .unbounded = self { true } else { false }
  }

  /// Takes a value that is larger, or equal and attained where it was not.
  mutating func rise(to other: Self) {
    guard case .value(let value, _, let isAttained) = self else { return }
    if case .value(let new, _, let isNewAttained) = other {
      guard value < new || value == new && !isAttained && isNewAttained else { return }
    }
    self = other
  }
}

/// The linear programs of one region.
private struct RegionProgram: Sendable {
  let expressions: [LinearExpression]
  /// The strict inequalities of the domain.
  let strict: [HalfSpace]

  /// A small number; any will do.
  private static let margin = Rational(1, 1_048_576)

  init(_ expressions: [LinearExpression], strict: [HalfSpace]) {
    (self.expressions, self.strict) = (expressions, strict)
  }

  /// The optima on the closure of a region that surpass what is known.
  func optima(
    in region: ActivationRegion, above known: [RegionRangeSearch.Highest]
  ) throws -> [(Int, RegionRangeSearch.Highest)] {
    let slice = region.slice
    let coordinates = VariableForms(
      origin: slice.origin, directions: slice.directions, outputs: region.outputMap)
    var found: [(Int, RegionRangeSearch.Highest)] = []
    for (index, expression) in expressions.enumerated() {
      guard case .value(let bound, _, let isAttained) = known[index] else { continue }
      try Interruption.check()
      let form = coordinates.form(of: expression)
      if try isBelow(bound, orEqual: isAttained, form, in: region) { continue }
      found.append((index, try optimum(of: form, in: region)))
    }
    return found
  }

  /// Whether a form is below a value, or at most the value, on the closure of a region.
  private func isBelow(
    _ bound: Rational, orEqual: Bool, _ form: [Rational], in region: ActivationRegion
  ) throws -> Bool {
    var difference = form
    difference[form.count - 1] -= bound
    let side = try region.side(of: difference)
    guard side == .negative || side == .neither else { return false }
    if orEqual { return true }
    // Few regions are so near to the value that their maximum has to be computed.
    var nearly = difference
    nearly[form.count - 1] += Self.margin * (bound.isZero ? 1 : bound.magnitude)
    if try region.side(of: nearly) == .negative { return true }
    guard case .attained(let value, _) = try region.maximum(of: form) else { return false }
    return value < bound
  }

  private func optimum(
    of form: [Rational], in region: ActivationRegion
  ) throws -> RegionRangeSearch.Highest {
    switch try region.maximum(of: form) {
    case .unbounded(let point, let direction):
      // What holds strictly at a point goes on to hold along a ray of the region.
      let isInside = strict.allSatisfy { $0.contains(point) }
      return .unbounded(
        from: region.slice.point(isInside ? point : region.coordinates),
        along: region.slice.direction(direction))
    case .attained(let value, let point):
      if strict.allSatisfy({ $0.contains(point) }) {
        return .value(value, at: region.slice.point(point), isAttained: true)
      }
      let attaining = try self.point(attaining: value, of: form, in: region)
      return .value(
        value, at: region.slice.point(attaining ?? point), isAttained: attaining != nil)
    }
  }

  /// A point of the domain in the closure of a region where a form has its largest value.
  private func point(
    attaining value: Rational, of form: [Rational], in region: ActivationRegion
  ) throws -> [Rational]? {
    let level = HalfSpace(
      normal: Array(form.dropLast()), offset: form[form.count - 1] - value, isOpen: false)
    return try InequalitySystem(
      dimension: region.slice.dimension, region.closure + [level] + strict
    ).feasibilityInTime().point
  }
}
