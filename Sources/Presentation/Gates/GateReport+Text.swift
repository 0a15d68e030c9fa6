import Enclosures
import ExactAlgebra
import LatentGates
import Networks

extension GateReport {
  /// So many points, patterns of a point and gates are shown.
  private static let shownPoints = 10
  private static let shownPatterns = 4
  private static let shownGates = 24

  /// The report for people.
  func lines(version: String) -> [String] {
    var lines = TextLayout.wrapped(heading) + TextLayout.wrapped(modelInWords)
    lines += ["", isObserved ? "Points" : "Points, before anything is observed"] + pointTable
    let more = analysis.points.count - Self.shownPoints
    if more > 0 { lines.append("  and \(counted(more, "more point")) (--format json)") }
    if let mean = analysis.meanLogLikelihood {
      lines.append("  mean log-likelihood " + Self.short(mean))
    }
    lines += ["", "The most probable patterns of the first point"] + patternTable
    if isObserved { lines += gradientLines }
    if let bound = analysis.points.first?.bound { lines += Self.lines(of: bound) }
    if let summary = analysis.summary {
      lines += informationLines(summary.information)
      if let covariance = summary.covariance { lines += covarianceLines(covariance) }
    }
    if let covariance = analysis.gradientCovariance { lines += Self.lines(of: covariance) }
    if !analysis.omissions.isEmpty {
      lines += ["", "Not computed"]
      for omission in analysis.omissions {
        lines += TextLayout.wrapped(Wording.reason(for: omission), indent: "  ")
      }
    }
    lines += [""] + TextLayout.wrapped(statement)
    if let seed = recordedSeed { lines.append("Seed \(seed)") }
    lines.append("reluvar \(version), FLINT \(FLINTVersion.loaded)")
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private var isObserved: Bool { analysis.sample.observations != nil }

  private var heading: String {
    let widths = Wording.widths(analysis.model.network.architecture)
    return "Gates of \(widths) as latent variables at "
      + "\(counted(analysis.sample.points.count, "point")) of \(points.file)."
  }

  private var modelInWords: String {
    let model = analysis.model
    let temperatures =
      Set(model.temperatures).count == 1
      ? "temperature \(model.temperatures[0])"
      : "temperatures \(model.temperatures.map(\.description).joined(separator: ", "))"
    let likelihood =
      switch model.likelihood {
      case .gaussian(let variance): isObserved ? ", Gaussian noise of variance \(variance)" : ""
      case .softmax: ", classes by softmax"
      }
    return "\(counted(model.gateCount, "gate")), \(temperatures)\(likelihood)."
  }

  private var statement: String {
    let rounded = analysis.points.contains { $0.posterior?.arithmetic == .rounded }
    return "All numbers are enclosed by proved bounds; sums run over all "
      + (analysis.model.gateCount < 10
        ? "\(analysis.model.patternCount)" : "2^\(analysis.model.gateCount)")
      + " patterns" + (rounded ? ", in floating point with bounds of its errors" : "")
      + ". Entropies in nats."
  }

  // MARK: points

  private var pointTable: [String] {
    let hasFields = analysis.points.contains { $0.meanField != nil }
    var header = ["point", "most probable pattern", isObserved ? "posterior" : "prior"]
    if isObserved { header += ["log-likelihood", "cold limit"] }
    if hasFields { header += ["best bound", "gap", "local optima"] }
    let rows = analysis.points.prefix(Self.shownPoints).enumerated().map { index, point in
      var row = ["\(index + 1)"]
      if let pattern = point.posterior?.patterns.first {
        row += [Self.text(pattern.pattern), Self.short(pattern.posterior)]
      } else if let pattern = point.prior?.patterns.first {
        row += [Self.text(pattern.pattern), Self.short(pattern.prior)]
      } else {
        row += ["", ""]
      }
      if isObserved {
        row += [point.posterior?.logLikelihood, point.hardLimit?.logLikelihood]
          .map { $0.map(Self.short) ?? "" }
      }
      if hasFields {
        row += [
          point.meanField.map { Self.short($0.best.evidenceLowerBound) } ?? "",
          point.meanField.map { Self.short($0.best.gap) } ?? "",
          point.meanField.map { "\($0.localOptima.count)" } ?? "",
        ]
      }
      return row
    }
    return TextLayout.table(header: header, rows: rows, leftAligned: [1])
  }

  private var patternTable: [String] {
    guard let point = analysis.points.first else { return [] }
    var rows: [[String]] = []
    if let posterior = point.posterior {
      rows = posterior.patterns.prefix(Self.shownPatterns).map {
        [Self.text($0.pattern), Self.short($0.prior), Self.short($0.posterior)]
      }
      return TextLayout.table(
        header: ["pattern", "prior", "posterior"], rows: rows, leftAligned: [0])
    }
    rows = (point.prior?.patterns ?? []).prefix(Self.shownPatterns).map {
      [Self.text($0.pattern), Self.short($0.prior)]
    }
    return TextLayout.table(header: ["pattern", "prior"], rows: rows, leftAligned: [0])
  }

  private var gradientLines: [String] {
    guard let posterior = analysis.points.first?.posterior else { return [] }
    let full = posterior.gradient.parameters.map(\.approximation)
    let part = posterior.incompleteGradient.parameters.map(\.approximation)
    func norm(_ vector: [Double]) -> String {
      Self.rounded(vector.reduce(0) { $0 + $1 * $1 }.squareRoot())
    }
    return [
      "", "The gradient of the log-likelihood of the first point, its length",
      "  with the posterior and the gate term           \(norm(full))",
      "  with the prior and no gate term, which is no gradient  \(norm(part))",
      "  their difference                               \(norm(zip(full, part).map { $0 - $1 }))",
    ]
  }

  private static func lines(of bound: GateBound) -> [String] {
    [
      "", "The evidence lower bound of the first point for the given gates",
      "  \(short(bound.evidenceLowerBound)), which lacks \(short(bound.gap))",
    ]
  }

  // MARK: the sample

  private func informationLines(_ information: GateInformation) -> [String] {
    let hasClasses = information.classes != nil
    func row(
      _ name: String, _ numbers: [ReportedNumber], _ aboutClass: ReportedNumber?
    ) -> [String] {
      [name] + numbers.map(Self.short) + (hasClasses ? [aboutClass.map(Self.short) ?? ""] : [])
    }
    let ending = hasClasses ? ["I(A;Y)"] : []
    var lines = ["", "Information in the gates of the first layers"]
    lines += TextLayout.table(
      header: ["layers", "H(A)", "H(A|X)", "I(A;X)"] + ending,
      rows: information.layers.map {
        row("\($0.layer)", [$0.entropy, $0.conditionalEntropy, $0.aboutInput], $0.aboutClass)
      }, leftAligned: [])
    lines += ["", "Information in each gate"]
    lines += TextLayout.table(
      header: ["layer", "gate", "open", "H(A)", "H(A|X)", "I(A;X)"] + ending,
      rows: information.gates.prefix(Self.shownGates).map {
        ["\($0.neuron.layer)"]
          + row(
            "\($0.neuron.index + 1)",
            [$0.openProbability, $0.entropy, $0.conditionalEntropy, $0.aboutInput], $0.aboutClass)
      }, leftAligned: [])
    let more = information.gates.count - Self.shownGates
    if more > 0 { lines.append("  and \(counted(more, "more gate")) (--format json)") }
    return lines
  }

  private func covarianceLines(_ covariance: GateCovariance) -> [String] {
    func trace(_ matrix: [[ReportedNumber]]) -> ReportedNumber {
      matrix.indices.reduce(.exact(0)) { $0 + matrix[$1][$1] }
    }
    let total = covariance.total.indices.reduce(0 as Rational) { $0 + covariance.total[$1][$1] }
    var lines = [
      "", "Covariance of the input within and between the patterns of the first layers, traces",
    ]
    lines += TextLayout.table(
      header: ["layers", "within", "between", "total"],
      rows: covariance.layers.map {
        [
          "\($0.layer)", Self.short(trace($0.within)), Self.short(trace($0.between)),
          Self.short(.exact(total)),
        ]
      }, leftAligned: [])
    return lines
  }

  private static func lines(of covariance: GateGradientCovariance) -> [String] {
    ["", "Covariance of the gradient within and between patterns, traces"]
      + TextLayout.table(
        header: ["within", "between", "total"],
        rows: [[covariance.within, covariance.between, covariance.total].map(short)],
        leftAligned: [])
  }

  // MARK: numbers

  private static func text(_ pattern: ActivationPattern) -> String {
    pattern.layers.isEmpty ? "-" : Wording.shortened(pattern.description)
  }

  /// Six digits; JSON has all of them.
  private static func short(_ number: ReportedNumber) -> String {
    guard let known = number.decimals.value else { return "not known" }
    guard known.count > 7 else { return known }
    return number.midpoint.decimal(digits: 6, rounding: .nearest)
  }

  private static func rounded(_ number: Double) -> String {
    Rational(exactly: number)?.decimal(digits: 6, rounding: .nearest) ?? "not known"
  }
}
