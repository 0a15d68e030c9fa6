/// An activation pattern in machine words, quick to compare.
public struct PackedPattern: Hashable, Comparable, Sendable {
  // Most networks need no more: a pattern without an array costs no allocation.
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var rest: [UInt64] = []

  /// The pattern without neurons.
  public init() {}

  /// The pattern of all hidden neurons.
  public init(_ pattern: ActivationPattern) {
    var neuron = 0
    for layer in pattern.layers {
      for isActive in layer {
        if isActive { activate(neuron) }
        neuron += 1
      }
    }
  }

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

  /// Makes room for so many neurons, which are then made active without allocations.
  package mutating func reserveCapacity(_ count: Int) {
    if count > 128 { rest.reserveCapacity((count + 63) / 64 - 2) }
  }

  /// Makes those of 64 neurons active whose bits are set.
  ///
  /// - Parameters:
  ///   - bits: a bit for each neuron, the lowest for the first.
  ///   - start: the number of the first neuron among all hidden neurons, from 0.
  package mutating func activate(bits: UInt64, from start: Int) {
    let shift = UInt64(start & 63)
    merge(bits << shift, word: start >> 6)
    if shift > 0 { merge(bits >> (64 - shift), word: start >> 6 + 1) }
  }

  private mutating func merge(_ bits: UInt64, word: Int) {
    guard bits != 0 else { return }
    switch word {
    case 0: first |= bits
    case 1: second |= bits
    default:
      while rest.count < word - 1 { rest.append(0) }
      rest[word - 2] |= bits
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

  /// The first neuron, by its number among all hidden neurons from 0, that is active in one of two
  /// patterns only; `nil` where they are equal.
  public func firstDifference(from other: PackedPattern) -> Int? {
    if first != other.first { return (first ^ other.first).trailingZeroBitCount }
    if second != other.second { return 64 + (second ^ other.second).trailingZeroBitCount }
    for word in 0..<max(rest.count, other.rest.count) {
      let a = word < rest.count ? rest[word] : 0
      let b = word < other.rest.count ? other.rest[word] : 0
      if a != b { return 64 * (word + 2) + (a ^ b).trailingZeroBitCount }
    }
    return nil
  }

  /// The pattern of the first neurons; the others are not active.
  public func prefix(_ count: Int) -> PackedPattern {
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
    pattern(ofWidths: Array(architecture.hiddenWidths))
  }

  /// The pattern of the first hidden layers.
  ///
  /// - Parameter widths: the numbers of neurons in these layers.
  public func pattern(ofWidths widths: [Int]) -> ActivationPattern {
    var neuron = 0
    return ActivationPattern(
      widths.map { width in
        defer { neuron += width }
        return (neuron..<neuron + width).map { isActive($0) }
      })
  }
}
