import ExactAlgebra
import Networks

/// A network that is put together from affine forms and activations, as a file applies them.
///
/// An activation of a form makes a group of neurons; forms may depend on groups of several depths,
/// as those of skip connections do. The layers of a `Network` follow each other, so a group that
/// is used after later layers has to pass through them. It can do so unseen where its values are
/// not negative: each of its neurons is repeated, and since `relu(h) = h`, a repeated neuron is
/// active exactly where its original is. So the activation regions are those of the file, though
/// their patterns have the repeated neurons too.
struct NetworkAssembly {
  /// Neurons to which one activation is applied.
  private struct Group {
    let preactivations: AffineForm
    /// The hidden layer, from 1.
    let depth: Int
  }

  /// The groups but the inputs, whose number is 0.
  private var groups: [Group] = []
  /// The activation of all neurons, where there are any.
  private(set) var activation: PiecewiseLinearActivation?
  /// How many neurons have two kinks in the file and are two neurons here.
  private(set) var splitNeuronCount = 0
  private var parameterCount = 0

  /// Applies an activation; directly on one without negative values it changes nothing.
  ///
  /// - Throws: `DataError` for another activation than before, and where it is applied to inputs
  ///   whose number is not known.
  mutating func apply(
    _ next: PiecewiseLinearActivation, to form: AffineForm
  ) throws(DataError) -> AffineForm {
    if let group = form.group, group > 0, let activation,
      activation.negativeSlope.signum() <= 0
    {
      return form
    }
    if let activation, activation != next {
      throw DataError(
        "\("\(next)".excerpt) after \("\(activation)".excerpt) in an earlier layer, "
          + "expected one activation for all hidden layers")
    }
    let width = try form.knownWidth()
    let depth = depth(of: form) + 1
    guard depth < Architecture.maximumDepth + 1 else {
      throw DataError("more than \(Architecture.maximumDepth) layers")
    }
    for (_, factor) in form.factors {
      let rows = try factor.rows(width)
      parameterCount += rows.count * (rows.first?.count ?? 0)
    }
    guard parameterCount <= Architecture.maximumParameterCount else {
      throw DataError(
        "more than \(Architecture.maximumParameterCount) parameters up to here")
    }
    activation = next
    groups.append(Group(preactivations: form, depth: depth))
    var result = AffineForm(group: groups.count, width: width)
    result.name = form.name
    return result
  }

  /// Restricts the rows to intervals: `max(x, l) = l + relu(x - l)`, `min(x, u) = u - relu(u - x)`,
  /// and with both ends `l + relu(x - l) - relu(x - u)`, which has a kink at either end, so that a
  /// neuron of the file is two neurons.
  mutating func clip(
    _ form: AffineForm, from lower: [Rational]?, to upper: [Rational]?
  ) throws(DataError) -> AffineForm {
    let width = try form.knownWidth()
    let ones = [Rational](repeating: 1, count: width)
    let signs = ones.map { -$0 }
    func shifted(_ form: AffineForm, by numbers: [Rational]) -> AffineForm {
      numbers.allSatisfy(\.isZero) ? form : form.adding(numbers)
    }
    switch (lower, upper) {
    case (nil, nil): return form
    case (let lower?, nil):
      return shifted(
        try apply(.relu, to: shifted(form, by: lower.map { -$0 })), by: lower)
    case (nil, let upper?):
      let above = try apply(.relu, to: shifted(form.scaled(by: signs), by: upper))
      return shifted(try above.scaled(by: signs), by: upper)
    case (let lower?, let upper?):
      guard zip(lower, upper).allSatisfy({ $0 < $1 }) else {
        throw DataError("a lower bound that is not below the upper one")
      }
      let both = try AffineForm.joined([
        shifted(form, by: lower.map { -$0 }), shifted(form, by: upper.map { -$0 }),
      ])
      let kinks = try apply(.relu, to: both)
      splitNeuronCount += width
      let difference = try kinks.rows(Array(0..<width))
        .plus(try kinks.rows(Array(width..<2 * width)).scaled(by: signs))
      return shifted(difference, by: lower)
    }
  }

  /// The hidden layer of the last neurons that a form depends on, 0 for none.
  private func depth(of form: AffineForm) -> Int {
    form.factors.keys.map(depth).max() ?? 0
  }

  private func depth(ofGroup group: Int) -> Int { group == 0 ? 0 : groups[group - 1].depth }

  /// Checks that the groups of a form can pass through the layers up to the last of them.
  ///
  /// - Throws: `DataError` for inputs and for neurons of an activation with negative values.
  func checkPassage(to form: AffineForm) throws(DataError) {
    let last = depth(of: form)
    guard form.factors.keys.contains(where: { depth(ofGroup: $0) < last }) else { return }
    if form.factors[0] != nil {
      throw DataError(
        "a skip connection that carries the inputs past an activation, expected skip connections "
          + "from outputs of ReLU only (inputs may be negative, and a layer has no neurons "
          + "without a kink to carry them)")
    }
    if let activation, activation.negativeSlope.signum() > 0 {
      throw DataError(
        "a skip connection past \("\(activation)".excerpt), expected skip connections in networks "
          + "with ReLU only (other values may be negative, and a layer has no neurons without a "
          + "kink to carry them)")
    }
  }
}

extension NetworkAssembly {
  /// A network and how its layers came about.
  struct Result {
    let network: Network
    /// What the file calls the layers, where it does.
    let layerNames: [String?]
    /// How many neurons repeat earlier ones, since skip connections pass through their layers.
    let repeatedNeuronCount: Int
  }

  /// The network with a form as output.
  func network(output form: AffineForm) throws(DataError) -> Result {
    try checkPassage(to: form)
    let lastUses = lastUses(for: form)
    let depth = depth(of: form) + 1
    var layers: [Network.Layer] = []
    var names: [String?] = []
    var repeated = 0
    var parameters = 0
    var members = [0]
    for layer in 1...depth {
      let isLast = layer == depth
      let own = isLast ? [] : lastUses.keys.filter { self.depth(ofGroup: $0) == layer }.sorted()
      let passing =
        isLast
        ? [] : members.filter { (lastUses[$0] ?? 0) > layer }
      let forms =
        isLast
        ? [form]
        : own.map { groups[$0 - 1].preactivations }
          + passing.map { AffineForm(group: $0, width: width(ofGroup: $0)) }
      if !isLast { repeated += passing.reduce(0) { $0 + (width(ofGroup: $1) ?? 0) } }
      let next = try self.layer(of: forms, on: members)
      parameters += next.weights.count * next.weights[0].count
      guard parameters <= Architecture.maximumParameterCount else {
        throw DataError("more than \(Architecture.maximumParameterCount) parameters")
      }
      layers.append(next)
      let known = (isLast ? [form.name] : own.map { groups[$0 - 1].preactivations.name })
        .compactMap { $0 }
      names.append(known.isEmpty ? nil : known.joined(separator: " + "))
      members = own + passing
    }
    do {
      return Result(
        network: try Network(layers: layers, activation: activation ?? .relu),
        layerNames: names, repeatedNeuronCount: repeated)
    } catch {
      throw DataError("\(error)")
    }
  }

  /// The number of members of a group; `nil` for the inputs.
  private func width(ofGroup group: Int) -> Int? {
    group == 0 ? nil : groups[group - 1].preactivations.width
  }

  /// The groups that a form needs, each with the last layer that uses it.
  private func lastUses(for form: AffineForm) -> [Int: Int] {
    var uses: [Int: Int] = [:]
    for group in form.factors.keys { uses[group] = depth(of: form) + 1 }
    // Groups depend on earlier ones only.
    for group in groups.indices.reversed().map({ $0 + 1 }) where uses[group] != nil {
      for earlier in groups[group - 1].preactivations.factors.keys {
        uses[earlier] = max(uses[earlier] ?? 0, depth(ofGroup: group))
      }
    }
    return uses
  }

  /// The layer that computes forms, one after the other, from the members of groups.
  private func layer(
    of forms: [AffineForm], on members: [Int]
  ) throws(DataError) -> Network.Layer {
    var widths: [Int] = []
    for member in members { widths.append(try memberWidth(member, forms)) }
    var rows: [[Rational]] = []
    for form in forms {
      let count = try form.knownWidth()
      var blocks: [[[Rational]]] = []
      for (member, width) in zip(members, widths) {
        let block =
          try form.factors[member].map { factor throws(DataError) in try factor.rows(count) }
          ?? Array(repeating: Array(repeating: 0, count: width), count: count)
        guard block.allSatisfy({ $0.count == width }) else {
          throw DataError("uses of different numbers of inputs")
        }
        blocks.append(block)
      }
      if blocks.count == 1 {
        rows += blocks[0]
      } else {
        rows += (0..<count).map { row in blocks.flatMap { $0[row] } }
      }
    }
    guard !rows.isEmpty, !rows[0].isEmpty else { throw DataError("a layer without neurons") }
    let hasBiases = forms.contains { $0.constants != nil }
    let biases = forms.flatMap { form in
      form.constants ?? [Rational](repeating: 0, count: form.width ?? 0)
    }
    return Network.Layer(weights: rows, biases: hasBiases ? biases : nil)
  }

  /// The number of members of a group, of the inputs as they are used.
  private func memberWidth(_ group: Int, _ forms: [AffineForm]) throws(DataError) -> Int {
    if let width = width(ofGroup: group) { return width }
    for form in forms {
      switch form.factors[group] {
      case .matrix(let rows): return rows.first?.count ?? 0
      case .identity: return try form.knownWidth()
      case nil: continue
      }
    }
    throw DataError("the outputs do not depend on the inputs")
  }
}
