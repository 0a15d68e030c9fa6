import ExactAlgebra
import Networks

/// Goes through the lines of a certificate, node by node.
struct CertificateWalk {
  typealias Refusal = CertificateRefusal.Reason

  /// A node that has not been read.
  private struct Waiting {
    let set: CheckedSet
    /// The conjunctions that were not refuted above.
    let open: Set<Int>
    let depth: Int
  }

  let conjunctions: [[LinearCondition]]
  private(set) var (treeCount, nodeCount, refutationCount, exactNodeCount) = (0, 0, 0, 0)
  private let inputCount: Int
  private var network: CheckedNetwork
  private var done: Set<Int> = []
  /// The next one last.
  private var waiting: [Waiting] = []

  init(_ network: Network, _ conjunctions: [[LinearCondition]]) {
    self.conjunctions = conjunctions
    self.network = CheckedNetwork(network)
    inputCount = network.architecture.inputCount
  }

  var isBetweenTrees: Bool { waiting.isEmpty }

  /// A conjunction on which nothing was said.
  var firstMissing: Int? { conjunctions.indices.first { !done.contains($0) } }

  /// Reads a line.
  ///
  /// - Throws: a `CertificateRefusal.Reason`, and what `interruption` throws.
  mutating func take(_ line: CertificateLine, _ interruption: () throws -> Void) throws {
    try interruption()
    switch line {
    case .node(let refutations, let split, let hasNewBounds):
      guard let node = waiting.popLast() else { throw Refusal.syntax("tree or empty") }
      try take(node, refutations, split, hasNewBounds: hasNewBounds, interruption)
    case .tree(let numbers):
      guard waiting.isEmpty else { throw Refusal.syntax("a node") }
      try begin(numbers)
    case .empty(let number, let terms):
      guard waiting.isEmpty else { throw Refusal.syntax("a node") }
      try takeEmpty(number, terms)
    }
  }

  // MARK: lines

  private mutating func begin(_ numbers: [Int]) throws(Refusal) {
    guard let first = numbers.first else { throw .syntax("at least one conjunction") }
    let box = CheckedBox(of: try conditions(first), inputCount: inputCount)
    var open: Set<Int> = []
    for number in numbers {
      guard CheckedBox(of: try conditions(number), inputCount: inputCount) == box else {
        throw .differentBoxes(first, number)
      }
      guard open.insert(number).inserted else { throw .repeatedConjunction(number) }
    }
    done.formUnion(open)
    treeCount += 1
    waiting = [Waiting(set: network.root(box), open: open, depth: 0)]
  }

  private mutating func takeEmpty(
    _ number: Int, _ terms: [CertificateLine.Term]
  ) throws(Refusal) {
    let (expression, isStrict) = try combination(of: terms, in: number) {
      condition throws(Refusal) in
      let variables = conjunctions[number][condition].expression.terms
      guard variables.allSatisfy({ $0.variable < inputCount }) else {
        throw .conditionOnOutputs(condition)
      }
    }
    guard expression.isConstant, Self.isRefuted(expression.constant, isStrict) else {
      throw .notRefuted(number)
    }
    refutationCount += 1
    done.insert(number)
  }

  private mutating func take(
    _ node: Waiting, _ refutations: [CertificateLine.Refutation], _ split: CertificateLine.Split?,
    hasNewBounds: Bool, _ interruption: () throws -> Void
  ) throws {
    nodeCount += 1
    var (set, open) = (node.set, node.open)
    var effort = Effort.kept
    func sharpen(to new: Effort) throws {
      try network.sharpen(&set, exactly: new == .exact, interruption)
      effort = new
    }
    if hasNewBounds { try sharpen(to: .fixed) }
    for refutation in refutations {
      guard open.contains(refutation.conjunction) else {
        throw Refusal.notOpen(refutation.conjunction)
      }
      // Lines between better bounds are not always better lines.
      while try !refutes(refutation, on: set),
        try effort == .kept || !refutes(refutation, on: node.set)
      {
        guard let next = effort.next else { throw Refusal.notRefuted(refutation.conjunction) }
        try sharpen(to: next)
      }
      open.remove(refutation.conjunction)
      refutationCount += 1
    }
    if let split {
      try divide(set, open, node.depth, split)
    } else if let left = open.min() {
      while !set.isEmpty, let next = effort.next { try sharpen(to: next) }
      guard set.isEmpty else { throw Refusal.leftOpen(left) }
    }
    if effort == .exact { exactNodeCount += 1 }
  }

  /// How bounds of neurons were found.
  private enum Effort {
    /// They are those of the node above.
    case kept
    case fixed
    case exact

    var next: Effort? {
      switch self {
      case .kept: .fixed
      case .fixed: .exact
      case .exact: nil
      }
    }
  }

  private mutating func divide(
    _ set: CheckedSet, _ open: Set<Int>, _ depth: Int, _ split: CertificateLine.Split
  ) throws(Refusal) {
    guard depth < CertificateCheck.maximumDepth else { throw .tooDeep }
    let (first, second): (CheckedSet, CheckedSet)
    switch split {
    case .input(let input, let value):
      guard (0..<inputCount).contains(input) else { throw .noInput(input) }
      (first, second) = set.parts(input: input, at: value)
    case .neuron(let neuron):
      guard neuron >= 0, let place = network.place(of: neuron) else { throw .noNeuron(neuron) }
      guard set.signs[neuron] == nil else { throw .repeatedNeuron(neuron) }
      (first, second) = set.parts(neuron: neuron, layer: place.layer, place: place.place)
    }
    waiting.append(Waiting(set: second, open: open, depth: depth + 1))
    waiting.append(Waiting(set: first, open: open, depth: depth + 1))
  }

  // MARK: refutations

  private func conditions(_ number: Int) throws(Refusal) -> [LinearCondition] {
    guard conjunctions.indices.contains(number) else { throw .noConjunction(number) }
    return conjunctions[number]
  }

  private func refutes(
    _ refutation: CertificateLine.Refutation, on set: CheckedSet
  ) throws(Refusal) -> Bool {
    let (expression, isStrict) = try combination(
      of: refutation.conditions, in: refutation.conjunction)
    var neurons: [(neuron: Int, coefficient: Integer)] = []
    for term in refutation.neurons {
      guard let sign = set.signs[term.number] else { throw .noSign(term.number) }
      guard term.multiplier.signum() >= 0 else { throw .negativeMultiplier }
      neurons.append((term.number, Integer(sign) * term.multiplier))
    }
    // Nothing is in the set, so there is no counterexample.
    if set.isEmpty { return true }
    guard let least = network.least(of: expression, neurons: neurons, on: set) else { return false }
    return Self.isRefuted(least, isStrict)
  }

  /// The sum of multiples of conditions, and whether it is below zero, not only at most zero, at a counterexample.
  private func combination(
    of terms: [CertificateLine.Term], in number: Int,
    checking check: (Int) throws(Refusal) -> Void = { _ in }
  ) throws(Refusal) -> (LinearExpression, isStrict: Bool) {
    let conditions = try conditions(number)
    var (sum, isStrict) = (LinearExpression(0), false)
    for term in terms {
      guard conditions.indices.contains(term.number) else {
        throw .noCondition(term.number, conjunction: number)
      }
      try check(term.number)
      let condition = conditions[term.number]
      let sign = term.multiplier.signum()
      guard sign >= 0 || condition.relation == .equal else { throw .negativeMultiplier }
      if sign > 0, condition.relation == .less { isStrict = true }
      sum = sum + Rational(term.multiplier) * condition.expression
    }
    return (sum, isStrict)
  }

  private static func isRefuted(_ least: Rational, _ isStrict: Bool) -> Bool {
    least.signum() > 0 || isStrict && least.isZero
  }
}
