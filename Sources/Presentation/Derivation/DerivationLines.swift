public import Varieties

/// Writes a derivation as lines of JSON while it is computed: a line for every degree as soon as it
/// is finished, with the keys of `degrees`, then its generators, with the keys of `generators`, and at
/// last a line with all other keys.
public struct DerivationLines: Sendable {
  private let selection: DerivationReport.Selection?
  private let version: String

  /// Lines with the generators that are selected. Without a selection these are, in each degree,
  /// all of them up to `DerivationReport.Selection.largestDefault` and its number of terms, beyond
  /// that highest weight vectors.
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
    switch selection
      ?? .init(
        forNumber: piece.minimalGeneratorCount,
        ofTerms: ideal.approximateTermCount(inDegree: piece.degree), of: ideal)
    {
    case .none: break
    case .all:
      for generator in ideal.generators.written where generator.degree == piece.degree {
        try body(generator.object(among: []).line + "\n")
      }
    case .highestWeight, .families:
      for vector in ideal.highestWeightGenerators where vector.degree == piece.degree {
        try body(vector.object(among: []).line + "\n")
      }
    }
  }

  /// Hands the last line to `body`.
  public func writeEnd(
    of report: DerivationReport, to body: (String) throws -> Void
  ) rethrows {
    try body(report.summary(version: version).line + "\n")
  }
}
