import Drawing
import Enclosures
import ExactAlgebra
import Foundation
import InvariantFamilies

/// What a picture of the invariant curve shows.
struct CurveFigureData {
  private let quotients: CurveQuotients
  private let curve: InvariantCurve

  init(_ quotients: CurveQuotients, of curve: InvariantCurve) {
    (self.quotients, self.curve) = (quotients, curve)
  }

  /// The picture.
  var figure: CurveFigure {
    let count = quotients.weightCount
    // About as many corners in each picture.
    let bits = count == 2 ? 12 : 8
    let inner = max(1, bits / count)
    let outer = max(1, 8 / count)
    let steps = quotients.rows.map { logarithm(of: .exact($0.step)) ?? 0 }
    var figure = CurveFigure(
      paths: [
        path(
          "Excursion \(quotients.excursion.number): \(count) weights", level: 0, inner: inner,
          bits: bits,
          axis: "part of the curve"),
        path(
          "Inside one cell, 2^\(count * outer) times as short", level: outer, inner: inner,
          bits: bits,
          axis: "part of the cell"),
      ],
      courses: [
        .init(
          "Continuous: distances go to zero", axis: "distance", steps: steps,
          lines: [
            ("at most", quotients.rows.map { logarithm(of: .exact($0.weightStep)) }),
            ("at least", quotients.rows.map { logarithm(of: $0.distance) }),
          ]),
        .init(
          "Not Lipschitz: quotients grow", axis: "quotient", steps: steps,
          lines: [
            ("weights", quotients.rows.map { logarithm(of: .exact($0.weightQuotient)) }),
            ("laws, at least", quotients.rows.map { logarithm(of: $0.quotient) }),
          ]),
      ])
    figure.title = "Laws with one parameter, invariant under ReLU layers"
    return figure
  }

  private func path(
    _ heading: String, level: Int, inner: Int, bits: Int, axis: String
  ) -> CurveFigure.Path {
    let count = quotients.weightCount
    let bias = RectifiedNetwork.lastBias(
      of: quotients.neuron, dimension: curve.dimension, weightCount: count)
    let path = curve.path(
      ofWeights: [0, bias], on: quotients.excursion, around: quotients.parameter, level: level,
      inner: inner, bits: bits)
    let first = path.parameters[0]
    let length = path.parameters[path.parameters.count - 1] - first
    return CurveFigure.Path(
      heading, names: ["first weight", "bias that moves"], axis: axis,
      parameters: path.parameters.map { Double(approximating: ($0 - first) / length) },
      weights: path.weights.map { $0.map { Double(approximating: $0) } }, isPlane: count == 2)
  }

  /// The decimal logarithm, also beyond double precision; `nil` unless the number is proved or known to be positive.
  private func logarithm(of number: ReportedNumber) -> Double? {
    guard let ball = number.ball, ball.isPositive else { return nil }
    return ball.logarithm().lowerDouble / log(10)
  }
}
