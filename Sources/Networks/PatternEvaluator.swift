import ExactAlgebra

/// Finds the activation patterns of many points: in floating point with proved bounds for rounding, and exactly
/// where these leave a neuron open.
///
///     let evaluator = PatternEvaluator(of: network)
///     evaluator.evaluate(points, in: 0..<points.count).patterns
///
/// A neuron is active where its pre-activation is positive; at zero it is inactive. Every pattern is that of the
/// exact point.
public struct PatternEvaluator: Sendable {
  /// The network.
  public let network: Network
  /// In floating point; `nil` where a weight is beyond its range.
  private let rounded: (layers: [RoundedLayer], slope: Double)?
  /// So many points are evaluated exactly at once.
  private static let batch = 64

  /// For a network, whose weights are rounded once.
  public init(of network: Network) {
    self.network = network
    let layers = network.layers.compactMap(RoundedLayer.init)
    let slope = network.activation.negativeSlope
    rounded =
      layers.count == network.layers.count && slope.isInRoundingRange
      ? (layers, Double(approximating: slope)) : nil
  }

  /// The patterns of some points.
  public struct Evaluation: Sendable {
    /// The pattern of each point, in their order.
    public let patterns: [PackedPattern]
    /// The numbers, ascending, of all points on a boundary: where the pre-activation of some neuron is exactly zero and
    /// not zero all around. Others at which one is zero may be among them.
    public let zeros: [Int]
  }

  /// The patterns of some points.
  ///
  /// - Precondition: the points have as many coordinates as the network has inputs.
  public func evaluate(_ points: InputPoints, in range: Range<Int>) -> Evaluation {
    precondition(
      range.isEmpty || points.dimension == network.architecture.inputCount,
      "points of a wrong length")
    var patterns =
      rounded.map { roundedPatterns(of: points, in: range, $0.layers, $0.slope) }
      ?? range.map { _ in nil }
    let open = patterns.indices.filter { patterns[$0] == nil }
    var zeros: [Int] = []
    for start in stride(from: 0, to: open.count, by: Self.batch) {
      let places = open[start..<min(start + Self.batch, open.count)]
      let evaluations = network.evaluate(places.map { points[range.lowerBound + $0] })
      for (place, evaluation) in zip(places, evaluations) {
        patterns[place] = PackedPattern(evaluation.pattern)
        if !evaluation.boundary.isEmpty { zeros.append(range.lowerBound + place) }
      }
    }
    return Evaluation(patterns: patterns.map { $0! }, zeros: zeros)
  }

  /// The patterns that floating point tells.
  private func roundedPatterns(
    of points: InputPoints, in range: Range<Int>, _ layers: [RoundedLayer], _ slope: Double
  ) -> [PackedPattern?] {
    let widest = layers.map(\.outputCount).max() ?? 0
    let first = layers[0]
    let size = RoundedPass.bufferCount(widest: widest)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { buffer in
      let pass = RoundedPass(
        layers: Array(layers.dropFirst()), slope: slope, widest: widest,
        in: buffer.baseAddress!)
      return points.numbers.withUnsafeBufferPointer { numbers in
        range.map { index in
          let point = numbers.baseAddress! + index * points.dimension
          first.sums(of: point, into: pass.sums)
          var largest = 0.0
          for axis in 0..<points.dimension { largest = max(largest, point[axis].magnitude) }
          // Without biases the origin is on every boundary.
          guard largest > 0 else { return nil }
          for neuron in 0..<first.outputCount {
            pass.errors[neuron] = first.error(
              of: neuron, largest: largest, error: points.relativeError * largest)
          }
          return pass.evaluate(count: first.outputCount, hasOutputs: false)
        }
      }
    }
  }
}
