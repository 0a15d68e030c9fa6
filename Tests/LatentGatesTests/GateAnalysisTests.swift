import Enclosures
import ExactAlgebra
import Foundation
import LatentGates
import LongWork
import Networks
import Testing

/// What an analysis has of each point, and what it leaves out.
@Suite struct GateAnalysisTests {
  private static func model(hidden: Int) throws -> GateModel {
    let rows = (0..<hidden).map { [Rational($0 + 1), Rational(1 - $0) / 3] }
    let network = try Network(layers: [
      .init(weights: rows, biases: (0..<hidden).map { Rational($0 % 3 - 1) }),
      .init(weights: [(0..<hidden).map { Rational($0 % 2 == 0 ? 1 : -1) }]),
    ])
    return try GateModel(
      of: network, temperatures: [1], likelihood: .gaussian(variance: Rational(1, 2)))
  }

  private static func sample(_ count: Int) throws -> GateSample {
    try GateSample(
      (0..<count).map { [Rational($0) / 4, Rational(1 - $0) / 3] },
      observations: (0..<count).map { .outputs([Rational($0)]) })
  }

  /// The parts are those that each of them gives alone, whatever the number of threads.
  @Test(arguments: [1, 2, 5])
  func partsAgree(threads: Int) async throws {
    let (model, sample) = (try Self.model(hidden: 3), try Self.sample(7))
    var options = GateAnalysis.Options()
    options.threads = threads
    options.variational = [Rational(1, 2), Rational(1, 3), 1]
    let analysis = try await GateAnalysis(of: model, over: sample, options: options)
    #expect(analysis.points.count == 7 && analysis.isComplete && analysis.omissions.isEmpty)
    var mean = ReportedNumber.exact(0)
    for (index, point) in analysis.points.enumerated() {
      let observation = try #require(sample.observations)[index]
      let posterior = try GatePosterior(
        of: model, at: sample.points[index], given: observation)
      let evidence = try #require(point.evidence)
      #expect(evidence.logLikelihood.midpoint == posterior.logLikelihood.midpoint)
      #expect(point.patterns.count == 8 && point.remainingProbability == nil)
      let order = point.patterns.map { $0.probability.midpoint }
      #expect(order == order.sorted(by: >))
      let field = try #require(evidence.meanField)
      #expect(field.starts == GateAnalysis.usualStarts)
      let bound = try #require(evidence.bound)
      #expect(bound.evidenceLowerBound.midpoint <= field.best.evidenceLowerBound.midpoint)
      mean = mean + .exact(Rational(1, 7)) * posterior.logLikelihood
    }
    #expect(analysis.meanLogLikelihood?.midpoint == mean.midpoint)
    let share = try #require(analysis.gradientShareBetween)
    #expect(share.isAtLeast(0) && share.isBelow(1))
  }

  /// 15 gates have too many patterns for a search: it is left out, with the reason.
  @Test func searchesAreLimited() async throws {
    let model = try Self.model(hidden: 15)
    var options = GateAnalysis.Options()
    options.starts = 1
    options.maximumPatterns = 2
    let analysis = try await GateAnalysis(of: model, over: Self.sample(1), options: options)
    let reason = try #require(
      analysis.omissions.first { $0.quantity == .meanField }?.reason)
    #expect(reason == .tooManyTerms(15 << 15, limit: 1 << 18))
    let point = try #require(analysis.points.first)
    #expect(point.patterns.count == 2 && point.evidence?.meanField == nil)
    #expect(analysis.omissions.contains { $0.quantity == .gradientCovariance })
    #expect(analysis.gradientCovariance == nil && analysis.isComplete)
    let rest = try #require(point.remainingProbability)
    let sum = point.patterns.map(\.probability).reduce(rest, +)
    #expect(try #require(sum.ball).contains(1))
  }

  /// A search that nobody asked for has a smaller limit.
  @Test func usualSearchesAreShort() async throws {
    let (model, sample) = (try Self.model(hidden: 7), try Self.sample(80))
    var options = GateAnalysis.Options()
    options.maximumPatterns = 1
    options.threads = 2
    let usual = try await GateAnalysis(of: model, over: sample, options: options)
    #expect(
      usual.omissions == [.init(.meanField, .moreThanUsual(128 * 7 * 60 * 80, limit: 1 << 22))])
    options.starts = 1
    let asked = try await GateAnalysis(of: model, over: sample, options: options)
    #expect(asked.omissions.isEmpty && asked.points.count == 80)
    #expect(asked.points.allSatisfy { $0.evidence?.meanField?.starts == 1 })
  }

  /// Without any time nothing is computed, and all of it is missing.
  @Test func noTime() async throws {
    let (model, sample) = (try Self.model(hidden: 3), try Self.sample(4))
    let analysis = try await Interruption.within(.zero) {
      try await GateAnalysis(of: model, over: sample)
    }
    #expect(analysis.points.isEmpty && !analysis.isComplete)
    #expect(analysis.information == nil && analysis.covariance == nil)
    #expect(
      Set(analysis.omissions.map(\.quantity))
        == [.points, .information, .covariance, .gradientCovariance])
    #expect(analysis.omissions.allSatisfy { $0.reason == .noTime })
    #expect(analysis.meanLogLikelihood == nil)
    let course = try await Interruption.within(.zero) {
      try await GateCourse(
        of: model.network, at: [1, 2], likelihood: model.likelihood, over: sample)
    }
    #expect(course.entries.isEmpty && !course.isComplete)
  }

  @Test func course() async throws {
    let (model, sample) = (try Self.model(hidden: 3), try Self.sample(4))
    let course = try await GateCourse(
      of: model.network, at: [Rational(1, 1_000_000), 1, 1_000_000],
      likelihood: model.likelihood, over: sample)
    #expect(course.entries.count == 3 && course.isComplete && course.gateCount == 3)
    let tiny = Rational(10).power(-9)
    #expect(try #require(course.entries[0].distanceToHardLimit).midpoint.magnitude < tiny)
    #expect(try #require(course.entries[1].distanceToHardLimit).midpoint.magnitude > tiny)
    #expect(course.entries[2].distanceToFairCoins.isBelow(tiny))
    #expect(course.entries[2].information.aboutInput.isBelow(tiny))
  }
}
