import Enclosures
import ExactAlgebra
import Networks

/// A model in floating point, with bounds for what rounding does.
struct RoundedGateModel: Sendable {
  /// One affine layer.
  struct Layer: Sendable {
    let inputCount: Int
    let outputCount: Int
    /// Column by column: what each input adds to all sums.
    let columns: [RoundedNumber]
    let biases: [RoundedNumber]
  }

  let layers: [Layer]
  /// `1 / tau` for each hidden layer.
  let coldness: [RoundedNumber]
  let negativeSlope: RoundedNumber
  /// The number of gates of each hidden layer.
  let widths: [Int]
  let outputCount: Int

  var gateCount: Int { widths.reduce(0, +) }
  /// The gates of the last hidden layer.
  var lastWidth: Int { widths.last ?? 0 }
  /// The gates of the layers before it.
  var prefixGateCount: Int { gateCount - lastWidth }

  /// - Precondition: the network has a hidden layer.
  init(_ model: GateModel) {
    layers = model.network.layers.map { layer in
      let rows = layer.weights
      let inputs = rows[0].count
      return Layer(
        inputCount: inputs, outputCount: rows.count,
        columns: (0..<inputs).flatMap { input in rows.map { RoundedNumber($0[input]) } },
        biases: layer.biases?.map { RoundedNumber($0) }
          ?? rows.map { _ in RoundedNumber(exactly: 0) })
    }
    coldness = model.temperatures.map { RoundedNumber(1 / $0) }
    negativeSlope = RoundedNumber(model.network.activation.negativeSlope)
    widths = Array(model.network.architecture.hiddenWidths)
    outputCount = model.network.architecture.outputCount
    precondition(!widths.isEmpty, "a network without gates")
  }

  /// The pre-activations of the first hidden layer at a point.
  func firstPreactivations(
    at point: [RoundedNumber], into values: UnsafeMutablePointer<RoundedNumber>
  ) {
    let layer = layers[0]
    for output in 0..<layer.outputCount { values[output] = layer.biases[output] }
    for (input, number) in point.enumerated() {
      for output in 0..<layer.outputCount {
        values[output] += layer.columns[input * layer.outputCount + output] * number
      }
    }
  }
}

/// The probabilities of a gate in floating point.
struct RoundedGate {
  /// `sigma(z / tau)`, and `1 - sigma(z / tau)`.
  var open = 0.0
  var closed = 0.0
  /// A bound of the relative error of both, where they are not below `vanishing`.
  var relativeError = 0.0
  /// The entropy of the gate, in nats, where it was asked for.
  var entropy = RoundedNumber(exactly: 0)

  /// A probability below it may be wrong by as much.
  static let vanishing = 1e-300

  /// The probability that the gate is open.
  var openNumber: RoundedNumber { Self.number(open, relativeError) }
  /// The probability that it is closed.
  var closedNumber: RoundedNumber { Self.number(closed, relativeError) }

  @inline(__always)
  private static func number(_ value: Double, _ error: Double) -> RoundedNumber {
    RoundedNumber(
      value: value, error: (value * RoundedNumber.compounded(error) + vanishing) * (1 + 0x1p-50))
  }

  /// The gates of a layer.
  ///
  /// With `y = |z| / tau` and `t = exp(-y)` the likely state has the probability `1 / (1 + t)`, the other one
  /// `t / (1 + t)`. Where `y` is wrong by at most `e <= 1/2`, `t` is wrong by at most `e + e^2` relative to it, and both
  /// probabilities by no more than that and the roundings: this holds for negative `y` within `e` as well, so it
  /// does not matter that the sign of `z` may be wrong. The entropy is `ln(1 + t) + y t / (1 + t)`, and not known
  /// where it is not asked for.
  static func evaluate(
    _ preactivations: UnsafePointer<RoundedNumber>, count: Int, coldness: RoundedNumber,
    hasEntropies: Bool = false, into gates: UnsafeMutablePointer<RoundedGate>
  ) {
    let u = RoundedNumber.unit
    var start = 0
    while start < count {
      var sizes = SIMD4<Double>(repeating: 0)
      var errors = SIMD4<Double>(repeating: 0)
      let lanes = min(4, count - start)
      for lane in 0..<lanes {
        let scaled = preactivations[start + lane] * coldness
        sizes[lane] = scaled.value.magnitude
        errors[lane] = scaled.error
      }
      // Not a number becomes infinitely wrong below.
      let capped = sizes.replacing(
        with: RoundedExponential.largestArgument,
        where: .!(sizes .<= RoundedExponential.largestArgument))
      let t = RoundedExponential.ofNegative(capped)
      let likely = 1 / (1 + t)
      let unlikely = t * likely
      let relative = errors + errors * errors + (RoundedExponential.error + 6) * u
      let logarithms = hasEntropies ? RoundedLogarithm.ofOnePlus(t) : SIMD4(repeating: 0)
      let entropies = logarithms + capped * unlikely
      let entropyErrors =
        entropies * (relative + (RoundedLogarithm.error + 6) * u) + unlikely * errors + vanishing
      for lane in 0..<lanes {
        let isOpenLikely = preactivations[start + lane].value >= 0
        let isKnown = errors[lane] <= 0.5 && sizes[lane].isFinite
        gates[start + lane] = RoundedGate(
          open: isOpenLikely ? likely[lane] : unlikely[lane],
          closed: isOpenLikely ? unlikely[lane] : likely[lane],
          relativeError: isKnown ? relative[lane] * (1 + 0x1p-40) : .infinity,
          entropy: RoundedNumber(
            value: entropies[lane],
            error: isKnown && hasEntropies ? entropyErrors[lane] * (1 + 0x1p-40) : .infinity))
      }
      start += 4
    }
  }
}
