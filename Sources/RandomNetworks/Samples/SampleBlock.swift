public import Networks

/// Random inputs with what a network does with them, and with what rounding leaves open.
///
/// Sample `i` stands beside a random input that has exactly the law. Its pattern is known for sure, or not
/// said; output `k` of the exact input differs from the number here by at most the error beside it.
public struct SampleBlock: Sendable {
  /// The number of samples.
  public let count: Int
  /// The pattern of each sample; `nil` where rounding could decide on a neuron.
  public internal(set) var patterns: [PackedPattern?]
  /// The number of outputs.
  public let outputCount: Int
  /// The outputs, sample by sample; none where they were not asked for.
  public internal(set) var outputs: [Double]
  /// Bounds for their errors, in the same places; infinite where nothing is known.
  public internal(set) var errors: [Double]

  init(count: Int, outputCount: Int) {
    self.count = count
    self.outputCount = outputCount
    patterns = []
    patterns.reserveCapacity(count)
    outputs = []
    errors = []
    outputs.reserveCapacity(count * outputCount)
    errors.reserveCapacity(count * outputCount)
  }

  /// Adds a sample that has passed through a network.
  ///
  /// - Parameter isSure: whether it is known from which part of the law it is.
  mutating func append(_ pattern: PackedPattern?, isSure: Bool, _ pass: RoundedPass) {
    patterns.append(pattern)
    for output in 0..<outputCount {
      outputs.append(pass.sums[output])
      let error = pass.errors[output]
      errors.append(isSure && error.isFinite ? error : .infinity)
    }
  }

  /// An output of a sample.
  ///
  /// - Returns: the number, and a bound for its distance from the output of the exact input.
  public func output(_ output: Int, of sample: Int) -> (value: Double, error: Double) {
    let place = sample * outputCount + output
    return (outputs[place], errors[place])
  }
}
