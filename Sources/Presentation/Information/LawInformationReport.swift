import Enclosures
import ExactAlgebra
import Interchange
public import RegionInformation

/// What the patterns of some networks tell of a random input, ready to be written.
public struct LawInformationReport: Sendable {
  /// A network with what was found.
  public typealias Entry = InformedNetwork<LawInformation>

  /// The networks, in their order; at least one.
  public let entries: [Entry]
  /// The law of the input.
  public let input: GivenLaw
  /// The seconds that the computation took, where they are wanted.
  public let seconds: Double?

  /// A report on at least one network.
  public init(_ entries: [Entry], under input: GivenLaw, seconds: Double? = nil) {
    precondition(!entries.isEmpty, "a report on no network")
    self.entries = entries
    self.input = input
    self.seconds = seconds
  }

  /// Whether all patterns were found.
  public var isComplete: Bool { entries.allSatisfy { $0.information.isComplete } }

  private var first: LawInformation { entries[0].information }
}

extension LawInformationReport: Presentable {
  /// Text, JSON and CSV.
  public static var formats: [OutputFormat] { [.text, .json, .csv] }

  /// Hands the report to `body`.
  public func writeResult(
    in form: OutputForm, to body: (String) throws -> Void
  ) rethrows {
    try form.write(
      text: { lines(version: form.version).joined(separator: "\n") + "\n" },
      json: { object(version: form.version) }, table: { table }, to: body)
  }

  // MARK: JSON

  private func object(version: String) -> JSONObject {
    var object: JSONObject = [
      "input": "\(input)", "unit": first.unit.rawValue,
      "status": isComplete ? "complete" : "limitReached",
    ]
    if let entropy = first.labelEntropy {
      object.set("labelEntropy", to: entropy.json)
      object.set(
        "classes",
        to: first.classes.map { entry -> JSON in
          let item: JSONObject = ["label": entry.label, "weight": entry.weight]
          return item.json
        })
    }
    object.set("networks", to: entries.map { self.object(of: $0).json })
    object.set("seconds", to: seconds)
    object.set("version", to: version)
    return object
  }

  private func object(of entry: Entry) -> JSONObject {
    let layers = entry.information.layers.map { layer -> JSON in
      let object: JSONObject = [
        "layer": layer.layerCount, "patterns": layer.patternCount, "entropy": layer.entropy,
        "information": layer.information,
      ]
      return object.json
    }
    return [
      "file": entry.reading.file, "widths": entry.reading.network.architecture.widths,
      "layers": layers,
    ]
  }

  // MARK: CSV

  private var table: [[String]] {
    var rows = [
      [
        "network", "file", "layer", "patterns", "quantity", "unit", "status", "value", "lower",
        "upper", "standard_error",
      ]
    ]
    for (number, entry) in entries.enumerated() {
      for layer in entry.information.layers {
        let numbers = [("entropy", Optional(layer.entropy)), ("information", layer.information)]
        for case (let name, let value?) in numbers {
          let decimals = value.decimals
          rows.append([
            "\(number + 1)", entry.reading.file, "\(layer.layerCount)", "\(layer.patternCount)",
            name, first.unit.rawValue, value.status, decimals.value ?? "",
            decimals.bounds?.lower ?? "", decimals.bounds?.upper ?? "",
            decimals.standardError ?? "",
          ])
        }
      }
    }
    return rows
  }

  // MARK: text

  private func lines(version: String) -> [String] {
    let hasLabels = first.labelEntropy != nil
    let widths = Wording.widths(entries[0].reading.network.architecture)
    let networks = entries.count == 1 ? "" : "\(entries.count) networks of "
    var lines = TextLayout.wrapped("Patterns of \(networks)\(widths) under \(input).")
    if let entropy = first.labelEntropy {
      lines += TextLayout.wrapped(
        "\(counted(first.classes.count, "label")), whose entropy is \(entropy.text) "
          + "\(first.unit.rawValue).")
    }
    if !isComplete {
      lines += TextLayout.wrapped(
        "Not all patterns were found, or most of those of random inputs were seen once: not all entropies are known."
      )
    }
    let rows = entries.flatMap { entry in
      entry.information.layers.map { layer in
        [
          entry.reading.file, "\(layer.layerCount)", "\(layer.patternCount)", layer.entropy.text,
        ] + (layer.information.map { [$0.text] } ?? [])
      }
    }
    let isSampled = entries.contains { $0.information.law.survey != nil }
    lines += [
      "",
      "In \(first.unit.rawValue), of the law itself: "
        + (isSampled ? "from random inputs" : "nothing is estimated from data"),
    ]
    lines += TextLayout.table(
      header: ["network", "layers", "patterns", "H(T) = I(X;T)"] + (hasLabels ? ["I(T;Y)"] : []),
      rows: rows, leftAligned: [0])
    lines += ["", "reluvar \(version), FLINT \(FLINTVersion.loaded)"]
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }
}
