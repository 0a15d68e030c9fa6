public import ExactAlgebra
public import Networks

/// The question whether some network has given activation patterns on given points.
///
///     let problem = try RealizationProblem(architecture, blocks: blocks)
///     problem.realization()   // .realized(network), .impossible(proof) or .unknown(effort)
///
/// The question: are there weights, and biases where the architecture has them, such that the
/// pre-activation of every hidden neuron is positive on the points of the blocks in which it is
/// active and negative on the others? Blocks may share a pattern.
public struct RealizationProblem: Sendable {
  /// A point with the pattern that it is to have.
  public struct Site: Hashable, Sendable {
    /// The number of its block, from 0.
    public let block: Int
    /// Its number in the block, from 0.
    public let index: Int
    /// `n_0` coordinates.
    public let point: [Rational]
    /// The pattern of the block.
    public let pattern: ActivationPattern
  }

  /// The architecture.
  public let architecture: Architecture
  /// The points of all blocks, block by block.
  public let sites: [Site]

  /// The problem for the points of the given blocks.
  ///
  /// - Throws: `RealizationError` for blocks without points, for points with another number of
  ///   coordinates than `n_0`, and for patterns that do not fit the architecture.
  public init(_ architecture: Architecture, blocks: [Block]) throws(RealizationError) {
    var sites: [Site] = []
    for (number, block) in blocks.enumerated() {
      do {
        try block.pattern.validate(for: architecture)
      } catch {
        throw .pattern(error, block: number + 1)
      }
      guard !block.points.isEmpty else { throw .noPoints(block: number + 1) }
      for (index, point) in block.points.enumerated() {
        guard point.count == architecture.inputCount else {
          throw .wrongPoint(
            block: number + 1, point: index + 1, count: point.count,
            expected: architecture.inputCount)
        }
        sites.append(Site(block: number, index: index, point: point, pattern: block.pattern))
      }
    }
    guard !sites.isEmpty else { throw .noBlocks }
    self.architecture = architecture
    self.sites = sites
  }

  /// The problem whose points are multiples of those of another one.
  init(multiplyingPointsOf problem: RealizationProblem, by factor: Rational) {
    architecture = problem.architecture
    sites = problem.sites.map { site in
      Site(
        block: site.block, index: site.index, point: site.point.map { $0 * factor },
        pattern: site.pattern)
    }
  }

  /// The number `L - 1` of hidden layers.
  var hiddenLayerCount: Int { architecture.layerCount - 1 }

  /// Whether a neuron is to be active, point by point.
  ///
  /// - Parameters:
  ///   - neuron: its number in the layer, from 0.
  ///   - layer: the number `1 ..< L` of the hidden layer.
  func activity(ofNeuron neuron: Int, inLayer layer: Int) -> [Bool] {
    sites.map { $0.pattern.isActive(neuron: neuron, inLayer: layer) }
  }

  /// Points as a neuron of the first layer sees them: with a last coordinate 1 where there are
  /// biases.
  var affinePoints: [[Rational]] {
    sites.map { architecture.hasBiases ? $0.point + [1] : $0.point }
  }

  /// Whether a network has the architecture and, strictly, the patterns; exact.
  public func isSolved(by network: Network) -> Bool {
    guard network.architecture.widths == architecture.widths,
      architecture.hasBiases || !network.architecture.hasBiases
    else { return false }
    return zip(sites, network.evaluate(sites.map(\.point))).allSatisfy { site, evaluation in
      evaluation.boundary.isEmpty && evaluation.pattern == site.pattern
    }
  }
}

/// Why blocks do not pose a `RealizationProblem`.
public enum RealizationError: Error, Hashable, CustomStringConvertible {
  /// There is no block.
  case noBlocks
  /// A block has no points; blocks count from 1.
  case noPoints(block: Int)
  /// A point has a wrong number of coordinates.
  case wrongPoint(block: Int, point: Int, count: Int, expected: Int)
  /// A pattern does not fit.
  case pattern(ActivationPatternError, block: Int)

  /// One line for the user.
  public var description: String {
    switch self {
    case .noBlocks:
      "blocks: none given, expected at least one with points"
    case .noPoints(let block):
      "block \(block): no points, expected the points that are to have the pattern"
    case .wrongPoint(let block, let point, let count, let expected):
      "block \(block), points, row \(point): \(count) numbers, expected \(expected)"
    case .pattern(let error, let block):
      "block \(block): \(error)"
    }
  }
}
