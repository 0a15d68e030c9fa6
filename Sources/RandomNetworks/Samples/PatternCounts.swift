import Networks

/// How often patterns occur among samples.
struct PatternCounts: Sendable {
  /// The number of samples.
  private(set) var total = 0
  /// Samples whose pattern rounding leaves open.
  private(set) var open = 0
  private(set) var counts: [PackedPattern: Int] = [:]

  /// Counts the patterns of blocks. A time or a request of `Interruption` ends it early.
  ///
  /// - Parameter isOver: called now and then with the number of samples so far: whether to end before all
  ///   blocks are counted.
  /// - Throws: as `NetworkSampler.map`.
  init(
    of sampler: NetworkSampler, blocks: Range<Int>, seed: UInt64, threads: Int,
    until isOver: (Int) -> Bool
  ) async throws {
    try await sampler.forEachGroup(of: blocks, threads: threads) { blocks in
      var part = PatternCounts()
      for number in blocks { part.add(sampler.block(number, seed: seed, hasOutputs: false)) }
      return part
    } body: { parts in
      for part in parts { add(part) }
      return !isOver(total)
    }
  }

  private init() {}

  private mutating func add(_ block: SampleBlock) {
    total += block.count
    for pattern in block.patterns {
      if let pattern { counts[pattern, default: 0] += 1 } else { open += 1 }
    }
  }

  private mutating func add(_ other: PatternCounts) {
    total += other.total
    open += other.open
    counts.merge(other.counts, uniquingKeysWith: +)
  }

  /// The patterns, most frequent first; equal ones in the order of their words.
  var ranked: [PackedPattern] {
    counts.sorted { a, b in a.value == b.value ? a.key < b.key : a.value > b.value }.map(\.key)
  }
}
