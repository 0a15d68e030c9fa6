import Foundation

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

  /// A point that is told of.
  struct Place: Encodable {
    let point: Int
    let position: String
    let neurons: [Neuron]
    let domain: [Int]
    let patterns: [String]

    init(_ place: RegionReport.Place) {
      point = place.point
      position = place.location.position.rawValue
      neurons = place.location.neurons.map { Neuron(layer: $0.layer, neuron: $0.index + 1) }
      domain = place.location.inequalities.map { $0 + 1 }
      patterns = place.location.patterns.map(\.description)
    }
  }

  /// How decimals come from exact numbers.
  struct Rounding: Encodable {
    let decimals: Int
    let rounding = "nearest, ties away from zero"
  }

  let networkFile: NetworkReadingFields?
  let widths: [Int]
  let bias: Bool
  let activation: String
  let domain: String
  let dimension: Int
  let kind: String
  let hiddenLayers: Int
  let selection: String?
  let insideCount: Int?
  let boundaryCount: Int?
  let outsideCount: Int?
  let outsidePoints: [Int]?
  let points: [Place]?
  let decimals: Rounding?
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
    hiddenLayers = report.hiddenLayerCount
    selection = report.selection?.rawValue
    insideCount = report.placeCounts[.inside]
    boundaryCount = report.placeCounts[.boundary]
    outsideCount = report.placeCounts[.outside]
    outsidePoints = report.selection.map { _ in report.outsidePoints }
    points = report.selection.map { _ in report.places.map(Place.init) }
    decimals = report.decimals.map(Rounding.init)
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
