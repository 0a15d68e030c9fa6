import ExactAlgebra
import Formulas

extension DocumentSection {
  /// The section with which documents end: what numbers rest on, and the command that writes the document again.
  ///
  /// - Parameters:
  ///   - facts: seeds, primes and the like.
  ///   - version: the version of the program.
  ///   - command: the command.
  static func provenance(
    _ facts: [DocumentFact], version: String, again command: RerunCommand
  ) -> DocumentSection {
    let versions: MarkedText = "reluvar \(version), FLINT \(FLINTVersion.loaded)"
    return DocumentSection(
      "How it was found", anchor: "provenance",
      [
        .facts(facts + [DocumentFact("versions", versions)]),
        .paragraph(
          "The same command, files, seed and version give the same bytes, with any number of threads."
        ),
        .command(command),
      ])
  }
}

extension DocumentBlock {
  /// What a summary says where a part of a document is not complete.
  static let limitNotice = DocumentBlock.notice(
    "Not complete: a part ended before it was done. The sections below say what was found until then."
  )
}
