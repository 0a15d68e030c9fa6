/// How the layers of a file of tensors follow each other, and where its normalizations are.
///
/// The file does not say it. Numbers in names, as `0`, `2`, `4` or `fc1`, `fc2`, are a convention
/// that is followed, and reported; without them the widths have to leave one order. What may be
/// passed by a skip connection, which a file of tensors does not show, is refused.
struct LayerOrder {
  /// One step of the computation.
  enum Step: Hashable {
    case linear(String)
    case normalization(String)
    case activation

    /// Whether a linear layer is applied.
    var isLinear: Bool { if case .linear = self { true } else { false } }
  }

  /// The steps, first to last.
  let steps: [Step]
  /// What was assumed.
  let remarks: [ReadingRemark]

  /// The order that a user states, or the one that names and widths leave.
  ///
  /// - Throws: `DataError` that says the option that decides.
  init(of dictionary: StateDictionary, stated: [String]?) throws(DataError) {
    if let stated {
      self = try Self.stated(stated, of: dictionary)
    } else {
      self = try Self.found(in: dictionary)
    }
  }

  private init(_ steps: [Step], _ remarks: [ReadingRemark]) {
    self.steps = steps
    self.remarks = remarks
  }

  // MARK: stated

  private static func stated(
    _ names: [String], of dictionary: StateDictionary
  ) throws(DataError) -> LayerOrder {
    let known = dictionary.linears.keys.sorted(by: precedesNaturally)
    let norms = dictionary.normalizations.keys.sorted(by: precedesNaturally)
    for name in names where !known.contains(name) && !norms.contains(name) {
      throw DataError(
        "--layer-order: no layer '\(name.excerpt)', expected \(listed(known + norms))")
    }
    guard Set(names).count == names.count else {
      throw DataError("--layer-order: a layer twice, expected each once")
    }
    let missing = known.filter { !names.contains($0) }
    guard missing.isEmpty else {
      throw DataError("--layer-order: without \(listed(missing)), expected each layer once")
    }
    let order = names.filter { known.contains($0) }
    try checkWidths(of: order, in: dictionary)
    guard norms.allSatisfy(names.contains) else {
      // Normalizations that are not named stand where their own names say.
      guard norms.allSatisfy({ !names.contains($0) }) else {
        throw DataError(
          "--layer-order: without \(listed(norms.filter { !names.contains($0) })), expected all "
            + "batch normalizations or none of them")
      }
      let (steps, remarks) = try placingNormalizations(among: order, in: dictionary)
      return LayerOrder(steps, [.orderStated] + remarks)
    }
    var steps: [Step] = []
    for name in names {
      if known.contains(name) {
        if steps.contains(where: \.isLinear) { steps.append(.activation) }
        steps.append(.linear(name))
      } else {
        try check(dictionary.normalizations[name]!, after: steps, first: order[0], in: dictionary)
        steps.append(.normalization(name))
      }
    }
    return LayerOrder(steps, [.orderStated])
  }

  private static func check(
    _ normalization: StateDictionary.BatchNormalization, after steps: [Step], first: String,
    in dictionary: StateDictionary
  ) throws(DataError) {
    var width = dictionary.linears[first]!.inputs
    for case .linear(let name) in steps { width = dictionary.linears[name]!.outputs }
    guard normalization.width == width else {
      throw DataError(
        "'\(normalization.name.excerpt)' has \(normalization.width) entries, expected \(width), "
          + "the neurons before it")
    }
  }

  private static func checkWidths(
    of order: [String], in dictionary: StateDictionary
  ) throws(DataError) {
    for (before, after) in zip(order, order.dropFirst()) {
      let (left, right) = (dictionary.linears[before]!, dictionary.linears[after]!)
      guard left.outputs == right.inputs else {
        throw DataError(
          "\(right.weight.described), expected \(left.outputs) inputs, the outputs of the layer "
            + "before")
      }
    }
  }

  // MARK: found

  private static func found(in dictionary: StateDictionary) throws(DataError) -> LayerOrder {
    let series = LayerSeries.all(of: dictionary.linears.keys.sorted(by: precedesNaturally))
    let natural = dictionary.linears.keys.sorted(by: precedesNaturally)
    var remarks: [ReadingRemark] = []
    let order: [String]
    if series.count == 1 {
      order = series[0].names
      try checkWidths(of: order, in: dictionary)
    } else {
      let orders = fittingOrders(of: series, in: dictionary)
      guard let first = orders.first else {
        try checkWidths(of: natural, in: dictionary)
        throw DataError(
          "the layers \(listed(natural)) follow each other in no order that their names allow, "
            + "expected --layer-order NAME,NAME,...")
      }
      guard orders.count == 1 else {
        let shown = orders.prefix(3).map { $0.joined(separator: ",").excerpt }
        let count = orders.count >= maximumOrderCount ? "\(maximumOrderCount)" : "\(orders.count)"
        throw DataError(
          "the file does not say the order of its layers, and their widths fit in "
            + "\(orders.count >= maximumOrderCount ? "at least " : "")\(count) orders: "
            + shown.joined(separator: "; ") + (orders.count > 3 ? "; ..." : "")
            + "; expected --layer-order with one of them")
      }
      order = first
      remarks.append(.orderByWidths)
    }
    if series.contains(where: { $0.names.count > 1 }) { remarks.insert(.orderByNumbers, at: 0) }
    if let reason = SkipSuspicion(order: order, in: dictionary).reason {
      throw DataError(
        "\(reason), and the file does not say what its layers are given; expected --layer-order "
          + "\(order.joined(separator: ",")) if each layer is given the outputs of the one before "
          + "(other networks: an ONNX file)")
    }
    let (steps, placed) = try placingNormalizations(among: order, in: dictionary)
    return LayerOrder(steps, remarks + placed)
  }

  private static let maximumOrderCount = 1_000

  /// The orders of series in which each layer has as many inputs as the one before has outputs, up
  /// to a number.
  private static func fittingOrders(
    of series: [LayerSeries], in dictionary: StateDictionary
  ) -> [[String]] {
    let inner = series.filter { (try? checkWidths(of: $0.names, in: dictionary)) != nil }
    guard inner.count == series.count else { return [] }
    var found: [[String]] = []
    var steps = 0
    func extend(_ chosen: [LayerSeries], _ rest: [LayerSeries]) {
      steps += 1
      guard found.count < maximumOrderCount, steps < 100_000 else { return }
      guard !rest.isEmpty else { return found.append(chosen.flatMap(\.names)) }
      for (index, next) in rest.enumerated() {
        if let last = chosen.last?.names.last {
          guard dictionary.linears[last]!.outputs == dictionary.linears[next.names[0]]!.inputs
          else { continue }
        }
        var others = rest
        others.remove(at: index)
        extend(chosen + [next], others)
      }
    }
    extend([], series)
    return found
  }

  // MARK: normalizations

  /// The steps with each batch normalization behind the layer that its name belongs to.
  private static func placingNormalizations(
    among order: [String], in dictionary: StateDictionary
  ) throws(DataError) -> (steps: [Step], remarks: [ReadingRemark]) {
    var before: [String: [String]] = [:]
    var behind: [String: [String]] = [:]
    var first: [String] = []
    var remarks: [ReadingRemark] = []
    var following: [String] = []
    for name in dictionary.normalizations.keys.sorted(by: precedesNaturally) {
      let place = NormalizationPlace(
        of: dictionary.normalizations[name]!, among: order, in: dictionary)
      switch place {
      case .first: first.append(name)
      case .follows(let layer):
        before[layer, default: []].append(name)
        following.append(layer)
      case .behindActivation(let layer):
        behind[layer, default: []].append(name)
        remarks.append(.normalizationBehindActivation(name, of: layer))
      case nil:
        throw DataError(
          "the file does not say where the batch normalization '\(name.excerpt)' is, expected "
            + "--layer-order with all layers and normalizations")
      }
    }
    if !following.isEmpty { remarks.insert(.normalizationsFollow(following), at: 0) }
    var steps = first.map(Step.normalization)
    for (index, layer) in order.enumerated() {
      steps.append(.linear(layer))
      steps += (before[layer] ?? []).map(Step.normalization)
      if index < order.count - 1 { steps.append(.activation) }
      steps += (behind[layer] ?? []).map(Step.normalization)
    }
    return (steps, remarks)
  }

  private static func listed(_ names: [String]) -> String {
    names.prefix(8).map { "'\($0.excerpt)'" }.joined(separator: ", ")
      + (names.count > 8 ? " and \(names.count - 8) more" : "")
  }
}
