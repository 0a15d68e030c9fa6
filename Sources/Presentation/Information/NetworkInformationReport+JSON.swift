import Enclosures
import ExactAlgebra
import RegionInformation
import Regions

extension NetworkInformationReport {
  func object(version: String) -> JSONObject {
    var object: JSONObject = [
      "unit": first.options.unit.rawValue, "points": first.pointCount,
      "outside": first.outsideCount, "labels": first.labelCount,
    ]
    object.set("domain", to: domain.description)
    object.set("networks", to: entries.map { entry in self.object(of: entry).json })
    object.set("seconds", to: seconds)
    object.set("version", to: version)
    return object
  }

  private func object(of entry: Entry) -> JSONObject {
    [
      "file": entry.reading.file,
      "widths": entry.reading.network.architecture.widths,
      "regionStatus": entry.information.regionEnd.map {
        $0 == .complete ? "complete" : "limitReached"
      },
      "layers": entry.information.layers.map { object(of: $0).json },
    ]
  }

  private func object(of layer: NetworkInformation.Layer) -> JSONObject {
    let (table, information) = (layer.information.table, layer.information)
    var object: JSONObject = [
      "layer": layer.layerCount, "cells": table.occupiedCellCount, "regions": layer.regionCount,
      "cellsWithoutRegion": layer.cellsWithoutRegion,
      "occupancy": Double(approximating: table.occupancy),
    ]
    object.set(
      "entropy", to: Self.byEstimator { information.entropy(of: .rows, by: $0).json }.json)
    if first.labelCount != nil {
      object.set("information", to: Self.byEstimator { information.mutual(by: $0).json }.json)
    }
    object.set("bootstrap", to: bootstrap(of: layer)?.json)
    object.set("permutation", to: layer.permutation.map { self.object(of: $0).json })
    return object
  }

  private func bootstrap(of layer: NetworkInformation.Layer) -> JSONObject? {
    guard let bootstrap = layer.bootstrap else { return nil }
    var object: JSONObject = [
      "replicates": bootstrap.replicates, "level": "\(bootstrap.level)", "seed": bootstrap.seed,
    ]
    for quantity in quantities {
      let values = Self.byEstimator { estimator in
        let estimate = JudgedEstimate(quantity, by: estimator, in: layer)
        guard case .object(var number) = estimate.standardError!.json else {
          preconditionFailure("a number that is no object")
        }
        number.set("lower", to: Self.decimal(estimate.interval!.lower))
        number.set("upper", to: Self.decimal(estimate.interval!.upper))
        return .object(number)
      }
      object.set(quantity.rawValue, to: values.json)
    }
    return object
  }

  private func object(of control: PermutationControl) -> JSONObject {
    let unit = first.options.unit
    let values = Self.byEstimator { estimator in
      let values = control.values[estimator]!
      let mean = ReportedNumber.estimated(
        value: unit.value(ofNats: values.mean),
        standardError: unit.value(ofNats: values.standardDeviation)
          / Double(control.permutations).squareRoot())
      let object: JSONObject = [
        "mean": mean.json, "upper": Self.decimal(unit.value(ofNats: values.upper)),
        "pValue": ReportedNumber.exact(control.pValue(estimator)).json,
      ]
      return object.json
    }
    return [
      "permutations": control.permutations, "level": "\(control.level)", "seed": control.seed,
      "information": values.json,
    ]
  }

  /// What is reported: information where there are labels.
  var quantities: [JudgedEstimate.Quantity] {
    first.labelCount == nil ? [.entropy] : [.entropy, .information]
  }

  private static func byEstimator(_ value: (EntropyEstimator) -> JSON) -> JSONObject {
    var object = JSONObject()
    object.keepsOrder = true
    for estimator in EntropyEstimator.standard {
      object.set(estimator.rawValue, to: value(estimator))
    }
    return object
  }

  /// Six digits are more than resampling tells.
  static func decimal(_ number: Double) -> String {
    Rational(exactly: number)?.decimal(digits: 6, rounding: .nearest) ?? "\(number)"
  }
}
