import Enclosures
import ExactAlgebra
import RegionInformation

extension DensityReport {
  /// So many cells are shown, those with the most points.
  private static let shownCells = 20

  /// The report for people.
  func lines(version: String) -> [String] {
    var lines = TextLayout.wrapped(
      "A density of the points in \(points.file), constant on activation regions"
        + (isLaw ? ", relative to the density of the law." : "."))
    lines += TextLayout.wrapped(referenceInWords)
    lines += pointLines + ["", "Mean log density, in nats"] + means + [""] + cellLines
    if let samples {
      lines += ["", "\(counted(samples.count, "point")) drawn from the density"]
    }
    if let seed = recordedSeed { lines += ["", "Seed \(seed)"] } else { lines.append("") }
    lines += ["reluvar \(version), FLINT \(FLINTVersion.loaded)"]
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private var isLaw: Bool { if case .law = reference { true } else { false } }

  private var referenceInWords: String {
    let cells =
      layerCount.map {
        "the patterns of the first " + ($0 == 1 ? "hidden layer" : "\($0) hidden layers")
      }
      ?? "the patterns of all hidden layers"
    let by =
      switch reference {
      case .box(let bounds): "their volume in the box \(Wording.shortened(bounds))"
      case .boxOfPoints:
        "their volume in the box around the points, widened by a twentieth on each side: "
          + boxSides.map { "\(Bars.decimal($0[0])):\(Bars.decimal($0[1]))" }
          .joined(separator: ",")
      case .law(let law): "their mass under \(law)"
      }
    return "Cells: \(cells), by \(by)."
  }

  private var pointLines: [String] {
    var lines = [
      "Points: \(density.pointCount) in \(counted(density.cells.count, "cell")), which are "
        + "\(Self.percent(density.occupiedPart)) of the \(isLaw ? "mass" : "volume")"
    ]
    if density.outsideCount > 0 {
      lines.append("  \(density.outsideCount) more outside of the domain, left out")
    }
    if density.sliverCount > 0 {
      lines += TextLayout.wrapped(
        "\(density.sliverCount) of them on boundaries, with \(counted(density.slivers.count, "pattern")) whose "
          + "regions have no interior: they are in no cell and add nothing to the sum of logarithms, which is divided by "
          + "all points, as if the density were 1 there",
        indent: "  ")
    }
    if !density.options.smoothing.isZero {
      lines.append("Pseudo-counts: \(density.options.smoothing), spread over the domain")
    }
    return lines
  }

  /// The means, one row for each density.
  private var means: [String] {
    var rows = [["regions", Self.text(density.ofPoints.value), heldOutText(heldOut?.mean), ""]]
    if let peers {
      let (histogram, kernel) = (peers.histogram, peers.kernel)
      rows.append([
        "histogram", Self.text(histogram.ofPoints), peerText(histogram),
        "\(Int(histogram.width)) bins along each axis",
      ])
      rows.append([
        "kernel", Self.text(kernel.ofPoints), peerText(kernel),
        "bandwidth \(Self.rounded(kernel.width))",
      ])
    }
    var lines = TextLayout.table(
      header: ["", "points", heldOut == nil ? "" : "held out", ""], rows: rows,
      leftAligned: [0, 3])
    if let mean = heldOut?.mean { lines += heldOutLines(mean) }
    if let peers {
      lines += TextLayout.wrapped(
        "Histogram and kernel: at the widths with the largest log density over \(peers.partCount) parts held out in "
          + "turn; \(peers.versions), floating point.", indent: "  ")
    }
    return lines
  }

  private func heldOutLines(_ mean: MeanLogDensity) -> [String] {
    var lines = ["  held out: \(counted(mean.count, "point"))"]
    if mean.outsideCount > 0 {
      lines.append("  \(mean.outsideCount) more outside of the domain, left out")
    }
    if mean.sliverCount > 0 {
      lines += TextLayout.wrapped(
        "\(mean.sliverCount) of them with patterns whose regions have no interior: they add nothing to the sum of "
          + "logarithms, which is divided by all points, as if the density were 1 there",
        indent: "  ")
    }
    if mean.zeroCount > 0 {
      lines += TextLayout.wrapped(
        "\(mean.zeroCount) of them in regions without points, where the density is zero and its logarithm minus "
          + "infinity (--smoothing); the mean over the others is "
          + Self.text(mean.valueWherePositive), indent: "  ")
    }
    return lines
  }

  private func heldOutText(_ mean: MeanLogDensity?) -> String {
    mean.map { $0.count == 0 ? "no points" : Self.text($0.value) } ?? ""
  }

  private func peerText(_ estimate: PeerDensities.Estimate) -> String {
    heldOut == nil ? "" : Self.text(estimate.ofHeldOut)
  }

  private var cellLines: [String] {
    let shown = density.cells.sorted { ($1.count, $0.pattern) < ($0.count, $1.pattern) }
      .prefix(Self.shownCells)
    let rows = shown.map { cell in
      [
        cell.pattern.layers.isEmpty ? "-" : cell.pattern.description, "\(cell.count)",
        Self.short(cell.size), Self.short(cell.density),
      ]
    }
    var lines = TextLayout.table(
      header: ["pattern", "points", sizeName, isLaw ? "times the law's density" : "density"],
      rows: rows, leftAligned: [0])
    let rest = density.cells.count - shown.count
    if rest > 0 { lines.append("  and \(counted(rest, "more cell")) (--format json)") }
    return lines
  }

  /// Six digits; JSON has all of them.
  private static func short(_ number: ReportedNumber) -> String {
    guard let known = number.decimals.value else { return "not known" }
    // A number that is sampled has the digits that are known, which are few.
    if case .confident = number { return known }
    return number.midpoint.decimal(digits: 6, rounding: .nearest)
  }

  private static func text(_ mean: ReportedNumber?) -> String {
    mean.map(short) ?? "-infinity"
  }

  private static func percent(_ part: ReportedNumber) -> String {
    if case .confident = part {
      let bounds = part.decimals.bounds
      return "\(bounds?.lower ?? "0") to \(bounds?.upper ?? "1")"
    }
    return (part.midpoint * 100).decimal(digits: 3, rounding: .nearest) + " %"
  }

  private static func rounded(_ number: Double) -> String {
    (Rational(exactly: number) ?? 0).decimal(digits: 4, rounding: .nearest)
  }
}
