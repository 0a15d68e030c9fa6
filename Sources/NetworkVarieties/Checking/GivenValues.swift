public import ExactAlgebra
public import Networks
import Varieties

/// Values that are checked against the equations of a variety: block matrices, or outputs on points.
public enum GivenValues: Sendable {
  /// A matrix for each block of the variety, with the contradictions between matrices that were
  /// given for one pattern.
  case maps([[[Rational]]], contradictions: [Violation])
  /// For each point of the variety, in the order in which points were given, its outputs.
  case outputs([[Rational]])

  /// Matrices for patterns, of which equal ones are one block: the first matrix of a pattern counts,
  /// and others that differ from it contradict it.
  public init(mergingEqualPatternsOf maps: [(pattern: ActivationPattern, matrix: [[Rational]])]) {
    var matrices: [[[Rational]]] = []
    var firsts: [ActivationPattern: Int] = [:]
    var contradictions: [Violation] = []
    for (index, map) in maps.enumerated() {
      guard let first = firsts[map.pattern] else {
        firsts[map.pattern] = index
        matrices.append(map.matrix)
        continue
      }
      let differences = zip(map.matrix.joined(), maps[first].matrix.joined()).map(-)
      if let largest = differences.max(by: { $0.magnitude < $1.magnitude }), !largest.isZero {
        contradictions.append(
          Violation(
            subject: .samePattern(first: first, second: index), measure: .exact(largest)))
      }
    }
    self = .maps(matrices, contradictions: contradictions)
  }

  /// The values as a point of the space of a variety.
  ///
  /// - Precondition: maps for a pattern variety, outputs for an output variety.
  public func point(of variety: ReLUVariety) -> [Rational] {
    switch (self, variety) {
    case (.maps(let matrices, _), .pattern(let variety)):
      variety.coordinates.point(of: matrices)
    case (.outputs(let outputs), .output):
      Array(outputs.joined())
    default:
      preconditionFailure("values of another kind than the variety")
    }
  }
}

extension ReLUVariety {
  /// Tests values against linear relations and rank constraints and, where a degree is given,
  /// against the generators of the ideal up to it.
  ///
  /// - Parameters:
  ///   - values: maps for a pattern variety, outputs for an output variety.
  ///   - tolerance: relative to the size of all values; exact where it is `nil`.
  ///   - degree: up to which generators are computed; none where it is `nil`.
  ///   - options: how they are computed.
  /// - Throws: `NumericalError` where values are too large to be tested up to a tolerance,
  ///   `NetworkVarietyError` where the variety is too large for generators, and as
  ///   `Interruption.check`.
  public func check(
    _ values: GivenValues, tolerance: Double? = nil, upToDegree degree: Int? = nil,
    options: ComputedIdeal.Options = .init()
  ) async throws -> CheckOutcome {
    var outcome = try checkConstraints(values, tolerance: tolerance)
    guard let degree else { return outcome }
    let ideal = try await ComputedIdeal(
      of: self, dimension: try dimensionInTime(seed: options.kernel.seed).dimension,
      to: .degree(degree), options: options
    ).ideal
    // The linear relations are tested already.
    let generators = ideal.generators.filter { $0.degree > 1 }
    outcome.generatorCount = generators.count
    outcome.generatorLimit = ideal.limit
    let point = values.point(of: self)
    outcome.violations +=
      tolerance.map { generators.violations(at: point, tolerance: $0) }
      ?? generators.violations(at: point)
    return outcome
  }

  private func checkConstraints(
    _ values: GivenValues, tolerance: Double?
  ) throws -> CheckOutcome {
    switch (values, self) {
    case (.maps(let matrices, let contradictions), .pattern(let variety)):
      var outcome =
        try tolerance.map { try variety.check(matrices, tolerance: $0) }
        ?? variety.check(matrices)
      let counted = try tolerance.map {
        try contradictions.relative(to: matrices, tolerance: $0)
      }
      outcome.violations = (counted ?? contradictions) + outcome.violations
      return outcome
    case (.outputs(let outputs), .output(let variety)):
      return try tolerance.map { try variety.check(outputs, tolerance: $0) }
        ?? variety.check(outputs)
    default:
      preconditionFailure("values of another kind than the variety")
    }
  }
}
