public import Enclosures

/// All that is estimated from a contingency table, in one unit.
///
///     let information = TableInformation(of: table, unit: .bits)
///     information.entropy(of: .rows, by: .chaoShen)
///     information.mutual(by: .plugIn)
public struct TableInformation: Sendable {
  /// The table.
  public let table: ContingencyTable
  /// The unit of all values.
  public let unit: InformationUnit
  private let entropies: [ContingencyTable.Variable: [EntropyEstimator: Ball]]
  private let informations: [EntropyEstimator: Ball]
  /// The plug-in information with the correction of a full table.
  public let informationOfFullTable: ReportedNumber

  /// Cells in more than this share of the number of draws are too many to trust an estimate.
  public static let largestOccupancy = 0.3

  /// Estimates by all formulas.
  public init(of table: ContingencyTable, unit: InformationUnit) {
    self.table = table
    self.unit = unit
    var entropies: [ContingencyTable.Variable: [EntropyEstimator: Ball]] = [:]
    for variable in ContingencyTable.Variable.allCases {
      for estimator in EntropyEstimator.allCases {
        entropies[variable, default: [:]][estimator] = unit.value(
          ofNats: table.entropy(of: variable, by: estimator))
      }
    }
    var informations: [EntropyEstimator: Ball] = [:]
    for estimator in EntropyEstimator.allCases {
      informations[estimator] = unit.value(ofNats: table.information(by: estimator))
    }
    self.entropies = entropies
    self.informations = informations
    informationOfFullTable = .enclosed(unit.value(ofNats: table.informationOfFullTable()))
  }

  /// The estimated entropy of cell, label or pair.
  public func entropy(
    of variable: ContingencyTable.Variable, by estimator: EntropyEstimator
  ) -> ReportedNumber {
    .enclosed(entropies[variable]![estimator]!)
  }

  /// The estimated mutual information of cell and label.
  public func mutual(by estimator: EntropyEstimator) -> ReportedNumber {
    .enclosed(informations[estimator]!)
  }
}
