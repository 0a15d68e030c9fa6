import Enclosures
import ExactAlgebra
import GaussianMeasures
import LongWork
import Networks
import Polyhedra
import Regions

/// An activation region with its part of a law: one pattern in one chart.
struct MeasuredRegion: Sendable {
  let pattern: ActivationPattern
  /// The number of the chart.
  let chart: Int
  /// Its inequalities, in the coordinates of the chart.
  let halfSpaces: [HalfSpace]
  /// The outputs as affine forms of these coordinates, the constant last.
  let outputs: [[Rational]]
  /// A point inside, in the space of inputs, where the region was built.
  let point: [Rational]?
  /// The probability, with the weights of the parts of the chart.
  let mass: ReportedNumber
  /// Mean and covariance of the outputs, given the region.
  let outputMoments: ConditionalMoments?
  /// Mean and covariance of the inputs, given the region.
  let inputMoments: ConditionalMoments?
}

extension MeasuredRegion {
  /// Measures a region.
  ///
  /// - Throws: `GaussianMeasureError`, `UniformLawError`; also as `Interruption.check`.
  init(
    _ region: ActivationRegion, of chart: InputChart, number: Int, options: NetworkLaw.Options
  ) throws {
    let halfSpaces = try region.facetsInTime().map(\.halfSpace)
    let (outputs, bits) = (region.outputMap, options.bits)
    let outputMoments =
      options.hasOutputMoments
      ? try chart.coordinateLaw.conditionalMoments(of: outputs, in: halfSpaces, bits: bits) : nil
    let inputMoments =
      options.hasInputMoments
      ? try chart.law.conditionalMoments(
        of: nil, in: halfSpaces.map(chart.coordinates.pulledBack), bits: bits) : nil
    let mass =
      try outputMoments?.mass ?? inputMoments?.mass
      ?? chart.coordinateLaw.probability(of: halfSpaces, bits: bits)
    // Where the time is over, the probability may be a wide ball.
    try Interruption.check()
    self.init(
      pattern: region.pattern, chart: number, halfSpaces: halfSpaces, outputs: outputs,
      point: region.interiorPoint, mass: mass, outputMoments: outputMoments,
      inputMoments: inputMoments)
  }
}

extension MeasuredRegion {
  /// The probability that an output is at most a value, and that it is below, in the region.
  ///
  /// - Throws: `GaussianMeasureError`, `UniformLawError`; also as `Interruption.check`.
  func distribution(
    of output: Int, at value: Rational, under law: InputChart.Law, bits: Int
  ) throws -> ReportedNumber {
    let form = outputs[output]
    let normal = Array(form.dropLast())
    let rest = value - form[form.count - 1]
    guard !normal.allSatisfy(\.isZero) else { return rest.signum() >= 0 ? mass : .exact(0) }
    let below = HalfSpace(normal: normal.map { -$0 }, offset: rest)
    let probability = try law.probability(of: halfSpaces + [below], bits: bits)
    try Interruption.check()
    return probability
  }

  /// The value of an output that is constant on the region.
  func constant(of output: Int) -> Rational? {
    let form = outputs[output]
    return form.dropLast().allSatisfy(\.isZero) ? form[form.count - 1] : nil
  }
}
