import ExactAlgebra
import Foundation
import LongWork
public import Networks

/// A short maximum likelihood fit of the weights of a model of gates, and how its gradient varies on the way.
///
///     let fit = try await GateFit(of: model, to: sample, options: .init(steps: 200))
///     fit.network                                   // with the weights after the last step
///     fit.records.last?.logLikelihood
///
/// Each step follows the gradient of the mean of `ln p(y | x)` over the sample, by the posterior and with the gate
/// term. It is a sum over all patterns up to `maximumSummedGates` gates, and an estimate by importance sampling beyond.
/// Everything is in double precision, without bounds; the weights of the result are exactly the numbers that were
/// reached. The same options give the same result, for any number of threads.
public struct GateFit: Sendable {
  /// How weights move.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    /// By the rate times the gradient.
    case gradient
    /// Adam: by means of the gradient and its square, which forget with 0.9 and 0.999 at each step (Kingma and Ba 2015).
    case adam
  }

  /// What is asked for.
  public struct Options: Hashable, Sendable {
    /// The number of steps.
    public var steps: Int
    /// How weights move.
    public var rule: Rule
    /// How far.
    public var rate: Double
    /// Records are made before the first step, after each so many steps, and after the last one.
    public var recordEvery: Int
    /// The number of points whose gradient makes a step, in a random order; all points where it is `nil`.
    public var batch: Int?
    /// The patterns that are drawn at each point; `nil` for sums over all patterns where there are not too many gates.
    public var draws: Int?
    /// What all random numbers follow from.
    public var seed: UInt64
    /// The number of threads.
    public var threads: Int

    /// Options.
    ///
    /// - Precondition: steps are not negative; all other numbers are positive.
    public init(
      steps: Int = 200, rule: Rule = .adam, rate: Double = 0.02, recordEvery: Int = 10,
      batch: Int? = nil, draws: Int? = nil, seed: UInt64 = 1, threads: Int = 1
    ) {
      precondition(steps >= 0 && rate > 0 && rate.isFinite && recordEvery > 0 && threads > 0)
      precondition((batch ?? 1) > 0 && (draws ?? 1) > 0)
      (self.steps, self.rule, self.rate, self.recordEvery) = (steps, rule, rate, recordEvery)
      (self.batch, self.draws, self.seed, self.threads) = (batch, draws, seed, threads)
    }
  }

  /// What is known after some steps, over the whole sample.
  public struct Record: Hashable, Sendable {
    /// The number of steps.
    public let step: Int
    /// The mean of `ln p(y | x)`.
    public let logLikelihood: Double
    /// Its standard error where patterns are drawn; `nil` for sums over all patterns.
    public let standardError: Double?
    /// The length of the gradient.
    public let gradientLength: Double
    /// How `U = grad (ln p(y | x, A) + ln P(A | x))` varies, with `(x, y)` from the sample and `A` from its posterior: the
    /// trace of its covariance.
    public let variance: Double
    /// `E tr Cov(U | A)`, what varies on the same pattern; `nil` where patterns are drawn.
    public let withinPatterns: Double?
    /// `tr Cov E(U | A)`, what varies as patterns switch; `nil` where patterns are drawn.
    public let betweenPatterns: Double?
    /// `E tr Cov(U | X, Y)`, what the gates that are drawn at a point add.
    public let withinPoints: Double
    /// `tr Cov E(U | X, Y)`, what varies from point to point.
    public let betweenPoints: Double
  }

  /// What was asked for.
  public let options: Options
  /// The draws at each point; `nil` for sums over all patterns.
  public let draws: Int?
  /// The model at the start.
  public let model: GateModel
  /// The network after the last step.
  public let network: Network
  /// Records on the way, from step 0 on.
  public let records: [Record]
  /// Whether all steps were made; else time was over.
  public let isComplete: Bool

  /// The largest number of gates over whose patterns sums are taken.
  public static let maximumSummedGates = 10
  /// The draws at each point where nothing is said.
  public static let usualDraws = 200

  /// Fits the weights.
  ///
  /// When time is over, the result has the steps that were made.
  ///
  /// - Throws: `GateModelError` where a point or an observation does not belong to the network, and for numbers beyond
  ///   double precision; `GateFitError`.
  /// - Precondition: the sample has observations, and there is a hidden layer.
  public init(
    of model: GateModel, to sample: GateSample, options: Options = Options()
  ) async throws {
    precondition(!model.temperatures.isEmpty, "no gates")
    try sample.validate(for: model, isSummed: false)
    self.options = options
    self.model = model
    let draws =
      options.draws ?? (model.gateCount <= Self.maximumSummedGates ? nil : Self.usualDraws)
    self.draws = draws
    var state = FitState(try DrawnGates(model), options)
    let data = try FitData(sample)
    var batches = FitBatches(count: sample.points.count, size: options.batch, seed: options.seed)
    var records: [Record] = []
    var isComplete = true
    do {
      for step in 0...options.steps {
        let isRecorded = step % options.recordEvery == 0 || step == options.steps
        let isLast = step == options.steps
        var whole: FitGradient?
        if isRecorded || options.batch == nil && !isLast {
          let gradient = try await FitGradient(
            of: state.gates, over: data, Array(data.points.indices), draws: draws,
            seed: options.seed, step: step, threads: options.threads)
          guard gradient.isFinite else { throw GateFitError.diverged(step: step) }
          if isRecorded {
            records.append(try Record(step, gradient, state.gates, data, isSummed: draws == nil))
          }
          whole = gradient
        }
        if isLast { break }
        if options.batch != nil {
          whole = try await FitGradient(
            of: state.gates, over: data, batches.next(), draws: draws, seed: options.seed,
            step: step, threads: options.threads)
        }
        guard let whole, whole.isFinite else { throw GateFitError.diverged(step: step) }
        state.move(along: whole.mean)
      }
    } catch is Interruption.TimeIsOver {
      isComplete = false
    } catch is Interruption.IsRequested {
      isComplete = false
    }
    guard let network = state.gates.network(like: model.network) else {
      throw GateFitError.diverged(step: options.steps)
    }
    self.network = network
    self.records = records
    self.isComplete = isComplete
  }
}

/// Why there is no fit.
public enum GateFitError: Error, Hashable, CustomStringConvertible {
  /// Weights or a gradient left double precision.
  case diverged(step: Int)

  /// One line for the user.
  public var description: String {
    switch self {
    case .diverged(let step):
      "fit: numbers left double precision at step \(step), expected a smaller rate"
    }
  }
}

/// The weights on their way.
private struct FitState {
  private(set) var gates: DrawnGates
  private let options: GateFit.Options
  private var first: [Double]
  private var second: [Double]
  private var step = 0

  init(_ gates: DrawnGates, _ options: GateFit.Options) {
    self.gates = gates
    self.options = options
    first = [Double](repeating: 0, count: gates.parameterCount)
    second = first
  }

  mutating func move(along gradient: [Double]) {
    step += 1
    var parameters = gates.parameters
    switch options.rule {
    case .gradient:
      for index in parameters.indices { parameters[index] += options.rate * gradient[index] }
    case .adam:
      let (one, two) = (1 - pow(0.9, Double(step)), 1 - pow(0.999, Double(step)))
      for (index, slope) in gradient.enumerated() {
        first[index] = 0.9 * first[index] + 0.1 * slope
        second[index] = 0.999 * second[index] + 0.001 * slope * slope
        parameters[index] +=
          options.rate * (first[index] / one) / ((second[index] / two).squareRoot() + 1e-8)
      }
    }
    gates = gates.with(parameters: parameters)
  }
}

/// The points of each step, in a random order.
private struct FitBatches {
  private let size: Int
  private var order: [Int]
  private var place: Int
  private var generator: SeededGenerator

  init(count: Int, size: Int?, seed: UInt64) {
    self.size = min(size ?? count, count)
    order = Array(0..<count)
    place = count
    generator = SeededGenerator(seed: seed, stream: 0xF17)
  }

  mutating func next() -> [Int] {
    if place + size > order.count {
      order.shuffle(using: &generator)
      place = 0
    }
    defer { place += size }
    return order[place..<place + size].sorted()
  }
}
