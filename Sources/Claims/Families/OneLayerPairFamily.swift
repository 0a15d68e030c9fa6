import ExactAlgebra
import Networks

/// All pairs of patterns that differ in one hidden layer, up to what their varieties depend on.
///
///     OneLayerPairFamily(maximumWidth: 5, hiddenLayers: 2, hasBiases: true).instances
///
/// The variety is determined by the numbers of inputs and outputs, by the least widths `h` before
/// the layer and `h'` behind it, and by the numbers `a`, `b`, `c` of neurons that are active in both
/// blocks, in the first one only and in the second one only. So there is at most one hidden layer
/// before it, and one behind it, both active: layers are left out that do not bound a rank. Numbers
/// of neurons beyond what ranks permit make no difference, so the family is finite, and its
/// instances stand for networks of any depth and any hidden widths.
/// Each orbit under exchange of the blocks and, without biases, transposition is there once; its
/// size counts lists of these numbers.
/// Source: "pairs that differ in one layer" in the documentation of this module.
public struct OneLayerPairFamily: Hashable, Sendable {
  /// The largest number of inputs and of outputs.
  public let maximumWidth: Int
  /// The number of hidden layers, from 1 to 3.
  public let hiddenLayers: Int
  /// Whether layers have biases.
  public let hasBiases: Bool

  /// The family of a size.
  ///
  /// - Precondition: the width is at least 1, and there are from 1 to 3 hidden layers.
  public init(maximumWidth: Int, hiddenLayers: Int, hasBiases: Bool = false) {
    precondition(maximumWidth >= 1, "a family without networks")
    precondition((1...3).contains(hiddenLayers), "a number of layers that is not from 1 to 3")
    self.maximumWidth = maximumWidth
    self.hiddenLayers = hiddenLayers
    self.hasBiases = hasBiases
  }

  /// The instances, by inputs, outputs, least widths, then active neurons; made while they are gone
  /// through.
  public var instances: some Sequence<PatternInstance> {
    sides.lazy.flatMap { before in
      sides.lazy.flatMap { behind in instances(before: before, behind: behind) }
    }
  }

  /// One side of the layer: inputs, or outputs.
  private struct Side: Hashable, Comparable {
    /// The number of inputs or outputs.
    let count: Int
    /// The least width between them and the layer.
    let leastWidth: Int

    /// The widths that are needed: of inputs or outputs, and of a layer that bounds the rank.
    var widths: [Int] { leastWidth < count ? [count, leastWidth] : [count] }

    static func < (a: Side, b: Side) -> Bool { (a.count, a.leastWidth) < (b.count, b.leastWidth) }
  }

  private var sides: [Side] {
    (1...maximumWidth).flatMap { count in
      (1...count).map { Side(count: count, leastWidth: $0) }
    }
  }

  private func instances(before: Side, behind: Side) -> [PatternInstance] {
    let constants = hasBiases ? 1 : 0
    guard before.widths.count + behind.widths.count == hiddenLayers + 1,
      hasBiases || before <= behind
    else { return [] }
    let shared = min(before.leastWidth, behind.leastWidth)
    let own = min(before.leastWidth + constants, behind.leastWidth)
    return (0...shared).flatMap { a in
      (1...own).flatMap { b in
        (0...b).compactMap { c in
          let live = a + b + c
          // A layer that bounds no rank is left out.
          guard
            before.leastWidth == before.count
              || before.leastWidth < min(live, 2 * behind.leastWidth),
            behind.leastWidth == behind.count
              || behind.leastWidth < min(live, 2 * before.leastWidth + constants)
          else { return nil }
          return instance(before, behind, shared: a, first: b, second: c)
        }
      }
    }
  }

  private func instance(
    _ before: Side, _ behind: Side, shared: Int, first: Int, second: Int
  ) -> PatternInstance {
    let hidden =
      Array(before.widths.dropFirst()) + [shared + first + second] + behind.widths.dropFirst()
    guard
      let architecture = try? Architecture(
        widths: [before.count] + hidden + [behind.count], hasBiases: hasBiases)
    else { preconditionFailure("widths that are those of no architecture") }
    let activities = [(true, true), (true, false), (false, true)]
    let counts = [shared, first, second]
    let patterns = [true, false].map { isFirst in
      ActivationPattern(
        hidden.indices.map { index in
          index == before.widths.count - 1
            ? zip(activities, counts).flatMap { activity, count in
              Array(repeating: isFirst ? activity.0 : activity.1, count: count)
            } : Array(repeating: true, count: hidden[index])
        })
    }
    let transposes = !hasBiases && before != behind ? 2 : 1
    return PatternInstance(
      architecture: architecture, patterns: patterns,
      orbitSize: Integer((first == second ? 1 : 2) * transposes))
  }
}
