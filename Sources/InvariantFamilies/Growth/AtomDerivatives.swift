import ExactAlgebra
import LongWork

/// The derivatives of the places of the atoms of the image of a law with finite support, by all weights.
///
/// Near weights at which no pre-activation of a point is zero the image of each point is a polynomial in
/// them. Points whose images coincide at these weights form a cluster. The mean of the images of a cluster,
/// weighted by the law, is a function of the image law: its mean over a small ball around the common
/// image. So what is counted belongs to the law, whether or not the cluster stays together.
struct AtomDerivatives<Numbers: GrowthArithmetic> {
  /// A row for each parameter, with an entry for each coordinate of each cluster, times its weight.
  let rows: [[Numbers.Element]]

  /// `nil` where a number has no image, or a pre-activation is zero.
  ///
  /// - Throws: as `Interruption.check`.
  init?(of layers: SquareLayers, under atoms: [FiniteLaw.Atom], in numbers: Numbers) throws {
    var forms: [[[Numbers.Element]]] = []
    for layer in layers.layers {
      guard let rows = numbers.elements(layer.affineForms) else { return nil }
      forms.append(rows)
    }
    let dimension = layers.dimension
    var clusters: [[Rational]: Int] = [:]
    var columns: [[[Numbers.Element]]] = []
    for atom in atoms {
      try Interruption.check()
      guard let (image, pattern) = layers.image(of: atom.point),
        let start = numbers.elements(atom.point.map { [$0] }),
        let weight = numbers.element(atom.weight)
      else { return nil }
      let cluster = clusters[image, default: clusters.count]
      clusters[image] = cluster
      if cluster == columns.count {
        columns.append(
          Array(
            repeating: Array(repeating: numbers.zero, count: layers.parameterCount),
            count: dimension))
      }
      let local = PatternForms(of: forms, from: start, on: pattern, in: numbers)
      Self.add(local, weight: weight, to: &columns[cluster], in: numbers)
    }
    rows = (0..<layers.parameterCount).map { parameter in
      columns.flatMap { $0.map { $0[parameter] } }
    }
  }

  private static func add(
    _ forms: PatternForms<Numbers>, weight: Numbers.Element, to columns: inout [[Numbers.Element]],
    in numbers: Numbers
  ) {
    var parameter = 0
    for (layer, sensitivity) in forms.sensitivities.enumerated() {
      let inputs = forms.outputs[layer].map { $0[0] }
      for neuron in inputs.indices {
        for input in 0...inputs.count {
          for output in columns.indices where !numbers.isZero(sensitivity[output][neuron]) {
            let slope = numbers.multiply(weight, sensitivity[output][neuron])
            columns[output][parameter] = numbers.add(
              columns[output][parameter],
              input == inputs.count ? slope : numbers.multiply(slope, inputs[input]))
          }
          parameter += 1
        }
      }
    }
  }
}

extension SquareLayers {
  /// The image of a point with the activity of all neurons; `nil` where a pre-activation is zero.
  func image(of point: [Rational]) -> (image: [Rational], pattern: [[Bool]])? {
    var values = point
    var pattern: [[Bool]] = []
    for layer in layers {
      let preactivations = LayerMap(layer, activation: nil)(values)
      guard preactivations.allSatisfy({ !$0.isZero }) else { return nil }
      pattern.append(preactivations.map { $0.signum() > 0 })
      values = preactivations.map { max($0, 0) }
    }
    return (values, pattern)
  }
}
