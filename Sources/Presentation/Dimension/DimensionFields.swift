import ExactAlgebra
import Varieties

/// The keys of a dimension.
struct DimensionFields: Encodable {
  struct Evidence: Encodable {
    let primes: [UInt]
    let seed: UInt64
    let jacobianRank: Int
    let jacobianRows: Int
    let jacobianColumns: Int
    let upperBound: String?
    let flint: String
  }

  private enum Keys: CodingKey {
    case parameterCount, liveParameterCount, liveHiddenNeurons, ambientDimension, dimension,
      dimensionStatus, expectedDimension, defect, evidence, relations, dimensionLimit
  }

  /// What the points force, and what is expected beyond that.
  struct Relations: Encodable {
    let count: Int
    let remainingCoordinates: Int
    let expectedDimension: Int
    let defect: Int
  }

  let variety: VarietyFields
  let report: DimensionReport

  init(_ report: DimensionReport, _ version: String) {
    variety = VarietyFields(report.variety, version)
    self.report = report
  }

  func encode(to encoder: any Encoder) throws {
    try variety.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    let variety = report.variety
    try container.encode(variety.architecture.parameterCount, forKey: .parameterCount)
    try container.encode(variety.patternMap.parameterCount, forKey: .liveParameterCount)
    try container.encode(variety.liveNetwork.liveHiddenNeuronCount, forKey: .liveHiddenNeurons)
    try container.encode(variety.ambientDimension, forKey: .ambientDimension)
    try container.encode(report.dimension.value, forKey: .dimension)
    try container.encode(
      report.dimension.isProved ? "proved" : "lowerBound", forKey: .dimensionStatus)
    try container.encode(variety.expectedDimension, forKey: .expectedDimension)
    try container.encode(report.defect, forKey: .defect)
    try container.encode(evidence, forKey: .evidence)
    try container.encodeIfPresent(report.end.map(Wording.end), forKey: .dimensionLimit)
    if case .output = variety {
      try container.encode(
        Relations(
          count: variety.relationCount, remainingCoordinates: variety.remainingDimension,
          expectedDimension: variety.expectedRemainingDimension, defect: report.remainingDefect),
        forKey: .relations)
    }
  }

  private var evidence: Evidence {
    let rank = report.dimension.evidence
    var upperBound: String?
    if case .proved(_, let bound, _) = report.dimension { upperBound = Wording.bound(bound) }
    return Evidence(
      primes: [rank.prime], seed: rank.seed, jacobianRank: rank.rank,
      jacobianRows: rank.rowCount, jacobianColumns: rank.columnCount, upperBound: upperBound,
      flint: FLINTVersion.loaded)
  }
}
