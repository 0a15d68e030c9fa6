internal import Networks

/// A function on a rectangle that is smooth where none of its boundary functions vanishes.
///
/// Boundary functions are continuous, and smooth where none of those before them vanishes: the
/// pre-activations of the hidden neurons of a network, layer by layer.
struct PiecewiseSmoothFunction {
  struct Sample {
    var boundaries: [Double]
    let value: Double
  }

  let x: Axis
  let y: Axis
  let valueName: String
  /// The boundaries as they are grouped in the names of regions: those of a layer have no mark
  /// between them, layers have `/`, and data points a blank.
  let pointCount: Int
  let widths: [Int]
  let sample: (_ x: Double, _ y: Double) -> Sample

  /// The name of a region: 0 or 1 for each boundary.
  func name(of boundaries: [Bool]) -> String {
    var rest = boundaries[...]
    return (0..<pointCount).map { _ in
      widths.map { width in
        defer { rest = rest.dropFirst(width) }
        return rest.prefix(width).map { $0 ? "1" : "0" }.joined()
      }.joined(separator: "/")
    }.joined(separator: "  ")
  }
}

extension PiecewiseSmoothFunction {
  /// An output of a network over its two inputs.
  init(
    output: Int, of network: NumericalNetwork, hiddenWidths: [Int], x: Axis, y: Axis
  ) {
    self.init(
      x: x, y: y, valueName: "f_\(output + 1)", pointCount: 1, widths: hiddenWidths
    ) { x, y in
      let (boundaries, outputs) = network.evaluate([x, y])
      return Sample(boundaries: boundaries, value: outputs[output])
    }
  }

  /// An output at one of some inputs, over a plane of parameters; the boundaries are those at all of
  /// the inputs.
  init(
    output: Int, at inputs: [[Double]], height: Int, hiddenWidths: [Int],
    plane: @escaping (Double, Double) -> NumericalNetwork, x: Axis, y: Axis
  ) {
    self.init(
      x: x, y: y, valueName: "f_\(output + 1)", pointCount: inputs.count,
      widths: hiddenWidths
    ) { s, t in
      let network = plane(s, t)
      let evaluations = inputs.map(network.evaluate)
      return Sample(
        boundaries: evaluations.flatMap(\.preActivations),
        value: evaluations[height].outputs[output])
    }
  }
}
