import ExactAlgebra
public import Varieties

/// Writes a derivation as lines of JSON while it is computed: a line for every degree as soon as it
/// is finished, with the keys of `degrees`, then its generators, with the keys of `generators`, and at
/// last a line with all other keys.
public struct DerivationLines: Sendable {
  private let selection: DerivationReport.Selection?
  private let version: String

  /// Lines with the generators that are selected. Without a selection these are, in each degree,
  /// all of them up to `DerivationReport.Selection.largestDefault`, beyond that highest weight
  /// vectors.
  public init(selection: DerivationReport.Selection?, version: String) {
    self.selection = selection
    self.version = version
  }

  /// Hands the lines of the last degree of an ideal to `body`.
  public func write(
    lastDegreeOf ideal: GradedIdeal, to body: (String) throws -> Void
  ) rethrows {
    guard let piece = ideal.pieces.last else { return }
    try body(piece.object.line + "\n")
    guard !piece.minimalGeneratorCount.isZero else { return }
    switch selection ?? defaultSelection(for: piece, of: ideal) {
    case .none: break
    case .all:
      for generator in ideal.generators where generator.degree == piece.degree {
        try body(generator.object(among: []).line + "\n")
      }
    case .highestWeight, .families:
      for vector in ideal.highestWeightGenerators where vector.degree == piece.degree {
        try body(vector.object(among: []).line + "\n")
      }
    }
  }

  private func defaultSelection(
    for piece: GradedIdeal.Piece, of ideal: GradedIdeal
  ) -> DerivationReport.Selection {
    let isShort =
      piece.minimalGeneratorCount <= Integer(DerivationReport.Selection.largestDefault)
    return isShort || ideal.highestWeightGenerators.isEmpty ? .all : .highestWeight
  }

  /// Hands the last line to `body`.
  public func writeEnd(
    of report: DerivationReport, to body: (String) throws -> Void
  ) rethrows {
    try body(report.summary(version: version).line + "\n")
  }
}
