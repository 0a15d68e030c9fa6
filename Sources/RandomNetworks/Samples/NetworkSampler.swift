import ExactAlgebra
import GaussianMeasures
import LongWork
public import Networks

/// Draws random inputs of a law and evaluates a network on them, in floating point, with proved bounds for
/// what rounding does.
///
///     let sampler = NetworkSampler(of: network, under: law)!
///     let counts = try await sampler.map(blocks: 0..<100, seed: 1, threads: 2) { block in
///       block.patterns.count { $0 == nil }                   // where rounding could decide
///     }
///     block.output(0, of: 7)                                 // value and a bound for its error
///
/// A drawn number stands beside a random real number with exactly the law that is wanted, at a distance
/// that is bounded. The bound is followed through the layers. So what is said about the pattern and outputs
/// of a sample holds for an input with exactly the law, and counts of samples are binomial: an interval
/// made of them (`BinomialInterval`) has its level without assumptions on the network, the law or rounding.
/// A neuron whose pre-activation is closer to zero than rounding tells leaves the pattern open: once in
/// some ten thousand million samples, for weights of usual sizes.
///
/// What is assumed: the numbers of `SeededGenerator` are independent and uniform, and the C library computes
/// `log` to a few units of the last place.
///
/// Gaussian laws and mixtures, singular ones too, and uniform laws on boxes. The pre-activations of the first
/// layer are drawn, not the inputs: the cost is that of the smaller one of both numbers. Samples come in
/// blocks; block `i` of a seed is always the same.
public struct NetworkSampler: Sendable {
  /// The number of samples in a block.
  public static let blockSize = 4_096

  /// The network.
  public let network: Network
  private let sources: [RandomSums]
  /// After the first layer: the others, the last one with the outputs.
  private let layers: [RoundedLayer]
  private let choice: PartChoice
  private let slope: Double

  /// `nil` for other laws than Gaussian mixtures and uniform laws on boxes, and where numbers are beyond
  /// double precision.
  ///
  /// - Precondition: the law has as many coordinates as the network has inputs.
  public init?(of network: Network, under law: InputLaw) {
    precondition(
      law.dimension == network.architecture.inputCount, "a law in another dimension")
    let forms = network.layers[0].affineForms
    var sources: [RandomSums] = []
    var weights: [Rational] = [1]
    switch law {
    case .gaussian(let mixture):
      let parts = mixture.parts.filter { !$0.weight.isZero }
      weights = parts.map(\.weight)
      for part in parts {
        guard let source = RandomSums(forms, of: part.law) else { return nil }
        sources.append(source)
      }
    case .uniform(let law):
      guard let sides = law.sides, let source = RandomSums(forms, of: sides) else { return nil }
      sources = [source]
    case .points: return nil
    }
    var layers: [RoundedLayer] = []
    for layer in network.layers.dropFirst() {
      guard let rounded = RoundedLayer(layer) else { return nil }
      layers.append(rounded)
    }
    guard network.activation.negativeSlope.isInRoundingRange else { return nil }
    self.network = network
    self.sources = sources
    self.layers = layers
    choice = PartChoice(weights)
    slope = Double(approximating: network.activation.negativeSlope)
  }

  /// What is made of each of some blocks, in their order.
  ///
  /// - Parameters:
  ///   - blocks: their numbers.
  ///   - seed: what all random numbers follow from.
  ///   - threads: the number of threads; results do not depend on it.
  ///   - hasOutputs: whether outputs are wanted.
  ///   - transform: called on each block, on any thread.
  /// - Throws: what `transform` throws; also as `Interruption.check`.
  public func map<Result: Sendable>(
    blocks: Range<Int>, seed: UInt64, threads: Int, hasOutputs: Bool = true,
    _ transform: @escaping @Sendable (SampleBlock) throws -> Result
  ) async throws -> [Result] {
    try await concurrentMap(Array(blocks), width: threads) { number in
      try transform(block(number, seed: seed, hasOutputs: hasOutputs))
    }
  }

  /// So many blocks are put together, and so many such groups are made at a time.
  private static let (groupSize, groupCount) = (16, 32)

  /// Hands on what is made of groups of blocks, in their order and some at a time. A time or a request of
  /// `Interruption` ends it early.
  ///
  /// - Parameters:
  ///   - blocks: their numbers.
  ///   - threads: the number of threads; results do not depend on it.
  ///   - transform: called on each group, on any thread.
  ///   - body: receives results, and says whether to go on.
  /// - Throws: what `transform` throws; also as `concurrentMap`.
  func forEachGroup<Result: Sendable>(
    of blocks: Range<Int>, threads: Int,
    transform: @escaping @Sendable (Range<Int>) throws -> Result, body: ([Result]) -> Bool
  ) async throws {
    let groups = stride(from: blocks.lowerBound, to: blocks.upperBound, by: Self.groupSize).map {
      $0..<min($0 + Self.groupSize, blocks.upperBound)
    }
    try await Interruption.untilDue {
      for start in stride(from: 0, to: groups.count, by: Self.groupCount) {
        let some = Array(groups[start..<min(start + Self.groupCount, groups.count)])
        let results = try await concurrentMap(some, width: threads, transform: transform)
        if !body(results) { return }
      }
    }
  }

  /// One block.
  ///
  /// - Parameters:
  ///   - number: from 0.
  ///   - seed: what all random numbers follow from.
  ///   - hasOutputs: whether outputs are wanted.
  public func block(_ number: Int, seed: UInt64, hasOutputs: Bool = true) -> SampleBlock {
    let generator = SeededGenerator(seed: seed, stream: UInt64(number) + 1)
    var draws = GaussianDraws(generator)
    var block = SampleBlock(
      count: Self.blockSize, outputCount: hasOutputs ? network.architecture.outputCount : 0)
    let widest = max(sources[0].count, layers.map(\.outputCount).max() ?? 0)
    let terms = sources.map(\.termCount).max() ?? 0
    let size = terms + RoundedPass.bufferCount(widest: widest)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { buffer in
      let pass = RoundedPass(
        layers: layers, slope: slope, widest: widest, in: buffer.baseAddress! + terms)
      for _ in 0..<block.count {
        let (part, isSure) = choice.part(draws.digits())
        let source = sources[part]
        let size = source.draw(
          into: pass.sums, terms: UnsafeMutableBufferPointer(rebasing: buffer[..<source.termCount]),
          using: &draws)
        for neuron in 0..<source.count { pass.errors[neuron] = source.error(of: neuron, size) }
        let pattern = pass.evaluate(count: source.count, hasOutputs: hasOutputs)
        block.append(isSure ? pattern : nil, isSure: isSure, pass)
      }
    }
    return block
  }
}

/// Chooses a part of a mixture by a uniform number.
private struct PartChoice: Sendable {
  /// Up to where the parts but the last one reach, in units of the last of 64 digits.
  private let borders: [(digits: UInt64, isExact: Bool)]

  init(_ weights: [Rational]) {
    var sum: Rational = 0
    let scale = Rational(2).power(64)
    borders = weights.dropLast().map { weight in
      sum += weight
      let border = sum * scale
      return (UInt64(border.floor.description)!, border.isInteger)
    }
  }

  /// The part, and whether further digits of the number could not change it.
  func part(_ digits: UInt64) -> (part: Int, isSure: Bool) {
    for (part, border) in borders.enumerated() where digits <= border.digits {
      if digits < border.digits { return (part, true) }
      if !border.isExact { return (part, false) }
    }
    return (borders.count, true)
  }
}

extension UniformLaw {
  /// The sides of the box that the law is uniform on; `nil` where it is another polyhedron.
  fileprivate var sides: [(lower: Rational, upper: Rational)]? {
    var lower = [Rational?](repeating: nil, count: dimension)
    var upper = lower
    for halfSpace in halfSpaces {
      let support = halfSpace.normal.indices.filter { !halfSpace.normal[$0].isZero }
      guard support.count == 1 else { return nil }
      let (axis, coefficient) = (support[0], halfSpace.normal[support[0]])
      let bound = -halfSpace.offset / coefficient
      if coefficient.signum() > 0 {
        lower[axis] = max(lower[axis] ?? bound, bound)
      } else {
        upper[axis] = min(upper[axis] ?? bound, bound)
      }
    }
    return zip(lower, upper).map { (lower: $0!, upper: $1!) }
  }
}
