import ExactAlgebra
import LongWork
import Networks
import Properties

/// The largest value of a linear combination of inputs and outputs on a box, by branch and bound.
///
/// The incumbent is a value that the combination has at a known input. Boxes whose proved bound is not above
/// it are dropped, the others are halved, those with the largest bound first, a fixed number at a time; so
/// the result does not depend on the number of threads. On boxes with few neurons of both signs linear programs
/// over the rationals decide whether some value is larger than the incumbent. Such a value is followed to the
/// largest one nearby, which is a vertex of an affine piece, and becomes the incumbent. There are finitely many pieces,
/// and in the end nothing is larger.
struct BoxMaximum {
  /// How many boxes are looked at in a round.
  private static let roundSize = 32
  /// With how many neurons of both signs a box is decided exactly, and with how many parts at most.
  private static let neuronsOfAttempt = 10
  private static let partsOfAttempt = 64
  /// With how many neurons of both signs this is always tried.
  private static let fewNeurons = 3
  /// How many boxes are halved for each part that is decided exactly.
  private static let costOfPart = 8
  /// So many open boxes are kept; beyond, those that are nearest to being done come first.
  private static let mostOpen = 200_000

  private let network: Network
  private let bounding: BoundingNetwork
  private let expression: LinearExpression
  private let box: RangeBox
  private let relevant: RelevantNeurons
  private let threads: Int

  /// The largest value that was found, and where.
  private(set) var best: (value: Rational, point: [Rational])
  /// Boxes that may have larger values, those with the largest bounds last.
  private var open: [Part]
  /// The number of boxes that were looked at.
  private(set) var boxCount = 0
  /// The number of affine parts of boxes on which linear programs decided.
  private(set) var partCount = 0
  /// Bounds of neurons on the whole box; those that do not matter have some sign.
  private var wholeBounds: NeuronBounds

  /// A box with a proved bound of the values there.
  private struct Part: Sendable {
    var open: OpenBox
    var upper: Double
  }

  /// What was found on a box.
  private struct Finding: Sendable {
    let outcome: BoxOutcome
    /// The answer of linear programs, where they were asked.
    let ending: SignSearch.Ending?
    let partCount: Int
  }

  /// - Parameters:
  ///   - expression: what is maximized.
  ///   - start: an input of the box, and the value there.
  init(
    of expression: LinearExpression, _ network: Network, _ bounding: BoundingNetwork,
    on box: RangeBox, from start: (value: Rational, point: [Rational]), threads: Int
  ) {
    (self.expression, self.network, self.bounding) = (expression, network, bounding)
    (self.box, self.threads) = (box, threads)
    relevant = RelevantNeurons(bounding, of: expression, in: network)
    best = start
    let whole = OpenBox(
      box: box.outer, bounds: NeuronBounds(count: bounding.neuronCount), cases: [0], share: 1,
      node: 0, unstableCount: bounding.neuronCount)
    wholeBounds = whole.bounds
    open = [Part(open: whole, upper: .infinity)]
    boundWhole()
  }

  /// Whether nothing is larger than the best value.
  var isProved: Bool { open.isEmpty }

  /// A number that no value is larger than, with few binary digits where it is not the best value; `nil` where none is
  /// known.
  var upperBound: Rational? {
    guard let last = open.last else { return best.value }
    guard let upper = Rational(exactly: last.upper) else { return nil }
    guard upper > best.value else { return best.value }
    let gap = Double(approximating: upper - best.value) / 256
    guard gap.isNormal else { return upper }
    let unit = Double(sign: .plus, exponent: gap.exponent, significand: 1)
    return Rational(exactly: (last.upper / unit).rounded(.up) * unit) ?? upper
  }

  /// How far the search is.
  var progress: BoxProgress {
    BoxProgress(
      count: boxCount, openCount: open.count,
      fraction: 1 - open.reduce(0) { $0 + $1.open.share })
  }

  // MARK: steps

  /// Looks for large values in floating point, and follows them.
  ///
  /// - Throws: as `Interruption.check`.
  mutating func seek() throws {
    guard !isProved, let search = candidateSearch(in: box.outer) else { return }
    for candidate in search.best(samples: 1_000, starts: 16, steps: 40, seed: 1).prefix(3) {
      try ascend(from: candidate.input)
    }
    dropDecided()
  }

  /// Looks at the boxes with the largest bounds.
  ///
  /// - Throws: as `Interruption.check`.
  mutating func round() async throws {
    guard !isProved else { return }
    guard let boundedCase else { preconditionFailure("a value beyond the bounds") }
    let isFull = open.count > Self.mostOpen
    let chosen = Array(
      isFull ? open.prefix(Self.roundSize) : open.suffix(Self.roundSize))
    let findings = try await findings(on: chosen, boundedCase)
    if isFull { open.removeFirst(chosen.count) } else { open.removeLast(chosen.count) }
    boxCount += chosen.count
    let value = best.value
    var starts: [[Double]] = []
    for (part, finding) in zip(chosen, findings) {
      partCount += finding.partCount
      merge(finding, of: part, above: value)
      starts += finding.outcome.candidates
    }
    for case .violated(let input)? in findings.map(\.ending) { try follow(input) }
    try ascend(fromBestOf: starts)
    dropDecided()
  }

  /// A bound of the values on the whole box.
  private mutating func boundWhole() {
    guard let boundedCase else { return }
    let outcome = BoxRefuter(bounding, [boundedCase], rays: Relaxation.Ray.allCases).outcome(
      on: open[0].open)
    wholeBounds = relevant.fixingOthers(in: outcome.open.bounds)
    open[0].upper = upper(of: outcome, above: best.value)
  }

  /// Whether values were found to be so small that none leaves double precision.
  var isBounded: Bool { boundedCase != nil && open.allSatisfy { $0.upper.magnitude < 1e89 } }

  /// Inputs with larger values than the best, as a case to be refuted; `nil` where numbers are beyond double precision.
  private var boundedCase: BoundedCase? {
    // A smaller number is refuted in place of one that is nearly zero.
    let least = Rational(1, 10).power(99)
    let value: Rational =
      best.value.magnitude > least ? best.value : best.value.signum() < 0 ? -least : 0
    return Self.boundedCase(LinearExpression(value) - expression, bounding)
  }

  /// A form as a case that is refuted where the form is positive.
  private static func boundedCase(
    _ form: LinearExpression, _ bounding: BoundingNetwork
  ) -> BoundedCase? {
    let part = Conjunction.Part(
      number: 0, condition: LinearCondition(form, .less), isOnInputs: false)
    return BoundedCase(
      0, [part], inputCount: bounding.inputCount, outputCount: bounding.outputCount)
  }

  private var isLarger: LinearCondition {
    LinearCondition(LinearExpression(best.value) - expression, .less)
  }

  private func findings(
    on parts: [Part], _ boundedCase: BoundedCase
  ) async throws -> [Finding] {
    let conditions = (box.conditions + [isLarger]).enumerated().map {
      Conjunction.Part(number: $0.offset, condition: $0.element, isOnInputs: false)
    }
    let exactCase = CaseGroup.Case(number: 0, conjunction: Conjunction(conditions))
    let mayTry = Self.costOfPart * partCount <= boxCount
    let refuters = PerThread(threads) {
      BoxRefuter(bounding, [boundedCase], rays: Relaxation.Ray.allCases)
    }
    let shared = self
    return try await refuters.map(parts) { refuter, part in
      try Interruption.check()
      return try shared.finding(
        refuter.outcome(on: part.open), exactCase, refuter, mayTry: mayTry)
    }
  }

  /// Decides on a box by linear programs, where that is likely to end soon or halving does not help.
  private func finding(
    _ outcome: BoxOutcome, _ exactCase: CaseGroup.Case, _ refuter: BoxRefuter, mayTry: Bool
  ) throws -> Finding {
    var outcome = outcome
    guard !outcome.open.cases.isEmpty else {
      return Finding(outcome: outcome, ending: nil, partCount: 0)
    }
    if let bound = relevant.exactBound(with: outcome.open.bounds), bound <= best.value {
      return Finding(outcome: outcome, ending: .refuted, partCount: 0)
    }
    let bounds = relevant.fixingOthers(in: outcome.open.bounds)
    let unstable = bounds.unstableCount
    outcome.open.noteHalving(leaving: unstable, wasOfUse: !outcome.cuts.isEmpty)
    let isPoint = outcome.open.box.halves(by: outcome.scores) == nil
    let isTried =
      isPoint || unstable <= Self.fewNeurons
      || unstable <= Self.neuronsOfAttempt
        && (mayTry || outcome.open.idleHalvings >= unstable)
    guard isTried else { return Finding(outcome: outcome, ending: nil, partCount: 0) }
    // Neurons that do not matter keep a sign that may be wrong: no bound of one that matters depends on them.
    let box = outcome.open.box
    var search = SignSearch(
      network, on: box, bounds, cases: [exactCase],
      maximumParts: isPoint ? .max : Self.partsOfAttempt, tree: nil,
      pruning: { [relevant] bounds in
        var bounds = bounds
        return refuter.refutes(on: box, &bounds) ? nil : relevant.fixingOthers(in: bounds)
      })
    let ending = try search.search(at: 0)
    outcome.open.idleHalvings = 0
    return Finding(outcome: outcome, ending: ending, partCount: search.partCount)
  }

  /// Keeps what is left of a box.
  private mutating func merge(_ finding: Finding, of part: Part, above value: Rational) {
    var open = finding.outcome.open
    guard !open.cases.isEmpty else { return }
    if case .refuted? = finding.ending { return }
    let upper = min(part.upper, upper(of: finding.outcome, above: value))
    let remaining = finding.outcome.remainingShare
    open.share *= remaining
    if case .violated? = finding.ending { return insert(open, upper) }
    // Where much was cut off, new bounds come before new parts.
    guard remaining >= 0.5, let halves = open.box.halves(by: finding.outcome.scores) else {
      return insert(open, upper)
    }
    open.share /= 2
    for half in [halves.below, halves.above] {
      open.box = half
      insert(open, upper)
    }
  }

  private mutating func insert(_ box: OpenBox, _ upper: Double) {
    var (low, high) = (0, open.count)
    while low < high {
      let middle = (low + high) / 2
      if open[middle].upper <= upper { low = middle + 1 } else { high = middle }
    }
    open.insert(Part(open: box, upper: upper), at: low)
  }

  /// Drops boxes whose bounds are not above the best value.
  private mutating func dropDecided() {
    let count = open.prefix { part in
      Rational(exactly: part.upper).map { $0 <= best.value } ?? false
    }.count
    open.removeFirst(count)
  }

  /// A number that no value on a box is above, from a bound of how far they are below another.
  private func upper(of outcome: BoxOutcome, above value: Rational) -> Double {
    guard outcome.least.isFinite, let value = InputBox.rounded(value, down: false) else {
      return .infinity
    }
    return (value - outcome.least).nextUp
  }

  // MARK: large values

  /// A search in floating point for inputs with large values.
  private func candidateSearch(in box: InputBox) -> CandidateSearch? {
    // Any number above all values will do.
    let top = open.last.map(\.upper) ?? .infinity
    let value = Rational(exactly: top) ?? best.value.magnitude * 1_000_000 + 1_000_000
    guard let boundedCase = Self.boundedCase(LinearExpression(value) - expression, bounding)
    else { return nil }
    return CandidateSearch(network: bounding, cases: [boundedCase], box: box)
  }

  private mutating func ascend(fromBestOf inputs: [[Double]]) throws {
    guard !inputs.isEmpty, let search = candidateSearch(in: box.outer) else { return }
    let distances = search.distances(of: inputs + [best.point.map { Double(approximating: $0) }])
    let index = inputs.indices.min { distances[$0] < distances[$1] }!
    let own = distances[inputs.count]
    guard distances[index] < own - 1e-9 * max(own.magnitude, 1e-9) else { return }
    try ascend(from: inputs[index])
  }

  /// Takes an input that is known to have a larger value, and goes on from there.
  private mutating func follow(_ input: [Rational]) throws {
    take(input)
    try ascend(from: input.map { Double(approximating: $0) })
  }

  /// Makes an input the best where its value is larger.
  private mutating func take(_ input: [Rational]) {
    let value = expression(input + network.evaluate([input])[0].outputs)
    if value > best.value { best = (value, input) }
  }

  /// Goes from vertex to vertex of affine pieces, as long as values rise.
  private mutating func ascend(from start: [Double]) throws {
    take(box.point(near: start))
    var next: [Double]? = start
    while let input = next {
      next = nil
      try Interruption.check()
      let values = bounding.layerValues(at: input)
      let piece = AffinePiece(
        of: network, within: wholeBounds,
        isActive: values.dropLast().joined().map { $0 > 0 })
      guard let (_, point) = try piece.maximum(of: expression, where: box.conditions) else {
        return
      }
      let before = best.value
      take(point)
      guard best.value > before else { return }
      next = larger(near: best.point.map { Double(approximating: $0) })
    }
  }

  /// An input near another whose value seems to be larger.
  private func larger(near point: [Double]) -> [Double]? {
    for exponent in [-3, -6, -10, -15] {
      var near = box.outer
      for input in point.indices {
        let radius =
          box.outer.width(of: input)
          * Double(sign: .plus, exponent: exponent, significand: 1)
        near.lower[input] = max(near.lower[input], point[input] - radius)
        near.upper[input] = min(near.upper[input], point[input] + radius)
      }
      guard let search = candidateSearch(in: near),
        let found = search.best(samples: 64, starts: 8, steps: 20, seed: 1).first
      else { return nil }
      let own = search.distances(of: [point])[0]
      if found.distance < own - 1e-9 * max(own.magnitude, 1e-9) { return found.input }
    }
    return nil
  }
}
