public import Enclosures
public import ExactAlgebra
import Foundation
import LongWork
public import Polyhedra

/// The measure of polyhedra under a Gaussian law in any dimension, by sampling: a number that is in an
/// interval with a probability of at least `level`, whatever the number of samples.
///
///     let measure = SampledGaussianMeasure(under: law)
///     try await measure.probability(of: orthant)      // confident, level 0.999999
///
/// The probability is the mean of a weight, which has a proved bound. Independent randomizations, each
/// the mean over a lattice with a random shift, give independent numbers between 0 and 1 with that mean;
/// a bet on them gives an interval (`BettingInterval`). Weights are kept relative to their bound, whose
/// logarithm is known, so nothing underflows.
///
/// What the level assumes: the numbers of `SeededGenerator` are independent and uniform, and the C
/// library computes `exp`, `log` and `erfc` to a few units of the last place. Rounding is in the
/// interval: all that is rounded in coordinates and ends moves the half-spaces by a proved amount; the
/// measure of half-spaces moved by `t` is a concave function of `t` on the logarithmic scale
/// (Prekopa), so a small sample with half-spaces that are moved a million times as far inwards bounds
/// what such an amount can do.
public struct SampledGaussianMeasure: Sendable {
  /// The law.
  public let law: GaussianLaw
  /// Rounded once: a copy of a measure with another seed or level shares it.
  let roundedLaw: RoundedLaw
  /// The probability with which the interval is right, at least.
  public var level: Rational = Rational(999_999, 1_000_000)
  /// What all random numbers follow from.
  public var seed: UInt64 = 1
  /// The half-width of the interval, relative to its middle, that is aimed at.
  public var relativeAccuracy = 1e-3
  /// The relative error of parts that need no samples is to be `2^-enclosedBits`.
  public var enclosedBits = 44
  /// The number of samples at most. The interval is right, but wider, where they do not suffice.
  public var sampleLimit = 20_000_000
  /// The number of threads; the result does not depend on it.
  public var threads = 1

  /// The measure of a law.
  public init(under law: GaussianLaw) {
    self.law = law
    roundedLaw = RoundedLaw(law)
  }

  /// The probability of the intersection of half-spaces.
  ///
  /// Parts that are independent of each other are multiplied. A part of dimension up to 3 and one with a
  /// structure that `GaussianMeasure` knows is enclosed, without samples.
  ///
  /// - Returns: `exact` where it is 0 or 1 for sure, `enclosed` where no part has to be sampled, else
  ///   `confident`; an interval that ends at 0 where no sample was inside.
  /// - Throws: as `Interruption.check`; `SampledMeasureError` where numbers are beyond the range of
  ///   floating point.
  /// - Precondition: half-spaces have the dimension of the law; the level is between 0 and 1.
  public func probability(of halfSpaces: [HalfSpace]) async throws -> ReportedNumber {
    precondition(
      halfSpaces.allSatisfy { $0.dimension == law.dimension }, "another dimension than the law")
    precondition(level > 0 && level < 1, "a level that is not between 0 and 1")
    try Interruption.check()
    var enclosure = GaussianMeasure(under: law)
    enclosure.relativeBits = enclosedBits
    guard let structure = enclosure.structure(of: halfSpaces, digits: roundedLaw.digits)
    else {
      return try await sampledProbability(of: halfSpaces)
    }
    var product = structure.probability
    if case .exact(let number) = product, number.isZero { return product }
    // The errors of the parts add up, and so do the probabilities that they are wrong.
    let count = max(1, structure.rest.count)
    var share = self
    share.level = 1 - (1 - level) / Rational(count)
    share.relativeAccuracy = relativeAccuracy / Double(count)
    for members in structure.rest {
      let value = try await share.sampledProbability(of: members)
      if case .exact(let number) = value, number.isZero { return value }
      product = product * value
    }
    return product
  }

  /// The probability by samples, whatever structure there is.
  public func sampledProbability(of halfSpaces: [HalfSpace]) async throws -> ReportedNumber {
    guard let rounded = try roundedLaw.pullBack(halfSpaces) else { return .exact(0) }
    guard !rounded.isEmpty else { return .exact(1) }
    let slabs = Slab.slabs(of: rounded)
    if slabs.contains(where: { $0.lower >= $0.upper }), try isEmpty(halfSpaces) { return .exact(0) }
    var run = SamplingRun(slabs, of: self)
    try await run.explore()
    if run.isEmptySoFar, try isEmpty(halfSpaces) { return .exact(0) }
    try await run.fitControl()
    try await run.chooseLattice()
    try await run.sample()
    return .confident(run.interval, level: level)
  }

  /// Whether no open set of the law's space satisfies all inequalities.
  private func isEmpty(_ halfSpaces: [HalfSpace]) throws -> Bool {
    let pulledBack = halfSpaces.map { halfSpace in
      HalfSpace(
        normal: law.variances.indices.map { column in
          zip(law.factor, halfSpace.normal).reduce(0) { sum, pair in
            pair.1.isZero ? sum : sum + pair.0[column] * pair.1
          }
        },
        offset: zip(law.mean, halfSpace.normal).reduce(halfSpace.offset) { $0 + $1.0 * $1.1 })
    }
    .filter { !$0.normal.allSatisfy(\.isZero) }
    let system = InequalitySystem(dimension: law.variances.count, pulledBack)
    return try system.feasibilityInTime().point == nil
  }
}

/// Why a measure cannot be sampled.
public enum SampledMeasureError: Error, Hashable, CustomStringConvertible {
  /// A half-space has coefficients, or the law numbers, of too different sizes. Counts from 0.
  case range(halfSpace: Int)

  /// One line for the user; half-spaces count from 1 there.
  public var description: String {
    switch self {
    case .range(let halfSpace):
      "half-space \(halfSpace + 1): numbers beyond the range of floating point"
    }
  }
}

extension RoundedLaw {
  /// All half-spaces whose normals do not vanish; `nil` where another one holds nowhere.
  func pullBack(_ halfSpaces: [HalfSpace]) throws(SampledMeasureError) -> [RoundedHalfSpace]? {
    var result: [RoundedHalfSpace] = []
    for (number, halfSpace) in halfSpaces.enumerated() {
      switch pullBack(halfSpace) {
      case .constant(true): continue
      case .constant(false): return nil
      case .halfSpace(let rounded):
        guard rounded.normalError.isFinite, rounded.offset.isFinite, rounded.normalError < 1e-6
        else {
          throw .range(halfSpace: number)
        }
        result.append(rounded)
      }
    }
    return result
  }
}
