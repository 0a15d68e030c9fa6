public import Enclosures
public import ExactAlgebra
import LongWork

extension NetworkLaw {
  /// What is asked of the distribution of outputs.
  public struct OutputQuestion: Sendable {
    /// The numbers of the outputs, from 0.
    public var outputs: [Int]
    /// Values at which the distribution function and the density are wanted.
    public var values: [Rational]
    /// Probabilities, between 0 and 1, for which quantiles are wanted.
    public var probabilities: [Rational]

    /// A question; nothing is asked where there are no values and no probabilities.
    public init(
      outputs: [Int] = [], values: [Rational] = [], probabilities: [Rational] = []
    ) {
      self.outputs = outputs
      self.values = values
      self.probabilities = probabilities
    }

    /// How many numbers are asked for.
    var count: Int { outputs.count * (values.count + probabilities.count) }
  }

  /// The distribution of an output at some values, and some quantiles.
  public struct OutputDistribution: Sendable {
    /// A quantile with its probability.
    public struct Quantile: Sendable {
      /// The probability.
      public let probability: Rational
      /// The quantile; `nil` where it is not known.
      public let value: ReportedNumber?
    }

    /// The number of the output, from 0.
    public let output: Int
    /// The distribution, value by value.
    public internal(set) var values: [Distribution]
    /// The quantiles.
    public internal(set) var quantiles: [Quantile]
  }

  /// Distributions of outputs, as far as a time allowed.
  public struct OutputAnswer: Sendable {
    /// The distributions, output by output.
    public internal(set) var distributions: [OutputDistribution] = []
    /// Whether all that was asked is there.
    public internal(set) var isComplete = true
    /// The number of samples that they come from; 0 where they are enclosed or exact.
    public internal(set) var sampleCount = 0

    /// The answer to no question.
    public init() {}
  }

  /// Distribution functions, densities and quantiles of outputs from the regions, enclosed or exact.
  ///
  /// A time or a request of `Interruption` ends it early, with what was reached.
  ///
  /// - Throws: as `init`.
  /// - Precondition: outputs exist, and probabilities are between 0 and 1.
  func enclosedAnswer(to question: OutputQuestion) async throws -> OutputAnswer {
    guard question.count > 0 else { return OutputAnswer() }
    var answer = OutputAnswer()
    let isComplete = try await Interruption.untilDue { try await add(to: &answer, question) }
    answer.isComplete = isComplete
    return answer
  }

  private func add(to answer: inout OutputAnswer, _ question: OutputQuestion) async throws {
    var done = 0
    func report() {
      done += 1
      options.progress?(.values(done, of: question.count))
    }
    for output in question.outputs {
      answer.distributions.append(
        OutputDistribution(output: output, values: [], quantiles: []))
      let place = answer.distributions.count - 1
      for value in question.values {
        try Interruption.check()
        answer.distributions[place].values += try await distribution(of: output, at: [value])
        report()
      }
      for probability in question.probabilities {
        try Interruption.check()
        let value = try await quantile(
          of: output, at: probability, relativeBits: options.bits)
        answer.distributions[place].quantiles.append(
          .init(probability: probability, value: value))
        report()
      }
    }
  }
}
