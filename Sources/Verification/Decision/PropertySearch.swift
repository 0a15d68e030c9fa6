import ExactAlgebra
import LongWork
import Networks
import Polyhedra
import Properties
import Regions

/// The search for a counterexample, conjunction by conjunction and region by region.
struct PropertySearch {
  let property: Property
  let network: Network
  let options: PropertyDecision.Options
  /// The conjunctions whose inputs are not empty.
  private(set) var caseCount = 0
  /// The regions that were looked through.
  private(set) var regionCount = 0

  init(of property: Property, for network: Network, _ options: PropertyDecision.Options) {
    (self.property, self.network, self.options) = (property, network, options)
  }

  /// Conjunctions with the same inputs are looked for together.
  mutating func verdict() async throws -> PropertyDecision.Verdict {
    var order: [[LinearCondition]] = []
    var groups: [[LinearCondition]: [[LinearCondition]]] = [:]
    for conjunction in try property.conjunctions() {
      if groups[conjunction.inputs] == nil { order.append(conjunction.inputs) }
      groups[conjunction.inputs, default: []].append(conjunction.others)
    }
    var isComplete = true
    for inputs in order {
      try Interruption.check()
      guard let set = try InputSet(dimension: property.inputCount, inputs) else { continue }
      let cases = groups[inputs]!
      caseCount += cases.count
      if let found = counterexample(at: set.point) { return .violated(found) }
      guard !set.isPoint else { continue }
      switch try await search(set, inputs: inputs, cases) {
      case .violated(let found): return .violated(found)
      case .unknown: isComplete = false
      case .holds: break
      }
    }
    return isComplete ? .holds : .unknown
  }

  /// An input as a counterexample, evaluated exactly; `nil` where it is none.
  private func counterexample(at input: [Rational]) -> PropertyDecision.Counterexample? {
    let output = network.evaluate([input])[0].outputs
    return property.isViolated(by: input, output) ? .init(input: input, output: output) : nil
  }

  private mutating func search(
    _ set: InputSet, inputs: [LinearCondition], _ cases: [[LinearCondition]]
  ) async throws -> PropertyDecision.Verdict {
    let regions = try ActivationRegions(
      of: network, in: try set.domain(), keepsCoordinates: true)
    var settings = ActivationRegions.Options()
    settings.threads = options.threads
    settings.maximumCount = options.maximumRegions.map { max($0 - regionCount, 0) }
    settings.progress = options.progress
    var found: PropertyDecision.Counterexample?
    var count = 0
    let summary = try await regions.forEach(
      options: settings,
      transform: { region in try Self.input(in: region, inputs: inputs, cases) },
      body: { input in
        count += 1
        guard let input else { return true }
        found = counterexample(at: input)
        precondition(found != nil, "a solution that is none")
        return false
      })
    regionCount += count
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
    let closure = region.inequalities.map(\.closure)
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
