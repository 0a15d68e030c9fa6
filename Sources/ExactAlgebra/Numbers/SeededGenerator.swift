/// A random number generator whose whole output follows from a recorded seed.
///
/// SplitMix64: Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, 2014.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator that repeats its output for the same seed and stream.
  ///
  /// - Parameters:
  ///   - seed: any number; it is what has to be recorded.
  ///   - stream: tells apart generators that share a seed, so that parts of a computation draw
  ///     the same numbers in whatever order they run.
  public init(seed: UInt64, stream: UInt64 = 0) {
    state = seed
    if stream != 0 {
      var mixer = SeededGenerator(seed: stream)
      state ^= mixer.next()
    }
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
