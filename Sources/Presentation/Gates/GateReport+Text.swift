import Enclosures
import ExactAlgebra
import LatentGates
import Networks

extension GateReport {
  /// The most points that a text has.
  private static let shownPoints = 20
  /// The most patterns of a point that a text has.
  private static let shownPatterns = 8
  /// The most points whose patterns a text has.
  private static let pointsWithPatterns = 3

  /// The report for people.
  func lines(version: String) -> [String] {
    var lines = TextLayout.wrapped(heading) + omissionLines
    lines += pointTable + patternLines + gradientLines
    lines += informationLines + covarianceLines + stabilityLines
    lines += [""] + TextLayout.wrapped(statement) + [""]
    lines.append("reluvar \(version), FLINT \(FLINTVersion.loaded)")
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private var heading: String {
    let (model, network) = (analysis.model, analysis.model.network)
    let activation = network.activation == .relu ? "" : " with activation \(network.activation)"
    return "Gates of \(Wording.widths(network.architecture))\(activation) at "
      + "\(model.temperaturesInWords): \(counted(model.gateCount, "gate")), "
      + "\(counted(model.patternCount, "pattern")), "
      + "\(counted(analysis.sample.points.count, "point")) \(target.text(of: model.likelihood))."
  }

  private var omissionLines: [String] {
    analysis.omissions.flatMap { TextLayout.wrapped("Not computed: \($0.text).") }
  }

  // MARK: points

  private var pointTable: [String] {
    let shown = analysis.points.prefix(Self.shownPoints)
    guard !shown.isEmpty else { return [] }
    let hasEvidence = shown[0].evidence != nil
    let hasBound = shown[0].evidence?.bound != nil
    let hasField = shown[0].evidence?.meanField != nil
    let rows = shown.enumerated().map { index, point in
      let best = point.patterns.first
      var row = [
        "\(index + 1)", best?.pattern.description ?? "", best?.probability.shortText ?? "",
      ]
      guard let evidence = point.evidence else { return row }
      let hard = evidence.hardGates
      row += [
        evidence.logLikelihood.shortText, hard.logLikelihood.shortText,
        hard.pattern.description + (hard.ties.isEmpty ? "" : " (\(hard.ties.count) at 0)"),
      ]
      if let bound = evidence.bound { row.append(bound.gap.shortText) }
      if let field = evidence.meanField {
        row += [field.best.gap.shortText, "\(field.localOptima.count)"]
      }
      return row + [evidence.largestGradientDifference.shortText]
    }
    let titles =
      ["", "likeliest", hasEvidence ? "posterior" : "prior"]
      + (hasEvidence ? ["ln p(y|x)", "cold limit", "cold gates"] : [])
      + (hasBound ? ["gap of q"] : []) + (hasField ? ["gap", "optima"] : [])
      + (hasEvidence ? ["difference"] : [])
    var lines = ["", "Points"] + TextLayout.table(header: titles, rows: rows, leftAligned: [1, 5])
    if shown.count < analysis.points.count {
      lines.append("  and \(analysis.points.count - shown.count) more (--format json)")
    }
    if let mean = analysis.meanLogLikelihood {
      lines += ["", "Mean of ln p(y|x)  \(mean.text)"]
    }
    return lines
  }

  private var patternLines: [String] {
    guard analysis.points.count <= Self.pointsWithPatterns else { return [] }
    return analysis.points.enumerated().flatMap { index, point -> [String] in
      let shown = point.patterns.prefix(Self.shownPatterns)
      guard !shown.isEmpty else { return [] }
      let name = analysis.points.count == 1 ? "Patterns" : "Patterns at point \(index + 1)"
      let rows = shown.map { pattern in
        [pattern.pattern.description, pattern.prior.shortText]
          + (pattern.posterior.map { [$0.shortText] } ?? [])
      }
      let titles = ["pattern", "prior"] + (point.evidence == nil ? [] : ["posterior"])
      var lines = ["", name] + TextLayout.table(header: titles, rows: rows, leftAligned: [0])
      let hidden = analysis.model.patternCount - shown.count
      if hidden > 0 { lines.append("  and \(hidden) more (--format json)") }
      return lines
    }
  }

  private var gradientLines: [String] {
    guard analysis.points.count == 1, let evidence = analysis.points[0].evidence else {
      return []
    }
    let names = analysis.model.network.parameterNames
    guard names.count <= Self.shownPoints else { return [] }
    let (full, part) = (evidence.gradient.parameters, evidence.incompleteGradient.parameters)
    let rows = names.indices.map { index in
      [
        names[index], full[index].shortText, part[index].shortText,
        (full[index] - part[index]).shortText,
      ]
    }
    return ["", "Gradient of ln p(y|x)"]
      + TextLayout.table(
        header: ["", "gradient", "incomplete", "difference"], rows: rows, leftAligned: [0])
  }

  // MARK: the sample

  private var informationLines: [String] {
    guard let information = analysis.information else { return [] }
    var rows = [
      ("H(A)", information.entropy), ("H(A|X)", information.conditionalEntropy),
      ("I(A;X)", information.aboutInput),
    ]
    if target.hasClasses, let aboutClass = information.aboutClass {
      rows.append(("I(A;Y)", aboutClass))
    }
    return ["", "Information in the gates, in nats"]
      + rows.map { name, number in
        "  " + name.padding(to: 8) + number.text
      } + partLines(information)
  }

  /// The most gates that a text has.
  private static let shownGates = 24

  /// The information in the first layers, and in each gate.
  private func partLines(_ information: GateInformation) -> [String] {
    let hasClasses = target.hasClasses
    func row(_ numbers: [ReportedNumber], _ aboutClass: ReportedNumber?) -> [String] {
      numbers.map(\.shortText) + (hasClasses ? [aboutClass?.shortText ?? "-"] : [])
    }
    let titles = ["H(A)", "H(A|X)", "I(A;X)"] + (hasClasses ? ["I(A;Y)"] : [])
    var lines: [String] = []
    if information.layers.count > 1 {
      lines += [""]
      lines += TextLayout.table(
        header: ["first layers"] + titles,
        rows: information.layers.map {
          ["\($0.layer)"]
            + row([$0.entropy, $0.conditionalEntropy, $0.aboutInput], $0.aboutClass)
        }, leftAligned: [])
    }
    lines += [""]
    lines += TextLayout.table(
      header: ["layer", "gate", "open"] + titles,
      rows: information.gates.prefix(Self.shownGates).map { gate in
        ["\(gate.neuron.layer)", "\(gate.neuron.index + 1)", gate.openProbability.shortText]
          + row([gate.entropy, gate.conditionalEntropy, gate.aboutInput], gate.aboutClass)
      }, leftAligned: [])
    let more = information.gates.count - Self.shownGates
    return lines + (more > 0 ? ["  and \(counted(more, "more gate")) (--format json)"] : [])
  }

  /// How the leading direction of the input turns from pattern to pattern.
  private var stabilityLines: [String] {
    guard let stability = analysis.stability, stability.total.covariance.count > 1 else {
      return []
    }
    guard let mean = stability.meanLargestAngle else { return [] }
    return ["", "The leading direction of the input, given the pattern"]
      + TextLayout.wrapped(
        "On the \(stability.patterns.count) most probable patterns, where it is determined, which have "
          + "\(stability.determinedMass.shortText) of the probability, its angle to that of the whole input is "
          + "\(mean.shortText) radians on average.", indent: "  ")
  }

  private var covarianceLines: [String] {
    var rows: [[String]] = []
    if let covariance = analysis.covariance {
      rows += covariance.total.indices.map { index in
        [
          "variance of x_\(index + 1)",
          ReportedNumber.exact(covariance.total[index][index]).shortText,
          covariance.within[index][index].shortText, covariance.between[index][index].shortText,
        ]
      }
    }
    if let traces = analysis.gradientCovariance {
      rows.append(
        ["gradient, all parameters"]
          + [traces.total, traces.within, traces.between].map(\.shortText))
    }
    guard !rows.isEmpty else { return [] }
    return ["", "Variances, within and between patterns"]
      + TextLayout.table(
        header: ["", "total", "within", "between"], rows: rows, leftAligned: [0])
  }

  private var statement: String {
    var text =
      "Sums run over all patterns, and every number is proved up to its last digit; JSON has the bounds."
    let fields = analysis.points.compactMap(\.evidence?.meanField)
    if let field = fields.first {
      text +=
        " The gap is ln p(y|x) minus the best bound of independent gates from \(field.starts) starts "
        + "(seed \(field.seed)); that there is no better one is not proved."
    }
    if analysis.points.first?.evidence != nil {
      text +=
        " The difference is the largest entry of the gradient minus the mean of grad ln p(y|x,A) under the "
        + "prior, which is not the gradient."
    }
    return text
  }
}

extension GateModel {
  /// `temperature 1/2`, or those of all layers where they differ.
  var temperaturesInWords: String {
    Set(temperatures).count == 1
      ? "temperature \(temperatures[0])"
      : "temperatures \(temperatures.map(\.description).joined(separator: ", "))"
  }
}

extension GateTarget {
  fileprivate func text(of likelihood: GateLikelihood) -> String {
    switch (self, likelihood) {
    case (.outputs, .gaussian(let variance)): "with outputs, noise of variance \(variance)"
    case (.outputs, .softmax): "with outputs"
    case (.labels, _): "with labels"
    case (.classes, _): "with classes that are drawn"
    case (.none, _): "without observations"
    }
  }
}

extension GateOmission {
  /// What is missing and why, in words.
  var text: String { "\(name) (\(reason.text))" }

  private var name: String {
    switch quantity {
    case .points: "the rest of the points"
    case .meanField: "the best bound of independent gates"
    case .information: "the information in the gates"
    case .covariance: "the covariance of the input"
    case .stability: "the geometry of the input on the patterns"
    case .gradientCovariance: "the covariance of the gradient"
    }
  }
}

extension Network {
  /// The names of the parameters in the order of `ParameterGradient.parameters`: `W1_2,1`, `b1_2`.
  fileprivate var parameterNames: [String] {
    layers.enumerated().flatMap { index, layer in
      layer.weights.enumerated().flatMap { neuron, row in
        row.indices.map { "W\(index + 1)_\(neuron + 1),\($0 + 1)" }
          + (layer.biases == nil ? [] : ["b\(index + 1)_\(neuron + 1)"])
      }
    }
  }
}

extension ReportedNumber {
  /// Six digits for tables, rounded; zero for what is known to be next to nothing.
  var shortText: String {
    let digits = 6
    guard let ball, !ball.excludesZero else {
      return midpoint.decimal(digits: digits, rounding: .nearest)
    }
    guard ball.isFinite, ball.upper - ball.lower < Rational(10).power(-2 * digits) else {
      return "not known"
    }
    return "0"
  }
}

extension String {
  /// The text with blanks behind it up to a length.
  fileprivate func padding(to length: Int) -> String {
    self + String(repeating: " ", count: max(length - count, 0))
  }
}
