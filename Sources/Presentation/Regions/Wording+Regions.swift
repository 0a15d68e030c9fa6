import Networks
import Regions

extension Wording {
  /// Which limit ended a search, as the subject of a sentence; `nil` where none did.
  static func limit(_ end: RegionSummary.End) -> String? {
    switch end {
    case .complete, .stopped: nil
    case .maximumCount: "the largest number of regions"
    case .timeLimit: "the time limit"
    case .missingParts(let count, let all): "\(count) of \(counted(all, "part")) of the search"
    }
  }

  /// What a facet belongs to.
  static func facet(_ source: RegionFacet.Source) -> String {
    switch source {
    case .neuron(let neuron): self.neuron(neuron)
    case .domain(let index): "inequality \(index + 1) of the domain"
    }
  }

  /// `neuron 3 of hidden layer 1`.
  static func neuron(_ neuron: HiddenNeuron) -> String {
    "neuron \(neuron.index + 1) of hidden layer \(neuron.layer)"
  }
}
