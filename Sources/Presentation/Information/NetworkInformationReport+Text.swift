import Enclosures
import ExactAlgebra
import RegionInformation

extension NetworkInformationReport {
  func lines(version: String) -> [String] {
    var lines = TextLayout.wrapped(heading) + remarks
    if entries.count > 1 {
      lines += [""]
      lines += TextLayout.table(
        header: ["", "network"],
        rows: entries.enumerated().map { ["\($0 + 1)", $1.reading.file] }, leftAligned: [1])
    }
    lines += ["", "Cells with points, and regions"] + cellTable
    let unit = first.options.unit.rawValue
    lines += ["", "H(T), the entropy of the cell, which is I(X;T), in \(unit)"]
    lines += estimateTable(.entropy)
    if first.labelCount != nil {
      lines += ["", "I(T;Y), the information of cell and label, in \(unit)"]
      lines += estimateTable(.information)
    }
    if first.layers.contains(where: { $0.permutation != nil }) {
      lines += ["", "The same with permuted labels: mean, and p-value in brackets"]
      lines += controlTable
    }
    lines += [""] + TextLayout.wrapped(statement) + [""]
    lines.append("reluvar \(version), FLINT \(FLINTVersion.loaded)")
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  // MARK: what was looked at

  private var heading: String {
    let widths = Wording.widths(entries[0].reading.network.architecture)
    let labels = first.labelCount.map { " with \(counted($0, "label"))" } ?? ""
    let networks = entries.count == 1 ? "" : "\(entries.count) networks of "
    return "Cells of \(networks)\(widths) at \(counted(first.pointCount, "point"))\(labels) in "
      + "\(domain)."
  }

  private var remarks: [String] {
    var remarks: [String] = []
    if first.outsideCount > 0 {
      remarks.append(
        "\(counted(first.outsideCount, "point")) outside of the domain: left out.")
    }
    if first.labelCount == 1 {
      remarks.append("There is one label only, on which nothing can be learnt.")
    }
    if !isComplete {
      remarks.append("Not all regions were counted: their numbers are lower bounds.")
    }
    let worst =
      entries.flatMap(\.information.layers).map {
        Double(approximating: $0.information.table.occupancy)
      }.max() ?? 0
    if worst > TableInformation.largestOccupancy {
      remarks.append(
        "Occupancy above \(TableInformation.largestOccupancy): there are too few points for the cells, and "
          + "estimates are worth little.")
    }
    let lost = entries.flatMap(\.information.layers).map(\.cellsWithoutRegion).max() ?? 0
    if lost > 0 {
      remarks.append(
        "Some cells are no regions, up to \(lost) in a layer: their points lie on boundaries.")
    }
    return remarks.flatMap { TextLayout.wrapped($0) }
  }

  // MARK: tables

  /// The first columns of all tables: the number of the network, where there are several, and the layers.
  private func table(
    _ titles: [String], _ row: (NetworkInformation.Layer) -> [String]
  ) -> [String] {
    let isOne = entries.count == 1
    let rows = entries.enumerated().flatMap { number, entry in
      entry.information.layers.map { layer in
        (isOne ? [] : ["\(number + 1)"]) + ["\(layer.layerCount)"] + row(layer)
      }
    }
    return TextLayout.table(
      header: (isOne ? [] : [""]) + ["layers"] + titles, rows: rows, leftAligned: [])
  }

  private var cellTable: [String] {
    table(["cells", "regions", "occupancy"]) { layer in
      let table = layer.information.table
      return [
        "\(table.occupiedCellCount)", layer.regionCount.map { "\($0)" } ?? "-",
        TextLayout.rounded(Double(approximating: table.occupancy)),
      ]
    }
  }

  private func estimateTable(_ quantity: JudgedEstimate.Quantity) -> [String] {
    table(EntropyEstimator.standard.map(\.rawValue)) { layer in
      EntropyEstimator.standard.map { estimator in
        let estimate = JudgedEstimate(quantity, by: estimator, in: layer)
        let value = TextLayout.rounded(estimate.value.midpoint)
        return estimate.standardErrorValue.map { "\(value) ± \(TextLayout.rounded($0))" } ?? value
      }
    }
  }

  private var controlTable: [String] {
    table(EntropyEstimator.standard.map(\.rawValue)) { layer in
      EntropyEstimator.standard.map { estimator in
        guard let control = layer.permutation else { return "" }
        let mean = first.options.unit.value(ofNats: control.values[estimator]!.mean)
        let probability = Double(approximating: control.pValue(estimator))
        return
          "\(TextLayout.rounded(Rational(exactly: mean) ?? 0)) (\(TextLayout.rounded(probability)))"
      }
    }
  }

  private var statement: String {
    var text =
      "Patterns of points are decided exactly. T is the pattern of the first hidden layers. Numbers are what the "
      + "formulas give"
    if let bootstrap = first.layers.first?.bootstrap {
      text +=
        " ± their standard errors over \(bootstrap.replicates) resampled tables (seed \(bootstrap.seed)), which "
        + "know nothing of the bias that is left"
    }
    text += ". Corrected information may be negative."
    return text
  }
}

extension TextLayout {
  /// A number of either sign with three decimals.
  static func rounded(_ number: Rational) -> String {
    let sign = number.signum() < 0 ? "-" : ""
    return sign + rounded(Double(approximating: number.magnitude))
  }
}
