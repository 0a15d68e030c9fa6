import Enclosures

/// Sums over all states of the last hidden layer, given those of the layers before.
///
/// With `L` the likelihood of the observation, divided by its largest possible value for Gaussian noise, and `s_j` the
/// derivative of its logarithm with respect to output `j`, these are the means of `L`, `L a_i`, `L s_j`, `L s_j a_i`, and of
/// `s_j`, `s_j a_i` without the likelihood, over the gates `a_i` of the layer. The states are pairs of states of two halves of
/// the layer. Each pair costs one exponential function for Gaussian noise, and one quotient for classes.
///
/// Errors: the computed weight `w = P L` of a state is wrong by at most `eta` relative to it, where it is not vanishing. All
/// weights are positive, so sums of them are wrong by `eta`, and by `u` for each term that is added to a sum. Sums
/// of `w s_j` are wrong by as much relative to the sum of `w |s_j|`, and by what `s_j` is wrong.
final class LastLayerSums {
  let gateCount: Int
  let outputCount: Int

  /// The mean of `L`.
  private(set) var mass = RoundedNumber(exactly: 0)
  /// The means of `L a_i`.
  let open: Scratch<RoundedNumber>
  /// The means of `L s_j`.
  let slopes: Scratch<RoundedNumber>
  /// The means of `L s_j a_i`, gate by gate.
  let openSlopes: Scratch<RoundedNumber>
  /// The means of `s_j`.
  let priorSlopes: Scratch<RoundedNumber>
  /// The means of `s_j a_i`, gate by gate.
  let priorOpenSlopes: Scratch<RoundedNumber>

  let rowGates: Int
  let columnGates: Int
  let rows: GateHalf
  let columns: GateHalf
  let blockCount: Int

  // Tables of the run through all pairs, output by output.
  let rowSums: Scratch<Double>
  let columnSums: Scratch<SIMD4<Double>>
  let rowMoments: Scratch<Double>
  let columnMoments: Scratch<SIMD4<Double>>
  let priorRowMoments: Scratch<Double>
  let priorColumnMoments: Scratch<SIMD4<Double>>
  let weights: Scratch<SIMD4<Double>>
  let scratch: Scratch<SIMD4<Double>>
  private let folded: Scratch<Double>
  let openSums: Scratch<Double>
  let rests: Scratch<RoundedNumber>
  let bounds: Scratch<Double>

  /// A sum of weights may be wrong by as much, where weights vanish in floating point.
  static let vanishing = 1e-290
  /// The same for classes where the denominator is 1, see `evaluateClasses`.
  static let vanishingClass = 1e-290
  /// The smallest denominator of a softmax that is trusted.
  static let smallestDenominator = 1e-200

  init(gateCount: Int, outputCount: Int) {
    self.gateCount = gateCount
    self.outputCount = outputCount
    rowGates = gateCount / 2
    columnGates = gateCount - rowGates
    rows = GateHalf(gateCount: rowGates, outputCount: outputCount)
    columns = GateHalf(gateCount: columnGates, outputCount: outputCount)
    blockCount = columns.stateCount / 4
    let zero = RoundedNumber(exactly: 0)
    open = Scratch(repeating: zero, count: gateCount)
    slopes = Scratch(repeating: zero, count: outputCount)
    openSlopes = Scratch(repeating: zero, count: gateCount * outputCount)
    priorSlopes = Scratch(repeating: zero, count: outputCount)
    priorOpenSlopes = Scratch(repeating: zero, count: gateCount * outputCount)
    let zeros = SIMD4<Double>(repeating: 0)
    rowSums = Scratch(repeating: 0, count: rows.stateCount)
    rowMoments = Scratch(repeating: 0, count: rows.stateCount * outputCount)
    priorRowMoments = Scratch(repeating: 0, count: rows.stateCount * outputCount)
    columnSums = Scratch(repeating: zeros, count: blockCount)
    columnMoments = Scratch(repeating: zeros, count: blockCount * outputCount)
    priorColumnMoments = Scratch(repeating: zeros, count: blockCount * outputCount)
    weights = Scratch(repeating: zeros, count: blockCount)
    scratch = Scratch(repeating: zeros, count: 4 * outputCount)
    folded = Scratch(repeating: 0, count: max(rows.stateCount, columns.stateCount))
    openSums = Scratch(repeating: 0, count: gateCount)
    rests = Scratch(repeating: zero, count: outputCount)
    bounds = Scratch(repeating: 0, count: 2 * outputCount)
  }

  deinit {
    for numbers in [open, slopes, openSlopes, priorSlopes, priorOpenSlopes, rests] {
      numbers.free()
    }
    for numbers in [rowSums, rowMoments, priorRowMoments, folded, openSums, bounds] {
      numbers.free()
    }
    for numbers in [
      columnSums, columnMoments, priorColumnMoments, weights, scratch,
    ] {
      numbers.free()
    }
  }

  /// Takes the sums at a prefix.
  ///
  /// - Parameters:
  ///   - gates: the gates of the layer.
  ///   - contributions: what each open gate adds to the outputs, gate by gate.
  ///   - base: the outputs where all gates are closed.
  ///   - offset: for Gaussian noise, what is taken away from `|y - f|^2 / (2 variance)`; at most its minimum.
  ///   - ranked: the ranking that all patterns are shown to, and where they stand in it.
  func evaluate(
    _ observation: RoundedObservation, gates: UnsafePointer<RoundedGate>,
    contributions: UnsafePointer<RoundedNumber>, base: UnsafePointer<RoundedNumber>,
    offset: Double = 0,
    ranked: RankedPlace? = nil
  ) {
    rows.fill(gates, contributions: contributions)
    columns.fill(gates + rowGates, contributions: contributions + rowGates * outputCount)
    switch observation {
    case .outputs(let outputs, let inverseVariance):
      evaluateOutputs(
        outputs, inverseVariance: inverseVariance, gates: gates, contributions: contributions,
        base: base, offset: offset, ranked: ranked)
    case .label(let label):
      evaluateClasses(label, gates: gates, base: base, ranked: ranked)
    }
  }

  /// The smallest `|y - f|^2 / (2 variance)` over all states, rounded down by more than it is wrong.
  func smallestDistance(
    _ outputs: [RoundedNumber], inverseVariance: RoundedNumber, gates: UnsafePointer<RoundedGate>,
    contributions: UnsafePointer<RoundedNumber>, base: UnsafePointer<RoundedNumber>
  ) -> Double {
    rows.fill(gates, contributions: contributions)
    columns.fill(gates + rowGates, contributions: contributions + rowGates * outputCount)
    var smallest = Double.infinity
    for row in 0..<(1 << rowGates) {
      for column in 0..<(1 << columnGates) {
        var sum = 0.0
        for output in 0..<outputCount {
          let d =
            outputs[output].value - base[output].value
            - rows.shifts.numbers[output * rows.stateCount + row]
            - columns.shifts.numbers[output * columns.stateCount + column]
          sum += d * d
        }
        smallest = min(smallest, sum)
      }
    }
    return smallest * inverseVariance.value * 0.5 * (1 - 1e-9)
  }

  /// Where the states of the layer stand in a ranking.
  struct RankedPlace {
    let ranking: PatternRanking
    /// The probability of the prefix.
    let factor: Double
    /// The number of the first pattern.
    let first: Int
  }

  /// Shows the weights of a row.
  @inline(__always)
  func show(_ row: Int, _ factor: Double, to ranked: RankedPlace?) {
    guard let ranked else { return }
    ranked.ranking.add(
      UnsafeBufferPointer(start: weights.numbers, count: 1 << columnGates),
      factor: factor * ranked.factor, first: ranked.first + row << columnGates)
  }

  // MARK: From tables to sums

  /// What sums are wrong by: of weights, and of weights times slopes before they are divided by the variance.
  struct Bounds {
    /// Relative to sums of weights.
    var relative: Double
    /// Relative to the sum of all weights, whatever the sum.
    var tail: Double
    /// The largest slope of each output, or 1 for all.
    var hasSpans: Bool
    /// The sum of weights times squared slopes; `nil` where it is not known.
    var square: Double?
    /// What a slope is wrong by, where that is the same for all outputs.
    var slopeError: Double
  }

  /// The number of roundings of a sum over all states: within a row, over the rows, and in pairs.
  var additions: Double { Double(blockCount + (1 << rowGates) + columns.stateCount + 64) }

  /// Sums of weights and of weights times slopes, from the tables.
  func collect(bounds: Bounds, vanishing: Double, scale: RoundedNumber) {
    let relative = RoundedNumber.compounded(
      (bounds.relative + additions * RoundedNumber.unit) * (1 + 0x1p-20))
    let total = fold(rowSums, columnSums)
    let slack = bounds.tail * total + vanishing
    mass = RoundedNumber(value: total, error: (total * relative + slack) * (1 + 0x1p-20))
    for gate in 0..<gateCount {
      open[gate] = RoundedNumber(
        value: openSums[gate], error: (openSums[gate] * relative + slack) * (1 + 0x1p-20))
    }
    for output in 0..<outputCount {
      let largest = bounds.hasSpans ? self.bounds[output] : 1
      let error = bounds.hasSpans ? self.bounds[outputCount + output] : bounds.slopeError
      func moment(_ value: Double, of weight: RoundedNumber) -> RoundedNumber {
        let size = weight.largestMagnitude
        // The sum of w |s|, by the inequality of Cauchy and Schwarz.
        let slopes = bounds.square.map { min(size * largest, (size * $0).squareRoot()) }
        return RoundedNumber(
          value: value,
          error: ((slopes ?? size * largest) * relative + size * error + slack * largest)
            * (1 + 0x1p-20)) * scale
      }
      slopes[output] = moment(fold(output, rowMoments, columnMoments), of: mass)
      for gate in 0..<gateCount {
        openSlopes[gate * outputCount + output] = moment(openSums[gate], of: open[gate])
      }
    }
  }

  private func fold(
    _ rowTable: Scratch<Double>, _ columnTable: Scratch<SIMD4<Double>>
  ) -> Double {
    fold(0, rowTable, columnTable)
  }

  /// The sum of a table; leaves its sums over the states in which each gate is open in `openSums`.
  func fold(
    _ output: Int, _ rowTable: Scratch<Double>, _ columnTable: Scratch<SIMD4<Double>>
  ) -> Double {
    let column = columnTable.numbers + output * 4 * blockCount
    folded.base.update(from: column, count: 1 << columnGates)
    _ = GateHalf.openSums(folded.base, gateCount: columnGates, into: openSums.base + rowGates)
    folded.base.update(from: rowTable.base + output * rows.stateCount, count: 1 << rowGates)
    return GateHalf.openSums(folded.base, gateCount: rowGates, into: openSums.base)
  }
}
