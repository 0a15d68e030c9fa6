import Enclosures

/// Classes by the softmax of the outputs.
extension LastLayerSums {
  /// Classes: with `U_j` and `V_j` the exponential functions of what both halves give, divided by the largest for each state, the
  /// probabilities are `U_j V_j / sum U V`.
  ///
  /// Values of `U` and `V` below `e^-708` are wrong by at most `1e-307`; so probabilities are wrong by less than `1e-290` over the
  /// smallest denominator for that. A denominator below `1e-200` makes everything unknown.
  func evaluateClasses(
    _ label: Int, gates: UnsafePointer<RoundedGate>, base: UnsafePointer<RoundedNumber>,
    ranked: RankedPlace?
  ) {
    let u = RoundedNumber.unit
    let rowError = rows.findFactors(base: base)
    let columnError = columns.findFactors(base: nil)
    let smallest = runClasses(label, ranked: ranked)
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
    _ label: Int, ranked: RankedPlace?
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
      show(row, rowProbability, to: ranked)
    }
    return smallest.min()
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
}
