import ExactAlgebra
import Foundation
import LongWork

/// A sample in double precision.
struct FitData: Sendable {
  let points: [[Double]]
  let observations: [DrawnGates.Observation]
  let weights: [Double]

  /// - Precondition: the sample has observations.
  /// - Throws: `GateModelError.beyondDoublePrecision`.
  init(_ sample: GateSample) throws(GateModelError) {
    guard let given = sample.observations else {
      preconditionFailure("a sample without observations")
    }
    var (points, observations): ([[Double]], [DrawnGates.Observation]) = ([], [])
    for (point, observation) in zip(sample.points, given) {
      points.append(try DrawnGates.rounded(point))
      observations.append(try DrawnGates.rounded(observation))
    }
    (self.points, self.observations) = (points, observations)
    weights = sample.weights.map { Double(approximating: $0) }
  }
}

/// The gradient of the mean of `ln p(y | x)` over some points, and how its terms vary.
struct FitGradient: Sendable {
  /// The mean of `ln p(y | x)`.
  private(set) var logLikelihood = 0.0
  /// The square of its standard error.
  private(set) var squaredError = 0.0
  /// The mean of the gradient.
  private(set) var mean: [Double]
  /// `E |U|^2`.
  private(set) var square = 0.0
  /// `E |E(U | X, Y)|^2`.
  private(set) var pointSquare = 0.0

  /// Points of one part; parts are added in their order.
  private static let partSize = 16

  /// The sums over points.
  ///
  /// - Parameters:
  ///   - draws: the patterns that are drawn at each point; `nil` for sums over all patterns.
  /// - Throws: as `Interruption.check`.
  init(
    of gates: DrawnGates, over data: FitData, _ places: [Int], draws: Int?, seed: UInt64,
    step: Int, threads: Int
  ) async throws {
    var mixer = SeededGenerator(seed: seed, stream: UInt64(step) + 1)
    let stepSeed = mixer.next()
    let parts = stride(from: 0, to: places.count, by: Self.partSize).map {
      Array(places[$0..<min($0 + Self.partSize, places.count)])
    }
    let sums = try await concurrentMap(parts, width: threads) { part in
      part.map { place in
        (
          place: place,
          sums: draws.map {
            PointGradient(of: gates, data, place, draws: $0, seed: stepSeed)
          } ?? PointGradient(of: gates, data, place)
        )
      }
    }.joined()
    let mass = places.reduce(0) { $0 + data.weights[$1] }
    mean = [Double](repeating: 0, count: gates.parameterCount)
    guard mass > 0 else { return }
    for (place, sums) in sums {
      let weight = data.weights[place] / mass
      logLikelihood += weight * sums.logLikelihood
      squaredError += weight * weight * sums.squaredError
      square += weight * sums.square
      var own = 0.0
      for (index, number) in sums.gradient.enumerated() {
        mean[index] += weight * number
        own += number * number
      }
      pointSquare += weight * own
    }
  }

  var isFinite: Bool { logLikelihood.isFinite && mean.allSatisfy(\.isFinite) }
}

/// What one point adds.
private struct PointGradient: Sendable {
  let logLikelihood: Double
  let squaredError: Double
  let gradient: [Double]
  /// `E(|U|^2 | x, y)`.
  let square: Double

  /// By a sum over all patterns.
  init(of gates: DrawnGates, _ data: FitData, _ place: Int) {
    let walk = PatternSum(of: gates, data, place)
    var (gradient, square) = ([Double](repeating: 0, count: gates.parameterCount), 0.0)
    walk.forEachGradient { _, posterior, values in
      for (index, value) in values.enumerated() {
        gradient[index] += posterior * value
        square += posterior * value * value
      }
    }
    (self.gradient, self.square) = (gradient, square)
    (logLikelihood, squaredError) = (walk.logLikelihood, 0)
  }

  /// By draws from a law that leans towards what is observed.
  init(of gates: DrawnGates, _ data: FitData, _ place: Int, draws: Int, seed: UInt64) {
    let (point, observation) = (data.points[place], data.observations[place])
    let walk = GateWalk(
      in: gates, at: point, given: observation,
      proposal: GateProposal(of: gates, at: point, given: observation))
    var uniform = UniformDraws(seed: seed, point: place, block: 0)
    let count = gates.parameterCount
    var sums = WeightedSums(valueCount: count + 1)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count + 1) { values in
      values.initialize(repeating: 0)
      for draw in 0..<draws {
        walk.draw(draw, using: &uniform)
        walk.path.gradient(of: gates, given: observation, into: values.baseAddress!)
        values[count] = values.prefix(count).reduce(0) { $0 + $1 * $1 }
        sums.add(logWeight: walk.logWeight, values: UnsafeBufferPointer(values))
      }
    }
    let means = sums.means().map(\.value)
    gradient = Array(means.prefix(count))
    square = means[count]
    let likelihood = sums.logMean()
    logLikelihood = likelihood.value
    squaredError = likelihood.standardError * likelihood.standardError
  }
}

/// The sum over all patterns at a point.
struct PatternSum {
  private let gates: DrawnGates
  private let observation: DrawnGates.Observation
  private let path: DrawnPath
  private let logJoints: [Double]
  let logLikelihood: Double

  /// Patterns whose posterior is smaller are left out.
  private static let negligible = 1e-20

  init(of gates: DrawnGates, _ data: FitData, _ place: Int) {
    (self.gates, observation) = (gates, data.observations[place])
    let path = DrawnPath(of: gates)
    path.start(at: data.points[place], gates)
    var joints = [Double](repeating: 0, count: 1 << gates.gateCount)
    let observed = observation
    path.visitPatterns(gates) { number in
      joints[number] = path.logPrior + gates.logLikelihood(of: observed, at: path.outputs)
    }
    let largest = joints.max()!
    logLikelihood = largest + log(joints.reduce(0) { $0 + exp($1 - largest) })
    (self.path, logJoints) = (path, joints)
  }

  /// Visits patterns with their posterior and the gradient of `ln p(y | x, A) + ln P(A | x)`.
  func forEachGradient(_ visit: (Int, Double, UnsafeMutableBufferPointer<Double>) -> Void) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: gates.parameterCount) { values in
      values.initialize(repeating: 0)
      path.visitPatterns(gates) { number in
        let posterior = exp(logJoints[number] - logLikelihood)
        guard posterior > Self.negligible else { return }
        path.gradient(of: gates, given: observation, into: values.baseAddress!)
        visit(number, posterior, values)
      }
    }
  }
}

extension DrawnPath {
  /// Visits all patterns in the order of their numbers, those of a layer inside of those of the layers before.
  func visitPatterns(_ gates: DrawnGates, _ visit: (Int) -> Void) {
    visitPatterns(0, number: 0, logarithm: 0, gates, visit)
  }

  private func visitPatterns(
    _ layer: Int, number: Int, logarithm: Double, _ gates: DrawnGates, _ visit: (Int) -> Void
  ) {
    let width = states[layer].count
    for code in 0..<(1 << width) {
      for gate in 0..<width {
        set(gate, of: layer, isOpen: code >> (width - 1 - gate) & 1 == 1, gates)
      }
      let own = logarithm + logPrior(of: layer)
      let place = number << width | code
      if layer + 1 < gates.hiddenCount {
        prepare(layer + 1, gates)
        visitPatterns(layer + 1, number: place, logarithm: own, gates, visit)
      } else {
        logPrior = own
        finish(gates)
        visit(place)
      }
    }
  }
}
