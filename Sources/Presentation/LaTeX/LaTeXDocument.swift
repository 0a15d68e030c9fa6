import ExactAlgebra

/// A document of LaTeX with amsmath, or a fragment to be read by `\input`.
struct LaTeXDocument {
  let isFragment: Bool
  let version: String

  /// The text, with what stands around some lines.
  func text(_ body: [String]) -> String {
    let provenance = "% written by reluvar \(version), FLINT \(FLINTVersion.loaded)"
    let lines =
      isFragment
      ? [provenance, "% needs \\usepackage{amsmath,amssymb}"] + body
      : [
        provenance,
        "\\documentclass{article}",
        "\\usepackage[margin=25mm]{geometry}",
        "\\usepackage{amsmath,amssymb}",
        "\\allowdisplaybreaks",
        "\\begin{document}",
      ] + body + ["\\end{document}"]
    return lines.joined(separator: "\n") + "\n"
  }
}
