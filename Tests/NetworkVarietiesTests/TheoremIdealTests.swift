import ExactAlgebra
import Networks
import Testing

@testable import NetworkVarieties
@testable import Varieties

/// Ideals of two blocks that the theorem writes down, against those that are computed degree by degree
/// without it.
@Suite struct TheoremIdealTests {
  /// The same pieces, and highest weight vectors of the ideal that generate it up to that degree.
  @Test func randomPairs() async throws {
    var (count, pencils, linear) = (0, 0, 0)
    for pair in TwoBlockTheoremTests.randomPairs(600, seed: 11) {
      let variety = try pair.variety
      let theorem = try #require(TwoBlockTheorem(of: variety))
      let degree = theorem.largestMinorSize
      guard variety.ambientDimension <= 20, degree <= 4 else { continue }
      let ideal = theorem.ideal(upToDegree: degree, of: variety, seed: 1)
      try await NamedIdealChecks.agreement(
        of: ideal, of: variety, upToDegree: degree, pair.testDescription)
      #expect(
        ideal.generators.written.map(\.text) == ideal.generators.map(\.polynomial.description))
      count += 1
      let minors = theorem.shape.minimalMinors
      pencils += minors.contains { $0.family == .sideBySide || $0.family == .stacked } ? 1 : 0
      linear += minors.contains { $0.degree == 1 } ? 1 : 0
    }
    #expect(count > 150 && pencils > 40 && linear > 40, "\(count) \(pencils) \(linear)")
  }

  /// Where generators are named and not written, all numbers are those of the ideal where they are.
  @Test func namedOrWritten() throws {
    var (count, ranks) = (0, 0)
    for pair in TwoBlockTheoremTests.randomPairs(400, seed: 12) {
      let variety = try pair.variety
      let theorem = try #require(TwoBlockTheorem(of: variety))
      let degree = theorem.largestMinorSize
      let written = theorem.ideal(upToDegree: degree, of: variety, seed: 1)
      let named = theorem.ideal(
        upToDegree: degree, of: variety, seed: 1, largestTermCount: (one: 0, all: 0))
      #expect(named.generators.isEmpty && written.unwritten.isEmpty)
      #expect(named.pieces == written.pieces, "\(pair.testDescription)")
      #expect(named.originCounts == written.originCounts, "\(pair.testDescription)")
      #expect(
        named.unwritten.reduce(Integer(0)) { $0 + $1.count } == written.generators.count)
      // Half of them written.
      let some = theorem.ideal(
        upToDegree: degree, of: variety, seed: 1, largestTermCount: (one: 6, all: 12))
      #expect(some.pieces == written.pieces && some.isByTheorem)
      #expect(
        Set(some.originCounts) == Set(written.originCounts), "\(pair.testDescription)")
      let longest = written.highestWeightGenerators.map(\.polynomial.termCount).max() ?? 0
      let bound = named.unwritten.map(\.termCount).max() ?? 0
      #expect(Integer(longest) <= bound)
      count += named.unwritten.isEmpty ? 0 : 1
      guard variety.ambientDimension <= 24, !written.generators.isEmpty else { continue }
      let codimension = variety.ambientDimension - theorem.dimension
      let rank = written.jacobianRank(
        on: variety.patternMap, under: variety.generalLinearAction, seed: 1)
      let other = try #require(variety.minorJacobianRank(of: theorem.constraints, seed: 1))
      #expect(rank.rank == codimension && other.rank == codimension, "\(pair.testDescription)")
      ranks += 1
    }
    #expect(count > 150 && ranks > 100, "\(count) \(ranks)")
  }

  /// Six inputs, hidden neurons and outputs, two neurons of each kind.
  @Test func widthSix() async throws {
    let variety = try TwoBlockTheoremTests.Pair(
      widths: [6, 6, 6], patterns: ["111100", "001111"]
    ).variety
    var options = ComputedIdeal.Options()
    options.usesTheorems = true
    let derivation = try await Derivation(
      of: .pattern(variety), to: .codimension(largestDegree: 64), options: options)
    #expect(derivation.ideal.isByTheorem && derivation.ideal.generators.count == 108)
    #expect(derivation.ideal.pieces.map(\.dimension) == [0, 0, 0, 0, 108])
    #expect(derivation.generatorRank?.rank == 12 && derivation.ideal.primes.isEmpty)
    #expect(derivation.comparedConstraints.map(\.minorSize) == [5, 5, 5])
    let origins = derivation.ideal.highestWeightGenerators.map(\.origin)
    #expect(origins == [.condition(0), .condition(1), .condition(2)])
    // A degree that is asked for by number is computed.
    let computed = try await Derivation(of: .pattern(variety), to: .degree(2))
    #expect(!computed.ideal.isByTheorem)
  }

  /// Minors of which none can be written, wider than any computation reaches, and a degree above the
  /// largest one that is searched.
  @Test func tooLarge() async throws {
    let (ones, zeros) = (String(repeating: "1", count: 24), String(repeating: "0", count: 24))
    let (shared, rest) = (
      String(repeating: "1", count: 20), String(repeating: "0", count: 60)
    )
    let variety = try TwoBlockTheoremTests.Pair(
      widths: [64, 128, 64],
      patterns: [shared + ones + zeros + rest, shared + zeros + ones + rest]
    ).variety
    var options = ComputedIdeal.Options()
    options.usesTheorems = true
    let derivation = try await Derivation(
      of: .pattern(variety), to: .codimension(largestDegree: 40), options: options)
    let ideal = derivation.ideal
    #expect(ideal.isByTheorem && ideal.generators.isEmpty && ideal.limit == nil)
    #expect(ideal.maximumDegree == 49 && ideal.pieces.allSatisfy { $0.dimension != nil })
    #expect(ideal.unwritten.map(\.degree) == [45, 45, 49])
    let minors = binomial(64, 45) * binomial(64, 45)
    #expect(ideal.unwritten.map(\.count).prefix(2) == [minors, minors])
    #expect(ideal.pieces[44].dimension == 2 * minors)
    #expect(derivation.dimension.isProved && derivation.dimension.value == 7136)
    #expect(derivation.generatorRank == nil)
    #expect(derivation.comparedConstraints.map(\.minorSize) == [45, 45, 49])
  }

  /// Two blocks with many more inputs and outputs than neurons.
  @Test func pencilsThatAreTooLong() async throws {
    let variety = try TwoBlockTheoremTests.Pair(
      widths: [30, 6, 30], patterns: ["111100", "110011"]
    ).variety
    var options = ComputedIdeal.Options()
    options.usesTheorems = true
    let derivation = try await Derivation(
      of: .pattern(variety), to: .codimension(largestDegree: 64), options: options)
    let ideal = derivation.ideal
    // The degrees up to 6 are those of the search; the minors of size 5 are written, not those of size 7.
    #expect(
      ideal.pieces.map(\.dimension)
        == [0, 0, 0, 0, 60_923_880_108, 96_547_426_671_150, 77_083_971_984_290_700])
    #expect(ideal.highestWeightGenerators.map(\.degree) == [5, 5, 5])
    #expect(ideal.unwritten.map(\.degree) == [7, 7, 7, 7])
    #expect(ideal.unwritten.map(\.multiplicity).reduce(0, +) == 6)
    #expect(ideal.hilbertSeries == nil)
  }

  /// The largest minors that are written beside the smallest that are not: 7-minors with two terms in each
  /// entry have 7! 2^7 terms, more than 200,000.
  @Test func border() throws {
    for (widths, patterns, isWritten) in [
      ([8, 9, 8], ["111111100", "111110011"], true),
      ([9, 9, 9], ["111111000", "111000111"], false),
    ] {
      let variety = try TwoBlockTheoremTests.Pair(widths: widths, patterns: patterns).variety
      let theorem = try #require(TwoBlockTheorem(of: variety))
      let ideal = theorem.ideal(upToDegree: theorem.largestMinorSize, of: variety, seed: 1)
      #expect(ideal.unwritten.isEmpty == isWritten)
      #expect(ideal.hilbertSeries != nil)
    }
  }
}
