import ExactAlgebra
import NetworkVarieties

extension ReLUVariety {
  /// The section in which a report defines the variety.
  var latexDefinition: [String] {
    let patternList = LaTeX.list(patterns.map(LaTeX.pattern))
    let biases = architecture.hasBiases ? " with biases" : ""
    let kind =
      switch self {
      case .pattern: "Pattern"
      case .output: "Output"
      }
    return [
      "\\section*{\(kind) variety $\(LaTeX.variety(self))$}",
      "\\begin{sloppypar}",
      "Architecture $(n_0,\\dots,n_{\(architecture.layerCount)}) = "
        + "(\(LaTeX.list(architecture.widths.map(String.init))))$\(biases), activation patterns "
        + "$\\mathbf A = (\(patternList))$; for each block "
        + "$i = 1,\\dots,\(patterns.count)$",
    ] + (architecture.hasBiases ? biasedProduct : product) + latexCoordinates + [
      "\\end{sloppypar}",
      "",
    ]
  }

  private var latexCoordinates: [String] {
    let biases = architecture.hasBiases
    switch self {
    case .pattern:
      return [
        (Wording.merging(self).map { $0 + " " } ?? "")
          + "The coordinates are the entries $m^{(i)}_{rc}$ of $M_i$"
          + (biases ? " and $c^{(i)}_r$ of $c_i$" : "")
          + "; the ideal of the variety is $\(LaTeX.ideal(of: self))$."
      ]
    case .output(let output):
      let sizes = LaTeX.list(output.pointsOfBlock.map { "\($0.count)" })
      return [
        "The points are the columns of $X_i$, in numbers $(\(sizes))$. The coordinates are the "
          + "outputs $y_{rp}$, output $r$ on point $p$: the columns of "
          + "$Y_i = M_i X_i\(biases ? " + c_i \\mathbf 1^\\top" : "")$. The ideal of the "
          + "variety is $\(LaTeX.ideal(of: self))$.",
        [Wording.merging(self), Wording.treatment(output)].compactMap { $0 }
          .joined(separator: " "),
      ] + output.latexPoints
    }
  }

  private var product: [String] {
    let last = architecture.layerCount
    let factors = stride(from: last, through: 1, by: -1).map { layer in
      layer == last ? "W_{\(layer)}" : "D_{\(layer)}^{(i)} W_{\(layer)}"
    }
    return LaTeX.display(product: factors, named: "M_i")
  }

  private var biasedProduct: [String] {
    let last = architecture.layerCount
    let factors = stride(from: last, through: 1, by: -1).map { layer in
      layer == last
        ? "[\\, W_{\(layer)} \\mid b_{\(layer)} \\,]"
        : "\\begin{bmatrix} D_{\(layer)}^{(i)} W_{\(layer)} & D_{\(layer)}^{(i)} b_{\(layer)} "
          + "\\\\ 0 & 1 \\end{bmatrix}"
    }
    return LaTeX.display(product: factors, named: "[\\, M_i \\mid c_i \\,]")
  }
}

extension OutputVariety {
  /// The points where they fit a line.
  fileprivate var latexPoints: [String] {
    let texts = points.map { $0.map(LaTeX.number) }
    let isShort = points.joined().allSatisfy { $0.description.count <= 6 }
    guard isShort, pointsOfBlock.allSatisfy({ $0.count <= 8 }) else { return [] }
    return pointsOfBlock.enumerated().flatMap { block, numbers in
      let rows = (0..<architecture.inputCount).map { input in
        numbers.map { texts[$0][input] }.joined(separator: " & ")
      }
      return [
        "\\[",
        "X_{\(block + 1)} = \\begin{bmatrix} \(rows.joined(separator: " \\\\ ")) \\end{bmatrix}",
        "\\]",
      ]
    }
  }
}
