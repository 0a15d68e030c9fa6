import Formulas
import NetworkVarieties
import Varieties

extension DimensionReport {
  /// The dimension in a document, with its proof.
  var blocks: [DocumentBlock] {
    let dimension = found.dimension
    let evidence = dimension.evidence
    let statement: Formula = [
      .name("dim"), .symbol(.times), .variety(variety),
      .symbol(dimension.isProved ? .equals : .atLeast), .number(dimension.value),
    ]
    let space: MarkedText =
      " in a space of dimension \(MarkedText(.number(variety.ambientDimension)))"
    let lower: MarkedText =
      "At a random point, modulo the prime \(evidence.prime) (seed \(evidence.seed)), the Jacobian "
      + MarkedText(
        "matrix of the parametrization has rank \(evidence.rank). A rank modulo a prime is ")
      + "never larger than that of the parametrization itself, so this is a proved lower bound."
    var blocks: [DocumentBlock] = [
      .paragraph("\(statement)\(space)."),
      .facts([
        DocumentFact(
          "dimension",
          MarkedText(
            "\(dimension.value) of \(variety.ambientDimension) (\(Wording.dimensionStatus(dimension)))"
          )),
        DocumentFact("expected dimension", MarkedText(Wording.expectation(found))),
        DocumentFact(
          "parameters",
          MarkedText(
            "\(variety.architecture.parameterCount), \(variety.patternMap.parameterCount) live")),
        DocumentFact("live hidden neurons", "\(variety.liveNetwork.liveHiddenNeuronCount)"),
      ]), .paragraph(lower),
    ]
    switch dimension {
    case .proved(_, let bound, _):
      blocks.append(.paragraph(MarkedText("The upper bound comes from \(Wording.bound(bound)).")))
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
