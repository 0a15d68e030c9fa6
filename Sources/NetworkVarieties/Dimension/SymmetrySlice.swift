import ExactAlgebra

/// Parameters that the changes of basis of the hidden layers move independently.
///
/// The neurons of a layer with the same signature are mixed by a general linear group. Where `r`
/// columns of the weights that enter them (or rows of those that leave them) are independent, the
/// group moves the weights in these columns (rows) to all sides. Up to some layer entering
/// weights are taken, and behind it leaving ones. The proof that the choices do not interfere is
/// in the documentation of this module.
struct SymmetrySlice {
  /// The parameters.
  private(set) var parameters: Set<Parameter> = []
  /// The number of changes of basis, as a dimension: an upper bound for the number of
  /// parameters.
  private(set) var groupDimension = 0

  /// The largest slice at one network.
  init(of map: PatternMap, at values: [UInt], over field: PrimeField) {
    let layers = Array(1..<max(map.network.architecture.layerCount, 1))
    var entering: [Set<Parameter>] = []
    var leaving: [Set<Parameter>] = []
    for layer in layers {
      let classes = Self.classes(of: map.network, inLayer: layer)
      groupDimension += classes.reduce(0) {
        $0 + $1.neurons.count * ($1.neurons.count + ($1.mixesConstant ? 1 : 0))
      }
      entering.append(Set(classes.flatMap { $0.entering(map, values, field) }))
      leaving.append(Set(classes.flatMap { $0.leaving(map, values, field) }))
    }
    for last in stride(from: layers.count, through: 0, by: -1) {
      let count =
        entering[..<last].reduce(0) { $0 + $1.count } + leaving[last...].reduce(0) { $0 + $1.count }
      if count > parameters.count || last == layers.count {
        parameters = Set((entering[..<last] + leaving[last...]).joined())
      }
    }
  }

  private static func classes(of network: LiveNetwork, inLayer layer: Int) -> [NeuronClass] {
    let signatures = network.signatures(ofLayer: layer)
    return Dictionary(grouping: signatures.indices, by: { signatures[$0] })
      .filter { !$0.key.blocks.isEmpty }
      .map { signature, neurons in
        NeuronClass(
          layer: layer, neurons: neurons,
          mixesConstant: network.architecture.hasBiases
            && signature.blocks.count == network.blockCount)
      }
  }
}

/// The neurons of a layer with one signature.
private struct NeuronClass {
  let layer: Int
  let neurons: [Int]
  /// Whether the constant 1 can be mixed in as well.
  let mixesConstant: Bool

  /// Live parameters that enter the class, in independent columns.
  func entering(_ map: PatternMap, _ values: [UInt], _ field: PrimeField) -> [Parameter] {
    var inputs: [Int?] = (0..<map.network.architecture.widths[layer - 1]).map { $0 }
    if !mixesConstant { inputs.append(nil) }
    let columns = inputs.filter {
      map.number(of: Parameter(layer: layer, row: neurons[0], column: $0)) != nil
    }
    var matrix = ModularMatrix(
      rows: neurons.count, columns: columns.count, over: field
    ) { row, entries in
      for (place, column) in columns.enumerated() {
        let parameter = Parameter(layer: layer, row: neurons[row], column: column)
        entries[place] = values[map.number(of: parameter)!]
      }
    }
    let chosen = matrix.reduceToEchelonForm().map { columns[$0] } + (mixesConstant ? [nil] : [])
    return chosen.flatMap { column in
      neurons.map { Parameter(layer: layer, row: $0, column: column) }
    }
  }

  /// Live parameters that leave the class, in independent rows.
  func leaving(_ map: PatternMap, _ values: [UInt], _ field: PrimeField) -> [Parameter] {
    let rows = (0..<map.network.architecture.widths[layer + 1]).filter {
      map.number(of: Parameter(layer: layer + 1, row: $0, column: neurons[0])) != nil
    }
    var matrix = ModularMatrix(
      rows: neurons.count, columns: rows.count, over: field
    ) { row, entries in
      for (place, target) in rows.enumerated() {
        let parameter = Parameter(layer: layer + 1, row: target, column: neurons[row])
        entries[place] = values[map.number(of: parameter)!]
      }
    }
    let sources = neurons.map { Optional($0) } + (mixesConstant ? [nil] : [])
    return matrix.reduceToEchelonForm().flatMap { place in
      sources.map { Parameter(layer: layer + 1, row: rows[place], column: $0) }
    }
  }
}
