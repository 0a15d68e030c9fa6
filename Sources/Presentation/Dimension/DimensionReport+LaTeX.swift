import NetworkVarieties
import Varieties

extension DimensionReport {
  func latexLines(isFragment: Bool) -> [String] { found.latexLines }
}

extension VarietyDimension {
  /// A paragraph on the dimension.
  var latexLines: [String] {
    let relation = dimension.isProved ? "=" : "\\ge"
    let evidence = dimension.evidence
    return [
      "\\paragraph{Dimension.} $\\dim \(LaTeX.variety(variety)) \(relation) "
        + "\(dimension.value)$ in a space of dimension $\(variety.ambientDimension)$ "
        + "(\(Wording.dimensionStatus(dimension))); expected dimension "
        + "\(Wording.expectation(self)). Jacobian rank "
        + "$\(evidence.rank)$ modulo the prime $\(evidence.prime)$, seed $\(evidence.seed)$.",
      "",
    ]
  }
}
