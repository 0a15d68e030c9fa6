import ExactAlgebra
import LongWork
import Networks
import Polyhedra
import Properties
import Regions

/// The search for a counterexample, group by group.
struct PropertySearch {
  let property: Property
  let network: Network
  let options: PropertyDecision.Options
  /// The network in floating point; `nil` where numbers are beyond it.
  private let bounding: BoundingNetwork?
  /// The conjunctions whose inputs are not empty.
  private(set) var caseCount = 0
  /// Why the property holds, as far as it was proved.
  private(set) var proof = PropertyProof()
  /// The boxes that were looked at.
  private(set) var boxCount = 0
  /// The boxes on which all was refuted.
  private(set) var leafCount = 0
  /// The regions that were looked through.
  private(set) var regionCount = 0

  init(of property: Property, for network: Network, _ options: PropertyDecision.Options) {
    (self.property, self.network, self.options) = (property, network, options)
    bounding = BoundingNetwork(network, leavesMargin: options.keepsProof)
  }

  /// Decides group by group; points of the groups and candidates in all boxes are tried before anything is proved.
  mutating func verdict() async throws -> PropertyDecision.Verdict {
    let groups = try CaseGroup.groups(of: property)
    var sets: [(group: CaseGroup, inputs: InputSet)] = []
    for group in groups {
      try Interruption.check()
      guard let set = try InputSet(dimension: property.inputCount, group.inputs) else {
        try noteEmpty(group)
        continue
      }
      caseCount += group.cases.count
      sets.append((group, set))
    }
    let boxes = sets.map { boxedQuestion($0.group) }
    for ((_, set), box) in zip(sets, boxes) {
      try Interruption.check()
      if box?.isFarFromCounterexample(set.point) != true,
        let found = counterexample(at: set.point)
      {
        return .violated(found)
      }
    }
    for case let box? in boxes {
      try Interruption.check()
      if let found = box.candidate(samples: max(20, 2_000 / sets.count)) { return .violated(found) }
    }
    var isComplete = true
    for ((group, set), box) in zip(sets, boxes)
    where !set.isPoint || box != nil || options.keepsProof {
      let verdict = try await box == nil ? search(set, group) : search(box!)
      switch verdict {
      case .violated: return verdict
      case .unknown: isComplete = false
      case .holds: break
      }
    }
    return isComplete ? .holds : .unknown
  }

  /// An input as a counterexample, evaluated exactly; `nil` where it is none.
  private func counterexample(at input: [Rational]) -> PropertyDecision.Counterexample? {
    .init(input, of: property, for: network)
  }

  /// How many regions may still be looked through.
  private var remainingRegions: Int { options.maximumRegions.map { $0 - regionCount } ?? .max }

  // MARK: boxes

  /// `nil` where inputs are not bounded one by one, or numbers are beyond floating point.
  private func boxedQuestion(_ group: CaseGroup) -> BoxedQuestion? {
    let (inputCount, outputCount) = (property.inputCount, property.outputCount)
    guard options.method != .regions, let bounding,
      let ranges = InputRanges(of: group.inputs, inputCount: inputCount).bounds,
      let box = InputBox(around: ranges)
    else { return nil }
    let cases = group.cases.compactMap {
      BoundedCase(
        $0.number, $0.relations, inputCount: inputCount, outputCount: outputCount)
    }
    guard cases.count == group.cases.count, cases.allSatisfy({ !$0.forms.isEmpty }) else {
      return nil
    }
    let confirm = { (input: [Double]) -> PropertyDecision.Counterexample? in
      counterexample(
        at: zip(input, ranges).map { number, range in
          min(max(Rational(exactly: number) ?? 0, range.lower), range.upper)
        })
    }
    return BoxedQuestion(
      network: bounding, cases: cases, box: box, exactNetwork: network, exactCases: group.cases,
      confirm: confirm, evaluate: { counterexample(at: $0) })
  }

  private mutating func search(
    _ question: BoxedQuestion
  ) async throws -> PropertyDecision.Verdict {
    var search = SplitSearch(
      question, options.method, threads: options.threads, maximumParts: remainingRegions,
      keepsTree: options.keepsProof)
    defer {
      boxCount += search.boxCount
      leafCount += search.leafCount
      regionCount += search.partCount
    }
    switch try await search.run(progress: options.boxProgress ?? { _ in }) {
    case .refuted(let tree):
      if let tree { proof.append(tree) }
      return .holds
    case .violated(let found): return .violated(found)
    case .undecided: return .unknown
    }
  }

  // MARK: regions

  private mutating func search(
    _ set: InputSet, _ group: CaseGroup
  ) async throws -> PropertyDecision.Verdict {
    guard !options.keepsProof else { return try searchBySigns(group) }
    let regions = RegionDecision(of: property, for: network, options)
    defer { regionCount += regions.count }
    return try await regions.verdict(
      on: set, inputs: group.inputs, group.cases.map(\.conditions))
  }

  /// The same by signs of neurons, which leaves a proof that can be checked.
  private mutating func searchBySigns(_ group: CaseGroup) throws -> PropertyDecision.Verdict {
    let neuronCount = network.architecture.hiddenWidths.reduce(0, +)
    let bounds = NeuronBounds(count: neuronCount)
    var search = SignSearch(
      network, on: nil, bounds, cases: group.cases,
      maximumParts: remainingRegions,
      tree: SplitTree(cases: group.cases.map(\.number)))
    let ending = try search.search(at: 0)
    regionCount += search.partCount
    switch ending {
    case .refuted:
      proof.append(search.tree!)
      return .holds
    case .violated(let input): return .violated(counterexample(at: input)!)
    case .tooManyParts: return .unknown
    }
  }

  /// Notes why the inputs of a group are none.
  private mutating func noteEmpty(_ group: CaseGroup) throws {
    guard options.keepsProof else { return }
    let forms = VariableForms(dimension: property.inputCount)
    for boundedCase in group.cases {
      let parts = boundedCase.conjunction.parts.filter(\.isOnInputs)
      let system = InequalitySystem(
        dimension: property.inputCount, parts.flatMap { $0.condition.halfSpaces(in: forms) })
      guard let certificate = try system.feasibilityInTime().certificate else {
        preconditionFailure("an empty set with a point")
      }
      let sides = parts.flatMap(\.sides)
      let terms = certificate.terms.map { sides[$0.row].term($0.multiplier) }
      proof.append(PropertyProof.EmptyCase(number: boundedCase.number, terms: terms))
    }
  }
}
