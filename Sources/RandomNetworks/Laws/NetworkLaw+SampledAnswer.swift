import Enclosures
import ExactAlgebra
import GaussianMeasures
import LongWork
import Networks

extension NetworkLaw {
  /// The same as `enclosedAnswer` from random inputs, in any dimension: intervals that are right, all of
  /// them together with those of the patterns, with the probability `level`, and estimates of densities.
  ///
  /// About `1 / samplingAccuracy^2` samples, so that the standard errors of probabilities are at most half
  /// of it.
  ///
  /// - Parameter sampleCount: that number in place of it.
  static func sampledAnswer(
    to question: OutputQuestion, of network: Network, under input: InputLaw, _ options: Options,
    sampleCount: Int? = nil
  ) async throws -> OutputAnswer {
    guard question.count > 0 else { return OutputAnswer() }
    guard let sampler = NetworkSampler(of: network, under: input) else {
      var answer = OutputAnswer()
      answer.isComplete = false
      return answer
    }
    let constants = ConstantOutputs(of: network, under: input, near: question.values)
    let wanted = sampleCount ?? self.sampleCount(options, share: 1)
    var samples = OutputSamples(outputs: question.outputs, values: question.values)
    let isComplete = try await sampler.forEachBlock(ofSamples: wanted, options) {
      block, first in
      samples.append(block, first: first, constants)
    }
    return answer(to: question, from: samples, constants, options, isComplete: isComplete)
  }

  private static func answer(
    to question: OutputQuestion, from samples: OutputSamples, _ constants: ConstantOutputs,
    _ options: Options, isComplete: Bool
  ) -> OutputAnswer {
    var answer = OutputAnswer()
    answer.isComplete = isComplete
    answer.sampleCount = samples.count
    guard samples.count > 0 else { return answer }
    let ends =
      2 * question.outputs.count * (2 * question.values.count + question.probabilities.count)
    let error = Double(approximating: options.outputError / Rational(Integer(ends))).nextDown
    for (place, output) in question.outputs.enumerated() {
      let sorted = SortedOutputs(samples, place: place)
      answer.distributions.append(
        OutputDistribution(
          output: output,
          values: question.values.enumerated().map { number, value in
            let (atMost, below) = sorted.probabilities(
              ofValue: number, between: constants.values[number], endError: error)
            return Distribution(
              value: value, atMost: atMost, below: below,
              density: sorted.density(at: Double(approximating: value)))
          },
          quantiles: question.probabilities.map {
            .init(
              probability: $0, value: sorted.quantile(at: $0, endError: error))
          }))
    }
    return answer
  }

  /// Mean and covariance of the output from random inputs, estimated; `nil` where there are none.
  ///
  /// About `1 / (4 samplingAccuracy^2)` samples, at least ten thousand.
  ///
  /// - Parameter sampleCount: that number in place of it.
  static func sampledMoments(
    of network: Network, under input: InputLaw, _ options: Options, sampleCount wanted: Int? = nil
  ) async throws -> ConditionalMoments? {
    guard let sampler = NetworkSampler(of: network, under: input) else { return nil }
    var sums = OutputSums(center: sampler.block(0, seed: options.seed).meanOutputs)
    let count = wanted ?? max(10_000, sampleCount(options, share: 1 / 4))
    try await sampler.forEachBlock(ofSamples: count, options) { block, _ in sums.add(block) }
    return sums.moments
  }

  private static func sampleCount(_ options: Options, share: Double) -> Int {
    let accuracy = options.samplingAccuracy
    return max(1, min(options.sampleLimit, Int(min(share / (accuracy * accuracy), 1e12))))
  }
}

extension NetworkSampler {
  /// Hands on blocks in their order, each with the number of its samples that count, up to some number of
  /// samples, or until a time or a request of `Interruption` ends it.
  ///
  /// - Returns: whether all samples were handed on.
  @discardableResult
  fileprivate func forEachBlock(
    ofSamples count: Int, _ options: NetworkLaw.Options, _ body: (SampleBlock, Int) -> Void
  ) async throws -> Bool {
    let blockCount = (count + Self.blockSize - 1) / Self.blockSize
    return try await Interruption.untilDue {
      for start in stride(from: 0, to: blockCount, by: wave) {
        options.progress?(.samples(start * Self.blockSize, of: count))
        let blocks = try await map(
          blocks: start..<min(start + wave, blockCount), seed: options.seed,
          threads: options.threads
        ) { $0 }
        for (offset, block) in blocks.enumerated() {
          body(block, min(Self.blockSize, count - (start + offset) * Self.blockSize))
        }
      }
    }
  }

  /// Blocks between two looks at the clock.
  private var wave: Int { 16 }
}

extension NetworkLaw.Options {
  /// The probability with which an interval of a pattern may be wrong; the rest is left for outputs.
  var patternError: Rational { (1 - level) * Rational(7, 8) }

  /// The probability with which an interval of an output may be wrong.
  var outputError: Rational { (1 - level) / 8 }
}
