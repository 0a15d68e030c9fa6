import ExactAlgebra
import Networks

/// The layers of a network that follow each other, made of groups of several depths.
///
/// A value that a later layer uses passes through the layers between as neurons of theirs. Values that
/// are not negative, those of ReLU, are repeated: `relu(h) = h`, and a repeated neuron is active
/// exactly where its original is, so that the activation regions are those of the file. Inputs have
/// both signs. With the slope `a` for negative numbers, `(1 + a) x = f(x) - f(-x)`, so that two
/// neurons carry one input, whose kinks cut the regions where it is zero. The same two neurons carry a
/// value of an activation with a positive slope, whose kink is where they have theirs.
struct LayerPassage {
  /// Members of a group as neurons of a layer.
  private struct Carrier {
    let group: Int
    /// The members, ascending, and the place of each among them.
    let columns: [Int]
    let places: [Int]
    /// Whether a second neuron for each has the opposite sign.
    let isPair: Bool
    /// The first neuron in its layer.
    let start: Int

    init(group: Int, columns: [Int], isPair: Bool, start: Int) {
      self.group = group
      self.columns = columns
      var places = [Int](repeating: -1, count: (columns.last ?? -1) + 1)
      for (place, column) in columns.enumerated() { places[column] = place }
      self.places = places
      self.isPair = isPair
      self.start = start
    }

    var neuronCount: Int { columns.count * (isPair ? 2 : 1) }
  }

  private typealias Row = [SparseMatrix.Entry]

  private let assembly: NetworkAssembly
  private let output: AffineForm
  private let inputCount: Int
  /// For each group and each of its members, the last layer that uses it, 0 for none.
  private var lastUses: [Int: [Int]] = [:]
  /// How many neurons repeat earlier ones.
  private(set) var repeatedNeuronCount = 0
  /// How many neurons carry inputs.
  private(set) var carryingNeuronCount = 0
  private let slope: Rational

  /// - Throws: `DataError` where the number of inputs is not known.
  init(to output: AffineForm, in assembly: NetworkAssembly) throws(DataError) {
    self.assembly = assembly
    self.output = output
    slope = (assembly.activation ?? .relu).negativeSlope
    var forms = [(output, assembly.depth(of: output) + 1)]
    var counts: Set<Int> = []
    var needed: Set<Int> = Set(output.factors.keys)
    // Groups depend on earlier ones only.
    for group in assembly.groups.indices.reversed().map({ $0 + 1 }) where needed.contains(group) {
      let form = assembly.groups[group - 1].preactivations
      forms.append((form, assembly.depth(ofGroup: group)))
      needed.formUnion(form.factors.keys)
    }
    for (form, _) in forms {
      switch form.factors[0] {
      case .matrix(let matrix): counts.insert(matrix.columnCount)
      case .identity: counts.insert(try form.knownWidth())
      case nil: continue
      }
    }
    guard let count = counts.first else {
      throw DataError("the outputs do not depend on the inputs")
    }
    guard counts.count == 1 else { throw DataError("uses of different numbers of inputs") }
    inputCount = count
    for group in needed {
      lastUses[group] = [Int](repeating: 0, count: try width(ofGroup: group))
    }
    for (form, layer) in forms { try use(form, in: layer) }
  }

  private func width(ofGroup group: Int) throws(DataError) -> Int {
    group == 0 ? inputCount : try assembly.groups[group - 1].preactivations.knownWidth()
  }

  private mutating func use(_ form: AffineForm, in layer: Int) throws(DataError) {
    for (group, factor) in form.factors {
      switch factor {
      case .identity: lastUses[group] = lastUses[group]!.map { max($0, layer) }
      case .matrix(let matrix):
        var uses = lastUses[group]!
        lastUses[group] = nil
        guard matrix.columnCount == uses.count else {
          throw DataError("uses of different numbers of inputs")
        }
        for row in matrix.rows {
          for entry in row where uses[entry.column] < layer { uses[entry.column] = layer }
        }
        lastUses[group] = uses
      }
    }
  }

  /// The layers, with what the file calls them.
  ///
  /// - Throws: `DataError` for sizes beyond those of a network, before there is memory for them.
  mutating func layers() throws(DataError) -> [(layer: Network.Layer, name: String?)] {
    let depth = assembly.depth(of: output) + 1
    var carriers = [
      Carrier(group: 0, columns: Array(0..<inputCount), isPair: false, start: 0)
    ]
    var size = inputCount
    var parameters = 0
    var result: [(layer: Network.Layer, name: String?)] = []
    for layer in 1...depth {
      let own =
        layer == depth
        ? [] : lastUses.keys.filter { assembly.depth(ofGroup: $0) == layer && $0 > 0 }.sorted()
      let forms =
        layer == depth ? [output] : own.map { assembly.groups[$0 - 1].preactivations }
      var rows: [Row] = []
      var next: [Carrier] = []
      for (index, form) in forms.enumerated() {
        let start = rows.count
        rows += try self.rows(of: form, from: carriers)
        guard layer < depth else { continue }
        next.append(
          Carrier(
            group: own[index], columns: Array(0..<rows.count - start), isPair: false,
            start: start))
      }
      if layer < depth {
        for carrier in carriers {
          guard let passed = pass(carrier, beyond: layer, &rows) else { continue }
          next.append(passed)
        }
      }
      parameters += rows.count * (size + 1)
      try check(rows.count, size, parameters, layer)
      let biases = forms.contains { $0.constants != nil }
      result.append(
        (
          Network.Layer(
            weights: SparseMatrix(columnCount: size, rows: rows).fullRows,
            biases: biases ? Self.biases(of: forms, count: rows.count) : nil),
          Self.name(of: forms)
        ))
      size = rows.count
      carriers = next
    }
    return result
  }

  private func check(
    _ rowCount: Int, _ columnCount: Int, _ parameters: Int, _ layer: Int
  ) throws(DataError) {
    guard rowCount > 0, columnCount > 0 else { throw DataError("a layer without neurons") }
    guard rowCount <= Network.maximumWidth else {
      throw DataError(
        "layer \(layer): \(rowCount) neurons, expected at most \(Network.maximumWidth)")
    }
    guard parameters <= Network.maximumParameterCount else {
      throw DataError(
        "layer \(layer) has \(rowCount) x \(columnCount) weights, zeros included, "
          + "expected at most \(Network.maximumParameterCount) parameters in all layers")
    }
  }

  private static func biases(of forms: [AffineForm], count: Int) -> [Rational] {
    let numbers = forms.flatMap { form in
      form.constants ?? [Rational](repeating: 0, count: form.width ?? 0)
    }
    return numbers + [Rational](repeating: 0, count: count - numbers.count)
  }

  private static func name(of forms: [AffineForm]) -> String? {
    let known = forms.compactMap(\.name)
    return known.isEmpty ? nil : known.joined(separator: " + ")
  }

  /// The rows of a form on the neurons of the layer before.
  private func rows(of form: AffineForm, from carriers: [Carrier]) throws(DataError) -> [Row] {
    let count = try form.knownWidth()
    var rows = [Row](repeating: [], count: count)
    for carrier in carriers {
      guard let matrix = form.factors[carrier.group]?.matrix(count) else { continue }
      for (index, row) in matrix.rows.enumerated() { rows[index] += self.row(row, on: carrier) }
    }
    return rows
  }

  /// A combination of members of a group, on the neurons that carry them.
  private func row(_ row: Row, on carrier: Carrier) -> Row {
    guard carrier.isPair else {
      return row.map { entry in
        SparseMatrix.Entry(
          column: carrier.start + carrier.places[entry.column], value: entry.value)
      }
    }
    let factor = 1 / (1 + slope)
    return [(0, factor), (carrier.columns.count, -factor)].flatMap { offset, factor in
      row.map { entry in
        SparseMatrix.Entry(
          column: carrier.start + offset + carrier.places[entry.column],
          value: entry.value * factor)
      }
    }
  }

  /// The members of a group that later layers use, as neurons of the next layer.
  private mutating func pass(
    _ carrier: Carrier, beyond layer: Int, _ rows: inout [Row]
  ) -> Carrier? {
    let uses = lastUses[carrier.group]!
    let columns = carrier.columns.filter { uses[$0] > layer }
    guard !columns.isEmpty else { return nil }
    let isNegativeSomewhere = slope.signum() > 0 || carrier.group == 0 && !carrier.isPair
    let passed = Carrier(
      group: carrier.group, columns: columns, isPair: isNegativeSomewhere || carrier.isPair,
      start: rows.count)
    let one = Rational(1)
    if isNegativeSomewhere {
      for sign in [one, -one] {
        rows += columns.map { row([SparseMatrix.Entry(column: $0, value: sign)], on: carrier) }
      }
    } else {
      // Each neuron itself, as it is not negative.
      for offset in carrier.isPair ? [0, carrier.columns.count] : [0] {
        rows += columns.map {
          [SparseMatrix.Entry(column: carrier.start + offset + carrier.places[$0], value: one)]
        }
      }
    }
    if carrier.group == 0 {
      carryingNeuronCount += passed.neuronCount
    } else {
      repeatedNeuronCount += passed.neuronCount
    }
    return passed
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
    /// How many neurons carry inputs past earlier layers.
    let carryingNeuronCount: Int
  }

  /// The network with a form as output.
  func network(output form: AffineForm) throws(DataError) -> Result {
    try checkPassage(to: form)
    var passage = try LayerPassage(to: form, in: self)
    let layers = try passage.layers()
    do {
      return Result(
        network: try Network(layers: layers.map(\.layer), activation: activation ?? .relu),
        layerNames: layers.map(\.name), repeatedNeuronCount: passage.repeatedNeuronCount,
        carryingNeuronCount: passage.carryingNeuronCount)
    } catch {
      throw DataError("\(error)")
    }
  }
}
