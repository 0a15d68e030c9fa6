public import ExactAlgebra
import LongWork
public import Networks

/// All activation patterns that networks with one hidden layer have on given points.
///
/// The neurons of the first layer are independent of each other, so these are the tuples of
/// activation vectors, one for each neuron: `N^n` for `n` neurons and `N` vectors, and
/// `binomial(N + n - 1, n)` up to permutation of the neurons. They come lazily, in
/// lexicographic order of the tuples; up to permutation each class is represented by the tuple
/// whose vectors ascend.
public struct ShallowPatterns: Sequence, Sendable {
  /// The activation vectors of one neuron, ascending.
  public let vectors: [[Bool]]
  /// The number of hidden neurons.
  public let neuronCount: Int
  /// Whether patterns that differ by a permutation of neurons count once.
  public let isUpToPermutation: Bool

  /// The patterns for the given activation vectors of a neuron.
  ///
  /// - Precondition: there is a neuron, and all vectors have the same length.
  public init(vectors: [[Bool]], neuronCount: Int, isUpToPermutation: Bool = false) {
    precondition(neuronCount > 0, "a hidden layer without neurons")
    precondition(
      vectors.allSatisfy { $0.count == vectors[0].count }, "activation vectors of different lengths"
    )
    self.vectors = vectors
    self.neuronCount = neuronCount
    self.isUpToPermutation = isUpToPermutation
  }

  /// The patterns on the points of a problem, whose own patterns do not matter.
  ///
  /// - Throws: `ShallowPatternsError`, and as `Interruption.check` but for the time.
  public init(onPointsOf problem: RealizationProblem, isUpToPermutation: Bool = false) throws {
    let architecture = problem.architecture
    guard architecture.layerCount == 2 else {
      throw ShallowPatternsError.hiddenLayers(architecture.layerCount - 1)
    }
    var vectors: [[Bool]] = []
    var iterator = ActivationVectors(
      on: problem.sites.map(\.point), hasBias: architecture.hasBiases
    ).makeIterator()
    do {
      while let vector = try iterator.nextInTime() { vectors.append(vector.isActive) }
    } catch is Interruption.TimeIsOver {
      throw ShallowPatternsError.timeIsOver(found: vectors.count)
    }
    self.init(
      vectors: vectors, neuronCount: architecture.widths[1], isUpToPermutation: isUpToPermutation)
  }

  /// The number of patterns.
  public var exactCount: Integer {
    isUpToPermutation
      ? binomial(vectors.count + neuronCount - 1, neuronCount)
      : Integer(vectors.count).power(neuronCount)
  }

  /// An iterator over the tuples.
  public func makeIterator() -> Iterator { Iterator(self) }

  /// Goes through the tuples.
  public struct Iterator: IteratorProtocol {
    private let patterns: ShallowPatterns
    /// The numbers of the vectors of the next tuple.
    private var choice: [Int]?

    init(_ patterns: ShallowPatterns) {
      self.patterns = patterns
      choice =
        patterns.vectors.isEmpty ? nil : [Int](repeating: 0, count: patterns.neuronCount)
    }

    /// The next patterns, one for each point.
    public mutating func next() -> [ActivationPattern]? {
      guard let choice else { return nil }
      self.choice = successor(of: choice)
      let vectors = choice.map { patterns.vectors[$0] }
      return vectors[0].indices.map { point in ActivationPattern([vectors.map { $0[point] }]) }
    }

    private func successor(of choice: [Int]) -> [Int]? {
      let last = patterns.vectors.count - 1
      guard let position = choice.lastIndex(where: { $0 < last }) else { return nil }
      let value = choice[position] + 1
      let tail = patterns.isUpToPermutation ? value : 0
      return choice[..<position] + [value]
        + [Int](repeating: tail, count: choice.count - position - 1)
    }
  }
}
