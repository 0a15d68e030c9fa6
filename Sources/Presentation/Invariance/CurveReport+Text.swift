import Enclosures
import ExactAlgebra
import InvariantFamilies

extension CurveReport {
  /// The report in lines for people.
  func lines(version: String) -> [String] {
    var lines = TextLayout.wrapped(
      "The family with one parameter along a space-filling curve through all networks, from \(start)."
    )
    if let member { lines += memberLines(member.parameter, member.member) }
    if let image { lines += imageLines(image) }
    if let quotients { lines += quotientLines(quotients) }
    lines += ["", "reluvar \(version), FLINT \(FLINTVersion.loaded)"]
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private func memberLines(_ parameter: Rational, _ member: CurveMember) -> [String] {
    var lines = ["", "Member at t = \(shortened(parameter))"]
    switch member {
    case .scaled(let factor):
      lines.append(factor == 1 ? "  the law of X" : "  the law of \(factor) X")
    case .network(let network, let excursion):
      lines += excursionLines(excursion) + weightLines(network)
    case .enclosed(let cell):
      lines += excursionLines(cell.excursion)
      lines.append("  weights, neuron by neuron, the bias last, within their bounds:")
      lines += cell.weights.map { "    \($0.text)" }
    }
    return lines
  }

  private func imageLines(_ image: Image) -> [String] {
    var lines = ["", member == nil ? "Parameter of the network" : "Parameter of the image"]
    switch image.parameter.value {
    case .exact(let parameter):
      let fraction = parameter.description
      lines.append("  t = \(decimals(parameter))")
      lines.append(
        fraction.count <= Self.fractionLength
          ? "  exactly \(fraction)"
          : "  exactly a fraction of \(counted(fraction.count - 1, "digit")) (--format json)")
    case .between: lines.append("  t = \(image.parameter.number.text)")
    }
    lines += excursionLines(image.parameter.excursion)
    if let network = image.network { lines += weightLines(network) }
    return lines + checkLines(image.check)
  }

  private func checkLines(_ check: CurveCheck) -> [String] {
    var lines = [""]
    switch check.networks {
    case .equal: lines.append("Check: the curve is at this network there, weight by weight.")
    case .different: lines.append("Check: the curve is NOT at this network there.")
    case .within(let distance):
      lines.append(
        "Check: the curve is within \(distance.decimal(digits: 3, rounding: .up)) of this network, in "
          + "each weight.")
    }
    if let laws = check.laws {
      lines.append(
        laws.isEqual
          ? "The law there is the image, atom by atom: \(counted(laws.atomCount, "atom"))."
          : "The law there is NOT the image.")
    }
    return lines
  }

  private func excursionLines(_ excursion: CurveExcursion) -> [String] {
    [
      "  stage \(excursion.stage), depth \(excursion.depth): excursion "
        + "\(excursion.number), weights up to \(shortened(excursion.radius))"
    ]
  }

  /// The weights where they fit on a page.
  private func weightLines(_ network: RectifiedNetwork) -> [String] {
    guard network.weights.count <= 60 else {
      return ["  \(network.weights.count) weights (--format json)"]
    }
    return network.layers.enumerated().flatMap { index, map in
      ["  layer \(index + 1), weights and bias of each neuron"]
        + map.layer.affineForms.map { form in
          "    " + form.map(shortened).joined(separator: "  ")
        }
    }
  }

  private static let fractionLength = 80

  private func shortened(_ number: Rational) -> String {
    let text = number.description
    return text.count <= 24 ? text : "about " + number.decimal(digits: 17, rounding: .nearest)
  }

  private func quotientLines(_ quotients: CurveQuotients) -> [String] {
    func short(_ number: Rational) -> String { number.decimal(digits: 6, rounding: .nearest) }
    // What holds at least is not rounded up.
    func lower(_ number: ReportedNumber) -> String {
      if case .exact(let exact) = number { return exact.decimal(digits: 6, rounding: .down) }
      guard let ball = number.ball, ball.isFinite else { return number.text }
      return ball.lower.decimal(digits: 6, rounding: .down)
        + (number.status == "enclosed" ? "" : " (\(number.status))")
    }
    var lines = ["", "Difference quotients near t = \(shortened(quotients.parameter))"]
    lines += excursionLines(quotients.excursion)
    lines += [""]
    lines += TextLayout.table(
      header: [
        "level", "|dt|", "|dw|", "|dw|/|dt|", "P(active) from", "distance from", "up to",
        "distance/|dt| from",
      ],
      rows: quotients.rows.map { row in
        [
          "\(row.level)", short(row.step), short(row.weightStep), short(row.weightQuotient),
          lower(row.active), lower(row.distance), short(row.weightStep), lower(row.quotient),
        ]
      }, leftAligned: [])
    lines += [""]
    lines += TextLayout.wrapped(
      "Between the two parameters only the bias of neuron \(quotients.neuron + 1) of the last layer "
        + "moves, by |dw|. So the Wasserstein distance of the two laws (maximum norm) is at most |dw|, and "
        + "at least |dw| times the probability that the neuron is active. There are such neighbours in "
        + "every cell of every level, and |dw|/|dt| grows by the factor 2^\(quotients.weightCount - 1) from "
        + "level to level: the curve is not Lipschitz near any parameter where the neuron has a chance."
    )
    lines += TextLayout.wrapped(
      "Continuity stays: the distance of laws is at most \(shortBound(quotients.lipschitzConstant)) "
        + "times the distance of weights, and weights move by at most "
        + "\(shortened(8 * quotients.excursion.radius)) (2|dt|)^(1/\(quotients.weightCount)).")
    return lines
  }

  private func shortBound(_ number: ReportedNumber) -> String {
    number.ball.map { $0.isFinite ? $0.upper.decimal(digits: 5, rounding: .up) : "infinity" }
      ?? number.text
  }
}
