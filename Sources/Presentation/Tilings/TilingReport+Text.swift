import ExactAlgebra
import Networks
import Tilings

extension TilingReport {
  /// The report for people.
  func lines(version: String) -> [String] {
    let activation = network.activation == .relu ? "" : " with activation \(network.activation)"
    let which =
      hiddenLayerCount == network.layers.count - 1
      ? "" : "of the first \(counted(hiddenLayerCount, "hidden layer")) "
    var lines = TextLayout.wrapped(
      "The list \(list.file) of activation regions \(which)of "
        + "\(Wording.widths(network.architecture))\(activation) on \(domain)")
    lines.append("")
    let width = rows.map(\.0.count).max() ?? 0
    lines += rows.map { title, value in
      "  " + title + String(repeating: " ", count: width - title.count + 2) + value
    }
    if !check.flaws.isEmpty {
      lines.append("")
      lines += check.flaws.flatMap { TextLayout.wrapped(Wording.flaw($0), indent: "  ") }
      let rest = check.flawCount - check.flaws.count
      if rest > 0 { lines.append("  and \(counted(rest, "other flaw"))") }
    }
    lines += [""] + TextLayout.wrapped(statement)
    lines.append("reluvar \(version), FLINT \(FLINTVersion.loaded)")
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private var rows: [(String, String)] {
    var rows = [("regions", "\(check.regionCount)")]
    if check.idleDimension > 0 {
      rows.append(("idle coordinates", "\(check.idleDimension), left out"))
    }
    if check.pointCount > 0 { rows.append(("points", "\(check.pointCount) tested")) }
    let adjacency = check.adjacency
    rows.append(
      (
        "neighbours",
        "behind \(counted(adjacency.crossingCount, "facet")), "
          + (adjacency.missingCount == 0
            ? "all in the list" : "\(adjacency.missingCount) not in the list")
      ))
    switch check.volumes {
    case .equal(let volume): rows.append(("volumes", "\(volume) in all, as that of the domain"))
    case .different(let sum, let domain):
      rows.append(("volumes", "\(Wording.number(sum)) in all, that of the domain is \(domain)"))
    case .unboundedDomain: rows.append(("volumes", "not finite, the domain is unbounded"))
    case .notComputed:
      rows.append(
        ("volumes", "not computed above dimension \(TilingCheck.maximumFaceDimension)"))
    }
    if check.volumeCount > 0 {
      rows.append(("listed volumes", "\(check.volumeCount) compared"))
    }
    if let faces = check.faces {
      rows.append(("faces", Wording.faces(faces.interior)))
      if faces.boundary.contains(where: { $0 > 0 }) {
        rows.append(("on the boundary", Wording.faces(faces.boundary)))
      }
      rows.append(("alternating sums", Wording.sums(faces)))
    }
    return rows
  }

  private var statement: String {
    let isSummed = if case .equal = check.volumes { true } else { false }
    let neighbours =
      "behind every facet of a listed region inside of the domain lies a listed region"
    guard check.isAccepted else {
      return check.isComplete
        ? "Refused: the list says something wrong. No region is missing, though: \(neighbours)."
        : "Refused: this is not the list of all regions."
    }
    let faces =
      check.faces == nil
      ? "" : " The alternating sums of the numbers of faces are consistent with that."
    let method = "Decided with exact numbers, without anything of a search for regions."
    return isSummed
      ? "Complete, and every region is what the list says. Proved twice: \(neighbours); and the "
        + "volumes of the regions, which are disjoint, sum to that of the domain.\(faces) \(method)"
      : "Complete, and every region is what the list says. Proved: \(neighbours).\(faces) \(method)"
  }
}
