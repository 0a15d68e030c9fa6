import Enclosures

/// Outputs with Gaussian noise.
extension LastLayerSums {
  func evaluateOutputs(
    _ outputs: [RoundedNumber], inverseVariance: RoundedNumber, gates: UnsafePointer<RoundedGate>,
    contributions: UnsafePointer<RoundedNumber>, base: UnsafePointer<RoundedNumber>,
    offset: Double,
    ranked: RankedPlace?
  ) {
    for output in 0..<outputCount { rests[output] = outputs[output] - base[output] }
    let square = runOutputs(factor: inverseVariance.value * 0.5, offset: offset, ranked: ranked)
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
    factor: Double, offset: Double, ranked: RankedPlace?
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
      show(row, rowProbability, to: ranked)
    }
    return square
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
}
