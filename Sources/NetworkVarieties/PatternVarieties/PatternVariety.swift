public import ExactAlgebra
import Foundation
public import Networks
import Varieties

/// The closure of the block matrices that a network realizes on fixed activation patterns.
///
///     let variety = PatternVariety(of: try Architecture(widths: [3, 4, 3]), on: patterns)
///     variety.dimension(seed: 1)                          // 20, proved
///     try await variety.ideal(upToDegree: 3).pieces[2]    // 6 cubics, proved
///
/// An irreducible variety in the space of all `(M_1, ..., M_k)`, or `([M_1|c_1], ...)` with
/// biases; it does not depend on data. Coordinates: `blocks * outputs * (inputs + bias)`.
/// Source: Alexandr and Montufar, *Constraining the outputs of ReLU neural networks*, 2025.
public struct PatternVariety: Sendable {
  /// The largest `ambientDimension` that is accepted.
  public static let maximumAmbientDimension = 1 << 16
  /// The largest number of entries of the part of the Jacobian matrix that may have to be
  /// eliminated: live parameters of the hidden layers, times their number or the ambient
  /// dimension, whichever is smaller.
  public static let maximumJacobianSize = 1 << 28
  /// The largest number of entries, covectors times ambient dimension, of the matrix by which
  /// rank constraints prove a dimension; where it would be larger, they are not used.
  public static let maximumConormalSize = 1 << 26
  /// The largest size, terms times parameters, of a parametrization that is expanded.
  public static let maximumExpansionSize = 50_000_000

  /// The architecture.
  public let architecture: Architecture
  /// The patterns, one for each block; distinct unless repetitions were allowed.
  public let patterns: [ActivationPattern]
  /// For each block as it was given the number of its block here, from 0: given blocks with equal
  /// patterns may have been merged.
  public private(set) var blockOfGiven: [Int]
  /// The map that parametrizes the variety.
  public let patternMap: PatternMap
  /// The ring of the block matrices' entries, with the names and the order of `coordinates`.
  public let ring: PolynomialRing

  /// The variety of an architecture on given patterns, one block for each.
  ///
  /// - Parameters:
  ///   - architecture: the widths of the layers, and whether they have biases.
  ///   - patterns: the pattern of each block.
  ///   - allowsRepetitions: whether a pattern may occur twice; the equations `M_i = M_j` of such
  ///     blocks are part of the ideal then.
  /// - Throws: `PatternVarietyError` where there is no pattern, one occurs twice and may not, one
  ///   does not fit, or the sizes exceed `maximumAmbientDimension` or `maximumJacobianSize`.
  public init(
    of architecture: Architecture, on patterns: [ActivationPattern],
    allowingRepetitions allowsRepetitions: Bool = false
  ) throws(PatternVarietyError) {
    guard !patterns.isEmpty else { throw .noBlocks }
    for (index, pattern) in patterns.enumerated() {
      do {
        try pattern.validate(for: architecture)
      } catch {
        throw .misfit(error, block: index)
      }
      if !allowsRepetitions, let first = patterns.firstIndex(of: pattern), first < index {
        throw .repeated(pattern, first: first, second: index)
      }
    }
    let coordinates = BlockCoordinates(architecture, blockCount: patterns.count)
    guard coordinates.count <= Self.maximumAmbientDimension else {
      throw .tooLarge(ambientDimension: coordinates.count)
    }
    let parameters = LiveNetwork(architecture, on: patterns).liveParameters
      .count { $0.layer < architecture.layerCount }
    guard parameters * min(parameters, coordinates.count) <= Self.maximumJacobianSize else {
      throw .jacobianTooLarge(parameters: parameters, ambientDimension: coordinates.count)
    }
    self.architecture = architecture
    self.patterns = patterns
    blockOfGiven = Array(patterns.indices)
    patternMap = PatternMap(architecture, on: patterns)
    ring = PolynomialRing(coordinates.names)
  }

  /// The variety of an architecture on given patterns, equal ones merged into one block.
  ///
  /// - Throws: `PatternVarietyError` as `init(of:on:allowingRepetitions:)`.
  public init(
    of architecture: Architecture, merging given: [ActivationPattern]
  ) throws(PatternVarietyError) {
    var patterns: [ActivationPattern] = []
    for pattern in given where !patterns.contains(pattern) { patterns.append(pattern) }
    try self.init(of: architecture, on: patterns)
    blockOfGiven = given.map { pattern in patterns.firstIndex(of: pattern)! }
  }

  /// The coordinates and their names.
  public var coordinates: BlockCoordinates { patternMap.coordinates }

  /// The part of the network that matters.
  public var liveNetwork: LiveNetwork { patternMap.network }

  /// The number of blocks.
  public var blockCount: Int { patterns.count }

  /// The dimension of the space of block matrices.
  public var ambientDimension: Int { coordinates.count }

  /// The dimension that a count of parameters and rescalings of hidden neurons predicts:
  /// `min(ambient dimension, live parameters - live hidden neurons)`.
  ///
  /// An upper bound for the dimension; what is missing to it is the defect of the variety.
  public var expectedDimension: Int {
    min(ambientDimension, patternMap.parameterCount - liveNetwork.liveHiddenNeuronCount)
  }
}

/// Why patterns do not define a variety.
public enum PatternVarietyError: Error, Hashable, CustomStringConvertible {
  /// No pattern is given.
  case noBlocks
  /// A pattern of another shape than the architecture.
  case misfit(ActivationPatternError, block: Int)
  /// A pattern that occurs twice.
  case repeated(ActivationPattern, first: Int, second: Int)
  /// More coordinates than `PatternVariety.maximumAmbientDimension`.
  case tooLarge(ambientDimension: Int)
  /// A part of the Jacobian matrix (live parameters of the hidden layers by as many of them or
  /// the coordinates) with more entries than `PatternVariety.maximumJacobianSize`.
  case jacobianTooLarge(parameters: Int, ambientDimension: Int)
  /// A parametrization in which terms times live parameters exceed
  /// `PatternVariety.maximumExpansionSize`.
  case expansionTooLarge(terms: Double, parameters: Int)

  /// One line for the user.
  public var description: String {
    switch self {
    case .noBlocks:
      "blocks: none given, expected at least one activation pattern"
    case .misfit(let error, let block):
      "block \(block + 1): \(error)"
    case .repeated(let pattern, let first, let second):
      "block \(second + 1): pattern '\(pattern)' is that of block \(first + 1) already"
    case .tooLarge(let dimension):
      "the space of block matrices has dimension \(dimension), expected at most "
        + "\(PatternVariety.maximumAmbientDimension)"
    case .jacobianTooLarge(let parameters, let dimension):
      "\(parameters) live parameters of hidden layers times the smaller of these and the ambient "
        + "dimension \(dimension), expected a product of at most "
        + "\(PatternVariety.maximumJacobianSize)"
    case .expansionTooLarge(let terms, let parameters):
      "the parametrization has about \(String(format: "%.1e", terms)) terms in \(parameters) "
        + "parameters, expected a product of at most "
        + "\(PatternVariety.maximumExpansionSize)"
    }
  }
}
