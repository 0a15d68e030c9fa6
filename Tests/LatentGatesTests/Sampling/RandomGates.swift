import Enclosures
import ExactAlgebra
import LatentGates
import Networks

/// A random model with a point and what is observed there, always the same for a number.
struct RandomGates {
  let model: GateModel
  let point: [Rational]
  let observation: GateObservation

  private static let shapes: [[Int]] = [
    [2, 3, 1], [1, 5, 1], [2, 6, 2], [3, 2, 2, 1], [2, 3, 3, 2], [2, 2, 2, 2, 3],
  ]

  init(number: Int, widths: [Int]? = nil) throws {
    var generator = SeededGenerator(seed: 17, stream: UInt64(number) + 1)
    func fraction(_ limit: Int, _ denominator: Int) -> Rational {
      Rational(Integer(Int.random(in: -limit...limit, using: &generator)), Integer(denominator))
    }
    let widths = widths ?? Self.shapes[number % Self.shapes.count]
    let layers = zip(widths, widths.dropFirst()).map { inputs, outputs in
      Network.Layer(
        weights: (0..<outputs).map { _ in (0..<inputs).map { _ in fraction(8, 6) } },
        biases: (0..<outputs).map { _ in fraction(4, 6) })
    }
    let temperatures: [Rational] = [Rational(1, 4), Rational(1, 2), 1, 3]
    let variances: [Rational] = [Rational(1, 10), 1]
    let isClass = widths[widths.count - 1] > 1 && number / Self.shapes.count % 2 == 1
    model = try GateModel(
      of: Network(
        layers: layers, activation: number % 5 == 4 ? .leakyReLU(slope: Rational(1, 10)) : .relu),
      temperatures: [temperatures.randomElement(using: &generator)!],
      likelihood: isClass
        ? .softmax : .gaussian(variance: variances.randomElement(using: &generator)!))
    point = (0..<widths[0]).map { _ in fraction(12, 8) }
    observation =
      isClass
      ? .label(Int.random(in: 0..<widths[widths.count - 1], using: &generator))
      : .outputs((0..<widths[widths.count - 1]).map { _ in fraction(8, 4) })
  }
}

/// How far estimates are from exact values, in standard errors.
struct Deviations {
  private(set) var sizes: [Double] = []
  private(set) var largestError = 0.0
  private var sumOfErrors = 0.0

  /// The mean of the standard errors.
  var meanError: Double { sumOfErrors / Double(sizes.count) }

  /// Notes an estimate; one that is exact and has no error counts as such.
  mutating func note(_ estimate: ReportedNumber, exact: ReportedNumber) {
    guard case .estimated(let value, let error) = estimate else {
      sizes.append(.infinity)
      return
    }
    largestError = max(largestError, error)
    sumOfErrors += error
    let distance = (value - exact.approximation).magnitude
    sizes.append(distance <= 1e-12 * max(1, value.magnitude) ? 0 : distance / error)
  }

  func count(beyond size: Double) -> Int { sizes.count { !($0 <= size) } }
}
