import ExactAlgebra
public import Formulas
public import Laboratory
import Networks
import Presentation
import Regions

/// A shallow network with biases whose weights are in general position has as many activation
/// regions as Zaslavsky's formula says.
///
/// The regions are the pieces into which as many hyperplanes as there are hidden neurons cut the
/// input space. They are counted exactly, for weights and biases drawn from a seed. So a verdict is
/// about the drawn weights only: a confirmation says nothing about others, and a refutation would
/// mean that the drawn weights are not in general position, as happens by chance hardly ever, or
/// that the claim is false.
public struct ShallowRegionCount: BuiltInClaim {
  public typealias Family = RandomShallowNetworks

  /// The claim.
  public init() {}

  public let name = "shallow-region-count"
  public let source =
    "Zaslavsky, Facing up to arrangements, Memoirs AMS 154, 1975; Montufar, Pascanu, Cho and "
    + "Bengio, On the number of linear regions of deep neural networks, NIPS 2014"
  public var statement: MarkedText {
    let sum: Formula = [
      .raised(.sum(over: [.name("j"), .symbol(.equals), 0]), .name("n")),
      .binomial(.name("m"), .name("j")),
    ]
    return
      "A shallow ReLU network with \(.name("n")) inputs, \(.name("m")) hidden neurons and biases, whose "
      + "weights are drawn from a continuous distribution, has \(sum) activation regions, with probability one."
  }

  public func finding(
    on instance: RandomShallowNetwork, of family: RandomShallowNetworks, settings: ClaimSettings
  ) async throws -> Finding {
    try await Self.finding(
      on: instance.network(seed: settings.seed),
      claimed: (0...instance.inputs).reduce(Integer(0)) { $0 + binomial(instance.hidden, $1) },
      settings: settings)
  }

  /// What a claimed number of regions is found to be for a network.
  static func finding(
    on network: Network, claimed: Integer, settings: ClaimSettings
  ) async throws -> Finding {
    var options = ActivationRegions.Options()
    options.timeLimit = settings.timeLimit
    let regions = try await ActivationRegions(of: network).count(options: options)
    let evidence = Evidence(
      seed: settings.seed,
      values: ["regions": .number(regions.count), "claimed": CodedValue(claimed)])
    guard regions.isComplete else {
      return Finding(Stop(after: settings.timeLimit ?? .zero), evidence: evidence)
    }
    let difference = Integer(regions.count) - claimed
    return difference.isZero
      ? Finding(.confirmed, Outcome("count-attained"), evidence: evidence)
      : Finding(
        .refuted, Outcome("other-count", ["difference": CodedValue(difference)]),
        evidence: evidence)
  }

  public func words(for outcome: Outcome) -> String {
    switch outcome.code {
    case "count-attained": "as many regions as claimed"
    case "other-count":
      "number of regions minus the claimed one: \(outcome.values["difference"]?.text ?? "")"
    case "limit": "limit reached"
    case "crash": "the process ended"
    default: outcome.code
    }
  }

  public func words(for finding: Finding) -> FindingWords {
    let values = finding.evidence.values
    let (count, claimed) = (values["regions"]?.text ?? "", values["claimed"]?.text ?? "")
    let explanation =
      switch finding.verdict {
      case .confirmed:
        "this network has \(count) regions, all counted, as claimed; that is about the drawn "
          + "weights, others were not looked at"
      case .refuted:
        "this network has \(count) regions, all counted, in place of \(claimed), for the drawn "
          + "weights"
      case .notReached: finding.stop?.words ?? ""
      }
    return FindingWords(
      scope: finding.verdict == .confirmed ? "for the drawn weights" : "",
      explanation: explanation,
      evidence: values.isEmpty ? "" : "\(count) regions counted, claimed \(claimed)")
  }
}
