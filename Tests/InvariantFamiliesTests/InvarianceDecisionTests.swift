import Enclosures
import ExactAlgebra
import RandomNetworks
import Testing

@testable import InvariantFamilies

@Suite struct InvarianceDecisionTests {
  private static func family(
    _ names: [String], _ atoms: [(String, [String])]
  ) throws -> GeneratedFamily {
    let ring = PolynomialRing(names)
    return try GeneratedFamily(
      atoms.map { weight, point in
        .init(
          weight: try Polynomial(parsing: weight, in: ring),
          point: try point.map { try Polynomial(parsing: $0, in: ring) })
      }, over: ring)
  }

  private static func isInvariant(_ family: GeneratedFamily) async throws -> Bool? {
    let decision = try await InvarianceDecision(
      of: .generated(family), dimension: family.dimension)
    return switch decision.verdict {
    case .invariant: true
    case .notInvariant: false
    case .undecided: nil
    }
  }

  @Test(arguments: 1...4) func gaussianLawsAreNot(dimension: Int) async throws {
    for family in [DistributionFamily.gaussian, .diagonalGaussian, .truncatedGaussian] {
      let decision = try await InvarianceDecision(of: family, dimension: dimension)
      guard case .notInvariant(let witness) = decision.verdict,
        case .hyperplane(let coordinate, let value, let probability) = witness.property
      else {
        Issue.record("no witness")
        continue
      }
      #expect(coordinate == 0 && value == 0)
      #expect(probability.ball!.contains(Rational(1, 2)))
      #expect(probability.ball!.accurateBits > 40)
      #expect(decision.isExcludedByTheorem == (dimension > 1))
      #expect((witness.box == nil) == (family.kind != .truncatedGaussian))
    }
  }

  @Test func uniformLawsHaveExactWitnesses() async throws {
    for family in [DistributionFamily.uniformBox, .uniformPolytope] {
      let decision = try await InvarianceDecision(of: family, dimension: 3)
      guard case .notInvariant(let witness) = decision.verdict,
        case .hyperplane(_, _, .exact(let half)) = witness.property
      else {
        Issue.record("no witness")
        continue
      }
      #expect(half == Rational(1, 2))
      #expect(decision.isExcludedByTheorem == (family.kind == .uniformBox))
    }
  }

  @Test func mixturesTakeTooManyValuesOnAHalfLine() async throws {
    let decision = try await InvarianceDecision(of: .mixture(parts: 3), dimension: 2)
    guard case .notInvariant(let witness) = decision.verdict,
      case .halfLine(0, 0, let intervals) = witness.property
    else {
      Issue.record("no witness")
      return
    }
    #expect(intervals.count == 4)
    #expect(intervals.allSatisfy { $0.probability.ball!.isPositive && $0.lower < $0.upper })
    #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0.upper <= $1.lower })
    #expect(decision.approximation == .momentsOfParts)
  }

  @Test func exceptionsAreInvariant() async throws {
    let families: [(DistributionFamily, Int, InvarianceDecision.Action)] = [
      (.finite(atoms: 3), 2, .pointsMove), (.empirical(points: 5), 4, .pointsMove),
      (.clamped, 1, .clampParameters), (.curve, 3, .curveParameter),
    ]
    for (family, dimension, action) in families {
      let decision = try await InvarianceDecision(of: family, dimension: dimension)
      guard case .invariant(let found) = decision.verdict else {
        Issue.record("not invariant")
        continue
      }
      #expect(found == action)
      #expect(decision.restrictions.count == 1)
      #expect(!decision.isExcludedByTheorem)
    }
    await #expect(throws: InvarianceDecisionError.clampDimension(2)) {
      try await InvarianceDecision(of: .clamped, dimension: 2)
    }
    await #expect(throws: InvarianceDecisionError.size(0)) {
      try await InvarianceDecision(of: .finite(atoms: 0), dimension: 2)
    }
  }

  @Test func freePointsAreInvariant() async throws {
    // Two free points; weights of their own; a point that is listed twice.
    let free = try [
      Self.family(
        ["a", "b", "c", "d"], [("1/3", ["a", "b"]), ("2/3", ["a + c", "b - 2*d + 1"])]),
      Self.family(["a", "p"], [("p", ["a"]), ("1 - p", ["a"])]),
      Self.family(["a", "b", "p"], [("p^2", ["a"]), ("1 - p^2", ["a + b"]), ("0", ["a*b"])]),
      Self.family(["a"], [("1", ["2*a - 1"])]),
    ]
    for family in free { #expect(try await Self.isInvariant(family) == true) }
  }

  @Test func othersHaveWitnesses() async throws {
    let bound = try [
      // A parabola, a line, a fixed point, a fixed distance.
      Self.family(["t"], [("1", ["t", "t^2"])]),
      Self.family(["t"], [("1", ["t", "t"])]),
      Self.family(["t"], [("1/2", ["t"]), ("1/2", ["0"])]),
      Self.family(["t"], [("1/2", ["t"]), ("1/2", ["t + 1"])]),
      // Weights that belong to points.
      Self.family(["t", "u"], [("t", ["t"]), ("1 - t", ["u"])]),
      // A conic, where no linear relation helps.
      Self.family(["s", "t"], [("1", ["s", "t", "s*t"])]),
    ]
    for family in bound { #expect(try await Self.isInvariant(family) == false) }
  }

  /// Squares are not negative, which no equation says; so is the image of ReLU.
  @Test func whatOnlyTheRealNumbersDecideIsLeftOpen() async throws {
    #expect(try await Self.isInvariant(Self.family(["t"], [("1", ["t^2"])])) == nil)
  }

  @Test func membersAreNeverExcluded() async throws {
    let family = try Self.family(
      ["s", "t"], [("1/2", ["s", "t^2"]), ("1/4", ["s*t", "1"]), ("1/4", ["t", "s - t"])])
    for s in -3...3 {
      for t in -2...2 {
        let member = try #require(family.member(at: [Rational(s), Rational(t)]))
        #expect(try NonMembership(of: member, in: family) == nil)
      }
    }
  }

  @Test func familiesThatAreNone() throws {
    #expect(throws: GeneratedFamilyError.noAtoms) { try Self.family(["t"], []) }
    #expect(throws: GeneratedFamilyError.pointDimension(1, atom: 1, expected: 2)) {
      try Self.family(["t"], [("1/2", ["t", "0"]), ("1/2", ["t"])])
    }
    #expect(throws: GeneratedFamilyError.negativeWeight(-1, atom: 0)) {
      try Self.family(["t"], [("-1", ["t"]), ("2", ["t"])])
    }
    let error = #expect(throws: GeneratedFamilyError.self) {
      try Self.family(["t"], [("t", ["t"]), ("t", ["0"])])
    }
    #expect(error?.description.contains("2*t") == true)
  }
}
