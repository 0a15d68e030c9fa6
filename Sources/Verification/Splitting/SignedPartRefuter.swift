/// Refutes conjunctions on parts of a box where some neurons have signs; one object serves one thread.
///
/// Where `s z >= 0` for pre-activations `z` with signs `s`, a combination of the forms of a conjunction minus
/// multiples of the `s z` is at most the combination itself. So it shows too that not all forms are at most zero, and it is bounded on
/// the whole box, signs or not. Its least value is a concave function of all multipliers; these climb along gradients, the
/// values of the forms and of the `s z` at a minimizer. Source: Wang and others, *Beta-CROWN*, 2021.
final class SignedPartRefuter {
  private static let stepCount = 24

  private let substitution: BackSubstitution
  private let question: BoxedQuestion

  init(_ question: BoxedQuestion) {
    self.question = question
    substitution = BackSubstitution(question.network)
  }

  /// Sharpens the bounds on a part and refutes what can be refuted there.
  func outcome(on part: SignedPart) -> SignedPartOutcome {
    var outcome = SignedPartOutcome(part: part)
    substitution.sharpen(
      &outcome.part.bounds, on: question.box, from: part.changedLayer)
    outcome.part.cases = []
    for index in part.cases {
      let best = climb(on: index, part)
      if best.bound.least > 0 {
        outcome.refutations.append(refutation(of: index, by: best.multipliers, part.signs))
        continue
      }
      outcome.part.cases.append(index)
      outcome.part.multipliers[index] = best.multipliers
      let minimizer = substitution.minimizer(of: best.bound)
      if outcome.candidates.count < 4 { outcome.candidates.append(minimizer.inputs) }
      if outcome.neuron == nil || -best.bound.least > outcome.shortfall {
        outcome.shortfall = -best.bound.least
        outcome.neuron = neuron(in: outcome.part, best.bound, minimizer)
      }
    }
    return outcome
  }

  /// Multipliers and what they prove.
  private typealias Attempt = (multipliers: SignMultipliers, bound: BackSubstitution.Bound)

  /// Multipliers that make the bound large, or positive.
  private func climb(on index: Int, _ part: SignedPart) -> Attempt {
    let forms = question.cases[index].forms
    var current =
      part.multipliers[index]
      ?? SignMultipliers(forms: forms.map { _ in 1 / Double(forms.count) }, neurons: [])
    current.neurons += Array(repeating: 0, count: part.signs.count - current.neurons.count)
    var best = attempt(current, forms, part.signs)
    var last = best
    guard forms.count + part.signs.count > 1 else { return best }
    for _ in 0..<Self.stepCount where !(best.bound.least > 0) && last.bound.least.isFinite {
      let minimizer = substitution.minimizer(of: last.bound)
      guard let next = step(from: last, minimizer, forms, part.signs) else { break }
      last = attempt(next, forms, part.signs)
      if last.bound.least > best.bound.least || !best.bound.least.isFinite { best = last }
    }
    return best
  }

  /// One step along the gradient, as long as would bring the bound somewhat above zero if it were linear.
  private func step(
    from attempt: Attempt, _ minimizer: BackSubstitution.Minimizer,
    _ forms: [BackSubstitution.Form], _ signs: [SignSearch.Sign]
  ) -> SignMultipliers? {
    var gradients = forms.map { $0.value(inputs: minimizer.inputs, outputs: minimizer.outputs) }
    for sign in signs {
      let sum = minimizer.preactivations[sign.neuron]
      gradients.append(sign.isActive ? -sum : sum)
    }
    let numbers = attempt.multipliers.forms + attempt.multipliers.neurons
    // Multipliers that are zero and would become smaller do not move.
    var size = 0.0
    for (index, gradient) in gradients.enumerated() {
      if numbers[index] == 0, gradient < 0 { gradients[index] = 0 }
      size += gradients[index] * gradients[index]
    }
    guard size > 0, size.isFinite else { return nil }
    let length = 1.25 * -attempt.bound.least / size
    var next = zip(numbers, gradients).map { max(0, $0 + length * $1) }
    let total = next.prefix(forms.count).reduce(0, +)
    guard total > 0, total.isFinite else { return nil }
    for index in next.indices { next[index] /= total }
    return SignMultipliers(
      forms: Array(next.prefix(forms.count)), neurons: Array(next.dropFirst(forms.count)))
  }

  /// The bound that multipliers give, after these were made short numbers.
  private func attempt(
    _ multipliers: SignMultipliers, _ forms: [BackSubstitution.Form], _ signs: [SignSearch.Sign]
  ) -> Attempt {
    let short = SignMultipliers(
      forms: multipliers.forms.map(Self.shortened), neurons: multipliers.neurons.map(Self.shortened)
    )
    let terms = short.forms.enumerated().filter { $0.element > 0 }
      .map { (form: $0.offset, multiplier: $0.element) }
    var form = BackSubstitution.Form.combination(forms, terms)
    form.neurons = zip(signs, short.neurons).filter { $0.1 > 0 }
      .map { ($0.neuron, $0.isActive ? -$1 : $1) }
    // Multipliers round too, even a single one.
    form.count += form.neurons.count + 1
    return (short, substitution.bounds(of: [form])[0])
  }

  /// A multiple of the unit of multipliers that certificates know.
  private static func shortened(_ multiplier: Double) -> Double {
    min((multiplier / SplitTree.unit).rounded() * SplitTree.unit, 0x1p+30)
  }

  private func refutation(
    of index: Int, by multipliers: SignMultipliers, _ signs: [SignSearch.Sign]
  ) -> Refutation {
    let terms = multipliers.forms.enumerated().filter { $0.element > 0 }
      .map { (form: $0.offset, multiplier: $0.element) }
    let neurons = zip(signs, multipliers.neurons).filter { $0.1 > 0 }
      .map { (neuron: $0.neuron, multiplier: $1) }
    return Refutation(index: index, terms: terms, neurons: neurons)
  }

  /// The neuron of both signs whose lines cost a bound most, at a minimizer or, where they cost nothing there, at all.
  private func neuron(
    in part: SignedPart, _ bound: BackSubstitution.Bound,
    _ minimizer: BackSubstitution.Minimizer
  ) -> Int? {
    var best: (neuron: Int, cost: Double)?
    for neuron in part.bounds.lower.indices where part.bounds.isUnstable(neuron) {
      let cost =
        substitution.slack(of: neuron, in: bound, at: minimizer)
        + 0.01 * bound.weights[neuron].magnitude * substitution.gap(of: neuron)
      if cost > best?.cost ?? 0 { best = (neuron, cost) }
    }
    return best?.neuron
  }
}
