import Enclosures
import ExactAlgebra
import RegionInformation

extension NetworkInformationReport {
  /// One row for each network, layer, quantity and estimator.
  var table: [[String]] {
    var rows = [
      [
        "network", "file", "layer", "cells", "regions", "occupancy", "quantity", "estimator",
        "unit", "value", "standard_error", "lower", "upper", "permuted_mean", "permuted_upper",
        "p_value",
      ]
    ]
    for (number, entry) in entries.enumerated() {
      for layer in entry.information.layers {
        let table = layer.information.table
        let start = [
          "\(number + 1)", entry.reading.file, "\(layer.layerCount)",
          "\(table.occupiedCellCount)", layer.regionCount.map { "\($0)" } ?? "",
          table.occupancy.decimal(digits: 6, rounding: .nearest),
        ]
        for quantity in quantities {
          for estimator in EntropyEstimator.standard {
            rows.append(start + fields(quantity, estimator, layer))
          }
        }
      }
    }
    return rows
  }

  private func fields(
    _ quantity: JudgedEstimate.Quantity, _ estimator: EntropyEstimator,
    _ layer: NetworkInformation.Layer
  ) -> [String] {
    let estimate = JudgedEstimate(quantity, by: estimator, in: layer)
    let unit = layer.information.unit
    let control = quantity == .information ? layer.permutation : nil
    let permuted = control?.values[estimator]
    func decimal(_ number: Double?) -> String { number.map(Self.decimal) ?? "" }
    return [
      quantity.rawValue, estimator.rawValue, unit.rawValue,
      estimate.value.midpoint.decimal(digits: 12, rounding: .nearest),
      decimal(estimate.standardErrorValue), decimal(estimate.interval?.lower),
      decimal(estimate.interval?.upper), decimal(permuted.map { unit.value(ofNats: $0.mean) }),
      decimal(permuted.map { unit.value(ofNats: $0.upper) }),
      control.map { $0.pValue(estimator).decimal(digits: 6, rounding: .nearest) } ?? "",
    ]
  }
}
