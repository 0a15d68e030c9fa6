public import Certification
public import ExactAlgebra
import LongWork
public import NetworkVarieties
public import Varieties

/// The equations for unknown outputs: those of the output variety with the known outputs put in.
///
/// First come linear relations of the points and rank constraints, by elimination with constant
/// pivots, which needs no degree; linear equations among them are used up before the next round.
/// Where no theorem says that these are all equations, the ideal is derived up to a degree too.
public struct OutputEquations: Sendable {
  /// The unknown outputs.
  public let unknowns: UnknownOutputs
  /// The equations, polynomials in the unknown outputs.
  public let polynomials: [Polynomial]
  /// The linear ones alone, as a basis.
  public let linear: GroebnerBasis
  /// Whether the rank constraints of the variety, or the generators where they were derived, generate
  /// its whole ideal.
  public let completeness: Completeness
  /// The number of linear relations and rank constraints that were used.
  public let constraintCount: Int
  /// Which rank constraints were gone through.
  public let coverage: ConstraintCoverage
  /// The number of minors that were not expanded.
  public let leftOutMinorCount: Integer
  /// The ideal up to a degree, where it was derived.
  public let derivation: CertifiedDerivation?
  /// Why no ideal was derived although that would have been of use.
  public let derivationFailure: DerivationFailure?

  /// Why an ideal was not derived.
  public enum DerivationFailure: Hashable, Sendable {
    /// The variety is too large.
    case tooLarge
    /// There was no time for it, or somebody asked for an end.
    case interrupted
  }

  /// Whether these are all equations: then the common zeros are the completions in the closure, and
  /// not only a set that contains them.
  public let isComplete: Bool

  /// The equations for unknown outputs.
  ///
  /// - Parameters:
  ///   - unknowns: the outputs.
  ///   - goal: how far the ideal is derived where the constraints may not be all.
  ///   - options: how it is derived.
  /// - Throws: `CancellationError`.
  public init(
    for unknowns: UnknownOutputs, to goal: DegreeGoal, options: ComputedIdeal.Options = .init()
  ) async throws {
    let variety = ReLUVariety.output(unknowns.variety)
    let list = RankConstraintList(of: variety)
    let matrices = list.map {
      ConstrainedMatrix(matrix: unknowns.matrix(of: $0.condition), rankAtMost: $0.rankAtMost)
    }
    var rounds = LinearRounds(in: unknowns.ring)
    var leftOut: Integer = 0
    try await Interruption.untilDue { leftOut = try rounds.run(on: matrices) }
    var completeness = Completeness(ofConstraintsOf: variety, seed: options.kernel.seed)
    var polynomials = rounds.polynomials
    var derivation: CertifiedDerivation?
    var failure: DerivationFailure?
    let isKnown = completeness.isComplete && list.coverage.isComplete && leftOut.isZero
    if !isKnown, !rounds.linear.isUnit {
      do {
        let found = try await Self.derivation(of: variety, to: goal, options: options)
        let substituted = try Self.generators(of: found.ideal, in: unknowns)
        polynomials += substituted
        // The minors of a theorem are among the generators of a derivation of a high degree only.
        if !completeness.isComplete || found.completeness.isComplete {
          completeness = found.completeness
        }
        derivation = found
      } catch is any NetworkVarietyError {
        failure = .tooLarge
      } catch is Interruption.TimeIsOver {
        failure = .interrupted
      } catch is Interruption.IsRequested {
        failure = .interrupted
      }
    }
    self.unknowns = unknowns
    self.polynomials = polynomials
    linear = rounds.linear
    self.completeness = completeness
    constraintCount = matrices.count
    coverage = list.coverage
    leftOutMinorCount = derivation?.completeness.isComplete == true ? 0 : leftOut
    self.derivation = derivation
    derivationFailure = failure
    isComplete = isKnown || derivation?.completeness.isComplete == true
  }

  /// Half of the time is left for the solution.
  private static func derivation(
    of variety: ReLUVariety, to goal: DegreeGoal, options: ComputedIdeal.Options
  ) async throws -> CertifiedDerivation {
    try await Interruption.within(Interruption.remainingTime.map { $0 / 2 }) {
      CertifiedDerivation(of: try await Derivation(of: variety, to: goal, options: options))
    }
  }

  private static func generators(
    of ideal: GradedIdeal, in unknowns: UnknownOutputs
  ) throws -> [Polynomial] {
    var seen: Set<Polynomial> = []
    var polynomials: [Polynomial] = []
    for generator in ideal.generators {
      try Interruption.check()
      let polynomial = unknowns.substituting(in: generator.polynomial).primitivePart
      if !polynomial.isZero, seen.insert(polynomial).inserted { polynomials.append(polynomial) }
    }
    return polynomials
  }
}

/// A matrix whose rank is bounded.
private struct ConstrainedMatrix {
  var matrix: PolynomialMatrix
  let rankAtMost: Int
}

/// Rank constraints that give linear equations, which simplify the others.
private struct LinearRounds {
  private let ring: PolynomialRing
  private(set) var linear: GroebnerBasis
  private(set) var polynomials: [Polynomial] = []

  init(in ring: PolynomialRing) {
    self.ring = ring
    linear = GroebnerBasis(ofZeroIdealIn: ring)
  }

  /// Collects equations until no new linear one comes; the number of minors that were left out.
  mutating func run(on matrices: [ConstrainedMatrix]) throws -> Integer {
    var matrices = matrices
    while true {
      var found: [Polynomial] = []
      var leftOut: Integer = 0
      for part in matrices {
        let equations = try RankEquations(of: part.matrix, rankAtMost: part.rankAtMost)
        found += equations.polynomials
        leftOut += equations.leftOutCount
      }
      let new = found.filter { $0.totalDegree <= 1 }
      let isUnchanged = new.isEmpty
      if !isUnchanged {
        linear = try GroebnerBasis(of: linear.polynomials + new, in: ring)
      }
      polynomials = linear.polynomials + found
      if isUnchanged || linear.isUnit { return leftOut }
      let basis = linear
      matrices = matrices.map { part in
        ConstrainedMatrix(
          matrix: PolynomialMatrix(
            rows: part.matrix.rowCount, columns: part.matrix.columnCount, in: ring
          ) { basis.remainder(of: part.matrix[$0, $1]) }, rankAtMost: part.rankAtMost)
      }
    }
  }
}
