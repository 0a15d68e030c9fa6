import Enclosures
import ExactAlgebra
import Networks
import RandomNetworks

extension LawReport {
  /// The longest list in a text that was not asked for.
  private static let shownCount = 20
  /// The length of the bar of the most probable pattern.
  private static let barLength = 30

  /// The report for people.
  func lines(version: String) -> [String] {
    let network = law.network
    let activation = network.activation == .relu ? "" : " with activation \(network.activation)"
    let heading =
      "The law of \(Wording.widths(network.architecture))\(activation) under \(input)"
    var lines = TextLayout.wrapped(heading) + [""] + summary
    if let survey = law.survey {
      lines += ["", "Mass of the most frequent patterns"]
      lines += Self.aligned(survey.curveRows, indent: "  ")
      lines += survey.provedLines
    }
    if listing != .none { lines += patternLines }
    lines += outputLines + distributionLines + spectrumLines
    lines += [""] + TextLayout.wrapped(statement)
    lines.append("reluvar \(version), FLINT \(FLINTVersion.loaded)")
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private var summary: [String] {
    let entropy = law.entropy
    var rows = [
      ("patterns", patternCountText),
      ("mass", law.mass.digits),
    ]
    if hasMaps { rows.insert(("affine maps", "\(affineMaps.count)"), at: 1) }
    if !law.isComplete { rows.append(("mass not listed", law.remainingMass.upperBoundText)) }
    rows.append(("entropy", "\(entropy.digits) nats, \(entropy.inBits.digits) bits"))
    for layer in law.layers.dropLast() {
      let which = layer.layerCount == 1 ? "layer" : "\(layer.layerCount) layers"
      rows.append(
        (
          "first \(which)",
          "\(counted(layer.patterns.count, "pattern")), entropy \(layer.entropy.digits) nats"
        ))
    }
    return Self.aligned(rows, indent: "  ")
  }

  var patternCountText: String {
    let count = law.patterns.count
    if let survey = law.survey { return "\(count), \(survey.proposedCount) were seen" }
    guard !law.isComplete else { return "\(count)" }
    return law.patternCount.map { "\(count) of \($0)" } ?? "\(count), not all"
  }

  /// Titles and values in two columns.
  private static func aligned(_ rows: [(String, String)], indent: String) -> [String] {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { title, value in
      indent + title + String(repeating: " ", count: width - title.count + 2) + value
    }
  }

  // MARK: patterns

  private var patternLines: [String] {
    let shown =
      listing == .all ? law.patterns : Array(law.patterns.prefix(Self.shownCount))
    guard let first = shown.first else { return [] }
    let rest = law.patterns.count - shown.count
    let names = shown.map { $0.pattern.description.isEmpty ? "-" : $0.pattern.description }
    let numbers = shown.map(\.probability.digits)
    let widths = [names, numbers].map { $0.map(\.count).max() ?? 0 }
    var lines = ["", rest == 0 ? "Patterns" : "Patterns, the \(shown.count) most probable"]
    for (number, pattern) in shown.enumerated() {
      let bar = pattern.probability.bar(
        relativeTo: first.probability, length: Self.barLength)
      lines.append(
        TextLayout.line(
          [names[number], numbers[number], bar], widths: widths + [0], leftAligned: [0, 1, 2]))
      if let input = pattern.input {
        lines += Self.lines(mean: input.mean, covariance: input.covariance, of: "x", indent: "    ")
      }
    }
    if rest > 0 { lines.append("  and \(rest) more (--list)") }
    return lines
  }

  // MARK: outputs

  private var outputLines: [String] {
    var lines: [String] = []
    if let moments = law.outputMoments {
      lines += ["", law.hasWholeMoments ? "Output" : "Output, given the patterns that are listed"]
      lines += Self.lines(
        mean: moments.mean, covariance: moments.covariance, of: "f", indent: "  ")
    }
    let atoms = (0..<law.network.architecture.outputCount).flatMap { output in
      law.atoms(of: output).map { "  P(f_\(output + 1) = \($0.value))  \($0.probability.digits)" }
    }
    guard !atoms.isEmpty else { return lines }
    lines += ["", "Values with a probability of their own"]
    let shown = listing == .all ? atoms : Array(atoms.prefix(Self.shownCount))
    lines += shown
    if shown.count < atoms.count {
      lines.append("  and \(atoms.count - shown.count) more (--list)")
    }
    return lines
  }

  /// Mean and covariance of some variables; of the covariance the upper half.
  private static func lines(
    mean: [ReportedNumber], covariance: [[ReportedNumber]], of name: String, indent: String
  ) -> [String] {
    func title(_ index: Int) -> String { "\(name)_\(index + 1)" }
    let means = mean.enumerated().map { ("mean of \(title($0))", $1.digits) }
    let covariances = covariance.enumerated().flatMap { row, entries in
      entries.enumerated().filter { $0.offset >= row }.map { column, entry in
        (
          row == column
            ? "variance of \(title(row))" : "covariance of \(title(row)), \(title(column))",
          entry.digits
        )
      }
    }
    return aligned(means + covariances, indent: indent)
  }

  private var distributionLines: [String] {
    let rows = law.answer.distributions.flatMap { distribution -> [(String, String)] in
      let name = "f_\(distribution.output + 1)"
      return distribution.values.flatMap { entry in
        [
          ("P(\(name) <= \(entry.value))", entry.atMost.probabilityText),
          ("P(\(name) < \(entry.value))", entry.below.probabilityText),
          ("density of \(name) at \(entry.value)", entry.density.digits),
        ]
      }
        + distribution.quantiles.map { entry in
          ("quantile of \(name) at \(entry.probability)", entry.value?.digits ?? "not known")
        }
    }
    guard !rows.isEmpty else { return [] }
    return ["", "Distribution"]
      + Self.aligned(rows, indent: "  ")
  }

  private var spectrumLines: [String] {
    guard let spectra else { return [] }
    let rows = (0..<spectra.valueCount).map { number in
      let values = spectra.distribution(of: number).map(\.value)
      func text(_ value: Double?) -> String {
        value.flatMap { Rational(exactly: $0)?.decimal(digits: 6, rounding: .nearest) } ?? "0"
      }
      return (
        "\(number + 1)",
        "mean \(text(spectra.mean(of: number))), from \(text(values.first)) to \(text(values.last))"
      )
    }
    return [
      "",
      "Singular values of the Jacobian, \(counted(spectra.spectra.count, "different one")), in "
        + "double precision",
    ] + Self.aligned(rows, indent: "  ")
  }

  // MARK: what was proved

  var statement: String {
    let parts =
      law.survey != nil
      ? "What is not listed has at most the mass above."
      : law.isSampled
        ? "What is not listed has at most the mass above; entropies are those of the patterns listed."
        : "What is not listed has at most the mass above; mean, entropies and densities are those "
          + "of the patterns listed, but probabilities that an output is at most a value, or below it, "
          + "take account of the rest."
    let end =
      switch law.end {
      case .complete:
        "Complete: all patterns that have a probability are here, by decisions over the rationals."
      case .supportReached: "The mass that was asked for is listed, \(massWorth). " + parts
      case .limitReached: "Not complete: a limit was reached. " + parts
      }
    return end + " " + worth + sampleText
  }

  /// How it is known that the mass is listed: samples prove nothing.
  private var massWorth: String {
    law.mass.level == 1 ? "which is proved" : "at the level that is said below"
  }

  private var worth: String {
    guard !isExact else { return "All probabilities are exact." }
    if let survey = law.survey { return worth(of: survey) }
    guard isAccurate else {
      return "Not all probabilities have the relative error \(wantedError) that was aimed at; JSON "
        + "has the bounds that were reached."
    }
    guard law.isSampled else {
      return "Probabilities are enclosed with relative errors of at most \(wantedError); JSON has "
        + "the bounds."
    }
    let level = law.options.level.decimal(digits: 17, rounding: .down)
    return "Probabilities are sampled (seed \(law.options.seed)): with probability at least "
      + "\(level) all of their intervals, which JSON has, are right. Relative half-widths are at most "
      + "\(wantedError), but for probabilities that are proved to be below 1e-8."
  }

  private var sampleText: String {
    guard law.answer.sampleCount > 0 else { return "" }
    return
      " What is said of outputs comes from \(counted(law.answer.sampleCount, "random input")); the "
      + "level covers its intervals too, densities are estimates."
  }

  private func worth(of survey: SurveyedPatterns) -> String {
    let level = law.options.level.decimal(digits: 17, rounding: .down)
    let accuracy =
      isAccurate
      ? "Masses are known up to \(wantedError)."
      : "Masses are not known up to \(wantedError), which was aimed at (--samples, --accuracy)."
    return "There are too many regions to list them. \(survey.sampleCount) random inputs (seed "
      + "\(law.options.seed)) proposed patterns, and as many others were counted: with probability at "
      + "least \(level) all intervals of patterns and masses, which JSON has, are right. \(accuracy) "
      + "What has a standard error is an estimate for all patterns."
  }

  private var isExact: Bool {
    law.patterns.allSatisfy { pattern in
      if case .exact = pattern.probability { return true }
      return false
    }
  }
}

extension ReportedNumber {
  /// The number without its level, which is said once for all numbers of a report.
  var digits: String {
    if case .confident = self { return decimals.value ?? "not known" }
    return text
  }

  /// The digits of a probability, or the upper bound where none are known.
  fileprivate var probabilityText: String {
    switch self {
    case .enclosed, .confident: decimals.value == "0" ? upperBoundText : digits
    case .exact, .estimated: digits
    }
  }

  /// `at most 0.25`; the number where it is exact.
  var upperBoundText: String {
    if case .exact = self { return text }
    return decimals.bounds.map { "at most \($0.upper)" } ?? text
  }

  /// A bar as long as the number is large beside another one.
  fileprivate func bar(relativeTo largest: ReportedNumber, length: Int) -> String {
    guard let own = decimals.value.flatMap(Double.init),
      let whole = largest.decimals.value.flatMap(Double.init), whole > 0
    else { return "" }
    return String(repeating: "#", count: Int((own / whole * Double(length)).rounded()))
  }
}
