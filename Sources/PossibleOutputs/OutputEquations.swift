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

  /// The equations that points and rank constraints give.
  ///
  /// - Parameters:
  ///   - unknowns: the outputs.
  ///   - seed: of the point at which a dimension is computed.
  /// - Throws: `CancellationError`.
  init(
    ofConstraintsFor unknowns: UnknownOutputs, seed: UInt64
  ) async throws {
    let variety = ReLUVariety.output(unknowns.variety)
    let list = RankConstraintList(of: variety)
    let matrices = list.map {
      ConstrainedMatrix(matrix: unknowns.matrix(of: $0.condition), rankAtMost: $0.rankAtMost)
    }
    var rounds = LinearRounds(in: unknowns.ring)
    let isFinished = try await Interruption.untilDue { try rounds.run(on: matrices) }
    self.unknowns = unknowns
    polynomials = rounds.polynomials
    linear = rounds.linear
    completeness = Completeness(ofConstraintsOf: variety, seed: seed)
    constraintCount = matrices.count
    coverage = list.coverage
    leftOutMinorCount = rounds.leftOutCount
    derivation = nil
    derivationFailure = nil
    isComplete =
      completeness.isComplete && list.coverage.isComplete && leftOutMinorCount.isZero && isFinished
  }

  private init(
    _ equations: OutputEquations, adding polynomials: [Polynomial],
    of derivation: CertifiedDerivation?, failure: DerivationFailure?
  ) {
    unknowns = equations.unknowns
    self.polynomials = equations.polynomials + polynomials
    linear = equations.linear
    constraintCount = equations.constraintCount
    coverage = equations.coverage
    leftOutMinorCount = equations.leftOutMinorCount
    self.derivation = derivation
    derivationFailure = failure
    completeness = derivation?.completeness ?? equations.completeness
    isComplete = equations.isComplete || derivation?.completeness.isComplete == true
  }

  /// The same equations with generators of the ideal of the variety.
  ///
  /// - Parameters:
  ///   - goal: how far the ideal is derived.
  ///   - options: how it is derived.
  /// - Throws: `CancellationError`.
  func deriving(to goal: DegreeGoal, options: ComputedIdeal.Options) async throws -> OutputEquations
  {
    do {
      let variety = ReLUVariety.output(unknowns.variety)
      let found = try await Self.derivation(of: variety, to: goal, options: options)
      return OutputEquations(
        self, adding: try Self.generators(of: found.ideal, in: unknowns), of: found, failure: nil)
    } catch is any NetworkVarietyError {
      return OutputEquations(self, adding: [], of: nil, failure: .tooLarge)
    } catch is Interruption.TimeIsOver {
      return OutputEquations(self, adding: [], of: nil, failure: .interrupted)
    } catch is Interruption.IsRequested {
      return OutputEquations(self, adding: [], of: nil, failure: .interrupted)
    }
  }

  /// The same equations without those of a derivation, for which there was no time.
  var withoutDerivation: OutputEquations {
    OutputEquations(self, adding: [], of: nil, failure: .interrupted)
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
  /// The number of minors that were not expanded in the last round.
  private(set) var leftOutCount: Integer = 0

  init(in ring: PolynomialRing) {
    self.ring = ring
    linear = GroebnerBasis(ofZeroIdealIn: ring)
  }

  /// Collects equations until no new linear one comes.
  mutating func run(on matrices: [ConstrainedMatrix]) throws {
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
      leftOutCount = leftOut
      if isUnchanged || linear.isUnit { return }
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
