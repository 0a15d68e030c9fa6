import Drawing
import Foundation
import Presentation
import RegionInformation

extension InformationCommand {
  /// Where the picture is written; `nil` where none is wanted.
  func chartFile() throws -> ChartFile? {
    try chart.map { try ChartFile($0, besides: output.output) }
  }

  /// The course of estimates over networks.
  func figure(of entries: [NetworkInformationReport.Entry]) -> InformationFigure {
    let layers = entries[0].information.layers.indices
    let hasRegions = entries.allSatisfy { $0.information.layers[0].regionCount != nil }
    var figure = InformationFigure(
      layers: layers.map { index in
        let layers = entries.map { $0.information.layers[index] }
        func course(_ quantity: JudgedEstimate.Quantity) -> InformationFigure.Course {
          let estimates = layers.map { JudgedEstimate(quantity, by: estimator, in: $0) }
          return .init(
            estimates.map(\.value.approximation),
            errors: estimates.compactMap(\.standardErrorValue))
        }
        return .init(
          name: Self.name(ofFirst: index + 1), entropy: course(.entropy),
          information: entries[0].information.labelCount == nil ? nil : course(.information),
          count: .init(
            layers.map { Double($0.regionCount ?? $0.information.table.occupiedCellCount) }))
      })
    figure.countName = hasRegions ? "regions" : "cells"
    figure.unit = unit.rawValue
    return figure
  }

  /// The course of the law itself.
  func figure(of entries: [LawInformationReport.Entry]) -> InformationFigure {
    var figure = InformationFigure(
      layers: entries[0].information.layers.indices.map { index in
        let layers = entries.map { $0.information.layers[index] }
        let informations = layers.compactMap { $0.information?.approximation }
        return .init(
          name: Self.name(ofFirst: index + 1),
          entropy: .init(layers.map(\.entropy.approximation)),
          information: informations.isEmpty ? nil : .init(informations),
          count: .init(layers.map { Double($0.patternCount) }))
      })
    figure.countName = "patterns"
    figure.unit = unit.rawValue
    return figure
  }

  private static func name(ofFirst count: Int) -> String {
    count == 1 ? "layer 1" : "layers 1 to \(count)"
  }
}
