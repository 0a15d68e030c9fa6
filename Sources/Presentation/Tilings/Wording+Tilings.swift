import ExactAlgebra
import Networks
import Tilings

extension Wording {
  /// A number for people, without most of its digits where it has very many.
  static func number(_ value: Rational) -> String {
    let text = value.description
    return text.count <= 60 ? text : "about \(Bars.decimal(value))"
  }

  /// `9 of dimension 0, 22 of dimension 1`.
  static func faces(_ numbers: [Int]) -> String {
    numbers.enumerated().filter { $0.element > 0 }
      .map { "\($0.element) of dimension \($0.offset)" }.joined(separator: ", ")
  }

  /// The alternating sums and what they are for a complex that fills the domain.
  static func sums(_ faces: FaceNumbers) -> String {
    let sums = [(faces.interiorSum, "inside"), (faces.closedSum, "with the boundary")]
    return sums.map { sum, place in
      "\(sum.found) \(place)" + (sum.found == sum.expected ? "" : " (not \(sum.expected))")
    }.joined(separator: ", ")
  }

  /// What is wrong, with the region.
  static func flaw(_ flaw: TilingFlaw) -> String {
    let place =
      flaw.region.map { number in
        "region \(number + 1)" + (flaw.pattern.map { ", pattern \($0)" } ?? "") + ": "
      } ?? ""
    return place + reason(flaw.reason)
  }

  private static func reason(_ reason: TilingFlaw.Reason) -> String {
    switch reason {
    case .emptyList: "no regions, the domain has at least one"
    case .repeated(let first): "the same pattern as region \(first + 1)"
    case .contradiction(let neuron, let sign):
      "no such region, \(Wording.neuron(neuron)) is constant there and "
        + (sign > 0 ? "positive" : sign < 0 ? "negative" : "zero, which counts as inactive")
    case .noInnerPoint: "no such region, its conditions contradict each other or the domain"
    case .pointLength(let count, let expected):
      "the point has \(counted(count, "coordinate")), expected \(expected)"
    case .pointOffSlice: "the point is not in the slice"
    case .pointOutsideDomain(let inequality):
      "the point is not inside of the domain, by inequality \(inequality + 1)"
    case .pointElsewhere(let pattern): "at the point the pattern is \(pattern)"
    case .pointOnBoundary(let neuron):
      "the point is on the boundary, where \(Wording.neuron(neuron)) is zero"
    case .missingNeighbour(let neurons, let pattern, let point):
      "the region \(pattern) is missing, behind the facet where "
        + neurons.map { Wording.neuron($0) }.joined(separator: ", ")
        + (neurons.count == 1 ? " is" : " are") + " zero"
        + (point.map { "; it contains the point \(RegionNotation(decimals: nil).text($0))" } ?? "")
    case .facetCount(let listed, let found):
      "\(counted(listed, "facet")) in the list, it has \(found)"
    case .boundedness(let listed):
      listed ? "bounded in the list, it is not" : "unbounded in the list, it is bounded"
    case .volume(let listed, let found):
      "volume \(volume(listed)) in the list, it is \(volume(found))"
    case .area(let listed, let found):
      "area \(number(listed)) in the list, it is \(volume(found))"
    case .count(let listed, let found):
      "the list says that it has \(counted(listed, "region")), it has \(found)"
    case .layerCounts(let listed, let found):
      "regions of the first layers: \(numbers(listed)) in the list, they are \(numbers(found))"
    case .volumeTotal(let listed, let found):
      "volume \(volume(listed)) in all in the list, it is \(volume(found))"
    case .volumeSum(let found, let domain):
      "the volumes sum to \(number(found)), the domain has \(number(domain))"
    case .faceNumbers(let faces): "alternating sums of faces: \(sums(faces))"
    }
  }

  private static func volume(_ volume: TilingVolume) -> String {
    switch volume {
    case .finite(let value): number(value)
    case .infinite: "infinite"
    }
  }

  private static func numbers(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: ", ")
  }
}
