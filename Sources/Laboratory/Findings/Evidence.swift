/// The numbers behind a verdict, enough to compute them again.
public struct Evidence: Hashable, Sendable {
  /// The seed of all random numbers.
  public let seed: UInt64
  /// The primes modulo which numbers were computed, where they were.
  public let primes: [UInt]
  /// What was computed, by names of the claim.
  public let values: [String: CodedValue]

  /// Records numbers.
  ///
  /// - Precondition: no value has the name `seed` or `primes`.
  public init(seed: UInt64, primes: [UInt] = [], values: [String: CodedValue] = [:]) {
    precondition(values["seed"] == nil && values["primes"] == nil, "a name that is taken")
    self.seed = seed
    self.primes = primes
    self.values = values
  }

  var plainWords: String {
    values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.plainWords)" }
      .joined(separator: "; ")
  }
}

extension Evidence: Codable {
  /// Reads `seed`, `primes`, and all else as values.
  ///
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodedName.self)
    let names = container.allKeys.filter { !["seed", "primes"].contains($0.stringValue) }
    self.init(
      seed: try container.decode(UInt64.self, forKey: CodedName("seed")),
      primes: try container.decode([UInt].self, forKey: CodedName("primes")),
      values: try names.reduce(into: [:]) {
        $0[$1.stringValue] = try container.decode(CodedValue.self, forKey: $1)
      })
  }

  /// Writes what `init(from:)` reads, side by side.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodedName.self)
    try container.encode(seed, forKey: CodedName("seed"))
    try container.encode(primes, forKey: CodedName("primes"))
    for (name, value) in values {
      try container.encode(value, forKey: CodedName(name))
    }
  }
}
