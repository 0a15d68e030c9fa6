import ExactAlgebra
import Networks

/// A network that is put together from affine forms and activations, as a file applies them.
///
/// An activation of a form makes a group of neurons; forms may depend on groups of several depths,
/// as those of skip connections do. The layers of a `Network` follow each other, so a group that
/// is used after later layers has to pass through them (`LayerPassage`): neurons without a new kink,
/// inputs with one at zero.
struct NetworkAssembly {
  /// Neurons to which one activation is applied.
  struct Group {
    let preactivations: AffineForm
    /// The hidden layer, from 1.
    let depth: Int
  }

  /// The groups but the inputs, whose number is 0.
  private(set) var groups: [Group] = []
  /// The activation of all neurons, where there are any.
  private(set) var activation: PiecewiseLinearActivation?
  /// How many neurons have two kinks in the file and are two neurons here.
  private(set) var splitNeuronCount = 0
  /// How many neurons compare two values for their maximum.
  private(set) var comparingNeuronCount = 0
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
    for (_, factor) in form.factors { parameterCount += factor.matrix(width).entryCount }
    guard parameterCount <= Network.maximumParameterCount else {
      throw DataError("more than \(Network.maximumParameterCount) parameters up to here")
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

  /// The largest of several rows of a form, for each list of rows: `max(a, b) = b + relu(a - b)`, in
  /// pairs, then pairs of pairs.
  ///
  /// - Precondition: no list is empty, and all indices are of rows.
  mutating func maxima(
    of form: AffineForm, over lists: [[Int]]
  ) throws(DataError) -> AffineForm {
    var values = form
    var lists = lists
    while lists.contains(where: { $0.count > 1 }) {
      var pairs = PairList()
      lists = lists.map { list in
        stride(from: 0, to: list.count, by: 2).map { place in
          pairs.index(of: list[place], place + 1 < list.count ? list[place + 1] : nil)
        }
      }
      let (first, second) = (pairs.compared.map(\.0), pairs.compared.map(\.1))
      let signs = [Rational](repeating: -1, count: second.count)
      let difference = try values.rows(first)
        .plus(try values.rows(second).scaled(by: signs))
      let excess = try apply(.relu, to: difference)
      comparingNeuronCount += first.count
      values = try values.rows(pairs.bases).plus(try excess.rows(pairs.excesses))
    }
    return try values.rows(lists.map { $0[0] })
  }

  /// The smallest of several rows of a form, for each list of rows.
  mutating func minima(
    of form: AffineForm, over lists: [[Int]]
  ) throws(DataError) -> AffineForm {
    func negated(_ form: AffineForm) throws(DataError) -> AffineForm {
      try form.scaled(by: [Rational](repeating: -1, count: try form.knownWidth()))
    }
    return try negated(try maxima(of: try negated(form), over: lists))
  }

  /// Pairs of rows to be compared, each once, and rows that are kept.
  private struct PairList {
    private struct Pair: Hashable {
      let first: Int
      let second: Int?
    }

    private var places: [Pair: Int] = [:]
    private(set) var compared: [(Int, Int)] = []
    /// For each new row, the row that the excess is added to.
    private(set) var bases: [Int] = []
    /// For each new row, its place in `compared`.
    private(set) var excesses: [Int?] = []

    /// The place of the maximum among the new rows.
    mutating func index(of first: Int, _ second: Int?) -> Int {
      let pair = Pair(first: first, second: second)
      if let place = places[pair] { return place }
      places[pair] = bases.count
      bases.append(second ?? first)
      excesses.append(second.map { _ in compared.count })
      if let second { compared.append((first, second)) }
      return bases.count - 1
    }
  }

  /// The hidden layer of the last neurons that a form depends on, 0 for none.
  func depth(of form: AffineForm) -> Int {
    form.factors.keys.map(depth).max() ?? 0
  }

  func depth(ofGroup group: Int) -> Int { group == 0 ? 0 : groups[group - 1].depth }

  /// Checks that the groups of a form can pass through the layers up to the last of them.
  ///
  /// - Throws: `DataError` for inputs that would have to pass an absolute value, from which they do
  ///   not come back.
  func checkPassage(to form: AffineForm) throws(DataError) {
    guard form.factors[0] != nil, depth(of: form) > 0, activation == .absoluteValue else { return }
    throw DataError(
      "a skip connection that carries the inputs past abs, expected skip connections from outputs "
        + "of abs only (absolute values do not tell the signs of inputs)")
  }
}
