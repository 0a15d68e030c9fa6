public import ExactAlgebra
public import Networks
import Varieties

/// The closure of the outputs that a network has on given points with given activation patterns.
///
///     let variety = try OutputVariety(
///       of: Architecture(widths: [4, 3, 4]), on: [Block(pattern, points: points)])
///     variety.dimension(seed: 1)
///
/// The image of the pattern variety under `(M_1, ..., M_k) -> (M_1 X_1, ..., M_k X_k)`, with
/// biases `M_i X_i + c_i 1`. Coordinates: `outputs * points`. That some parameter does have the
/// patterns on the points is not asked for.
///
/// Outputs on points that depend linearly on earlier ones of their block (with biases:
/// affinely) satisfy linear relations. The others are coordinates of a variety of a network whose
/// inputs are a basis of the span of all points. Where the points of every block span all of it,
/// that is a pattern variety; otherwise the image is treated directly. The proofs are in the
/// documentation of this module. Source: Alexandr and Montufar, *Constraining the outputs of
/// ReLU neural networks*, 2025.
public struct OutputVariety: Sendable {
  /// The largest `ambientDimension` that is accepted.
  public static let maximumAmbientDimension = 1 << 17
  /// The largest `ambientDimension` for which an ideal is computed.
  public static let maximumIdealDimension = 1 << 13

  /// The architecture.
  public let architecture: Architecture
  /// The distinct patterns, in the order of their first occurrence.
  public let patterns: [ActivationPattern]
  /// For each block as it was given the number of its block here, from 0: given blocks with equal
  /// patterns are one.
  public var blockOfGiven: [Int]
  /// The points of all blocks, as they were given.
  public let points: [[Rational]]
  /// For each pattern the numbers of its points, from 0.
  public let pointsOfBlock: [[Int]]
  /// The outputs and their names.
  public let coordinates: OutputCoordinates
  /// The ring of the outputs, with the names and the order of `coordinates`.
  public let ring: PolynomialRing
  /// The map from the live parameters of the architecture to the block matrices.
  public let patternMap: PatternMap
  /// The pattern variety of the network whose inputs are a basis of the span of all points.
  public let reducedVariety: PatternVariety
  /// The map from that network to what the outputs depend on.
  public let outputMap: OutputMap
  /// What the outputs of each block depend on.
  let reductions: [BlockReduction]

  /// The variety of an architecture on blocks with points; blocks with the same pattern are one.
  ///
  /// - Throws: `OutputVarietyError` where a block has no points or a point has another number of
  ///   coordinates than there are inputs, where patterns do not fit, and where sizes exceed
  ///   `maximumAmbientDimension` or those of `PatternVariety`.
  public init(
    of architecture: Architecture, on blocks: [Block]
  ) throws(OutputVarietyError) {
    for (index, block) in blocks.enumerated() {
      do {
        try block.pattern.validate(for: architecture)
      } catch {
        throw .pattern(.misfit(error, block: index))
      }
      guard !block.points.isEmpty else { throw .noPoints(block: index) }
      for (number, point) in block.points.enumerated()
      where point.count != architecture.inputCount {
        throw .wrongPoint(
          block: index, point: number, count: point.count, expected: architecture.inputCount)
      }
    }
    let all = blocks.flatMap { block in block.points.map { (block.pattern, $0) } }
    var patterns: [ActivationPattern] = []
    for block in blocks where !patterns.contains(block.pattern) { patterns.append(block.pattern) }
    let pointsOfBlock = patterns.map { pattern in all.indices.filter { all[$0].0 == pattern } }
    let coordinates = OutputCoordinates(
      rowCount: architecture.outputCount, pointCount: all.count)
    guard coordinates.count <= Self.maximumAmbientDimension else {
      throw .tooLarge(ambientDimension: coordinates.count)
    }
    let spans = PointSpans(
      of: pointsOfBlock.map { $0.map { all[$0].1 } }, inputCount: architecture.inputCount,
      hasBiases: architecture.hasBiases)
    let adapted = AdaptedBasis(of: spans)
    let inputs = adapted.matrix.columnCount - (architecture.hasBiases ? 1 : 0)
    reducedVariety = try Self.variety(of: architecture, inputCount: inputs, on: patterns)
    reductions = patterns.indices.map {
      BlockReduction(block: $0, spans: spans, adapted: adapted)
    }
    outputMap = OutputMap(reducedVariety.patternMap, columns: reductions.map(\.basis))
    self.architecture = architecture
    self.patterns = patterns
    blockOfGiven = blocks.map { block in patterns.firstIndex(of: block.pattern)! }
    self.points = all.map(\.1)
    self.pointsOfBlock = pointsOfBlock
    self.coordinates = coordinates
    ring = PolynomialRing(coordinates.names)
    patternMap = PatternMap(architecture, on: patterns)
  }

  /// The pattern variety of the network with another number of inputs, at most as many.
  private static func variety(
    of architecture: Architecture, inputCount: Int, on patterns: [ActivationPattern]
  ) throws(OutputVarietyError) -> PatternVariety {
    do {
      let reduced = try Architecture(
        widths: [inputCount] + architecture.widths.dropFirst(),
        hasBiases: architecture.hasBiases)
      return try PatternVariety(of: reduced, on: patterns)
    } catch let error as PatternVarietyError {
      throw .pattern(error)
    } catch {
      preconditionFailure("fewer inputs are too many")
    }
  }

  /// The number of blocks, one for each distinct pattern.
  public var blockCount: Int { patterns.count }

  /// The dimension of the space of outputs.
  public var ambientDimension: Int { coordinates.count }

  /// The dimension of the space of outputs that satisfy the linear relations of the points.
  public var reducedDimension: Int { outputMap.coordinateCount }

  /// The number of linear relations that the points imply.
  public var relationCount: Int { ambientDimension - reducedDimension }

  /// Whether the points of every block span what all points span: then the variety is, up to a
  /// linear change of coordinates, the pattern variety `reducedVariety`.
  public var isPatternVariety: Bool { reductions.allSatisfy(\.isIdentity) }
}

/// Why blocks with points do not define a variety.
public enum OutputVarietyError: Error, Hashable, CustomStringConvertible {
  /// A block without points; blocks and points count from 0.
  case noPoints(block: Int)
  /// A point with another number of coordinates than there are inputs.
  case wrongPoint(block: Int, point: Int, count: Int, expected: Int)
  /// Patterns that do not fit, or sizes that are too large.
  case pattern(PatternVarietyError)
  /// More outputs than `OutputVariety.maximumAmbientDimension`.
  case tooLarge(ambientDimension: Int)
  /// More outputs than `OutputVariety.maximumIdealDimension`.
  case tooLargeForIdeal(ambientDimension: Int)

  /// One line for the user.
  public var description: String {
    switch self {
    case .noPoints(let block):
      "block \(block + 1): no points, expected at least one"
    case .wrongPoint(let block, let point, let count, let expected):
      "block \(block + 1), point \(point + 1): \(count) numbers, expected \(expected)"
    case .pattern(let error):
      error.description
    case .tooLarge(let dimension):
      "\(dimension) outputs on all points, expected at most "
        + "\(OutputVariety.maximumAmbientDimension)"
    case .tooLargeForIdeal(let dimension):
      "\(dimension) outputs on all points, expected at most "
        + "\(OutputVariety.maximumIdealDimension) for an ideal"
    }
  }
}
