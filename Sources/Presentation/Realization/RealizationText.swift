import Algorithms
import ExactAlgebra
import Networks
import Realizability

/// A realization for people.
struct RealizationText {
  private let report: RealizationReport
  private let version: String

  init(_ report: RealizationReport, version: String) {
    self.report = report
    self.version = version
  }

  var text: String {
    let body: [String] =
      switch report.realization {
      case .realized(let network): realizedLines(network)
      case .impossible(let proof): impossibleLines(proof)
      case .unknown(let effort): unknownLines(effort)
      }
    var lines = [heading, ""] + body
    lines += ["", "Seed \(report.seed); reluvar \(version), FLINT \(FLINTVersion.loaded)"]
    if let seconds = report.seconds { lines.append("Time \(TextLayout.rounded(seconds)) s") }
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let architecture = report.problem.architecture
    let patterns = report.blockPatterns.uniqued().map(\.description).filter { !$0.isEmpty }
    let count = report.problem.sites.count
    return "Realization of \(Wording.widths(architecture))"
      + (architecture.hasBiases ? " with biases" : "")
      + " on \(counted(count, "point"))"
      + (patterns.isEmpty ? "" : " with the patterns " + patterns.joined(separator: ", "))
  }

  // MARK: realized

  private func realizedLines(_ network: Network) -> [String] {
    ["Realized: this network has the patterns, strictly; verified exactly."]
      + Self.layerLines(of: network)
  }

  /// The layers of a network, a blank line before each of them.
  static func layerLines(of network: Network) -> [String] {
    var lines: [String] = []
    for (index, layer) in network.layers.enumerated() {
      let isOutput = index == network.layers.count - 1
      lines += ["", isOutput ? "  output layer" : "  hidden layer \(index + 1)"]
      for (row, weights) in layer.weights.enumerated() {
        lines.append(
          "    \(row + 1)  \(Wording.vector(weights))"
            + (layer.biases.map { "  bias \($0[row])" } ?? ""))
      }
    }
    return lines
  }

  // MARK: impossible

  private func impossibleLines(_ proof: ImpossibilityProof) -> [String] {
    let statement = Wording.statement(proof, hasBiases: report.problem.architecture.hasBiases)
    let lines = TextLayout.wrapped("Impossible. " + statement)
    switch proof {
    case .neuron(let obstruction):
      return lines + [""] + obstruction.terms.map(line)
    case .signs(let obstruction):
      return lines + obstruction.cases.flatMap { part in ["", title(part)] + caseLines(part) }
    }
  }

  private func title(_ part: SignObstruction.Case) -> String {
    let signs = part.signs.map { $0 > 0 ? "+" : $0 < 0 ? "-" : "*" }.joined(separator: " ")
    return "  weights of signs \(signs) (or zero; * is any)"
  }

  private func caseLines(_ part: SignObstruction.Case) -> [String] {
    part.terms.map(line)
      + part.coneTerms.map { term in
        let site = report.problem.sites[term.site]
        let isActive = site.pattern.isActive(neuron: term.neuron, inLayer: 1)
        let sign = isActive == (part.signs[term.neuron] > 0) ? "+" : "-"
        return "  \(sign) \(term.multiplier) * \(Wording.vector(site.point))   cone of neuron "
          + "\(term.neuron + 1), \(name(site)), \(isActive ? "active" : "inactive")"
      }
  }

  private func line(_ term: NeuronObstruction.Term) -> String {
    let site = report.problem.sites[term.site]
    return "  \(term.isActive ? "+" : "-") \(term.multiplier) * \(Wording.vector(site.point))   "
      + "\(name(site)), \(term.isActive ? "active" : "inactive")"
  }

  private func name(_ site: RealizationProblem.Site) -> String {
    "block \(site.block + 1), point \(site.index + 1)"
  }

  // MARK: unknown

  private func unknownLines(_ effort: SearchEffort) -> [String] {
    TextLayout.wrapped(
      "Unknown: no proof of impossibility, and no network after \(effort.starts) random "
        + "starts; \(Wording.limit(effort)).")
  }
}
