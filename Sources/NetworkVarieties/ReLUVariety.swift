public import ExactAlgebra
public import Networks
public import Varieties

/// A variety of a network with fixed activation patterns: of its maps, or of its outputs on data.
public enum ReLUVariety: Sendable {
  /// The closure of the block matrices.
  case pattern(PatternVariety)
  /// The closure of the outputs on given points.
  case output(OutputVariety)

  /// The architecture.
  public var architecture: Architecture {
    switch self {
    case .pattern(let variety): variety.architecture
    case .output(let variety): variety.architecture
    }
  }

  /// The patterns, one for each block.
  public var patterns: [ActivationPattern] {
    switch self {
    case .pattern(let variety): variety.patterns
    case .output(let variety): variety.patterns
    }
  }

  /// For each block as it was given the number of its block here, from 0.
  public var blockOfGiven: [Int] {
    switch self {
    case .pattern(let variety): variety.blockOfGiven
    case .output(let variety): variety.blockOfGiven
    }
  }

  /// The map from the live parameters to the block matrices.
  public var patternMap: PatternMap {
    switch self {
    case .pattern(let variety): variety.patternMap
    case .output(let variety): variety.patternMap
    }
  }

  /// The part of the network that matters.
  public var liveNetwork: LiveNetwork { patternMap.network }

  /// The ring in which the ideal lies.
  public var ring: PolynomialRing {
    switch self {
    case .pattern(let variety): variety.ring
    case .output(let variety): variety.ring
    }
  }

  /// The dimension of the space in which the variety lies.
  public var ambientDimension: Int { ring.variableCount }

  /// The dimension that a count of parameters and rescalings of hidden neurons predicts:
  /// `min(ambient dimension, live parameters - live hidden neurons)`, an upper bound.
  public var expectedDimension: Int {
    min(ambientDimension, patternMap.parameterCount - liveNetwork.liveHiddenNeuronCount)
  }

  /// The number of linear equations that the data points imply; none for maps.
  public var relationCount: Int {
    switch self {
    case .pattern: 0
    case .output(let variety): variety.relationCount
    }
  }

  /// The number of coordinates that the linear relations of the points leave.
  public var remainingDimension: Int { ambientDimension - relationCount }

  /// What a count of parameters predicts for the dimension among the coordinates that the linear
  /// relations of the points leave: `min(remaining coordinates, live parameters - live hidden
  /// neurons)`, for a network whose inputs are a basis of the span of the points.
  public var expectedRemainingDimension: Int {
    guard case .output(let variety) = self else { return expectedDimension }
    let reduced = variety.reducedVariety
    return min(
      remainingDimension,
      reduced.patternMap.parameterCount - reduced.liveNetwork.liveHiddenNeuronCount)
  }

  /// The rank constraints that the theory gives and that the matrix sizes do not imply.
  public var rankConstraints: [RankConstraint] {
    switch self {
    case .pattern(let variety): variety.rankConstraints
    case .output(let variety): variety.rankConstraints
    }
  }

  /// The dimension, by the rank of the Jacobian matrix at a random point modulo a prime.
  public func dimension(seed: UInt64) -> Dimension {
    switch self {
    case .pattern(let variety): variety.dimension(seed: seed)
    case .output(let variety): variety.dimension(seed: seed)
    }
  }

  /// The same, as far as `Interruption` lets it be found.
  ///
  /// - Throws: what `Interruption` throws before there is a lower bound.
  public func dimensionInTime(seed: UInt64) throws -> InterruptedDimension {
    switch self {
    case .pattern(let variety): try variety.dimensionInTime(seed: seed)
    case .output(let variety): try variety.dimensionInTime(seed: seed)
    }
  }

  /// The computation of the ideal.
  ///
  /// - Throws: `PatternVarietyError` or `OutputVarietyError` for what is too large.
  public var idealComputation: IdealComputation {
    get throws {
      switch self {
      case .pattern(let variety): IdealComputation(try variety.gradedKernel)
      case .output(let variety): try variety.idealComputation
      }
    }
  }
}
