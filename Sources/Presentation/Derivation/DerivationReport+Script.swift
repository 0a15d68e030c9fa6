import Certification
import ExactAlgebra
import NetworkVarieties
import Varieties

extension DerivationReport {
  var findings: [String] {
    [derivation.dimension.finding]
      + derivation.ideal.pieces.map { piece in
        "Degree \(piece.degree): dim J_d = \(Wording.dimension(piece)), "
          + "\(piece.minimalGeneratorCount) new generators (\(Wording.status(piece.status)))."
      } + [Wording.statement(derivation)]
  }

  /// The ideal `J` of the generators.
  func lines(in script: SystemScript<some AlgebraSystem>) -> [String] {
    let system = script.system
    let polynomials: [Polynomial] =
      switch selection {
      case .all: derivation.ideal.generators.map(\.polynomial)
      case .highestWeight, .families: derivation.ideal.highestWeightGenerators.map(\.polynomial)
      case .none: []
      }
    let note =
      [.highestWeight, .families].contains(selection)
      ? [system.comment("highest weight vectors only; GL(outputs) x GL(inputs) gives the others")]
      : []
    return note
      + [system.ideal("J", generators: polynomials.map(script.notation.text), in: "R")]
      + system.pullbackCheck(ideal: "J", images: "images")
  }
}
