import Formulas
import NetworkVarieties
import Varieties

extension DimensionReport {
  /// The dimension in a document, with its proof.
  var blocks: [DocumentBlock] {
    let dimension = found.dimension
    let evidence = dimension.evidence
    let statement: Formula = [
      .name("dim"), .symbol(.application), .variety(variety),
      .symbol(dimension.isProved ? .equals : .atLeast), .number(dimension.value),
    ]
    let lower =
      "At a random point (seed \(evidence.seed)), modulo the prime \(evidence.prime), the Jacobian "
      + "matrix of the parametrization has rank \(evidence.rank). The dimension is never smaller than a rank "
      + "modulo a prime, so this lower bound is proved."
    var blocks: [DocumentBlock] = [
      .paragraph(
        "\(statement) in a space of dimension \(variety.ambientDimension), "
          + MarkedText(dimension.isProved ? "proved." : "a lower bound, proved.")),
      .facts([
        DocumentFact("expected dimension", MarkedText(Wording.expectation(found))),
        DocumentFact("codimension", "\(found.codimension)"),
        DocumentFact(
          "parameters",
          "\(variety.architecture.parameterCount), \(variety.patternMap.parameterCount) live"),
        DocumentFact("live hidden neurons", "\(variety.liveNetwork.liveHiddenNeuronCount)"),
      ]), .paragraph(MarkedText(lower)),
    ]
    switch dimension {
    case .proved(_, let bound, _):
      blocks.append(
        .paragraph(MarkedText("It is an upper bound too: \(Wording.proof(by: bound)).")))
    case .atLeast:
      blocks.append(.paragraph("No upper bound that was tried gives the same number."))
    }
    if let end = found.end {
      blocks.append(
        .notice(
          MarkedText(
            "Not complete: not all upper bounds were tried, \(Wording.end(end)) was reached.")))
    }
    return blocks
  }
}
