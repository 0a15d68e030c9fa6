/// Layers whose names differ in numbers only, in the order of these: `fc1`, `fc2`, `fc10`.
struct LayerSeries {
  let names: [String]

  /// The series that names belong to; a name without numbers is alone, or first where it is the
  /// beginning of those of a series, as `fc` of `fc2`.
  static func all(of names: [String]) -> [LayerSeries] {
    var members: [String: [String]] = [:]
    for name in names { members[template(of: name), default: []].append(name) }
    for name in names where members["\(name)#"] != nil && template(of: name) == name {
      members["\(name)#", default: []].append(name)
      members[name] = nil
    }
    return members.values.map { LayerSeries(names: $0.sorted(by: precedesNaturally)) }
      .sorted { precedesNaturally($0.names[0], $1.names[0]) }
  }

  /// A name with `#` for each number.
  static func template(of name: String) -> String {
    var result = ""
    var wasDigit = false
    for scalar in name.unicodeScalars {
      let isDigit = ("0"..."9").contains(scalar)
      if !isDigit { result.unicodeScalars.append(scalar) } else if !wasDigit { result += "#" }
      wasDigit = isDigit
    }
    return result
  }

  /// The numbers in a name; `nil` for one that is too large.
  static func numbers(in name: String) -> [Int]? {
    var numbers: [Int] = []
    for part in name.utf8.split(whereSeparator: { !(48...57).contains($0) }) {
      guard let number = Int(Substring(part)) else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}

/// Where a batch normalization is, as far as its name says it.
enum NormalizationPlace {
  /// Before all layers.
  case first
  /// Between a layer and its activation.
  case follows(String)
  /// Behind the activation of a layer.
  case behindActivation(String)

  /// The place that a name tells; `nil` where it tells none.
  ///
  /// In `0`, `1`, `3` the normalization `1` follows the layer `0`; in `0`, `2`, `3` the number 1 is
  /// free for the activation, and the normalization is behind it. With names of their own, as `bn1`
  /// beside `fc1`, the number tells the layer. One alone belongs to the only layer that fits.
  init?(
    of normalization: StateDictionary.BatchNormalization, among order: [String],
    in dictionary: StateDictionary
  ) {
    func fits(_ layer: String) -> Bool {
      dictionary.linears[layer]!.outputs == normalization.width
    }
    let name = normalization.name
    let template = LayerSeries.template(of: name)
    let numbers = LayerSeries.numbers(in: name) ?? []
    let siblings = order.filter { LayerSeries.template(of: $0) == template }
    if !siblings.isEmpty, let number = numbers.last {
      guard let layer = siblings.last(where: { precedesNaturally($0, name) }) else {
        guard dictionary.linears[order[0]]!.inputs == normalization.width else { return nil }
        self = .first
        return
      }
      guard fits(layer), let own = LayerSeries.numbers(in: layer)?.last else { return nil }
      self = number == own + 1 ? .follows(layer) : .behindActivation(layer)
      return
    }
    let hidden = order.dropLast()
    if !numbers.isEmpty {
      let layers = order.filter { LayerSeries.numbers(in: $0) == numbers }
      guard layers.count == 1, fits(layers[0]) else { return nil }
      self = .follows(layers[0])
      return
    }
    let layers = hidden.filter(fits)
    guard layers.count == 1, dictionary.linears[order[0]]!.inputs != normalization.width else {
      return nil
    }
    self = .follows(layers[0])
  }
}

/// Why layers of a file of tensors may be passed by a skip connection.
struct SkipSuspicion {
  /// In words; `nil` where nothing suggests it.
  let reason: String?

  private static let words: Set<String> = [
    "block", "blocks", "res", "resblock", "resblocks", "resnet", "residual", "residuals", "skip",
    "skips", "shortcut", "shortcuts", "downsample", "attn", "attention",
  ]

  /// Looks at names, at layers without a number that have as many outputs as inputs, and at modules
  /// of several layers that have.
  init(order: [String], in dictionary: StateDictionary) {
    for name in order {
      let parts = name.lowercased().split { !$0.isLetter }
      if let word = parts.first(where: { Self.words.contains(String($0)) }) {
        reason =
          "the name of layer '\(name.excerpt)' has the word '\(word)', so that a skip connection "
          + "may pass it"
        return
      }
    }
    guard order.count > 1 else {
      reason = nil
      return
    }
    for name in order where LayerSeries.template(of: name) == name {
      let layer = dictionary.linears[name]!
      if layer.inputs == layer.outputs {
        reason =
          "layer '\(name.excerpt)' has as many outputs as inputs, so that a skip connection may "
          + "pass it"
        return
      }
    }
    reason = Self.module(in: order, dictionary)
  }

  /// A part of the layers with a common beginning of their names, which has as many outputs as
  /// inputs.
  private static func module(in order: [String], _ dictionary: StateDictionary) -> String? {
    let prefixes = order.flatMap { name -> [String] in
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      return parts.indices.dropFirst().map { parts[..<$0].joined(separator: ".") + "." }
    }
    for prefix in Set(prefixes).sorted() {
      let members = order.filter { $0.hasPrefix(prefix) }
      guard members.count > 1, members.count < order.count,
        dictionary.linears[members[0]]!.inputs
          == dictionary.linears[members[members.count - 1]]!.outputs
      else { continue }
      return
        "the layers \(members.prefix(3).map { "'\($0.excerpt)'" }.joined(separator: ", ")) make up "
        + "a module with as many outputs as inputs, so that a skip connection may pass it"
    }
    return nil
  }
}
