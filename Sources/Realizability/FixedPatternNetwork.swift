import ExactAlgebra

/// The hidden layers of a network in floating point, with the patterns held fixed:
/// the pre-activations are multilinear in the weights of the layers.
///
/// `loss` is the sum of `max(0, 1 - s z)^2` over all neurons and points, where `z` is the
/// pre-activation and `s` its sign. Weights can be scaled, so a network that realizes the
/// patterns has a multiple with loss zero, and conversely. Arithmetic and square roots alone are
/// used, so a run is the same wherever floating point follows IEEE 754.
struct FixedPatternNetwork {
  private let widths: [Int]
  private let siteCount: Int
  /// Where the rows of a layer start; each has a bias at its end, of weight 0 where there are none.
  private let starts: [Int]
  /// Where the values of a layer start in the values of a point; the inputs are layer 0.
  private let offsets: [Int]
  private let constant: Double
  /// The points, scaled to coordinates of absolute value at most 1.
  private let points: [Double]
  private let scale: Double
  /// 1 or -1 for each value of each point.
  private let signs: [Double]

  private(set) var parameters: [Double]
  private var gradient: [Double]
  private var values: [Double]
  private var deltas: [Double]
  private var mean: [Double]
  private var variance: [Double]
  private var decays = (mean: 1.0, variance: 1.0)

  init(_ problem: RealizationProblem) {
    let widths = Array(problem.architecture.widths.dropLast())
    self.widths = widths
    siteCount = problem.sites.count
    constant = problem.architecture.hasBiases ? 1 : 0
    var (starts, offsets) = ([0], [0])
    for layer in 1..<widths.count {
      starts.append(starts[layer - 1] + widths[layer] * (widths[layer - 1] + 1))
      offsets.append(offsets[layer - 1] + widths[layer - 1])
    }
    (self.starts, self.offsets) = (starts, offsets)
    let largest = problem.sites.flatMap(\.point).map(\.magnitude).max() ?? 1
    let divisor = largest.isZero ? 1 : largest
    scale = Double(approximating: divisor)
    points = problem.sites.flatMap { $0.point.map { Double(approximating: $0 / divisor) } }
    signs = problem.sites.flatMap { site in
      site.pattern.layers.flatMap { $0.map { $0 ? 1.0 : -1.0 } }
    }
    let count = starts[starts.count - 1]
    parameters = Array(repeating: 0, count: count)
    (gradient, mean, variance) = (parameters, parameters, parameters)
    values = Array(repeating: 0, count: widths.reduce(0, +))
    deltas = values
  }

  /// New weights, sums of uniform random numbers.
  mutating func randomize(using generator: inout SeededGenerator) {
    for index in parameters.indices {
      var sum = -2.0
      for _ in 0..<4 { sum += Double.random(in: 0..<1, using: &generator) }
      parameters[index] = 2 * sum
      (mean[index], variance[index]) = (0, 0)
    }
    decays = (1, 1)
  }

  /// The wrong signs in all hidden layers but the last, and in the last one.
  struct Violations {
    var earlier = 0
    var last = 0
  }

  /// Computes the gradient of half the loss, and counts wrong signs.
  mutating func differentiate() -> Violations {
    var violations = Violations()
    for index in gradient.indices { gradient[index] = 0 }
    let hiddenCount = widths.dropFirst().reduce(0, +)
    let layers = widths.count - 1
    for site in 0..<siteCount {
      for input in 0..<widths[0] { values[input] = points[site * widths[0] + input] }
      let firstSign = site * hiddenCount - widths[0]
      for layer in 1...layers {
        let columns = widths[layer - 1]
        for neuron in 0..<widths[layer] {
          let row = starts[layer - 1] + neuron * (columns + 1)
          var sum = parameters[row + columns] * constant
          for column in 0..<columns {
            let value = values[offsets[layer - 1] + column]
            sum += parameters[row + column] * value
          }
          let index = offsets[layer] + neuron
          let sign = signs[firstSign + index]
          if sign * sum <= 0 {
            if layer == layers { violations.last += 1 } else { violations.earlier += 1 }
          }
          deltas[index] = sign * sum < 1 ? sum - sign : 0
          values[index] = sign > 0 ? sum : 0
        }
      }
      for layer in stride(from: layers, through: 1, by: -1) {
        let columns = widths[layer - 1]
        for neuron in 0..<widths[layer] {
          let delta = deltas[offsets[layer] + neuron]
          guard delta != 0 else { continue }
          let row = starts[layer - 1] + neuron * (columns + 1)
          for column in 0..<columns {
            let index = offsets[layer - 1] + column
            gradient[row + column] += delta * values[index]
            if layer > 1, signs[firstSign + index] > 0 {
              deltas[index] += delta * parameters[row + column]
            }
          }
          gradient[row + columns] += delta * constant
        }
      }
    }
    return violations
  }

  /// One step of descent along the last gradient. Source of the method: Kingma and Ba, *Adam*,
  /// 2015.
  mutating func step(rate: Double) {
    decays.mean *= 0.9
    decays.variance *= 0.999
    for index in parameters.indices {
      let slope = gradient[index]
      mean[index] = 0.9 * mean[index] + 0.1 * slope
      variance[index] = 0.999 * variance[index] + 0.001 * slope * slope
      let size = (variance[index] / (1 - decays.variance)).squareRoot() + 1e-9
      parameters[index] -= rate * mean[index] / ((1 - decays.mean) * size)
    }
  }

  /// The rows of all hidden layers but the last for the points as they were given; with a bias at
  /// the end where there are biases.
  var earlierLayers: [[[Double]]] {
    (1..<widths.count - 1).map { layer in
      let columns = widths[layer - 1]
      return (0..<widths[layer]).map { neuron in
        let start = starts[layer - 1] + neuron * (columns + 1)
        let weights = (0..<columns).map { parameters[start + $0] / (layer == 1 ? scale : 1) }
        return constant > 0 ? weights + [parameters[start + columns]] : weights
      }
    }
  }
}
