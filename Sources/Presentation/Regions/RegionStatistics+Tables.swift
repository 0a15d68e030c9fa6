import ExactAlgebra
import Regions

extension RegionStatistics {
  /// As many bins of volumes as a table has rows.
  private static let largestBinCount = 24

  /// The bins of volumes that are shown.
  private var bins: [VolumeDistribution.Bin] { volumes.bins(atMost: Self.largestBinCount) }

  /// The keys of the tables.
  func object(_ notation: RegionNotation) -> JSONObject {
    var object: JSONObject = [
      "facets": Self.counts(facetCounts), "neighbours": Self.counts(neighbourCounts),
    ]
    guard volumes.count + volumes.unboundedCount > 0 else { return object }
    var keys: JSONObject = [
      "count": volumes.count, "unboundedCount": volumes.unboundedCount,
      "smallest": volumes.smallest, "largest": volumes.largest, "mean": volumes.mean,
    ]
    keys["histogram"] = bins.map { bin -> JSONObject in
      ["from": bin.lower, "below": bin.upper, "count": bin.count]
    }
    object["volumes"] = keys
    return object
  }

  private static func counts(_ counts: [Int: Int]) -> JSONObject {
    var object = JSONObject()
    for (number, count) in counts { object["\(number)"] = count }
    return object
  }

  /// The tables for people, each after an empty line.
  func lines(_ notation: RegionNotation) -> [String] {
    Self.table("facets", of: facetCounts) + Self.table("neighbours", of: neighbourCounts)
      + volumeLines(notation)
  }

  private static func table(_ title: String, of counts: [Int: Int]) -> [String] {
    guard let most = counts.values.max() else { return [] }
    let rows = counts.sorted { $0.key < $1.key }.map { number, count in
      ["\(number)", "\(count)", Bars.bar(count, of: most)]
    }
    return [""]
      + TextLayout.table(header: [title, "regions", ""], rows: rows, leftAligned: [2])
  }

  private func volumeLines(_ notation: RegionNotation) -> [String] {
    var lines: [String] = []
    if let smallest = volumes.smallest, let largest = volumes.largest, let mean = volumes.mean {
      let numbers = [smallest, largest, mean].map { Bars.decimal($0) }
      lines += [
        "",
        "  volumes from \(numbers[0]) to \(numbers[1]), \(numbers[2]) on average, by powers of two",
      ]
      let most = bins.map(\.count).max() ?? 1
      lines += TextLayout.table(
        header: ["from", "below", "regions", ""],
        rows: bins.map { bin in
          [
            "2^\(bin.lowerExponent)", "2^\(bin.upperExponent)", "\(bin.count)",
            Bars.bar(bin.count, of: most),
          ]
        }, leftAligned: [3])
    }
    if volumes.unboundedCount > 0 {
      lines += ["", "  \(counted(volumes.unboundedCount, "region")) unbounded, of infinite volume"]
    }
    return lines
  }
}
