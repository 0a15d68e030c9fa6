import Enclosures
import ExactAlgebra
import Networks
import PossibleOutputs
import Realizability
import Varieties

extension CompletionReport {
  /// The report for people.
  func lines(version: String) -> [String] {
    var lines = [Wording.title(variety), ""]
    lines += valueLines + [""]
    lines += TextLayout.wrapped(Wording.statement(completion.equations))
    if !completion.relations.isEmpty {
      lines += ["", "Relations that the unknown outputs still satisfy:"]
      lines += completion.relations.flatMap {
        TextLayout.wrapped("\($0) = 0", indent: "  ")
      }
    }
    lines += [""] + networkLines
    lines += ["", "Seed \(seed); reluvar \(version), FLINT \(FLINTVersion.loaded)"]
    if let seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines
  }

  private var valueLines: [String] {
    if completion.isContradictory {
      return ["The equations have no real solution with the known outputs: impossible."]
    }
    return ["Values by the equations:"]
      + TextLayout.table(
        header: ["output", "status", "values"],
        rows: names.indices.map {
          [names[$0], Wording.code(completion.values(of: $0)), values($0)]
        },
        leftAligned: [0, 1, 2])
  }

  private func values(_ unknown: Int) -> String {
    guard case .finite(let values) = completion.values(of: unknown) else { return "" }
    return values.map { text(of: $0, for: unknown) }.joined(separator: ", ")
  }

  private func text(of value: RealRoot, for unknown: Int) -> String {
    if let rational = value.rational { return rational.description }
    let polynomial = completion.polynomial(of: value, for: unknown)
    return "\(value.reported.text) (root of \(polynomial))"
  }

  private var networkLines: [String] {
    if completion.isContradictory {
      return ["No network has these patterns and outputs: the equations exclude it."]
    }
    switch completion.existence {
    case .realized:
      guard case .realized(let network) = completion.deciding?.realization else { return [] }
      return TextLayout.wrapped(
        "Realized: this network has the patterns, strictly, and the known outputs; verified exactly."
      )
        + RealizationText.layerLines(of: network)
    case .impossible:
      return TextLayout.wrapped(
        "Impossible: no network has these patterns and the known outputs, although the closure of "
          + "the outputs contains such points.") + proofLines
    case .unknown:
      return TextLayout.wrapped(
        "Unknown whether a network has these patterns and the known outputs"
          + (completion.deciding.map { ": \(reason($0))" } ?? "") + ".")
    }
  }

  private var proofLines: [String] {
    completion.candidates.flatMap { candidate -> [String] in
      guard case .impossible(let proof) = candidate.realization else { return [] }
      let values = zip(names, candidate.values.enumerated()).compactMap { name, value in
        value.element.map { "\(name) = \(text(of: $0, for: value.offset))" }
      }
      let place =
        completion.candidates.count > 1 ? "With \(values.joined(separator: ", ")): " : ""
      return TextLayout.wrapped(
        place
          + Wording.statement(proof, hasBiases: variety.architecture.hasBiases), indent: "  ")
    }
  }

  private func reason(_ candidate: OutputCompletion.Candidate) -> String {
    guard case .unknown(let end) = candidate.realization else { return "" }
    return Wording.reason(end)
  }
}
