import Foundation
import ReLUNetworks

/// The keys of a report on regions, without the list.
struct RegionFields: Encodable {
  struct Neuron: Encodable {
    let layer: Int
    let neuron: Int
  }

  struct Edge: Encodable {
    let regions: [Int]
    let neurons: [Neuron]
  }

  let networkFile: NetworkReadingFields?
  let widths: [Int]
  let bias: Bool
  let activation: String
  let domain: String
  let dimension: Int
  let kind: String
  let method: String
  let count: Int
  let layerCounts: [Int]
  let status: String
  let limit: String?
  let boundedCount: Int?
  let facetCounts: [String: Int]?
  let area: ExactFraction?
  let edges: [Edge]?
  let seconds: Double?
  let version: String

  init(_ report: RegionReport, version: String) {
    networkFile = report.reading.map(NetworkReadingFields.init)
    widths = report.network.architecture.widths
    bias = report.network.architecture.hasBiases
    activation = report.network.activation.description
    domain = report.domain
    dimension = report.dimension
    kind = report.kind.rawValue
    method = report.method.rawValue
    count = report.count
    layerCounts = report.layerCounts
    status = report.limit == nil ? "complete" : "limitReached"
    limit = report.limit
    let isDetailed = report.detailedCount > 0
    boundedCount = isDetailed ? report.boundedCount : nil
    facetCounts =
      isDetailed
      ? Dictionary(uniqueKeysWithValues: report.facetCounts.map { ("\($0.key)", $0.value) }) : nil
    area = report.area.map(ExactFraction.init)
    edges = report.edges?.map { edge in
      Edge(
        regions: edge.regions.map { $0 + 1 },
        neurons: edge.neurons.map { Neuron(layer: $0.layer, neuron: $0.index + 1) })
    }
    seconds = report.seconds
    self.version = version
  }
}
