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

  private let rowGates: Int
  private let columnGates: Int
  private let rows: GateHalf
  private let columns: GateHalf
  private let blockCount: Int

  // Tables of the run through all pairs, output by output.
  private let rowSums: Scratch<Double>
  private let columnSums: Scratch<SIMD4<Double>>
  private let rowMoments: Scratch<Double>
  private let columnMoments: Scratch<SIMD4<Double>>
  private let priorRowMoments: Scratch<Double>
  private let priorColumnMoments: Scratch<SIMD4<Double>>
  private let weights: Scratch<SIMD4<Double>>
  private let scratch: Scratch<SIMD4<Double>>
  private let folded: Scratch<Double>
  private let openSums: Scratch<Double>
  private let rests: Scratch<RoundedNumber>
  private let bounds: Scratch<Double>

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
  ///   - visit: is called for each row of states with the number of its first state, the weights of its states
  ///     and a factor that they all have.
  func evaluate(
    _ observation: RoundedObservation, gates: UnsafePointer<RoundedGate>,
    contributions: UnsafePointer<RoundedNumber>, base: UnsafePointer<RoundedNumber>,
    offset: Double = 0,
    visit: ((_ first: Int, _ weights: UnsafeBufferPointer<Double>, _ factor: Double) -> Void)? = nil
  ) {
    rows.fill(gates, contributions: contributions)
    columns.fill(gates + rowGates, contributions: contributions + rowGates * outputCount)
    switch observation {
    case .outputs(let outputs, let inverseVariance):
      evaluateOutputs(
        outputs, inverseVariance: inverseVariance, gates: gates, contributions: contributions,
        base: base, offset: offset, visit: visit)
    case .label(let label):
      evaluateClasses(label, gates: gates, base: base, visit: visit)
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

  // MARK: Gaussian noise

  private func evaluateOutputs(
    _ outputs: [RoundedNumber], inverseVariance: RoundedNumber, gates: UnsafePointer<RoundedGate>,
    contributions: UnsafePointer<RoundedNumber>, base: UnsafePointer<RoundedNumber>,
    offset: Double,
    visit: ((Int, UnsafeBufferPointer<Double>, Double) -> Void)?
  ) {
    for output in 0..<outputCount { rests[output] = outputs[output] - base[output] }
    let square = runOutputs(factor: inverseVariance.value * 0.5, offset: offset, visit: visit)
    let bounds = outputBounds(
      inverseVariance: inverseVariance, offset: offset, square: square)
    collect(
      bounds: bounds, vanishing: Self.vanishing, scale: inverseVariance)
    // Without the likelihood gates are independent: E d_j = r_j - sum p_i c_ij, and d_j and a_i have the covariance
    // -c_ij p_i (1 - p_i).
    for output in 0..<outputCount {
      var mean = rests[output]
      for gate in 0..<gateCount {
        mean += -(gates[gate].openNumber * contributions[gate * outputCount + output])
      }
      priorSlopes[output] = mean * inverseVariance
      for gate in 0..<gateCount {
        let (p, q) = (gates[gate].openNumber, gates[gate].closedNumber)
        let shifted = mean - q * contributions[gate * outputCount + output]
        priorOpenSlopes[gate * outputCount + output] = p * shifted * inverseVariance
      }
    }
  }

  /// The run through all pairs of states: `w = P exp(-(|r - u - v|^2 factor - offset))`; returns `sum w |r - u - v|^2`.
  private func runOutputs(
    factor: Double, offset: Double, visit: ((Int, UnsafeBufferPointer<Double>, Double) -> Void)?
  ) -> Double {
    let (outputCount, blockCount) = (outputCount, blockCount)
    let largest = RoundedExponential.largestArgument
    let zero = SIMD4<Double>(repeating: 0)
    columnSums.fill(with: zero)
    columnMoments.fill(with: zero)
    let (probabilities, shifts) = (columns.probabilities.base, columns.shifts.base)
    let (columnSums, columnMoments) = (columnSums.base, columnMoments.base)
    let weights = weights.base
    let differences = scratch.base
    let (centres, sums) = (differences + outputCount, differences + 2 * outputCount)
    let (rowStates, rowShifts) = (rows.stateCount, rows.shifts.numbers)
    var square = 0.0
    for row in 0..<(1 << rowGates) {
      let rowProbability = rows.probabilities.numbers[row]
      for output in 0..<outputCount {
        centres[output] = SIMD4(
          repeating: rests[output].value - rowShifts[output * rowStates + row])
        sums[output] = zero
      }
      var (sum, squares) = (zero, zero)
      for block in 0..<blockCount {
        var distance = zero
        for output in 0..<outputCount {
          let difference = centres[output] - shifts[output * blockCount + block]
          differences[output] = difference
          distance += difference * difference
        }
        var y = distance * factor - offset
        y.replace(with: 0, where: y .< 0)
        y.replace(with: largest, where: .!(y .<= largest))
        let weight = RoundedExponential.ofNegative(y) * probabilities[block]
        weights[block] = weight
        sum += weight
        squares += weight * distance
        let scaled = weight * rowProbability
        columnSums[block] += scaled
        for output in 0..<outputCount {
          let difference = differences[output]
          sums[output] += weight * difference
          columnMoments[output * blockCount + block] += scaled * difference
        }
      }
      rowSums[row] = rowProbability * sum.sum()
      square += rowProbability * squares.sum()
      for output in 0..<outputCount {
        rowMoments[output * rowStates + row] = rowProbability * sums[output].sum()
      }
      show(row, rowProbability, to: visit)
    }
    return square
  }

  /// Shows the weights of a row.
  @inline(__always)
  private func show(
    _ row: Int, _ factor: Double, to visit: ((Int, UnsafeBufferPointer<Double>, Double) -> Void)?
  ) {
    guard let visit else { return }
    visit(
      row << columnGates, UnsafeBufferPointer(start: weights.numbers, count: 1 << columnGates),
      factor)
  }

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

  /// The exponent of a state with exponent `y` is wrong by at most `2 sqrt(y) E + E^2 + (m + 9) u y`, where `E^2` is the sum
  /// over the outputs of the squared errors of `r - u - v`, over twice the variance. States with `y > Y`, where
  /// `exp(-Y) = W e^-40`, weigh less than `4 W e^-40` together, computed or not.
  private func outputBounds(
    inverseVariance: RoundedNumber, offset: Double, square: Double
  ) -> Bounds {
    let u = RoundedNumber.unit
    var total = 0.0
    for row in 0..<(1 << rowGates) { total += rowSums[row] }
    let (spans, errors) = (bounds.base, bounds.base + outputCount)
    var errorSquare = 0.0
    for output in 0..<outputCount {
      let span =
        rests[output].largestMagnitude + rows.spans[output] + columns.spans[output]
      spans[output] = span * (1 + 0x1p-20)
      errors[output] =
        (rests[output].error + rows.shiftErrors[output] + columns.shiftErrors[output]
          + 4 * u * span) * (1 + 0x1p-20)
      errorSquare += errors[output] * errors[output]
    }
    let e = (errorSquare * inverseVariance.largestMagnitude * 0.5).squareRoot() * (1 + 0x1p-20)
    let reach = min(RoundedExponential.largestArgument, 40 - logarithmBound(total))
    let y = reach + offset
    let exponent =
      2 * y.squareRoot() * e + e * e
      + y * (Double(outputCount + 9) * u + inverseVariance.error / inverseVariance.value)
    let isUsable = exponent < 0.1 && total > 0 && total.isFinite
    let relative =
      rows.relativeError + columns.relativeError + exponent + exponent * exponent
      + (RoundedExponential.error + 8) * u
    return Bounds(
      relative: isUsable ? relative : .infinity, tail: 0x1p-54, hasSpans: true,
      square: square * 1.01, slopeError: 0)
  }

  /// A number that is at most `ln x`, for numbers from 0 to about 1.
  private func logarithmBound(_ x: Double) -> Double {
    x > 0 && x.isNormal ? Double(x.exponent) * 0.693_2 - 0.01 : -1_000
  }

  // MARK: Classes

  /// Classes: with `U_j` and `V_j` the exponential functions of what both halves give, divided by the largest for each state, the
  /// probabilities are `U_j V_j / sum U V`.
  ///
  /// Values of `U` and `V` below `e^-708` are wrong by at most `1e-307`; so probabilities are wrong by less than `1e-290` over the
  /// smallest denominator for that. A denominator below `1e-200` makes everything unknown.
  private func evaluateClasses(
    _ label: Int, gates: UnsafePointer<RoundedGate>, base: UnsafePointer<RoundedNumber>,
    visit: ((Int, UnsafeBufferPointer<Double>, Double) -> Void)?
  ) {
    let u = RoundedNumber.unit
    let rowError = rows.findFactors(base: base)
    let columnError = columns.findFactors(base: nil)
    let smallest = runClasses(label, visit: visit)
    // Of `U V / sum U V`: both factors in numerator and denominator, and the roundings.
    let probability = 2 * (rowError + columnError) + Double(outputCount + 6) * u
    let isUsable = smallest > Self.smallestDenominator && probability < 0.1
    let vanishing = Self.vanishingClass / max(Self.smallestDenominator, min(smallest, 1))
    let relative =
      rows.relativeError + columns.relativeError + probability * (1 + probability) + 8 * u
    let bounds = Bounds(
      relative: isUsable ? relative : .infinity, tail: 0,
      hasSpans: false, slopeError: 2 * RoundedNumber.compounded(probability) + vanishing)
    // Moments are sums of w p_j; slopes are [j = label] - p_j.
    let one = RoundedNumber(exactly: 1)
    collect(bounds: bounds, vanishing: vanishing, scale: one)
    for output in 0..<outputCount {
      slopes[output] = output == label ? mass - slopes[output] : -slopes[output]
      for gate in 0..<gateCount {
        let index = gate * outputCount + output
        openSlopes[index] = output == label ? open[gate] - openSlopes[index] : -openSlopes[index]
      }
    }
    collectPriors(label, gates: gates, bounds: bounds, vanishing: vanishing)
  }

  /// The run through all pairs; returns the smallest denominator.
  private func runClasses(
    _ label: Int, visit: ((Int, UnsafeBufferPointer<Double>, Double) -> Void)?
  ) -> Double {
    let (outputCount, blockCount) = (outputCount, blockCount)
    let zero = SIMD4<Double>(repeating: 0)
    columnSums.fill(with: zero)
    columnMoments.fill(with: zero)
    priorColumnMoments.fill(with: zero)
    let (probabilities, factors) = (columns.probabilities.base, columns.factors.base)
    let (columnSums, columnMoments) = (columnSums.base, columnMoments.base)
    let (weights, priorColumnMoments) = (weights.base, priorColumnMoments.base)
    let (rowStates, rowFactors) = (rows.stateCount, rows.factors.numbers)
    let terms = scratch.base
    let (rowTerms, sums, priorSums) = (
      terms + outputCount, terms + 2 * outputCount, terms + 3 * outputCount
    )
    var smallest = SIMD4<Double>(repeating: .infinity)
    for row in 0..<(1 << rowGates) {
      let rowProbability = rows.probabilities.numbers[row]
      for output in 0..<outputCount {
        rowTerms[output] = SIMD4(repeating: rowFactors[output * rowStates + row])
        sums[output] = zero
        priorSums[output] = zero
      }
      var sum = zero
      for block in 0..<blockCount {
        var denominator = zero
        for output in 0..<outputCount {
          let term = rowTerms[output] * factors[output * blockCount + block]
          terms[output] = term
          denominator += term
        }
        smallest = pointwiseMin(smallest, denominator)
        let inverse = 1 / denominator
        let prior = probabilities[block]
        let weight = prior * (terms[label] * inverse)
        weights[block] = weight
        sum += weight
        columnSums[block] += weight * rowProbability
        for output in 0..<outputCount {
          let probability = terms[output] * inverse
          let (moment, priorMoment) = (weight * probability, prior * probability)
          sums[output] += moment
          priorSums[output] += priorMoment
          columnMoments[output * blockCount + block] += moment * rowProbability
          priorColumnMoments[output * blockCount + block] += priorMoment * rowProbability
        }
      }
      rowSums[row] = rowProbability * sum.sum()
      for output in 0..<outputCount {
        rowMoments[output * rowStates + row] = rowProbability * sums[output].sum()
        priorRowMoments[output * rowStates + row] = rowProbability * priorSums[output].sum()
      }
      show(row, rowProbability, to: visit)
    }
    return smallest.min()
  }

  // MARK: From tables to sums

  /// The number of roundings of a sum over all states: within a row, over the rows, and in pairs.
  private var additions: Double { Double(blockCount + (1 << rowGates) + columns.stateCount + 64) }

  /// Sums of weights and of weights times slopes, from the tables.
  private func collect(bounds: Bounds, vanishing: Double, scale: RoundedNumber) {
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

  /// The same without the likelihood, for classes.
  private func collectPriors(
    _ label: Int, gates: UnsafePointer<RoundedGate>, bounds: Bounds, vanishing: Double
  ) {
    let relative = RoundedNumber.compounded(
      (bounds.relative + additions * RoundedNumber.unit) * (1 + 0x1p-20))
    let one = RoundedNumber(exactly: 1)
    for output in 0..<outputCount {
      func mean(_ value: Double) -> RoundedNumber {
        RoundedNumber(
          value: value, error: (value * relative + vanishing) * (1 + 0x1p-20))
      }
      let total = mean(fold(output, priorRowMoments, priorColumnMoments))
      priorSlopes[output] = output == label ? one - total : -total
      for gate in 0..<gateCount {
        let part = mean(openSums[gate])
        priorOpenSlopes[gate * outputCount + output] =
          output == label ? gates[gate].openNumber - part : -part
      }
    }
  }

  private func fold(
    _ rowTable: Scratch<Double>, _ columnTable: Scratch<SIMD4<Double>>
  ) -> Double {
    fold(0, rowTable, columnTable)
  }

  /// The sum of a table; leaves its sums over the states in which each gate is open in `openSums`.
  private func fold(
    _ output: Int, _ rowTable: Scratch<Double>, _ columnTable: Scratch<SIMD4<Double>>
  ) -> Double {
    let column = columnTable.numbers + output * 4 * blockCount
    folded.base.update(from: column, count: 1 << columnGates)
    _ = GateHalf.openSums(folded.base, gateCount: columnGates, into: openSums.base + rowGates)
    folded.base.update(from: rowTable.base + output * rows.stateCount, count: 1 << rowGates)
    return GateHalf.openSums(folded.base, gateCount: rowGates, into: openSums.base)
  }
}
