import ExactAlgebra
public import Formulas
public import Laboratory
import Presentation
import Regions

/// The activation regions below a node of a search tree, counted, fill its cell.
///
/// That the search finds all of them is proved in the documentation of the module Regions. Where
/// volumes are computed and the cell is bounded, the verdict rests on more: the volumes of the regions
/// add up to that of the cell, which is computed without them, and nothing else would be `confirmed`.
public struct RegionEnumeration: Claim {
  public typealias Family = NetworkRegions

  /// The claim.
  public init() {}

  public let name = "region-enumeration"
  public let source =
    "Montufar, Pascanu, Cho and Bengio, On the number of linear regions of deep neural networks, "
    + "NIPS 2014"
  public let statement: MarkedText =
    "The activation regions that are found below a node of the search tree are disjoint, and their closures cover "
    + "the cell of the node."

  public func finding(
    on instance: RegionPart, of family: NetworkRegions, settings: ClaimSettings
  ) async throws -> Finding {
    let regions: ActivationRegions
    let numbers: RegionNumbers
    do {
      regions = try family.regions()
      numbers = try await RegionNumbers(
        below: instance.prefix, in: regions, details: family.options.details,
        timeLimit: settings.timeLimit)
    } catch let error as RegionError {
      return Finding(
        .notReached, Outcome("no-such-part"),
        detail: .record(["reason": .text("\(error)")]), evidence: Evidence(seed: settings.seed))
    }
    let evidence = Evidence(
      seed: settings.seed, values: ["regions": .number(numbers.summary.count)])
    guard numbers.summary.isComplete else {
      return Finding(Stop(after: settings.timeLimit ?? .zero), evidence: evidence)
    }
    let isFilled = try Self.fills(numbers, the: instance.prefix, in: regions)
    return Finding(
      isFilled == false ? .refuted : .confirmed,
      Outcome(
        isFilled == nil
          ? "regions-enumerated" : isFilled == true ? "volumes-add-up" : "volumes-differ"),
      detail: CodedValue(of: numbers), evidence: evidence)
  }

  /// Whether the volumes of regions are that of the cell; `nil` where none are known.
  static func fills(
    _ numbers: RegionNumbers, the prefix: RegionPrefix, in regions: ActivationRegions
  ) throws -> Bool? {
    guard case .finite(let found)? = numbers.statistics.volume,
      case .finite(let cell)? = try regions.volume(of: prefix)
    else { return nil }
    return found == cell
  }

  public func words(for outcome: Outcome) -> String {
    switch outcome.code {
    case "regions-enumerated": "all regions counted"
    case "volumes-add-up": "all regions counted, with the volume of the cell"
    case "volumes-differ": "the volumes of the regions are not that of the cell"
    case "no-such-part": "the search tree has no such node"
    case "limit": "limit reached"
    case "crash": "the process ended"
    default: outcome.code
    }
  }

  public func words(for finding: Finding) -> FindingWords {
    let count = finding.evidence.values["regions"]?.number
    let numbers = RegionNumbers(finding)
    let layers = numbers?.summary.layerCounts.map(String.init).joined(separator: ", ")
    return FindingWords(
      explanation: finding.stop?.words ?? finding.detail?["reason"]?.text
        ?? words(for: finding.outcome),
      evidence: [
        count.map { counted($0, "region") }, layers.map { "layer by layer: \($0)" },
      ].compactMap { $0 }.joined(separator: "; "))
  }
}
