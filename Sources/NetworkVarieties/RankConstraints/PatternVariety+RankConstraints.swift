import ExactAlgebra
import Varieties

extension PatternVariety {
  /// The rank constraints that the theory gives and that the matrix sizes do not imply.
  ///
  /// For each hidden layer and all blocks that agree behind it (before it), the combinations
  /// side by side (stacked) over every space of coefficients in which neurons cancel; each
  /// matrix once, with its smallest bound. With biases the matrices `M_i` satisfy all of that,
  /// and combinations in which the constants of later layers cancel take the `c_i` along. Besides,
  /// the differences of two blocks that differ in several layers. For each layer and each class
  /// of blocks the enumeration of spaces stops once 4,096 are found; `RankConstraintList` says
  /// whether one did, and makes the constraints one by one.
  ///
  /// The theorem and its proof are in the documentation of this module.
  public var rankConstraints: [RankConstraint] { rankBounds.map { RankConstraint($0, of: self) } }

  /// The rank constraints, without the linear forms in the entries of their matrices.
  var rankBounds: [ConstraintFamily.Candidate] { rankBounds(.allSpaces) }

  /// Which spaces of coefficients are gone through.
  enum Coefficients {
    /// All intersections of those in which some neuron drops out.
    case allSpaces
    /// The whole space, and single combinations in which at most one neuron is left.
    case principalVectors
  }

  /// The rank constraints for some spaces of coefficients.
  func rankBounds(_ coefficients: Coefficients) -> [ConstraintFamily.Candidate] {
    var search = RankBoundSearch(on: self, coefficients)
    search.run {}
    return search.bounds
  }

  /// The bound for the rank of a matrix of combinations of blocks without constants, where the
  /// blocks that occur agree in all layers but one; `nil` where they do not.
  ///
  /// With `C_i` the matrix of the coefficients of block `i`, every neuron of that layer
  /// contributes at most the rank of the sum of the `C_i` over the blocks in which it is live.
  /// The bound is given even where the sizes of the matrix imply it. Blocks agree in a layer
  /// where the same neurons are live in them.
  ///
  /// - Precondition: rows of equal lengths, and one coefficient for each block of the variety.
  public func rankConstraint(on entries: [[BlockCombination]]) -> RankConstraint? {
    let expression = BlockExpression(entries: entries)
    let support = Set(entries.flatMap { $0.flatMap(\.support) }).sorted()
    let bounds = (1..<max(architecture.layerCount, 1)).compactMap { layer in
      agree(support, besides: layer).map { caps in
        let (rows, columns) = (entries.count, entries[0].count)
        let neurons = liveNetwork.signatures(ofLayer: layer).reduce(0) { sum, signature in
          let blocks = signature.blocks.filter(support.contains)
          return sum
            + RationalMatrix(
              entries.map { row in
                row.map { entry in
                  blocks.reduce(Rational(0)) { $0 + Rational(entry.coefficients[$1]) }
                }
              }
            ).rank
        }
        return (layer, min(neurons, rows * caps.behind, columns * caps.before))
      }
    }
    guard let (layer, bound) = bounds.min(by: { $0.1 < $1.1 }) else { return nil }
    return RankConstraint(
      matrix: .blocks(expression),
      condition: expression.condition(rankAtMost: bound, in: coordinates),
      source: .combination(layer: layer))
  }

  /// The classes of blocks with the same live neurons in some layers.
  func classes(of blocks: [Int]? = nil, agreeingIn layers: Range<Int>) -> [[Int]] {
    var classes: [[Int]] = []
    for block in blocks ?? Array(0..<blockCount) {
      let place = classes.firstIndex { other in
        layers.allSatisfy { layer in
          liveNetwork.liveNeurons(inLayer: layer, block: block)
            == liveNetwork.liveNeurons(inLayer: layer, block: other[0])
        }
      }
      if let place { classes[place].append(block) } else { classes.append([block]) }
    }
    return classes
  }

  /// The bounds by the layers behind and before one, if the blocks agree in all of them.
  private func agree(_ blocks: [Int], besides layer: Int) -> (behind: Int, before: Int)? {
    let (before, behind) = (1..<layer, layer + 1..<architecture.layerCount)
    guard !blocks.isEmpty, classes(of: blocks, agreeingIn: before).count == 1,
      classes(of: blocks, agreeingIn: behind).count == 1
    else { return nil }
    return (
      min(leastLiveCount(of: blocks[0], in: behind), architecture.outputCount),
      min(leastLiveCount(of: blocks[0], in: before), architecture.inputCount)
    )
  }

  func leastLiveCount(of block: Int, in layers: Range<Int>) -> Int {
    layers.map { liveNetwork.liveNeurons(inLayer: $0, block: block).count }.min() ?? .max
  }
}
