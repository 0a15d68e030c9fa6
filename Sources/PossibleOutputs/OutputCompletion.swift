public import ExactAlgebra
import LongWork
public import NetworkVarieties
import Networks
public import Realizability
public import Varieties

/// Which values unknown outputs can take, by the equations of the output variety, and, kept apart,
/// whether a network with the patterns has such outputs.
///
///     let completion = try await OutputCompletion(of: unknowns, to: .degree(3))
///     completion.values(of: 0)      // .finite: 6
///     completion.existence          // .realized
///
/// The variety is the closure of the outputs of all weights, whatever the signs are, so the first
/// answer may be larger than the second.
public struct OutputCompletion: Sendable {
  /// The equations.
  public let equations: OutputEquations
  /// Their real solutions; `nil` where a limit was reached before they were found.
  public let solutions: RealSolutions?
  /// Completions of which it was asked whether a network has them: each real solution where there
  /// are finitely many, otherwise the outputs that all solutions share.
  public let candidates: [Candidate]
  /// Whether there is a candidate, and an answer for every solution.
  private let isEveryCandidateDecided: Bool

  /// A completion with the answer of the signs.
  public struct Candidate: Sendable {
    /// For each unknown output its value, `nil` where it is open.
    public let values: [RealRoot?]
    /// The question: the values that are rational numbers, with the known outputs.
    public let problem: OutputRealizationProblem
    /// The answer. It is never `realized` where a value is irrational.
    public let realization: OutputRealization
    /// Whether some value is irrational.
    public let isIrrational: Bool

    /// The answer in short.
    public var existence: Existence {
      switch realization {
      case .realized: .realized
      case .impossible: .impossible
      case .unknown: .unknown
      }
    }
  }

  /// Whether a network with the patterns has the known outputs.
  public enum Existence: Hashable, Sendable {
    /// It has.
    case realized
    /// There is none.
    case impossible
    /// Neither was shown.
    case unknown
  }

  /// The largest number of completions of which it is asked whether a network has them.
  public static let maximumCandidateCount = 32

  /// Answers both questions.
  ///
  /// - Parameters:
  ///   - unknowns: the outputs.
  ///   - goal: how far the ideal is derived where the constraints may not be all equations.
  ///   - options: how it is derived.
  ///   - realization: seed and limits of the search for networks.
  /// - Throws: `CancellationError`.
  public init(
    of unknowns: UnknownOutputs, to goal: DegreeGoal, options: ComputedIdeal.Options = .init(),
    realization: RealizationProblem.Options = .init()
  ) async throws {
    let (equations, solutions) = try await Self.solve(unknowns, to: goal, options: options)
    self.equations = equations
    self.solutions = solutions
    let values = Self.completions(
      solutions, linear: equations.linear, count: unknowns.coordinates.count)
    let chosen = values.prefix(Self.maximumCandidateCount)
    let patterns = try Self.patterns(of: unknowns.variety)
    var candidates: [Candidate] = []
    // The time is for all candidates together.
    try await Interruption.within(realization.timeLimit) {
      for values in chosen {
        guard
          let candidate = try await Self.candidate(
            values, of: unknowns, on: patterns, options: realization)
        else { break }
        candidates.append(candidate)
      }
    }
    self.candidates = candidates
    isEveryCandidateDecided = !candidates.isEmpty && candidates.count == values.count
  }

  /// The values of an unknown output, which counts from 0; `nil` where a limit was reached and no
  /// linear equation determines it.
  public func values(of unknown: Int) -> RealSolutions.Values? {
    if let solutions { return solutions.values(of: unknown) }
    if equations.linear.isUnit { return RealSolutions.Values.none }
    return equations.linear.value(of: unknown).map { .finite([RealRoot($0)]) }
  }

  /// Polynomials that vanish at all completions, beside the values.
  public var relations: [Polynomial] {
    solutions?.relations
      ?? equations.linear.polynomials.filter { $0.occurringVariables.count > 1 }
  }

  /// Whether the equations alone show that there is no completion.
  public var isContradictory: Bool {
    equations.linear.isUnit || solutions?.components.isEmpty == true
  }

  /// Whether a network with the patterns has the known outputs.
  public var existence: Existence {
    if isContradictory { return .impossible }
    if candidates.contains(where: { $0.existence == .realized }) { return .realized }
    let areAllImpossible =
      isEveryCandidateDecided && candidates.allSatisfy { $0.existence == .impossible }
    return areAllImpossible ? .impossible : .unknown
  }

  /// The candidate on which the answer rests: one that is realized, or else one that is not decided,
  /// or else the first one.
  public var deciding: Candidate? {
    candidates.first { $0.existence == .realized }
      ?? candidates.first { $0.existence == .unknown } ?? candidates.first
  }
}

extension OutputCompletion {
  /// Solves what the constraints give, and, if that may not be all, once more with generators of the
  /// ideal; where there is no time for that, the first answer counts.
  private static func solve(
    _ unknowns: UnknownOutputs, to goal: DegreeGoal, options: ComputedIdeal.Options
  ) async throws -> (OutputEquations, RealSolutions?) {
    let constraints = try await OutputEquations(
      ofConstraintsFor: unknowns, seed: options.kernel.seed)
    let first = try await Interruption.within(Interruption.remainingTime.map { $0 / 3 }) {
      try await solutions(of: constraints)
    }
    if constraints.isComplete || first?.components.isEmpty == true { return (constraints, first) }
    let derived = try await constraints.deriving(to: goal, options: options)
    guard derived.derivation != nil else { return (derived, first) }
    // The rest of the time is for networks.
    let second = try await Interruption.within(Interruption.remainingTime.map { $0 / 2 }) {
      try await solutions(of: derived)
    }
    if let second { return (derived, second) }
    return (constraints.withoutDerivation, first)
  }

  private static func solutions(of equations: OutputEquations) async throws -> RealSolutions? {
    var solutions: RealSolutions?
    try await Interruption.untilDue {
      solutions = try RealSolutions(
        of: equations.linear.polynomials + equations.polynomials, in: equations.unknowns.ring)
    }
    return solutions
  }

  private static func patterns(of variety: OutputVariety) throws -> RealizationProblem {
    // Points as they were given, one after the other.
    var patterns = [ActivationPattern?](repeating: nil, count: variety.points.count)
    for (block, points) in variety.pointsOfBlock.enumerated() {
      for point in points { patterns[point] = variety.patterns[block] }
    }
    return try RealizationProblem(
      variety.architecture,
      blocks: zip(patterns, variety.points).map { Block($0!, points: [$1]) })
  }

  /// Solutions, or what they share, as values of the unknown outputs.
  private static func completions(
    _ solutions: RealSolutions?, linear: GroebnerBasis, count: Int
  ) -> [[RealRoot?]] {
    guard let solutions else {
      return linear.isUnit ? [] : [(0..<count).map { linear.value(of: $0).map { RealRoot($0) } }]
    }
    if let points = solutions.points { return points }
    if solutions.components.isEmpty { return [] }
    return [
      (0..<count).map { unknown in
        guard case .finite(let values) = solutions.values(of: unknown), values.count == 1 else {
          return nil
        }
        return values[0]
      }
    ]
  }

  /// The answer for one completion; `nil` where an end was asked for.
  private static func candidate(
    _ values: [RealRoot?], of unknowns: UnknownOutputs, on patterns: RealizationProblem,
    options: RealizationProblem.Options
  ) async throws -> Candidate? {
    var rationals: [Int: Rational] = [:]
    for (unknown, value) in values.enumerated() { rationals[unknown] = value?.rational }
    let isIrrational = values.contains { $0.map { $0.rational == nil } ?? false }
    let problem = OutputRealizationProblem(
      patterns, outputs: unknowns.completed(by: rationals))
    var answer: OutputRealization?
    try await Interruption.untilDue {
      answer =
        isIrrational
        ? try problem.obstruction(options: options).map(OutputRealization.impossible)
          ?? .unknown(.irrational)
        : try problem.realization(options: options)
    }
    return answer.map {
      Candidate(
        values: values, problem: problem, realization: $0, isIrrational: isIrrational)
    }
  }
}
