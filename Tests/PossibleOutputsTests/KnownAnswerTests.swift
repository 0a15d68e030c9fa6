import ExactAlgebra
import NetworkVarieties
import PossibleOutputs
import Realizability
import Testing
import Varieties

/// Answers that were found by hand.
@Suite struct KnownAnswerTests {
  private static let plane: [[Rational]] = [[1, 0], [0, 1], [1, 1]]

  private func rankOne(_ first: [Rational?], _ second: [Rational?]) async throws
    -> OutputCompletion
  {
    try await completion([2, 1, 2], [PartialBlock("1", Self.plane, [first, second, [nil, nil]])])
  }

  @Test func oneValueEach() async throws {
    let found = try await rankOne([1, 2], [3, nil])
    #expect(found.rationals("y_22") == [6])
    #expect(found.rationals("y_13") == [4])
    #expect(found.rationals("y_23") == [8])
    #expect(found.equations.isComplete && found.existence == .realized && found.isVerified)
    #expect(found.relations.isEmpty)
  }

  @Test func oneValueInTheClosureAndNoNetwork() async throws {
    let found = try await rankOne([1, 2], [-3, nil])
    #expect(found.rationals("y_22") == [-6])
    #expect(found.rationals("y_23") == [-4])
    #expect(found.existence == .impossible && !found.isContradictory && found.isVerified)
    #expect(found.candidates.count == 1)
  }

  @Test func freeByEquationsAndImpossibleBySigns() async throws {
    let found = try await rankOne([0, 0], [3, nil])
    #expect(found.isFree("y_22") && found.isFree("y_23"))
    #expect(found.rationals("y_13") == [3])
    #expect(found.relations.map(\.description) == ["y_22 - y_23"])
    #expect(found.existence == .impossible && !found.isContradictory && found.isVerified)
  }

  @Test func freeWithANetwork() async throws {
    let found = try await rankOne([1, nil], [3, nil])
    #expect(found.isFree("y_21") && found.isFree("y_22"))
    #expect(found.relations.count == 2)
    #expect(found.existence == .realized && found.isVerified)
  }

  @Test func inconsistentKnownOutputs() async throws {
    let found = try await completion(
      [2, 1, 2], [PartialBlock("1", Self.plane, [[1, 2], [3, 7], [nil, nil]])])
    #expect(found.isContradictory && found.existence == .impossible)
    #expect(found.values(of: 0) == RealSolutions.Values.none)
    // A relation of the points is broken.
    let linear = try await completion(
      [2, 3, 2], [PartialBlock("111", Self.plane, [[1, 0], [1, nil], [3, nil]])])
    #expect(linear.isContradictory)
  }

  /// Two blocks `M_1 = [p 2; 2 1]`, `M_2 = [a 1; 1 b]` with `M_2` and `M_1 - M_2` of rank 1:
  /// `a b = 1` and `(p - a)(1 - b) = 1`, so that `p b^2 - p b + 1 = 0` and `a = p (1 - b)`.
  private func quadratic(_ p: Rational) async throws -> OutputCompletion {
    let units: [[Rational]] = [[1, 0], [0, 1]]
    return try await completion(
      [2, 2, 2],
      [
        PartialBlock("11", units, [[p, 2], [2, 1]]),
        PartialBlock("10", [[1, 1], [1, 2]], [[nil, nil], [nil, nil]]),
        PartialBlock("10", units, [[nil, 1], [1, nil]]),
      ])
  }

  @Test func quadraticWithoutRealRoot() async throws {
    let found = try await quadratic(3)
    #expect(found.isContradictory && found.existence == .impossible)
    #expect(!found.equations.linear.isUnit)
  }

  @Test func quadraticWithADoubleRoot() async throws {
    let found = try await quadratic(4)
    #expect(found.rationals("y_15") == [2])
    #expect(found.rationals("y_26") == [Rational(1, 2)])
    #expect(found.rationals("y_13") == [3])
  }

  @Test func quadraticWithIrrationalRoots() async throws {
    let found = try await quadratic(5)
    let unknown = try #require(found.equations.unknowns.ring.index(of: "y_26"))
    guard case .finite(let roots) = found.values(of: unknown) else {
      Issue.record("not finite")
      return
    }
    #expect(roots.count == 2)
    #expect(found.polynomial(of: roots[0], for: unknown).description == "5*y_26^2 - 5*y_26 + 1")
    #expect(found.solutions?.points?.count == 2)
    // (5 - sqrt 5) / 10 lies between these.
    let fine = roots[0].refined(to: Rational(1, 1_000_000))
    #expect(fine.lower > Rational(276, 1000) && fine.upper < Rational(277, 1000))
    // Neuron 2 is active on both unit vectors and inactive on them.
    #expect(found.existence == .impossible && found.isVerified)
  }

  /// A product of known size leaves a hyperbola and its mirror image.
  @Test func relationsOfFreeOutputs() async throws {
    let found = try await completion(
      [2, 1, 2], [PartialBlock("1", [[1, 0], [0, 1]], [[nil, 2], [3, nil]])])
    #expect(found.isFree("y_11") && found.isFree("y_22"))
    #expect(found.relations.map(\.description) == ["y_11*y_22 - 6"])
    #expect(found.existence == .realized && found.isVerified)
  }

  /// Outputs of rank 2 determine the span of two neurons, which meets no cone of both signs, though
  /// each output alone is possible.
  @Test func outputsOfTheLargestRankDetermineTheNeurons() async throws {
    let points: [[Rational]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]]
    // The outputs on the first two points are opposite, so no positive form has them.
    let found = try await completion(
      [3, 2, 2], [PartialBlock("11", points, [[1, 0], [-1, 0], [0, 1], [nil, nil]])])
    #expect(found.rationals("y_14") == [0] && found.rationals("y_24") == [1])
    #expect(found.existence == .impossible && found.isVerified)
    guard case .impossible(.rank) = found.candidates.first?.realization else {
      Issue.record("another proof")
      return
    }
    // With a third neuron there is room.
    let wider = try await completion(
      [3, 3, 2], [PartialBlock("111", points, [[1, 0], [-1, 0], [0, 1], [nil, nil]])])
    #expect(wider.existence == .realized && wider.isVerified)
  }

  @Test func largeWidthsNeedNoHighDegree() async throws {
    // Rank 5 of 9 x 10: minors of size 6, of which none is expanded.
    let size = 10
    let factor: [[Rational]] = (1...9).map { row in (0..<5).map { Rational(row).power($0) } }
    let inputs: [[Rational]] = (0..<size).map { column in
      (0..<size).map { $0 == column ? 1 : 0 }
    }
    let weights: [[Rational]] = (0..<5).map { row in
      (1...size).map { Rational($0).power(row) }
    }
    var outputs: [[Rational?]] = inputs.indices.map { point in
      factor.map { row in
        row.indices.reduce(Rational(0)) { $0 + row[$1] * weights[$1][point] }
      }
    }
    let (first, second) = (outputs[2][3], outputs[7][8])
    outputs[2][3] = nil
    outputs[7][8] = nil
    let found = try await completion([10, 5, 9], [PartialBlock("11111", inputs, outputs)])
    #expect(found.equations.isComplete)
    #expect(found.rationals("y_43") == [first!] && found.rationals("y_98") == [second!])
    #expect(found.existence == .realized && found.isVerified)
  }

  @Test func limitsLeaveWhatIsKnown() async throws {
    let unknowns = try unknownOutputs(
      [2, 1, 2], [PartialBlock("1", Self.plane, [[1, 2], [3, nil], [nil, nil]])])
    var options = RealizationProblem.Options()
    options.timeLimit = .zero
    let found = try await OutputCompletion(of: unknowns, to: .degree(2), realization: options)
    #expect(found.rationals("y_22") == [6])
    #expect(found.existence == .unknown)
  }
}
