import ExactAlgebra
import Networks
import Testing

@testable import Verification

/// Bounds in floating point against exact values.
@Suite struct BoundTests {
  /// Networks of all kinds of weights: small ones, ones that are no binary fractions, tiny beside huge.
  private static func network(
    _ generator: inout SeededGenerator, _ widths: [Int], activation: PiecewiseLinearActivation
  ) throws -> Network {
    let kind = Int.random(in: 0..<3, using: &generator)
    func number() -> Rational {
      let small = Rational(Int.random(in: -9...9, using: &generator))
      switch kind {
      case 0: return small / 4
      case 1: return small / 7
      default: return small * Rational(10).power(Int.random(in: -12...12, using: &generator))
      }
    }
    return try Network(
      layers: zip(widths, widths.dropFirst()).map { inputs, outputs in
        .init(
          weights: (0..<outputs).map { _ in (0..<inputs).map { _ in number() } },
          biases: (0..<outputs).map { _ in number() })
      }, activation: activation)
  }

  private static let activations: [PiecewiseLinearActivation] = [
    .relu, .absoluteValue, try! .leakyReLU(slope: Rational(1, 100)),
    try! .leakyReLU(slope: Rational(7, 3)), try! .leakyReLU(slope: -2),
  ]

  @Test(arguments: 0..<5) func boundsHold(index: Int) throws {
    var generator = SeededGenerator(seed: UInt64(index + 1))
    var (compared, sharp) = (0, 0)
    for trial in 0..<60 {
      let widths = [2, 3 + trial % 4, 4, 3, 2].prefix(3 + trial % 3)
      let network = try Self.network(
        &generator, Array(widths), activation: Self.activations[index])
      let bounding = try #require(BoundingNetwork(network))
      let corner = (0..<2).map { _ in Double.random(in: -3...3, using: &generator) }
      // Wide boxes, thin ones, points.
      let size = [2, 0.01, 1e-9, 0][trial % 4]
      let box = InputBox(lower: corner, upper: corner.map { $0 + size })
      let substitution = BackSubstitution(bounding)
      var bounds = NeuronBounds(count: bounding.neuronCount)
      substitution.sharpen(&bounds, on: box)
      let outputs = network.architecture.outputCount
      let forms = (0..<2 * outputs).map { row in
        let sign = row < outputs ? 1.0 : -1
        let coefficients = (0..<outputs).map { $0 == row % outputs ? sign : 0 }
        return BackSubstitution.Form(
          inputs: [0, 0], outputs: coefficients, inputSizes: [0, 0],
          outputSizes: coefficients.map(\.magnitude), constant: 0, constantSize: 0)
      }
      let least = substitution.bounds(of: forms).map(\.least)
      let points = (0..<12).map { point in
        (0..<2).map { input -> Rational in
          let share =
            point < 4 ? Double((point >> input) & 1) : Double.random(in: 0...1, using: &generator)
          let value = min(corner[input] + share * size, box.upper[input])
          return Rational(exactly: value)!
        }
      }
      for point in points {
        let values = Self.preactivations(of: network, at: point)
        for (neuron, value) in values.hidden.enumerated() {
          #expect(Rational(exactly: bounds.lower[neuron]).map { $0 <= value } != false)
          #expect(Rational(exactly: bounds.upper[neuron]).map { $0 >= value } != false)
          compared += 1
        }
        for (output, value) in values.outputs.enumerated() {
          #expect(Rational(exactly: least[output]).map { $0 <= value } != false)
          #expect(Rational(exactly: least[outputs + output]).map { $0 <= -1 * value } != false)
          if size == 0, let bound = Rational(exactly: least[output]),
            value - bound <= value.magnitude / 1_000_000
          {
            sharp += 1
          }
        }
      }
    }
    #expect(compared > 2_000 && sharp > 50)
  }

  private static func preactivations(
    of network: Network, at point: [Rational]
  ) -> (hidden: [Rational], outputs: [Rational]) {
    var values = point
    var hidden: [Rational] = []
    for (index, layer) in network.layers.enumerated() {
      let sums = layer.affineForms.map { form in
        zip(form, values).reduce(form[form.count - 1]) { $0 + $1.0 * $1.1 }
      }
      guard index < network.layers.count - 1 else { return (hidden, sums) }
      hidden += sums
      values = sums.map { network.activation($0) }
    }
    return (hidden, values)
  }

  /// A sum in which floating point loses what decides: the bound must not be sharper than the truth.
  @Test func absorbedInputs() throws {
    let huge = Rational(10).power(20)
    let network = try Network(layers: [
      .init(weights: [[1], [1]], biases: [huge, huge - 1]), .init(weights: [[1, -1]]),
    ])
    let bounding = try #require(BoundingNetwork(network))
    let substitution = BackSubstitution(bounding)
    var bounds = NeuronBounds(count: 2)
    substitution.sharpen(&bounds, on: InputBox(lower: [-1], upper: [1]))
    let form = BackSubstitution.Form(
      inputs: [0], outputs: [1], inputSizes: [0], outputSizes: [1], constant: 0, constantSize: 0)
    // The output is 1 everywhere.
    #expect(substitution.bounds(of: [form])[0].least <= 1)
  }

  /// Lines enclose the activation at the ends and at zero, exactly.
  @Test func linesEncloseTheActivation() {
    var generator = SeededGenerator(seed: 4)
    for trial in 0..<2_000 {
      let slope = [0, -1, 0.01, 2.5, -3, 0.99][trial % 6]
      let size = Double(
        sign: .plus, exponent: Int.random(in: -60...60, using: &generator), significand: 1)
      let lower = -Double.random(in: 0.001...1, using: &generator) * size
      let upper = Double.random(in: 0.001...1, using: &generator)
      let lines = Relaxation(from: lower, to: upper, slope: slope)
      for x in [lower, 0, upper] {
        let exact = Rational(exactly: x)!
        let value = x > 0 ? exact : Rational(exactly: slope)! * exact
        func height(of line: Relaxation.Line) -> Rational {
          Rational(exactly: line.slope)! * exact + Rational(exactly: line.constant)!
        }
        #expect(height(of: lines.below) <= value && value <= height(of: lines.above))
        #expect(
          height(of: lines.above) - height(of: lines.below) <= Rational(
            exactly: lines.gap * 1.001 + 1e-12 * (upper - lower))!)
      }
    }
  }
}
