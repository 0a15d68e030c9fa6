import Networks

/// How many samples have each of some patterns, and what outputs they have.
struct CountedPatterns: Sendable {
  /// The patterns, in the order in which they were proposed.
  let patterns: [PackedPattern]
  /// The samples of each.
  private(set) var hits: [Int]
  /// Samples whose pattern rounding leaves open.
  private(set) var open = 0
  /// All samples.
  private(set) var total = 0
  /// Sums for mean and covariance of the outputs.
  private(set) var outputs: OutputSums

  /// Counts the samples of blocks. A time or a request of `Interruption` ends it early.
  ///
  /// - Parameter isOver: called now and then with the number of samples so far: whether to end before all
  ///   blocks are counted.
  /// - Throws: as `NetworkSampler.map`.
  init(
    of sampler: NetworkSampler, _ patterns: [PackedPattern], blocks: Range<Int>, seed: UInt64,
    threads: Int, until isOver: (Int) -> Bool
  ) async throws {
    self.patterns = patterns
    hits = patterns.map { _ in 0 }
    let center = sampler.block(blocks.lowerBound, seed: seed).meanOutputs
    outputs = OutputSums(center: center)
    var places: [PackedPattern: Int32] = [:]
    places.reserveCapacity(patterns.count)
    for (place, pattern) in patterns.enumerated() { places[pattern] = Int32(place) }
    let known = places
    try await sampler.forEachGroup(of: blocks, threads: threads) { blocks in
      var part = Part(outputs: OutputSums(center: center))
      for number in blocks { part.add(sampler.block(number, seed: seed), known) }
      return part
    } body: { parts in
      for part in parts { add(part) }
      return !isOver(total)
    }
  }

  private struct Part: Sendable {
    var places: [Int32] = []
    var open = 0
    var total = 0
    var outputs: OutputSums

    mutating func add(_ block: SampleBlock, _ known: [PackedPattern: Int32]) {
      total += block.count
      for pattern in block.patterns {
        guard let pattern else {
          open += 1
          continue
        }
        if let place = known[pattern] { places.append(place) }
      }
      outputs.add(block)
    }
  }

  private mutating func add(_ part: Part) {
    for place in part.places { hits[Int(place)] += 1 }
    open += part.open
    total += part.total
    outputs.add(part.outputs)
  }
}
