import ExactAlgebra
import Networks
import Polyhedra
import Properties

/// A set of inputs on which given neurons are active and all others are not, boundaries included. There a network is affine.
struct AffinePiece {
  /// The inequalities of the neurons.
  private let halfSpaces: [HalfSpace]
  /// Inputs and outputs as forms in the inputs.
  private let variables: VariableForms

  /// - Parameters:
  ///   - network: the network.
  ///   - bounds: bounds of neurons; no inequality is needed for those that have one sign by these.
  ///   - isActive: for each hidden neuron, layer by layer, whether it is active.
  init(of network: Network, within bounds: NeuronBounds, isActive: [Bool]) {
    let dimension = network.architecture.inputCount
    let origin = [Rational](repeating: 0, count: dimension)
    let directions = RationalMatrix.identity(dimension).rows
    var values = ScaledLayer.inputs(from: origin, along: directions)
    var halfSpaces: [HalfSpace] = []
    var first = 0
    for layer in network.scaledLayers.dropLast() {
      let sums = layer.preactivations(on: values)
      let forms = ScaledLayer.coefficients(of: sums)
      for (place, form) in forms.enumerated() where bounds.isUnstable(first + place) {
        let side = isActive[first + place] ? form : form.map { -$0 }
        halfSpaces.append(
          HalfSpace(normal: Array(side.dropLast()), offset: side[dimension], isOpen: false))
      }
      values = network.activation.applied(to: sums) { place, _ in
        bounds.isUnstable(first + place)
          ? isActive[first + place] : bounds.lower[first + place] >= 0
      }
      first += forms.count
    }
    let outputs = network.scaledLayers[network.layers.count - 1].preactivations(on: values)
    self.halfSpaces = halfSpaces
    variables = VariableForms(
      origin: origin, directions: directions, outputs: ScaledLayer.coefficients(of: outputs))
  }

  /// The largest value of a linear combination of inputs and outputs on a bounded part of the set; `nil` where this is empty.
  ///
  /// - Throws: as `Interruption.check`.
  func maximum(
    of expression: LinearExpression, where conditions: [LinearCondition]
  ) throws -> (value: Rational, point: [Rational])? {
    let system = InequalitySystem(
      dimension: variables.dimension,
      conditions.flatMap { $0.halfSpaces(in: variables) } + halfSpaces)
    guard
      case .attained(let value, let point) = try system.maximumInTime(
        of: variables.form(of: expression))
    else { return nil }
    return (value, point)
  }
}
