import Enclosures
import ExactAlgebra
import LongWork

/// The slices of the patterns of a model: each fits into memory, and all are independent of each other.
private struct SlicedTables {
  let model: RoundedGateModel
  let sample: PatternTable.Sample
  let classCount: Int
  let coordinates: Int
  let bits: Int
  /// The number of gates of the first 1, 2, ... layers.
  let layerGates: [Int]

  /// The largest number of entries of a table.
  private static let largestTable = 1 << 22

  init(_ model: GateModel, _ sample: GateSample, _ request: SampleTerms.Request) {
    self.model = RoundedGateModel(model)
    classCount = request.classCount
    coordinates = request.hasCovariance ? request.mean.count : 0
    self.sample = PatternTable.Sample(
      sample, centre: request.mean, hasDeviations: request.hasCovariance)
    let columns = 1 + coordinates + classCount
    var bits = 0
    let largest = self.model.prefixGateCount + self.model.lastWidth / 2
    while bits < largest, columns << (self.model.gateCount - bits) > Self.largestTable { bits += 1 }
    self.bits = bits
    var count = 0
    layerGates = self.model.widths.map {
      count += $0
      return count
    }
  }

  /// What a slice says.
  struct Part: Sendable {
    /// For each layer; `nil` where the slice is only a part of one of its patterns.
    let layers: [TableSummary?]
    /// The sums over the slice.
    let total: PatternTable
    /// For each class and each gate.
    let openClasses: [[Double]]
  }

  var slices: [PrefixWalk.Slice] {
    (0..<1 << bits).map { PrefixWalk.Slice(bits: bits, number: $0) }
  }

  func part(_ slice: PrefixWalk.Slice) -> Part {
    var table = PatternTable(of: model, over: sample, slice: slice, hasClasses: classCount > 0)
    let rest = model.gateCount - slice.bits
    let openClasses = table.classes.map { law in
      let total = PairwiseSum.ofGroups(law, bits: rest)[0]
      return (0..<slice.bits).map { slice.contains(1, of: $0) ? total : 0 }
        + PairwiseSum.ofOpen(law, bits: rest)
    }
    var layers: [TableSummary?] = layerGates.map { _ in nil }
    var gates = model.gateCount
    for layer in layerGates.indices.reversed() where layerGates[layer] >= slice.bits {
      table = table.folded(bits: gates - layerGates[layer])
      gates = layerGates[layer]
      layers[layer] = TableSummary(of: table, spans: sample.spans)
    }
    return Part(
      layers: layers, total: table.folded(bits: gates - slice.bits), openClasses: openClasses)
  }

  /// The summary of a layer over all slices.
  func summary(of layer: Int, _ parts: [Part]) -> TableSummary {
    guard layerGates[layer] >= bits else {
      let table = PatternTable(joining: parts.map(\.total)).folded(bits: bits - layerGates[layer])
      return TableSummary(of: table, spans: sample.spans)
    }
    var sum = TableSummary(coordinates: coordinates)
    for part in parts { sum += part.layers[layer]! }
    return sum
  }

  /// The sum of what slices say of a class, and of a gate with a class.
  func sum(_ parts: [Part], _ value: (Part) -> Double) -> RoundedNumber {
    let error = parts.reduce(0) { max($0, $1.total.classError) }
    var values = parts.map(value)
    let sum = PairwiseSum.of(&values)
    let roundings = Double(64) * RoundedNumber.unit
    return RoundedNumber(
      value: sum, error: (sum * (error + roundings) + PatternTable.vanishing) * (1 + 0x1p-20))
  }
}

extension SampleTerms {
  /// The sums in floating point with bounds, with so many threads.
  static func rounded(
    of model: GateModel, over sample: GateSample, _ request: Request, threads: Int
  ) async throws -> SampleTerms {
    let tables = SlicedTables(model, sample, request)
    let parts = try await concurrentMap(tables.slices, width: threads) { tables.part($0) }
    let blocks = stride(from: 0, to: sample.points.count, by: 16).map {
      $0..<min($0 + 16, sample.points.count)
    }
    let priors = try await concurrentMap(blocks, width: threads) { block in
      block.map { PriorWalk(tables.model, at: tables.sample.points[$0]) }
    }
    return SampleTerms(tables, parts, priors.flatMap { $0 }, sample, request)
  }

  private init(
    _ tables: SlicedTables, _ parts: [SlicedTables.Part], _ priors: [PriorWalk],
    _ sample: GateSample, _ request: Request
  ) {
    let precision = 128
    var conditional = RoundedNumber(exactly: 0)
    layers = []
    for layer in tables.layerGates.indices {
      for (prior, weight) in zip(priors, tables.sample.weights) {
        conditional += weight * prior.entropies[layer]
      }
      let summary = tables.summary(of: layer, parts)
      layers.append(
        Layer(summary, conditionalEntropy: conditional, request, precision: precision))
    }
    classes = (0..<request.classCount).map { label in
      tables.sum(parts) { $0.total.classes[label][0] }.ball(precision: precision)
    }
    gates = (0..<tables.model.gateCount).map { gate in
      var open = RoundedNumber(exactly: 0)
      var conditional = Ball(0, precision: precision)
      for (index, prior) in priors.enumerated() {
        open += tables.sample.weights[index] * prior.open[gate]
        let probability = prior.open[gate].ball(precision: precision)
        conditional += probability.binaryEntropy * sample.weights[index]
      }
      return Gate(
        open: open.ball(precision: precision), conditionalEntropy: conditional,
        openClasses: (0..<request.classCount).map { label in
          tables.sum(parts) { $0.openClasses[label][gate] }.ball(precision: precision)
        })
    }
  }
}

extension SampleTerms.Layer {
  /// What is within patterns is what is not between them.
  fileprivate init(
    _ summary: TableSummary, conditionalEntropy: RoundedNumber, _ request: SampleTerms.Request,
    precision: Int
  ) {
    entropy = summary.entropy.ball(precision: precision)
    self.conditionalEntropy = conditionalEntropy.ball(precision: precision)
    jointEntropy = summary.jointEntropy.ball(precision: precision)
    guard request.hasCovariance else { return }
    let count = request.mean.count
    func index(_ row: Int, _ column: Int) -> Int {
      let (row, column) = (min(row, column), max(row, column))
      return row * count - row * (row - 1) / 2 + column - row
    }
    between = (0..<count).map { row in
      (0..<count).map { summary.between[index(row, $0)].ball(precision: precision) }
    }
    within = (0..<count).map { row in
      (0..<count).map { -(between[row][$0] - request.covariance[row][$0]) }
    }
  }
}
