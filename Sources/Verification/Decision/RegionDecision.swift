import ExactAlgebra
import LongWork
import Networks
import Polyhedra
import Properties
import Regions

/// Decides conjunctions on the activation regions of a set of inputs, by exact linear programs.
final class RegionDecision {
  private let property: Property
  private let network: Network
  private let options: PropertyDecision.Options
  /// The regions that were looked through.
  private(set) var count = 0

  init(of property: Property, for network: Network, _ options: PropertyDecision.Options) {
    (self.property, self.network, self.options) = (property, network, options)
  }

  /// Decides.
  ///
  /// - Parameters:
  ///   - set: the inputs.
  ///   - inputs: the conditions that define them.
  ///   - cases: the other conditions of each conjunction.
  func verdict(
    on set: InputSet, inputs: [LinearCondition], _ cases: [[LinearCondition]]
  ) async throws -> PropertyDecision.Verdict {
    if set.isPoint {
      let point = PropertyDecision.Counterexample(set.point, of: property, for: network)
      return point.map { .violated($0) } ?? .holds
    }
    let regions = try ActivationRegions(
      of: network, in: try set.domain(), keepsCoordinates: true)
    var settings = ActivationRegions.Options()
    settings.threads = options.threads
    settings.maximumCount = options.maximumRegions.map { max($0 - count, 0) }
    settings.progress = options.progress
    var found: PropertyDecision.Counterexample?
    let summary = try await regions.forEach(
      options: settings,
      transform: { region in try Self.input(in: region, inputs: inputs, cases) },
      body: { input in
        count += 1
        guard let input else { return true }
        found = .init(input, of: property, for: network)
        precondition(found != nil, "a solution that is none")
        return false
      })
    if let found { return .violated(found) }
    return summary.isComplete ? .holds : .unknown
  }

  /// An input in the closure of a region that satisfies one of the conjunctions.
  private static func input(
    in region: ActivationRegion, inputs: [LinearCondition], _ cases: [[LinearCondition]]
  ) throws -> [Rational]? {
    let slice = region.slice
    let coordinates = VariableForms(
      origin: slice.origin, directions: slice.directions, outputs: region.outputMap)
    let closure = region.closure
    let strict = inputs.filter { $0.relation == .less }
    for conditions in cases {
      try Interruption.check()
      // The other conditions on inputs hold on the domain, and so on the closure of its regions.
      let halfSpaces = (strict + conditions).flatMap { $0.halfSpaces(in: coordinates) }
      let system = InequalitySystem(dimension: slice.dimension, closure + halfSpaces)
      if let point = try system.feasibilityInTime().point { return slice.point(point) }
    }
    return nil
  }
}
