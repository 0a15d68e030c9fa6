import Enclosures
import ExactAlgebra
import LongWork
import Networks
import Polyhedra
import Properties
import RandomNetworks
import Regions

/// The search for the parts of regions in which a property fails.
struct FailureSearch {
  private let property: Property
  private let network: Network
  private let law: InputLaw
  private let options: PropertyFailure.Options
  private(set) var failing: [PropertyFailure.Region] = []
  /// Where a pattern is among them.
  private var places: [ActivationPattern: Int] = [:]
  private(set) var regionCount = 0
  private(set) var isComplete = false

  init(
    of property: Property, for network: Network, under law: InputLaw,
    _ options: PropertyFailure.Options
  ) {
    (self.property, self.network) = (property, network)
    (self.law, self.options) = (law, options)
  }

  /// Goes through the regions of all charts, and puts those of one pattern together.
  mutating func run() async throws {
    if case .points(let law) = law {
      try look(at: law)
      isComplete = true
      return
    }
    let conditions = property.necessaryInputConditions
    for chart in try FailureChart.charts(of: law) {
      guard let domain = try chart.domain(where: conditions) else { continue }
      guard let domain else {
        try look(at: chart)
        continue
      }
      guard try await search(domain, in: chart) else { return }
    }
    isComplete = true
  }

  /// - Returns: whether all regions were looked through.
  private mutating func search(
    _ domain: InputDomain, in chart: FailureChart
  ) async throws -> Bool {
    let regions = try ActivationRegions(of: network, in: domain, keepsCoordinates: true)
    var settings = ActivationRegions.Options()
    settings.threads = options.threads
    settings.maximumCount = options.maximumRegions.map { max($0 - regionCount, 0) }
    settings.progress = options.progress
    let (formula, accuracy) = (property.counterexample, options.accuracy)
    do {
      let summary = try await regions.forEach(
        options: settings,
        transform: { region in
          try FailingParts(of: region, formula).measured(in: chart, accuracy: accuracy)
        },
        body: { found in
          regionCount += 1
          if let found { add(found.pattern, found.probability, found.partCount, at: found.input) }
          return true
        })
      return summary.isComplete
    } catch RegionError.emptyDomain {
      // The conditions leave a set without inner points.
      return true
    }
  }

  /// A law of points: each is an input.
  private mutating func look(at law: EmpiricalLaw) throws {
    var patterns: Set<ActivationPattern> = []
    for (point, weight) in zip(law.points, law.weights) where !weight.isZero {
      try Interruption.check()
      patterns.insert(network.evaluate([point])[0].pattern)
      addPoint(point, .exact(weight))
    }
    regionCount = patterns.count
  }

  /// A part of a law that is a single point.
  private mutating func look(at chart: FailureChart) throws {
    regionCount += 1
    addPoint(chart.origin, .exact(chart.weight))
  }

  private mutating func addPoint(_ point: [Rational], _ weight: ReportedNumber) {
    let evaluation = network.evaluate([point])[0]
    guard property.isViolated(by: point, evaluation.outputs) else { return }
    add(evaluation.pattern, weight, 1, at: point)
  }

  private mutating func add(
    _ pattern: ActivationPattern, _ probability: ReportedNumber, _ partCount: Int,
    at input: [Rational]
  ) {
    if let place = places[pattern] {
      let known = failing[place]
      failing[place] = .init(
        pattern: pattern, probability: known.probability + probability,
        partCount: known.partCount + partCount, counterexample: known.counterexample)
      return
    }
    guard
      let counterexample = PropertyDecision.Counterexample(input, of: property, for: network)
    else { preconditionFailure("a counterexample that is none") }
    places[pattern] = failing.count
    failing.append(
      .init(
        pattern: pattern, probability: probability, partCount: partCount,
        counterexample: counterexample))
  }
}

extension Property {
  /// Conditions on inputs alone that every counterexample satisfies.
  var necessaryInputConditions: [LinearCondition] {
    func conditions(_ formula: Formula) -> [LinearCondition] {
      switch formula {
      case .any(let parts): parts.count == 1 ? conditions(parts[0]) : []
      case .all(let parts): parts.flatMap(conditions)
      case .condition(let condition):
        condition.relation != .notEqual
          && condition.expression.terms.allSatisfy { $0.variable < inputCount }
          ? [condition] : []
      }
    }
    return conditions(counterexample)
  }
}
