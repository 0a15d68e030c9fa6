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
  /// With digits for the sums of three that informations are.
  private let nats: [ContingencyTable.Variable: [EntropyEstimator: Ball]]

  /// Cells in more than this share of the number of draws are too many to trust an estimate.
  public static let largestOccupancy = 0.3

  /// Estimates by all formulas.
  public init(of table: ContingencyTable, unit: InformationUnit) {
    self.table = table
    self.unit = unit
    var nats: [ContingencyTable.Variable: [EntropyEstimator: Ball]] = [:]
    for variable in ContingencyTable.Variable.allCases {
      for estimator in EntropyEstimator.allCases {
        nats[variable, default: [:]][estimator] = table.entropy(
          of: variable, by: estimator, bits: 63)
      }
    }
    self.nats = nats
  }

  /// The estimated entropy of cell, label or pair.
  public func entropy(
    of variable: ContingencyTable.Variable, by estimator: EntropyEstimator
  ) -> ReportedNumber {
    unit.value(ofNats: .enclosed(nats[variable]![estimator]!))
  }

  /// The estimated mutual information of cell and label.
  public func mutual(by estimator: EntropyEstimator) -> ReportedNumber {
    unit.value(ofNats: .enclosed(mutualNats(by: estimator)))
  }

  /// The plug-in information with the correction of a full table.
  public var informationOfFullTable: ReportedNumber {
    unit.value(ofNats: .enclosed(mutualNats(by: .plugIn) - table.correctionOfFullTable))
  }

  private func mutualNats(by estimator: EntropyEstimator) -> Ball {
    func entropy(_ variable: ContingencyTable.Variable) -> Ball { nats[variable]![estimator]! }
    return entropy(.rows) + entropy(.labels) - entropy(.joint)
  }
}
