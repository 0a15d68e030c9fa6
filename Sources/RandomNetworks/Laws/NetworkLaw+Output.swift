public import Enclosures
public import ExactAlgebra
public import GaussianMeasures
import LongWork

extension NetworkLaw {
  /// Mean and covariance of the output, with the probability of the patterns that are listed; `nil` where
  /// they were not asked for. Where regions are sampled they are those of the whole law: enclosed for one
  /// hidden layer, else estimated.
  public var outputMoments: ConditionalMoments? {
    if let wholeMoments { return wholeMoments }
    let parts = regions.compactMap(\.outputMoments)
    guard parts.count == regions.count, !parts.isEmpty else { return nil }
    let total = parts.dropFirst().reduce(parts[0].partial) { $0 + $1.partial }
    guard isComplete else { return ConditionalMoments(total) }
    // All patterns: the mass is 1.
    return ConditionalMoments(
      PartialMoments(mass: .exact(1), first: total.first, second: total.second))
  }

  /// Whether mean and covariance of the output are those of the whole law, also where patterns are missing.
  public var hasWholeMoments: Bool { isComplete || wholeMoments != nil }

  /// Whether the measures of all regions are exact or enclosed.
  var hasEnclosedRegions: Bool { survey == nil && charts.allSatisfy(options.encloses) }

  /// A value that an output takes with positive probability.
  public struct Atom: Sendable {
    /// The value.
    public let value: Rational
    /// Its probability.
    public let probability: ReportedNumber
  }

  /// The atoms of an output, in ascending order: where the network is constant on a region. For singular
  /// laws, constant on the points of the law.
  ///
  /// - Parameter output: from 0.
  public func atoms(of output: Int) -> [Atom] {
    if survey != nil { return surveyedAtoms(of: output) }
    var masses: [Rational: ReportedNumber] = [:]
    for region in regions {
      guard let value = region.constant(of: output) else { continue }
      masses[value] = masses[value].map { $0 + region.mass } ?? region.mass
    }
    return masses.sorted { $0.key < $1.key }.map { Atom(value: $0.key, probability: $0.value) }
  }

  /// The distribution of an output at a value.
  public struct Distribution: Sendable {
    /// The value.
    public let value: Rational
    /// `P(Y <= v)`.
    public let atMost: ReportedNumber
    /// `P(Y < v)`.
    public let below: ReportedNumber
    /// The density of the part without atoms: the derivative of the distribution function from below.
    public let density: ReportedNumber
  }

  /// The distribution of an output at some values. Where not all patterns are listed, the mass that is not
  /// may be on either side: enclosures are that much wider, and the density is that of the patterns
  /// listed. Where regions are too many to be measured the distribution comes from random inputs.
  ///
  /// - Parameters:
  ///   - output: from 0.
  ///   - values: the values.
  /// - Throws: as `init`.
  public func distribution(
    of output: Int, at values: [Rational]
  ) async throws -> [Distribution] {
    guard survey == nil else { return try await surveyedDistribution(of: output, at: values) }
    let atoms = Set(atoms(of: output).map(\.value))
    var result: [Distribution] = []
    for value in values {
      let atMost = try await probability(of: output, atMost: value, bits: options.bits)
      result.append(
        Distribution(
          value: value, atMost: atMost,
          below: atoms.contains(value)
            ? try await probability(of: output, atMost: value, isStrict: true, bits: options.bits)
            : atMost,
          density: try await density(of: output, at: value)))
    }
    return result
  }

  /// The same where regions are too many to be measured: by random inputs.
  private func surveyedDistribution(
    of output: Int, at values: [Rational]
  ) async throws -> [Distribution] {
    let answer = try await Self.sampledAnswer(
      to: OutputQuestion(outputs: [output], values: values), of: network, under: input, options)
    // No answer at all: the time was over before.
    try Interruption.check()
    return answer.distributions.flatMap(\.values)
  }

  /// `P(Y <= v)`, or `P(Y < v)` where it is strict.
  func probability(
    of output: Int, atMost value: Rational, isStrict: Bool = false, bits: Int
  ) async throws -> ReportedNumber {
    let charts = charts
    let listed = try await sum { region in
      if isStrict, region.constant(of: output) == value { return .exact(0) }
      guard !charts.isEmpty else {
        return region.outputs[output][0] <= value ? region.mass : .exact(0)
      }
      return try region.distribution(
        of: output, at: value, under: charts[region.chart].coordinateLaw, bits: bits)
    }
    return (isComplete ? listed : listed + remainingMass.orLess).clampedToProbabilities
  }

  func density(of output: Int, at value: Rational) async throws -> ReportedNumber {
    let (charts, bits) = (charts, options.bits)
    return try await sum { region in
      guard !charts.isEmpty, region.constant(of: output) == nil else { return .exact(0) }
      return try charts[region.chart].coordinateLaw.density(
        of: region.outputs[output], at: value, in: region.halfSpaces, bits: bits)
    }
  }

  /// The sum of a quantity over the regions, in their order.
  private func sum(
    _ quantity: @escaping @Sendable (MeasuredRegion) throws -> ReportedNumber
  ) async throws -> ReportedNumber {
    let parts = try await concurrentMap(regions, width: options.threads) { region in
      try Interruption.check()
      return try quantity(region)
    }
    return parts.reduce(.exact(0)) { $0 + $1 }
  }
}
