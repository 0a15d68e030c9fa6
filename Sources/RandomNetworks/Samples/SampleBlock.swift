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

  /// An output of a sample.
  ///
  /// - Returns: the number, and a bound for its distance from the output of the exact input.
  public func output(_ output: Int, of sample: Int) -> (value: Double, error: Double) {
    let place = sample * outputCount + output
    return (outputs[place], errors[place])
  }
}

/// An activation pattern in machine words, quick to compare.
public struct PackedPattern: Hashable, Comparable, Sendable {
  // Most networks need no more: a pattern without an array costs no allocation.
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var rest: [UInt64] = []

  /// The pattern without neurons.
  public init() {}

  /// Makes a neuron active.
  ///
  /// - Parameter neuron: its number among all hidden neurons, from 0.
  public mutating func activate(_ neuron: Int) {
    let bit: UInt64 = 1 << UInt64(neuron & 63)
    switch neuron >> 6 {
    case 0: first |= bit
    case 1: second |= bit
    case let word:
      while rest.count < word - 1 { rest.append(0) }
      rest[word - 2] |= bit
    }
  }

  /// Whether a neuron is active.
  ///
  /// - Parameter neuron: its number among all hidden neurons, from 0.
  public func isActive(_ neuron: Int) -> Bool {
    let word = neuron >> 6
    let bits = word == 0 ? first : word == 1 ? second : word - 2 < rest.count ? rest[word - 2] : 0
    return bits >> UInt64(neuron & 63) & 1 == 1
  }

  /// The pattern of the first neurons; the others are not active.
  func prefix(_ count: Int) -> PackedPattern {
    func mask(_ word: Int) -> UInt64 {
      let bits = count - 64 * word
      return bits >= 64 ? .max : bits <= 0 ? 0 : (1 << UInt64(bits)) - 1
    }
    var result = self
    result.first &= mask(0)
    result.second &= mask(1)
    for word in rest.indices { result.rest[word] &= mask(word + 2) }
    // Equal patterns have equal words.
    while result.rest.last == 0 { result.rest.removeLast() }
    return result
  }

  /// Some order, the same in every run.
  public static func < (a: PackedPattern, b: PackedPattern) -> Bool {
    if a.first != b.first { return a.first < b.first }
    if a.second != b.second { return a.second < b.second }
    return a.rest.lexicographicallyPrecedes(b.rest)
  }

  /// The pattern of a network.
  ///
  /// - Parameter architecture: that of the network.
  public func pattern(of architecture: Architecture) -> ActivationPattern {
    var neuron = 0
    return ActivationPattern(
      architecture.hiddenWidths.map { width in
        defer { neuron += width }
        return (neuron..<neuron + width).map { isActive($0) }
      })
  }
}
