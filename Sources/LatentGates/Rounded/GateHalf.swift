import Enclosures

/// All states of some of the gates of the last hidden layer: their probabilities, and what they add to the outputs.
///
/// The states of a layer are pairs of those of two halves, so what belongs to a half is found once for each of its states.
/// States are numbered with the first gate as the highest bit.
final class GateHalf {
  /// The number of gates.
  let gateCount: Int
  /// The number of states, at least 4: states beyond `2^gateCount` have probability 0.
  let stateCount: Int
  /// The probability of each state, four at a time.
  let probabilities: Scratch<SIMD4<Double>>
  /// What each state adds to each output, output by output, four at a time.
  let shifts: Scratch<SIMD4<Double>>
  /// `exp(f_j - max_j f_j)`, see `findFactors`.
  let factors: Scratch<SIMD4<Double>>
  /// A bound for the error of what is added to each output.
  let shiftErrors: Scratch<Double>
  /// The largest size of what is added to each output.
  let spans: Scratch<Double>
  /// A bound for the relative error of probabilities that are not vanishing.
  private(set) var relativeError = 0.0

  private let outputCount: Int

  init(gateCount: Int, outputCount: Int) {
    self.gateCount = gateCount
    self.outputCount = outputCount
    stateCount = max(4, 1 << gateCount)
    let zero = SIMD4<Double>(repeating: 0)
    probabilities = Scratch(repeating: zero, count: stateCount / 4)
    shifts = Scratch(repeating: zero, count: stateCount / 4 * outputCount)
    factors = Scratch(repeating: zero, count: stateCount / 4 * outputCount)
    shiftErrors = Scratch(repeating: 0, count: outputCount)
    spans = Scratch(repeating: 0, count: outputCount)
  }

  deinit {
    probabilities.free()
    shifts.free()
    factors.free()
    shiftErrors.free()
    spans.free()
  }

  /// Fills the tables.
  ///
  /// - Parameters:
  ///   - gates: the gates of this half.
  ///   - contributions: what each open gate adds to the outputs, gate by gate; `nil` for no outputs.
  func fill(
    _ gates: UnsafePointer<RoundedGate>, contributions: UnsafePointer<RoundedNumber>?
  ) {
    var error = Double(gateCount) * RoundedNumber.unit
    let table = probabilities.numbers
    table[0] = 1
    var count = 1
    for gate in 0..<gateCount {
      error += gates[gate].relativeError
      let (open, closed) = (gates[gate].open, gates[gate].closed)
      // In place, from the last state to the first.
      for state in stride(from: count - 1, through: 0, by: -1) {
        let before = table[state]
        table[2 * state + 1] = before * open
        table[2 * state] = before * closed
      }
      count *= 2
    }
    for state in count..<max(count, stateCount) { table[state] = 0 }
    relativeError = error * (1 + 0x1p-20)
    guard let contributions else { return }
    for output in 0..<outputCount { fill(output: output, contributions: contributions) }
  }

  private func fill(output: Int, contributions: UnsafePointer<RoundedNumber>) {
    let table = shifts.numbers + output * stateCount
    var (span, error) = (0.0, 0.0)
    table[0] = 0
    var count = 1
    for gate in 0..<gateCount {
      let contribution = contributions[gate * outputCount + output]
      for state in stride(from: count - 1, through: 0, by: -1) {
        let before = table[state]
        table[2 * state + 1] = before + contribution.value
        table[2 * state] = before
      }
      count *= 2
      span += contribution.value.magnitude
      error += contribution.error
    }
    for state in count..<max(count, stateCount) { table[state] = 0 }
    spans[output] = (span + error) * (1 + 0x1p-20)
    shiftErrors[output] =
      (error + Double(gateCount) * RoundedNumber.unit * span) * (1 + 0x1p-20)
  }

  /// Finds `exp(f_j - max_j f_j)` for each state, output by output, and returns a bound for its relative error.
  ///
  /// The common largest value cancels from quotients of these, however it is rounded. What is below `e^-708` is wrong by
  /// at most `1e-307`.
  ///
  /// - Parameter base: what the outputs are in addition; `nil` for zero.
  func findFactors(base: UnsafePointer<RoundedNumber>?) -> Double {
    let u = RoundedNumber.unit
    var (error, largest) = (0.0, 0.0)
    for output in 0..<outputCount {
      let start = base?[output] ?? RoundedNumber(exactly: 0)
      error = max(error, start.error + shiftErrors[output])
      largest = max(largest, start.value.magnitude + spans[output])
    }
    let blocks = stateCount / 4
    for block in 0..<blocks {
      var top = SIMD4<Double>(repeating: -.infinity)
      for output in 0..<outputCount {
        let value = shifts[output * blocks + block] + (base?[output].value ?? 0)
        factors[output * blocks + block] = value
        top = pointwiseMax(top, value)
      }
      for output in 0..<outputCount {
        var size = top - factors[output * blocks + block]
        size.replace(
          with: RoundedExponential.largestArgument,
          where: .!(size .<= RoundedExponential.largestArgument))
        factors[output * blocks + block] = RoundedExponential.ofNegative(size)
      }
    }
    let exponent = 2 * error + 4 * u * largest
    let relative = exponent + exponent * exponent + (RoundedExponential.error + 1) * u
    return exponent < 0.1 ? relative : .infinity
  }

  /// The sums over the states in which each gate is open, and the sum over all states.
  ///
  /// The values are overwritten.
  static func openSums(
    _ values: UnsafeMutablePointer<Double>, gateCount: Int, into sums: UnsafeMutablePointer<Double>
  ) -> Double {
    var count = 1 << gateCount
    for gate in stride(from: gateCount - 1, through: 0, by: -1) {
      var sum = 0.0
      count /= 2
      for pair in 0..<count {
        sum += values[2 * pair + 1]
        values[pair] = values[2 * pair] + values[2 * pair + 1]
      }
      sums[gate] = sum
    }
    return values[0]
  }
}
