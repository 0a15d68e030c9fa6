import ExactAlgebra
import Networks

/// The pre-activations of all hidden neurons as forms of the coordinates, for one pattern after the other.
///
/// The forms of a layer depend on the activities in the layers before. Patterns that follow each other in order
/// mostly have these in common, so forms are kept.
struct PatternForms {
  private let network: Network
  private let space: TilingSpace
  private var pattern = ActivationPattern([])
  /// The pre-activations of the first layers.
  private var layers: [IntegerMatrix] = []
  /// The same, neuron by neuron.
  private var rows: [[IntegerVector]] = []

  init(of network: Network, on space: TilingSpace) {
    (self.network, self.space) = (network, space)
  }

  /// What bounds the region of a pattern.
  struct System {
    /// The conditions of the neurons and of the domain, and that at infinity.
    let rows: [BoundingRow]
    /// The neurons whose form is zero.
    let vanishing: [Int]
  }

  /// The conditions of a pattern, without those that hold everywhere; or a neuron whose condition holds nowhere.
  mutating func system(of new: ActivationPattern) -> Result<System, NeuronContradiction> {
    prepare(new)
    let dimension = space.dimension
    var conditions = domainRows
    var vanishing: [Int] = []
    var number = 0
    for (layer, activities) in new.layers.enumerated() {
      for (neuron, isActive) in activities.enumerated() {
        defer { number += 1 }
        let form = rows[layer][neuron]
        let isConstant = (0..<dimension).allSatisfy { form.signum(at: $0) == 0 }
        guard isConstant else {
          conditions.append(
            BoundingRow(form: isActive ? form : -form, source: .neuron(number)))
          continue
        }
        let sign = form.signum(at: dimension)
        guard isActive == (sign > 0) else {
          return .failure(
            NeuronContradiction(neuron: HiddenNeuron(layer: layer + 1, index: neuron), sign: sign))
        }
        if sign == 0 { vanishing.append(number) }
      }
    }
    return .success(System(rows: conditions, vanishing: vanishing))
  }

  /// The conditions of the domain, and that at infinity.
  var domainRows: [BoundingRow] {
    let last = (0...space.dimension).map { $0 == space.dimension ? 1 : 0 }
    return [BoundingRow(form: IntegerVector(last), source: .infinity)]
      + space.sides.map { BoundingRow(form: $0.form, source: .side($0.number)) }
  }

  /// Computes the forms of a pattern from the first layer on that they differ in.
  private mutating func prepare(_ new: ActivationPattern) {
    let common = zip(pattern.layers, new.layers).prefix { $0 == $1 }.count
    layers.removeSubrange(min(layers.count, common + 1)...)
    rows.removeSubrange(layers.count...)
    pattern = new
    while layers.count < new.layers.count {
      let layer = layers.count
      let values =
        layer == 0
        ? space.inputs
        : network.activation.applied(to: layers[layer - 1]) { neuron, _ in
          new.layers[layer - 1][neuron]
        }
      let forms = network.scaledLayers[layer].preactivations(on: values)
      layers.append(forms)
      rows.append((0..<new.layers[layer].count).map { forms.rowVector($0).primitive })
    }
  }
}

/// A neuron whose pre-activation is constant on a pattern, and has not the sign that the pattern says.
struct NeuronContradiction: Error {
  let neuron: HiddenNeuron
  /// The sign that it has.
  let sign: Int
}
