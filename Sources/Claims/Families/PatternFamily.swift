import Algorithms
import ExactAlgebra
import Networks

/// All sets of activation patterns on all architectures of some size, up to symmetry.
///
///     let family = PatternFamily(maximumWidth: 4, hiddenLayers: 1, blocks: 2)
///     for instance in family.instances { print(instance, instance.orbitSize) }
///
/// Each orbit under permutations of hidden neurons and of blocks and, without biases, transposition
/// is there once; see `PatternInstance`.
public struct PatternFamily: Hashable, Sendable {
  /// The largest width of a layer, inputs and outputs included.
  public let maximumWidth: Int
  /// The number of hidden layers.
  public let hiddenLayers: Int
  /// The number of blocks, and of patterns.
  public let blocks: Int
  /// Whether layers have biases.
  public let hasBiases: Bool

  /// The family of a size.
  ///
  /// - Precondition: widths, hidden layers and blocks are at least 1, and there are at most 6
  ///   blocks.
  public init(maximumWidth: Int, hiddenLayers: Int, blocks: Int, hasBiases: Bool = false) {
    precondition(maximumWidth >= 1 && hiddenLayers >= 1, "a family without networks")
    precondition((1...6).contains(blocks), "a number of blocks that is not from 1 to 6")
    self.maximumWidth = maximumWidth
    self.hiddenLayers = hiddenLayers
    self.blocks = blocks
    self.hasBiases = hasBiases
  }

  /// The widths of the architectures, of two that are transposes of one another only the one that
  /// comes first; in lexicographic order.
  public var widths: [[Int]] {
    let all = (0..<hiddenLayers + 2).reduce([[]]) { lists, _ in
      lists.flatMap { list in (1...maximumWidth).map { list + [$0] } }
    }
    guard !hasBiases else { return all }
    return all.filter { !$0.reversed().lexicographicallyPrecedes($0) }
  }

  /// The instances, architecture by architecture; made while they are gone through.
  public var instances: some Sequence<PatternInstance> {
    widths.lazy.flatMap { instances(widths: $0) }
  }

  /// The instances on an architecture of the family.
  ///
  /// - Precondition: the widths are among `widths`.
  public func instances(widths: [Int]) -> some Sequence<PatternInstance> {
    guard let architecture = try? Architecture(widths: widths, hasBiases: hasBiases) else {
      preconditionFailure("widths that are those of no architecture")
    }
    let choices = widths.dropFirst().dropLast().map {
      SignatureCounts.all(neurons: $0, blocks: blocks)
    }
    let orbits = SignatureOrbits(blocks: blocks, transposition: transposition(of: widths))
    let count = choices.reduce(1) { $0 * $1.count }
    return (0..<count).lazy.compactMap { number -> PatternInstance? in
      let layers = Self.list(number, from: choices)
      guard let size = orbits.size(ofOrbitWithFirst: layers) else { return nil }
      return PatternInstance(
        architecture: architecture,
        patterns: (0..<blocks).map { block in
          ActivationPattern(layers.map { $0.activity(inBlock: block) })
        },
        orbitSize: size)
    }
  }

  private func transposition(of widths: [Int]) -> SignatureOrbits.Transposition {
    guard !hasBiases else { return .none }
    return widths.elementsEqual(widths.reversed()) ? .sameArchitecture : .otherArchitecture
  }

  /// Of all lists with one choice for each layer the one with a number, in lexicographic order.
  private static func list(
    _ number: Int, from choices: [[SignatureCounts]]
  ) -> [SignatureCounts] {
    var rest = number
    var list: [SignatureCounts] = []
    for layer in choices.reversed() {
      list.append(layer[rest % layer.count])
      rest /= layer.count
    }
    return list.reversed()
  }
}
