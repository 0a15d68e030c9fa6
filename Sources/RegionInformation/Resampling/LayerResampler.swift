import ExactAlgebra
import LongWork

/// Draws tables from points with their cells and labels, for all layers at once.
struct LayerResampler: Sendable {
  private let cells: [LayerCells]
  private let labels: PointLabels
  private let joints: [Joint]
  private let estimators: RoundedEstimators

  /// The pairs of cell and label that occur in one layer.
  private struct Joint: Sendable {
    /// For each point the number of its pair.
    let pairOfPoint: [Int32]
    let pairCount: Int
    /// The points cell by cell, and where each cell begins.
    let points: [Int32]
    let starts: [Int]
  }

  init(_ cells: [LayerCells], _ labels: PointLabels) {
    self.cells = cells
    self.labels = labels
    estimators = RoundedEstimators(total: labels.classes.count)
    joints = cells.map { Self.joint($0, labels) }
  }

  private static func joint(_ cells: LayerCells, _ labels: PointLabels) -> Joint {
    var starts = Array(repeating: 0, count: cells.patterns.count + 1)
    for cell in cells.cellOfPoint { starts[Int(cell) + 1] += 1 }
    for cell in cells.patterns.indices { starts[cell + 1] += starts[cell] }
    var next = starts
    var points = Array(repeating: Int32(0), count: cells.cellOfPoint.count)
    for (point, cell) in cells.cellOfPoint.enumerated() {
      points[next[Int(cell)]] = Int32(point)
      next[Int(cell)] += 1
    }
    // Pairs are numbered cell by cell.
    var pairs = Array(repeating: Int32(0), count: points.count)
    var numbers = Array(repeating: Int32(-1), count: labels.names.count)
    var count: Int32 = 0
    for cell in cells.patterns.indices {
      let members = points[starts[cell]..<starts[cell + 1]]
      for point in members {
        let label = labels.classes[Int(point)]
        if numbers[label] < 0 {
          numbers[label] = count
          count += 1
        }
        pairs[Int(point)] = numbers[label]
      }
      for point in members { numbers[labels.classes[Int(point)]] = -1 }
    }
    return Joint(pairOfPoint: pairs, pairCount: Int(count), points: points, starts: starts)
  }

  // MARK: bootstrap

  /// Standard errors for each layer.
  ///
  /// - Throws: as `Interruption.check`.
  func bootstrap(_ options: Resampling, threads: Int) async throws -> [BootstrapErrors] {
    let estimates = try await concurrentMap(Self.blocks(options.replicates), width: threads) {
      block in
      var memory = Memory(total: estimators.total)
      return try block.map { replicate in
        try Interruption.check()
        return resampled(replicate, options.seed, &memory)
      }
    }.flatMap(\.self)
    return cells.indices.map { layer in
      func deviations(_ value: (Estimates) -> [Double]) -> [EntropyEstimator: Double] {
        Self.byEstimator { index in
          Self.standardDeviation(estimates.map { value($0[layer])[index] })
        }
      }
      return BootstrapErrors(
        replicates: options.replicates, level: options.level, seed: options.seed,
        entropy: deviations(\.entropy), information: deviations(\.information))
    }
  }

  /// What is estimated from one table, estimator by estimator.
  private struct Estimates: Sendable {
    let entropy: [Double]
    let information: [Double]
  }

  private struct Memory {
    var histogram: CountHistogram
    var draws: [Int32]
    init(total: Int) {
      histogram = CountHistogram(total: total)
      draws = Array(repeating: 0, count: total)
    }
  }

  /// The estimates for each layer from points that are drawn with replacement.
  private func resampled(
    _ replicate: Int, _ seed: UInt64, _ memory: inout Memory
  ) -> [Estimates] {
    var generator = SeededGenerator(seed: seed, stream: UInt64(2 * replicate + 1))
    let count = memory.draws.count
    for index in memory.draws.indices {
      memory.draws[index] = Int32(generator.next(upperBound: UInt64(count)))
    }
    func entropies(_ size: Int, _ number: (Int) -> Int) -> [Double] {
      var counts = Array(repeating: Int32(0), count: size)
      for point in memory.draws { counts[number(Int(point))] += 1 }
      memory.histogram.take(counts)
      return estimators.entropies(of: memory.histogram)
    }
    let ofLabels = entropies(labels.names.count) { labels.classes[$0] }
    return cells.indices.map { layer in
      let ofCells = entropies(cells[layer].patterns.count) { Int(cells[layer].cellOfPoint[$0]) }
      let ofPairs = entropies(joints[layer].pairCount) { Int(joints[layer].pairOfPoint[$0]) }
      return Estimates(
        entropy: ofCells,
        information: ofCells.indices.map { ofCells[$0] + ofLabels[$0] - ofPairs[$0] })
    }
  }

  // MARK: permutations

  /// The control for each layer.
  ///
  /// - Throws: as `Interruption.check`.
  func permutations(_ options: Resampling, threads: Int) async throws -> [PermutationControl] {
    var histogram = CountHistogram(total: estimators.total)
    func entropies(_ counts: [Int]) -> [Double] {
      histogram.take(counts.map { Int32($0) })
      return estimators.entropies(of: histogram)
    }
    let ofLabels = entropies(labels.counts)
    let ofCells = joints.map { joint in
      entropies(zip(joint.starts.dropFirst(), joint.starts).map { $0 - $1 })
    }
    let ofPairs = pairEntropies(labels.classes.map { Int32($0) }, &histogram)
    let permuted = try await concurrentMap(Self.blocks(options.permutations), width: threads) {
      block in
      var histogram = CountHistogram(total: estimators.total)
      return try block.map { number in
        try Interruption.check()
        var generator = SeededGenerator(seed: options.seed, stream: UInt64(2 * number + 2))
        var classes = labels.classes.map { Int32($0) }
        for index in classes.indices.reversed().dropLast() {
          classes.swapAt(index, Int(generator.next(upperBound: UInt64(index + 1))))
        }
        return pairEntropies(classes, &histogram)
      }
    }.flatMap(\.self)
    return cells.indices.map { layer in
      func information(_ pairs: [[Double]], _ index: Int) -> Double {
        ofCells[layer][index] + ofLabels[index] - pairs[layer][index]
      }
      return PermutationControl(
        permutations: options.permutations, level: options.level, seed: options.seed,
        values: Self.byEstimator { index in
          let values = permuted.map { information($0, index) }.sorted()
          let found = information(ofPairs, index)
          // Equal tables may differ by rounding.
          let border = found - 1e-9 * max(1, found.magnitude)
          let place = Int((options.level * Double(values.count)).rounded(.up)) - 1
          return PermutationControl.Values(
            mean: values.reduce(0, +) / Double(values.count),
            standardDeviation: Self.standardDeviation(values),
            upper: values[min(max(place, 0), values.count - 1)],
            asLargeCount: values.count { $0 >= border })
        })
    }
  }

  /// The entropies of cell and label together, layer by layer.
  private func pairEntropies(
    _ classes: [Int32], _ histogram: inout CountHistogram
  ) -> [[Double]] {
    var counts = Array(repeating: Int32(0), count: labels.names.count)
    return joints.map { joint in
      var pairs: [Int32] = []
      pairs.reserveCapacity(joint.pairCount)
      for cell in joint.starts.indices.dropLast() {
        let members = joint.starts[cell]..<joint.starts[cell + 1]
        for place in members { counts[Int(classes[Int(joint.points[place])])] += 1 }
        for place in members {
          let label = Int(classes[Int(joint.points[place])])
          if counts[label] > 0 {
            pairs.append(counts[label])
            counts[label] = 0
          }
        }
      }
      histogram.take(pairs)
      return estimators.entropies(of: histogram)
    }
  }

  // MARK: steps

  /// Some replicates for one task.
  private static func blocks(_ count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: 8).map { $0..<min($0 + 8, count) }
  }

  private static func byEstimator<Value>(
    _ value: (Int) -> Value
  ) -> [EntropyEstimator: Value] {
    Dictionary(
      uniqueKeysWithValues: EntropyEstimator.standard.enumerated().map { ($1, value($0)) })
  }

  private static func standardDeviation(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1)).squareRoot()
  }
}
