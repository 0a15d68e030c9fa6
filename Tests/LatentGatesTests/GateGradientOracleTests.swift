import Enclosures
import ExactAlgebra
import Foundation
import LatentGates
import Networks
import Oracles
import Programs
import Testing

/// The gradient beside automatic differentiation of the sum over all patterns, by another program.
@Suite struct GateGradientOracleTests {
  @Test(.enabled { await PythonEnvironment.isAvailable })
  func automaticDifferentiation() async throws {
    let models = try (0..<24).map { try RandomGates(number: $0) }
    let folder = try TemporaryFolder()
    let (cases, results) = (
      folder.url.appending(path: "cases.json"), folder.url.appending(path: "results.json")
    )
    try JSONSerialization.data(withJSONObject: models.map(Self.object)).write(to: cases)
    let run = try await PythonEnvironment.run(
      "gates_gradient.py",
      [cases.path(percentEncoded: false), results.path(percentEncoded: false)], in: folder)
    try #require(run.status == 0, "\(run.output)")
    let found = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: results)) as? [[String: Any]])
    #expect(found.count == models.count)
    var shapes: Set<String> = []
    var largestDifference = 0.0
    for (random, other) in zip(models, found) {
      let posterior = try GatePosterior(
        of: random.model, at: random.point, given: random.observation)
      let likelihood = try #require(other["logLikelihood"] as? Double)
      #expect(
        (posterior.logLikelihood.approximation - likelihood).magnitude
          < 1e-11 * max(1, likelihood.magnitude))
      let gradient = try #require(other["gradient"] as? [Double])
      let own = posterior.gradient.parameters.map(\.approximation)
      try #require(own.count == gradient.count)
      let size = max(1, gradient.map(\.magnitude).max()!)
      for (a, b) in zip(own, gradient) { #expect((a - b).magnitude < 1e-10 * size) }
      // The incomplete identity is another vector.
      let incomplete = posterior.incompleteGradient.parameters.map(\.approximation)
      largestDifference = max(
        largestDifference, zip(incomplete, gradient).map { ($0 - $1).magnitude }.max()!)
      shapes.insert("\(random.model.network.architecture.widths) \(random.model.likelihood)")
    }
    #expect(shapes.count >= 8 && largestDifference > 0.1)
  }

  /// The gradient beside differences of the log-likelihood, in balls.
  @Test func differences() throws {
    let random = try RandomGates(number: 4)
    let gradient = try GatePosterior(
      of: random.model, at: random.point, given: random.observation
    ).gradient.parameters
    let step = Rational(1, 1_048_576)
    var index = 0
    let layers = random.model.network.layers
    for (place, layer) in layers.enumerated() {
      for neuron in layer.weights.indices {
        for input in 0...layer.weights[neuron].count {
          func likelihood(_ shift: Rational) throws -> Double {
            var changed = layers
            var (weights, biases) = (layer.weights, layer.biases!)
            if input < weights[neuron].count {
              weights[neuron][input] += shift
            } else {
              biases[neuron] += shift
            }
            changed[place] = .init(weights: weights, biases: biases)
            let model = try GateModel(
              of: Network(layers: changed, activation: random.model.network.activation),
              temperatures: random.model.temperatures, likelihood: random.model.likelihood)
            return try GatePosterior(
              of: model, at: random.point, given: random.observation
            ).logLikelihood.approximation
          }
          let rise = try likelihood(step) - likelihood(-step)
          let slope = rise / (2 * Double(approximating: step))
          let own = gradient[index].approximation
          #expect((slope - own).magnitude < 1e-7 * max(1, own.magnitude))
          index += 1
        }
      }
    }
    #expect(index == gradient.count && index > 10)
  }

  private static func object(_ random: RandomGates) -> [String: Any] {
    let model = random.model
    func numbers(_ list: [Rational]) -> [Double] { list.map { Double(approximating: $0) } }
    var object: [String: Any] = [
      "layers": model.network.layers.map {
        ["weights": $0.weights.map(numbers), "biases": numbers($0.biases!)]
      },
      "temperatures": numbers(model.temperatures), "point": numbers(random.point),
      "slope": Double(approximating: model.network.activation.negativeSlope),
      "variance": NSNull(),
    ]
    if case .gaussian(let variance) = model.likelihood {
      object["variance"] = Double(approximating: variance)
    }
    switch random.observation {
    case .outputs(let outputs): object["observation"] = numbers(outputs)
    case .label(let label): object["observation"] = label
    }
    return object
  }
}
