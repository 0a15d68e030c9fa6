import ExactAlgebra
import Networks

/// `x -> W x + b` with exact entries.
struct AffineMap {
  /// The most bits, about, that the weights of a composition may have together.
  private static let maximumBits = 1 << 31

  /// One row for each output.
  var weights: [[Rational]]
  /// One number for each output; `nil` where nothing is added.
  var biases: [Rational]?

  /// `x -> x`.
  static func identity(_ width: Int) -> AffineMap {
    AffineMap(
      weights: (0..<width).map { row in
        (0..<width).map { $0 == row ? 1 : 0 }
      })
  }

  var inputCount: Int { weights.first?.count ?? 0 }
  var outputCount: Int { weights.count }

  /// The number of weights and biases.
  var parameterCount: Int { inputCount * outputCount + (biases?.count ?? 0) }

  /// The layer of a network that is this map.
  var layer: Network.Layer { Network.Layer(weights: weights, biases: biases) }

  /// The map that applies this one and then another.
  ///
  /// - Precondition: the outputs of this one are the inputs of the other.
  /// - Throws: `DataError` where the weights of the composition would be too large for memory.
  func followed(by next: AffineMap) throws(DataError) -> AffineMap {
    precondition(outputCount == next.inputCount, "maps that do not follow each other")
    let entries = inputCount * next.outputCount
    guard entries <= Architecture.maximumParameterCount,
      entries * (entryBits + next.entryBits) <= Self.maximumBits
    else {
      throw DataError(
        "the composition with the layer before has \(next.outputCount) x \(inputCount) weights "
          + "that are too large, expected ReLU between the layers")
    }
    let later = RationalMatrix(next.weights)
    var sum = next.biases
    if let biases {
      let shift = (later * RationalMatrix(biases.map { [$0] })).rows.map { $0[0] }
      sum = sum.map { zip($0, shift).map { $0 + $1 } } ?? shift
    }
    return AffineMap(weights: (later * RationalMatrix(weights)).rows, biases: sum)
  }

  /// The map with numbers added to its outputs.
  func adding(_ numbers: [Rational]) -> AffineMap {
    var sum = self
    sum.biases = biases.map { zip($0, numbers).map { $0 + $1 } } ?? numbers
    return sum
  }

  /// The size of the largest weight.
  private var entryBits: Int {
    weights.lazy.joined().map { $0.numerator.bitWidth + $0.denominator.bitWidth }.max() ?? 0
  }
}
