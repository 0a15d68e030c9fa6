import ExactAlgebra
import GaussianMeasures
import Networks
import Polyhedra
import Regions

/// The polyhedron of a pattern, with the outputs on it, in the coordinates of a chart.
struct PatternPolyhedron: Sendable {
  /// One half-space for each neuron whose pre-activation is not zero everywhere; some may be redundant.
  let halfSpaces: [HalfSpace]
  /// The outputs as affine forms, the constant last.
  let outputs: [[Rational]]
}

extension InputChart {
  /// The polyhedron of a pattern: its regions in the chart, or nothing with inner points.
  func polyhedron(of pattern: ActivationPattern) -> PatternPolyhedron {
    let network = regions.network
    var halfSpaces = regions.domain.halfSpaces
    var forms = ScaledLayer.inputs(from: regions.slice.origin, along: regions.slice.directions)
    for (index, layer) in network.scaledLayers.enumerated() {
      forms = layer.preactivations(on: forms)
      guard index < pattern.layers.count else { break }
      let signs = pattern.layers[index]
      for (neuron, isActive) in signs.enumerated() {
        let form = forms.rowVector(neuron)
        // A pre-activation that is zero everywhere is inactive.
        if form.isZero && !isActive { continue }
        halfSpaces.append(HalfSpace(form: isActive ? form : -form))
      }
      forms = network.activation.applied(to: forms) { neuron, _ in signs[neuron] }
    }
    return PatternPolyhedron(
      halfSpaces: halfSpaces, outputs: ScaledLayer.coefficients(of: forms))
  }
}
