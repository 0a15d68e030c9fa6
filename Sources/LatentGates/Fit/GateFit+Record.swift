import LongWork

extension GateFit.Record {
  /// A record of the whole sample.
  ///
  /// - Throws: as `Interruption.check`.
  init(
    _ step: Int, _ gradient: FitGradient, _ gates: DrawnGates, _ data: FitData, isSummed: Bool
  ) throws {
    let length = gradient.mean.reduce(0) { $0 + $1 * $1 }
    let patterns = isSummed ? try PatternVariance(of: gates, over: data) : nil
    self.init(
      step: step, logLikelihood: gradient.logLikelihood,
      standardError: isSummed ? nil : gradient.squaredError.squareRoot(),
      gradientLength: length.squareRoot(), variance: gradient.square - length,
      withinPatterns: patterns?.within, betweenPatterns: patterns.map { $0.centreSquare - length },
      withinPoints: gradient.square - gradient.pointSquare,
      betweenPoints: gradient.pointSquare - length)
  }
}

/// How the gradient varies on the same pattern, over a sample.
private struct PatternVariance {
  /// `E tr Cov(U | A)`.
  private(set) var within = 0.0
  /// `E |E(U | A)|^2`.
  private(set) var centreSquare = 0.0

  init(of gates: DrawnGates, over data: FitData) throws {
    let count = gates.parameterCount
    var masses = [Double](repeating: 0, count: 1 << gates.gateCount)
    var squares = masses
    var moments = [Double](repeating: 0, count: masses.count * count)
    for place in data.points.indices where data.weights[place] > 0 {
      if place % 16 == 0 { try Interruption.check() }
      PatternSum(of: gates, data, place).forEachGradient { number, posterior, values in
        let mass = posterior * data.weights[place]
        masses[number] += mass
        let start = number * count
        for (index, value) in values.enumerated() {
          moments[start + index] += mass * value
          squares[number] += mass * value * value
        }
      }
    }
    for number in masses.indices where masses[number] > 0 {
      let start = number * count
      let square = moments[start..<start + count].reduce(0) { $0 + $1 * $1 } / masses[number]
      within += squares[number] - square
      centreSquare += square
    }
  }
}
