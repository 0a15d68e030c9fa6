public import Enclosures
public import ExactAlgebra
public import Networks

/// The law of the pattern at one point, before anything is observed there.
public struct GatePrior: Sendable {
  /// A pattern.
  public struct Pattern: Sendable {
    /// The pattern.
    public let pattern: ActivationPattern
    /// `P(A | x)`.
    public let prior: ReportedNumber
  }

  /// The patterns that are listed, the most probable one first; of equal ones that with the smaller number.
  public let patterns: [Pattern]
  /// The probability of all other patterns together; exactly zero where all are listed.
  public let remainingPrior: ReportedNumber

  /// The law at a point.
  ///
  /// Beyond 12 gates patterns are ranked in floating point, where those below `1e-300` vanish and are not told apart; what is listed
  /// is enclosed by balls.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - point: the input.
  ///   - maximumPatterns: how many patterns are listed.
  /// - Throws: `GateModelError` where the point does not belong to the network.
  public init(
    of model: GateModel, at point: [Rational], maximumPatterns: Int = 4096
  ) throws(GateModelError) {
    try model.validate(point, nil)
    let numbers = Self.numbers(of: model, at: point, maximumPatterns)
    let precision = 128
    let priors = numbers.map {
      model.path(numbered: $0, from: point, precision: precision).logPrior.vanishingExponential()
    }
    patterns = zip(numbers, priors).map {
      Pattern(pattern: model.pattern(numbered: $0), prior: .enclosed($1))
    }
    remainingPrior =
      numbers.count == model.patternCount
      ? .exact(0)
      : .enclosed((1 - priors.sum(precision: precision)).withinZeroAndOne)
  }

  /// The largest number of gates whose patterns are ranked by balls.
  private static let largestBallGates = 12

  private static func numbers(of model: GateModel, at point: [Rational], _ limit: Int) -> [Int] {
    guard model.gateCount > 0 else { return limit > 0 ? [0] : [] }
    guard limit > 0 else { return [] }
    guard model.gateCount > largestBallGates else {
      let scores = PatternScores(of: model, at: point, given: nil, precision: 128).logPriors
      return Array(PatternScores.ranked(scores).prefix(limit))
    }
    let rounded = RoundedGateModel(model)
    let ranking = PatternRanking(limit: limit)
    let last = rounded.widths.count - 1
    let rowGates = rounded.lastWidth / 2
    let rows = GateHalf(gateCount: rowGates, outputCount: 0)
    let columns = GateHalf(gateCount: rounded.lastWidth - rowGates, outputCount: 0)
    PrefixWalk(rounded).run(from: point.map { RoundedNumber($0) }) { visit in
      guard visit.layer == last else { return }
      rows.fill(visit.gates, contributions: nil)
      columns.fill(visit.gates + rowGates, contributions: nil)
      let first = visit.number << rounded.lastWidth
      let states = UnsafeBufferPointer(
        start: UnsafePointer(columns.probabilities.numbers), count: 1 << columns.gateCount)
      for row in 0..<(1 << rowGates) {
        ranking.add(
          states, factor: visit.mass.value * rows.probabilities.numbers[row],
          first: first + row << columns.gateCount)
      }
    }
    return ranking.numbers
  }
}
