import Enclosures
import ExactAlgebra
import InvariantFamilies
import Networks

extension FilterReport {
  /// Neurons of one layer in a text.
  private static let shownCount = 16

  /// The report for people.
  func lines(version: String) -> [String] {
    let activation = network.activation == .relu ? "" : " with activation \(network.activation)"
    var lines = TextLayout.wrapped(
      "Assumed-density filtering of \(Wording.widths(network.architecture))\(activation) under "
        + "\(input): a Gaussian law in place of the law after every affine layer, with its own "
        + "covariances (full), or with variances alone (diagonal).")
    if comparison.inputStep == .approximated {
      lines += TextLayout.wrapped(
        "The input is not Gaussian: the filter begins with the Gaussian law that has its mean and "
          + "covariance.")
    }
    lines += ["", "Error of each layer, relative to the law"]
    lines += TextLayout.table(
      header: ["", "mean, full", "diagonal", "covariance, full", "diagonal"],
      rows: comparison.stages.enumerated().map { place, stage in
        let errors = [
          stage.full.relativeMeanError, stage.diagonal.relativeMeanError,
          stage.full.relativeCovarianceError, stage.diagonal.relativeCovarianceError,
        ]
        return [name(of: place)] + errors.map { $0?.filterText ?? "-" }
      }, leftAligned: [0])
    for (place, stage) in comparison.stages.enumerated() {
      lines += ["", heading(of: place)] + stageLines(stage)
    }
    lines += [""] + TextLayout.wrapped(statement)
    if isEstimated { lines.append("Seed \(options.seed)") }
    lines.append("reluvar \(version), FLINT \(FLINTVersion.loaded)")
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private func name(of place: Int) -> String {
    place == comparison.stages.count - 1 ? "output" : "layer \(place + 1)"
  }

  private func heading(of place: Int) -> String {
    place == comparison.stages.count - 1 ? "Output" : "Layer \(place + 1), after the activation"
  }

  private func stageLines(_ stage: FilterComparison.Stage) -> [String] {
    let count = stage.full.moments.mean.count
    let shown = min(count, Self.shownCount)
    let columns: [(title: String, numbers: [ReportedNumber]?)] = [
      ("mean", stage.exact?.mean), ("full", stage.full.meanErrors),
      ("diagonal", stage.diagonal.meanErrors), ("variance", stage.exact?.variances),
      ("full", stage.full.varianceErrors), ("diagonal", stage.diagonal.varianceErrors),
    ]
    guard stage.exact != nil else { return filteredLines(stage, shown: shown, of: count) }
    let lines = TextLayout.table(
      header: ["neuron"] + columns.map(\.title),
      rows: (0..<shown).map { neuron in
        ["\(neuron + 1)"] + columns.map { $0.numbers?[neuron].filterText ?? "-" }
      }, leftAligned: [])
    return lines + rest(shown, of: count)
  }

  /// The filters alone, where the moments of the law are missing.
  private func filteredLines(
    _ stage: FilterComparison.Stage, shown: Int, of count: Int
  ) -> [String] {
    let lines = TextLayout.table(
      header: ["neuron", "mean, full", "diagonal", "variance, full", "diagonal"],
      rows: (0..<shown).map { neuron in
        ["\(neuron + 1)"]
          + [
            stage.full.moments.mean, stage.diagonal.moments.mean,
            stage.full.moments.variances, stage.diagonal.moments.variances,
          ].map { $0[neuron].filterText }
      }, leftAligned: [])
    return lines + rest(shown, of: count)
  }

  private func rest(_ shown: Int, of count: Int) -> [String] {
    shown < count ? ["  and \(count - shown) more (--format csv)"] : []
  }

  private var statement: String {
    var text =
      "Columns 'full' and 'diagonal' are filtered minus exact. Relative errors are the length of the "
      + "error of the mean beside the root of the sum of variances, and the Frobenius norm of the error "
      + "of the covariance beside that of the covariance. "
    text +=
      isEstimated
      ? "Moments of the law come from \(options.sampleLimit) random inputs where they are not enclosed; "
        + "JSON has their standard errors. "
      : "Numbers are rounded; JSON has proved bounds. "
    if !comparison.isAccurate {
      text += "Not all numbers of the filter have the digits that were aimed at. "
    }
    if !comparison.isComplete {
      text += "Not all moments of the law were found: layers without them show the filters alone. "
    }
    return text
  }
}

extension ReportedNumber {
  /// A few digits, and no more than are known.
  fileprivate var filterText: String {
    if case .estimated = self { return decimals.value ?? "not known" }
    return shortText
  }
}
