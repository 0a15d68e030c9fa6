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
  private(set) var open: [RoundedNumber]
  /// The means of `L s_j`.
  private(set) var slopes: [RoundedNumber]
  /// The means of `L s_j a_i`, gate by gate.
  private(set) var openSlopes: [RoundedNumber]
  /// The means of `s_j`.
  private(set) var priorSlopes: [RoundedNumber]
  /// The means of `s_j a_i`, gate by gate.
  private(set) var priorOpenSlopes: [RoundedNumber]

  private let rowGates: Int
  private let columnGates: Int
  private var rows: GateHalf
  private var columns: GateHalf
  private let blockCount: Int

  // Tables of the run through all pairs, output by output.
  private var rowSums: [Double]
  private var columnSums: [SIMD4<Double>]
  private var rowMoments: [Double]
  private var columnMoments: [SIMD4<Double>]
  private var priorRowMoments: [Double]
  private var priorColumnMoments: [SIMD4<Double>]
  private var weights: [SIMD4<Double>]
  private var scratch: [SIMD4<Double>]
  private var folded: [Double]
  private var openSums: [Double]

  /// A sum of weights may be wrong by as much, where weights vanish in floating point.
  static let vanishing = 1e-290
  /// The same for classes, see `evaluateClasses`.
  static let vanishingClass = 1e-100
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
    open = Array(repeating: zero, count: gateCount)
    slopes = Array(repeating: zero, count: outputCount)
    openSlopes = Array(repeating: zero, count: gateCount * outputCount)
    priorSlopes = slopes
    priorOpenSlopes = openSlopes
    rowSums = Array(repeating: 0, count: rows.stateCount)
    rowMoments = Array(repeating: 0, count: rows.stateCount * outputCount)
    priorRowMoments = rowMoments
    columnSums = Array(repeating: SIMD4(repeating: 0), count: blockCount)
    columnMoments = Array(repeating: SIMD4(repeating: 0), count: blockCount * outputCount)
    priorColumnMoments = columnMoments
    weights = columnSums
    scratch = Array(repeating: SIMD4(repeating: 0), count: 4 * outputCount)
    folded = Array(repeating: 0, count: max(rows.stateCount, columns.stateCount))
    openSums = Array(repeating: 0, count: gateCount)
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
            - rows.shifts[output * rows.stateCount + row]
            - columns.shifts[output * columns.stateCount + column]
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
    let rests = (0..<outputCount).map { outputs[$0] - base[$0] }
    let square = runOutputs(
      rests, factor: inverseVariance.value * 0.5, offset: offset, visit: visit)
    let bounds = outputBounds(
      rests, inverseVariance: inverseVariance, offset: offset, square: square)
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
    _ rests: [RoundedNumber], factor: Double, offset: Double,
    visit: ((Int, UnsafeBufferPointer<Double>, Double) -> Void)?
  ) -> Double {
    var square = 0.0
    let (outputCount, blockCount, largest) = (
      outputCount, blockCount, RoundedExponential.largestArgument
    )
    let rowCount = 1 << rowGates
    let zero = SIMD4<Double>(repeating: 0)
    for index in columnSums.indices { columnSums[index] = zero }
    for index in columnMoments.indices { columnMoments[index] = zero }
    columns.probabilities.withUnsafeBufferPointer { probabilities in
      columns.shifts.withUnsafeBufferPointer { shifts in
        probabilities.withMemoryRebound(to: SIMD4<Double>.self) { probabilities in
          shifts.withMemoryRebound(to: SIMD4<Double>.self) { shifts in
            columnSums.withUnsafeMutableBufferPointer { columnSums in
              columnMoments.withUnsafeMutableBufferPointer { columnMoments in
                weights.withUnsafeMutableBufferPointer { weights in
                  scratch.withUnsafeMutableBufferPointer { scratch in
                    let (differences, centres, sums) = (
                      scratch.baseAddress!, scratch.baseAddress! + outputCount,
                      scratch.baseAddress! + 2 * outputCount
                    )
                    for row in 0..<rowCount {
                      let rowProbability = rows.probabilities[row]
                      for output in 0..<outputCount {
                        centres[output] = SIMD4(
                          repeating: rests[output].value
                            - rows.shifts[output * rows.stateCount + row])
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
                        rowMoments[output * rows.stateCount + row] =
                          rowProbability * sums[output].sum()
                      }
                      if let visit {
                        let count = 1 << columnGates
                        weights.withMemoryRebound(to: Double.self) {
                          visit(
                            row << columnGates, UnsafeBufferPointer(rebasing: $0[..<count]),
                            rowProbability)
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    return square
  }

  /// What sums are wrong by: of weights, and of weights times slopes before they are divided by the variance.
  struct Bounds {
    /// Relative to sums of weights.
    var relative: Double
    /// Relative to the sum of all weights, whatever the sum.
    var tail: Double
    /// The largest slope of each output.
    var largestSlopes: [Double]
    /// The sum of weights times squared slopes; `nil` where it is not known.
    var square: Double?
    /// What a slope is wrong by.
    var slopeErrors: [Double]
  }

  /// The exponent of a state with exponent `y` is wrong by at most `2 sqrt(y) E + E^2 + (m + 9) u y`, where `E^2` is the sum
  /// over the outputs of the squared errors of `r - u - v`, over twice the variance. States with `y > Y`, where
  /// `exp(-Y) = W e^-40`, weigh less than `4 W e^-40` together, computed or not.
  private func outputBounds(
    _ rests: [RoundedNumber], inverseVariance: RoundedNumber, offset: Double, square: Double
  ) -> Bounds {
    let u = RoundedNumber.unit
    let total = rowSums[..<(1 << rowGates)].reduce(0, +)
    var errors = Array(repeating: 0.0, count: outputCount)
    var spans = errors
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
      relative: isUsable ? relative : .infinity, tail: 0x1p-54, largestSlopes: spans,
      square: square * 1.01, slopeErrors: errors)
  }

  /// A number that is at most `ln x`, for numbers from 0 to about 1.
  private func logarithmBound(_ x: Double) -> Double {
    x > 0 && x.isNormal ? Double(x.exponent) * 0.693_2 - 0.01 : -1_000
  }

  // MARK: Classes

  /// Classes: with `U_j` and `V_j` the exponential functions of what both halves give, divided by the largest for each state, the
  /// probabilities are `U_j V_j / sum U V`.
  ///
  /// Values of `U` and `V` below `e^-708` are wrong by at most `1e-307`; where the denominator is above `1e-200`, probabilities are
  /// wrong by less than `1e-100` for that. A smaller denominator makes everything unknown.
  private func evaluateClasses(
    _ label: Int, gates: UnsafePointer<RoundedGate>, base: UnsafePointer<RoundedNumber>,
    visit: ((Int, UnsafeBufferPointer<Double>, Double) -> Void)?
  ) {
    let u = RoundedNumber.unit
    let (rowFactors, rowError) = rows.softmaxFactors(base: base)
    let (columnFactors, columnError) = columns.softmaxFactors(base: nil)
    let smallest = runClasses(
      label, rowFactors: rowFactors, columnFactors: columnFactors, visit: visit)
    // Of `U V / sum U V`: both factors in numerator and denominator, and the roundings.
    let probability = 2 * (rowError + columnError) + Double(outputCount + 6) * u
    let isUsable = smallest > Self.smallestDenominator && probability < 0.1
    let relative =
      rows.relativeError + columns.relativeError + probability * (1 + probability) + 8 * u
    let bounds = Bounds(
      relative: isUsable ? relative : .infinity, tail: 0,
      largestSlopes: Array(repeating: 1, count: outputCount),
      slopeErrors: Array(
        repeating: 2 * probability + Self.vanishingClass, count: outputCount))
    // Moments are sums of w p_j; slopes are [j = label] - p_j.
    let one = RoundedNumber(exactly: 1)
    collect(bounds: bounds, vanishing: Self.vanishingClass, scale: one)
    for output in 0..<outputCount {
      slopes[output] = output == label ? mass - slopes[output] : -slopes[output]
      for gate in 0..<gateCount {
        let index = gate * outputCount + output
        openSlopes[index] = output == label ? open[gate] - openSlopes[index] : -openSlopes[index]
      }
    }
    collectPriors(label, gates: gates, bounds: bounds)
  }

  /// The run through all pairs; returns the smallest denominator.
  private func runClasses(
    _ label: Int, rowFactors: [Double], columnFactors: [Double],
    visit: ((Int, UnsafeBufferPointer<Double>, Double) -> Void)?
  ) -> Double {
    let (outputCount, blockCount) = (outputCount, blockCount)
    let rowCount = 1 << rowGates
    let zero = SIMD4<Double>(repeating: 0)
    for index in columnSums.indices { columnSums[index] = zero }
    for index in columnMoments.indices {
      columnMoments[index] = zero
      priorColumnMoments[index] = zero
    }
    var smallest = SIMD4<Double>(repeating: .infinity)
    columns.probabilities.withUnsafeBufferPointer { probabilities in
      columnFactors.withUnsafeBufferPointer { factors in
        probabilities.withMemoryRebound(to: SIMD4<Double>.self) { probabilities in
          factors.withMemoryRebound(to: SIMD4<Double>.self) { factors in
            scratch.withUnsafeMutableBufferPointer { scratch in
              let (terms, rowTerms, sums, priorSums) = (
                scratch.baseAddress!, scratch.baseAddress! + outputCount,
                scratch.baseAddress! + 2 * outputCount, scratch.baseAddress! + 3 * outputCount
              )
              for row in 0..<rowCount {
                let rowProbability = rows.probabilities[row]
                for output in 0..<outputCount {
                  rowTerms[output] = SIMD4(repeating: rowFactors[output * rows.stateCount + row])
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
                  rowMoments[output * rows.stateCount + row] = rowProbability * sums[output].sum()
                  priorRowMoments[output * rows.stateCount + row] =
                    rowProbability * priorSums[output].sum()
                }
                if let visit {
                  let count = 1 << columnGates
                  weights.withUnsafeBufferPointer {
                    $0.withMemoryRebound(to: Double.self) {
                      visit(
                        row << columnGates, UnsafeBufferPointer(rebasing: $0[..<count]),
                        rowProbability)
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    return smallest.min()
  }

  // MARK: From tables to sums

  /// The number of roundings of a sum over all states: within a row, over the rows, and in pairs.
  private var additions: Double { Double(blockCount + (1 << rowGates) + columns.stateCount + 64) }

  /// Sums of weights and of weights times slopes, from the tables.
  private func collect(bounds: Bounds, vanishing: Double, scale: RoundedNumber) {
    let relative = (bounds.relative + additions * RoundedNumber.unit) * (1 + 0x1p-20)
    let total = fold(rowSums, columnSums)
    let slack = bounds.tail * total + vanishing
    mass = RoundedNumber(value: total, error: (total * relative + slack) * (1 + 0x1p-20))
    for gate in 0..<gateCount {
      open[gate] = RoundedNumber(
        value: openSums[gate], error: (openSums[gate] * relative + slack) * (1 + 0x1p-20))
    }
    for output in 0..<outputCount {
      let (largest, error) = (bounds.largestSlopes[output], bounds.slopeErrors[output])
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
    _ label: Int, gates: UnsafePointer<RoundedGate>, bounds: Bounds
  ) {
    let relative = (bounds.relative + additions * RoundedNumber.unit) * (1 + 0x1p-20)
    let one = RoundedNumber(exactly: 1)
    for output in 0..<outputCount {
      func mean(_ value: Double) -> RoundedNumber {
        RoundedNumber(
          value: value, error: (value * relative + Self.vanishingClass) * (1 + 0x1p-20))
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

  private func fold(_ rowTable: [Double], _ columnTable: [SIMD4<Double>]) -> Double {
    fold(0, rowTable, columnTable)
  }

  /// The sum of a table, and its sums over the states in which each gate is open.
  private func fold(_ output: Int, _ rowTable: [Double], _ columnTable: [SIMD4<Double>]) -> Double {
    let (rowGates, columnGates, rowStates, blockCount) = (
      rowGates, columnGates, rows.stateCount, blockCount
    )
    return folded.withUnsafeMutableBufferPointer { folded in
      openSums.withUnsafeMutableBufferPointer { sums in
        columnTable.withUnsafeBufferPointer {
          $0.withMemoryRebound(to: Double.self) { column in
            for state in 0..<(1 << columnGates) {
              folded[state] = column[output * 4 * blockCount + state]
            }
          }
        }
        // Sums of no gates have no place to go.
        guard let target = sums.baseAddress else { return folded[0] }
        _ = GateHalf.openSums(
          folded.baseAddress!, gateCount: columnGates, into: target + rowGates)
        for state in 0..<(1 << rowGates) { folded[state] = rowTable[output * rowStates + state] }
        return GateHalf.openSums(folded.baseAddress!, gateCount: rowGates, into: target)
      }
    }
  }
}
