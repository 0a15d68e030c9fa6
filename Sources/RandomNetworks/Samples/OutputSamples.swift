import ExactAlgebra
import Networks

/// Outputs of a network at random inputs, between proved bounds.
///
/// Order statistics of the lower and of the upper bounds are bounds for those of the outputs, and counts of
/// the bounds on one side of a value are bounds for how many outputs are there.
struct OutputSamples: Sendable {
  /// The number of samples.
  private(set) var count = 0
  /// The outputs that are kept.
  let outputs: [Int]
  /// Lower bounds of each output that is kept, in the order of samples.
  private(set) var lower: [[Double]]
  /// The upper bounds, in the same places.
  private(set) var upper: [[Double]]
  /// How many samples have a value that was asked for within their bounds, but are known to be there or on
  /// one side: by output and value.
  private(set) var decided: [[Decided]]
  /// The values that were asked for.
  let values: [Rational]

  /// Samples whose bounds have a value within them.
  struct Decided: Sendable {
    var below = 0
    var equal = 0
    var above = 0
  }

  init(outputs: [Int], values: [Rational]) {
    self.outputs = outputs
    self.values = values
    lower = outputs.map { _ in [] }
    upper = lower
    decided = outputs.map { _ in values.map { _ in Decided() } }
  }

  /// Adds the first samples of a block.
  mutating func append(_ block: SampleBlock, first: Int, _ constants: ConstantOutputs) {
    count += first
    for (place, output) in outputs.enumerated() {
      for sample in 0..<first {
        let (value, error) = block.output(output, of: sample)
        let low = (value - error).nextDown
        let high = (value + error).nextUp
        // Infinities where nothing is known.
        lower[place].append(low.isNaN ? -.infinity : low)
        upper[place].append(high.isNaN ? .infinity : high)
        decide(place, output, block.patterns[sample], low, high, constants)
      }
    }
  }

  /// Finds out where outputs are whose bounds do not tell, since the network is constant on the pattern.
  private mutating func decide(
    _ place: Int, _ output: Int, _ pattern: PackedPattern?, _ low: Double, _ high: Double,
    _ constants: ConstantOutputs
  ) {
    guard let pattern else { return }
    for (number, ends) in constants.values.enumerated()
    where !(high < ends.lower || low > ends.upper) {
      guard let constant = constants.constant(of: output, on: pattern) else { continue }
      if constant == values[number] {
        decided[place][number].equal += 1
      } else if constant < values[number] {
        decided[place][number].below += 1
      } else {
        decided[place][number].above += 1
      }
    }
  }
}
