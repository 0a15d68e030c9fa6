import ExactAlgebra
import Networks

/// All shallow networks without biases, up to what their varieties depend on.
///
///     SignatureFamily(maximumWidth: 4, blocks: 2).instances
///
/// The variety is determined by the numbers of inputs and outputs and, for each non-empty set `S`
/// of blocks, by the number `h_S` of hidden neurons that are active exactly in the blocks of `S`.
/// They contribute an arbitrary matrix of rank at most `h_S`, so numbers beyond the smaller one of
/// inputs and outputs make no difference, and the family is finite. Neurons that are never active
/// are left out. Each orbit under permutations of blocks and transposition is there once; its size
/// counts lists of numbers.
/// Source: "signatures determine the variety" in the documentation of this module.
public struct SignatureFamily: Hashable, Sendable {
  /// The largest number of inputs and of outputs.
  public let maximumWidth: Int
  /// The number of blocks, and of patterns.
  public let blocks: Int
  /// The largest number of hidden neurons, if that is limited.
  public let maximumHidden: Int?

  /// The family of a size.
  ///
  /// - Precondition: widths and blocks are at least 1, and there are at most 6 blocks.
  public init(maximumWidth: Int, blocks: Int, maximumHidden: Int? = nil) {
    precondition(maximumWidth >= 1, "a family without networks")
    precondition((1...6).contains(blocks), "a number of blocks that is not from 1 to 6")
    self.maximumWidth = maximumWidth
    self.blocks = blocks
    self.maximumHidden = maximumHidden
  }

  /// The instances, by inputs, outputs, then hidden neurons; made while they are gone through.
  public var instances: some Sequence<PatternInstance> {
    (1...maximumWidth).lazy.flatMap { inputs in
      (inputs...maximumWidth).lazy.flatMap { outputs in
        instances(inputs: inputs, outputs: outputs)
      }
    }
  }

  private func instances(inputs: Int, outputs: Int) -> some Sequence<PatternInstance> {
    let most = min(inputs, outputs)
    let signatures = 1 << blocks - 1
    let largest = min(maximumHidden ?? .max, most * signatures)
    let orbits = SignatureOrbits(
      blocks: blocks, transposition: inputs == outputs ? .sameArchitecture : .otherArchitecture)
    return (1...max(largest, 1)).lazy.flatMap { hidden in
      BoundedCompositions(sum: hidden, length: signatures, largest: most).lazy
        .compactMap { counts -> PatternInstance? in
          let layer = SignatureCounts(counts: [0] + counts)
          guard let size = orbits.countOfLists(inOrbitWithFirst: [layer]),
            let architecture = try? Architecture(widths: [inputs, hidden, outputs])
          else { return nil }
          return PatternInstance(
            architecture: architecture,
            patterns: (0..<blocks).map { ActivationPattern([layer.activity(inBlock: $0)]) },
            orbitSize: size)
        }
    }
  }
}

/// All lists of numbers from 0 to a largest one with a given length and sum, in ascending
/// lexicographic order.
struct BoundedCompositions: Sequence, IteratorProtocol {
  private let largest: Int
  private var pending: [Int]?

  init(sum: Int, length: Int, largest: Int) {
    self.largest = largest
    pending = Self.first(sum: sum, length: length, largest: largest)
  }

  mutating func next() -> [Int]? {
    guard let current = pending else { return nil }
    pending = successor(of: current)
    return current
  }

  private func successor(of list: [Int]) -> [Int]? {
    var rest = 0
    for place in list.indices.reversed() {
      if rest > 0, list[place] < largest,
        let tail = Self.first(
          sum: rest - 1, length: list.count - place - 1, largest: largest)
      {
        return Array(list[..<place]) + [list[place] + 1] + tail
      }
      rest += list[place]
    }
    return nil
  }

  /// The least list: as much as possible at its end.
  private static func first(sum: Int, length: Int, largest: Int) -> [Int]? {
    guard sum <= length * largest else { return nil }
    var list = [Int](repeating: 0, count: length)
    var rest = sum
    for place in list.indices.reversed() {
      list[place] = Swift.min(rest, largest)
      rest -= list[place]
    }
    return list
  }
}
