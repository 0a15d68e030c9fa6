public import Enclosures
public import RegionInformation

/// An estimate of one number with what resampling says of it, in the unit of the report.
public struct JudgedEstimate {
  /// What is estimated.
  public enum Quantity: String, CaseIterable {
    /// The entropy of the cell, `H(T) = I(X; T)`.
    case entropy
    /// The information of cell and label, `I(T; Y)`.
    case information
  }

  /// What the formula gives.
  public let value: ReportedNumber
  /// The standard error; `nil` where there was no resampling.
  public let standardErrorValue: Double?
  /// The interval around the value.
  public let interval: (lower: Double, upper: Double)?

  public init(
    _ quantity: Quantity, by estimator: EntropyEstimator, in layer: NetworkInformation.Layer
  ) {
    let (information, unit) = (layer.information, layer.information.unit)
    value =
      switch quantity {
      case .entropy: information.entropy(of: .rows, by: estimator)
      case .information: information.mutual(by: estimator)
      }
    guard let bootstrap = layer.bootstrap else {
      (standardErrorValue, interval) = (nil, nil)
      return
    }
    let errors = quantity == .entropy ? bootstrap.entropy : bootstrap.information
    let error = unit.value(ofNats: errors[estimator]!)
    let middle = value.approximation
    standardErrorValue = error
    interval = (middle - bootstrap.width * error, middle + bootstrap.width * error)
  }

  /// The value with its standard error.
  var standardError: ReportedNumber? {
    standardErrorValue.map { .estimated(value: value.approximation, standardError: $0) }
  }
}
