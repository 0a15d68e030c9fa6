import NetworkVarieties

extension ConstraintReport {
  func latexLines(isFragment: Bool) -> [String] {
    LaTeX.paragraph(on: constraints)
      + [Wording.statement(self, matrix: LaTeX.formula)]
      + [Wording.minimalGenerators(self, matrix: LaTeX.formula)].filter { !$0.isEmpty } + [""]
      + (hilbert.map(LaTeX.paragraph) ?? [])
  }
}

extension LaTeX {
  /// A paragraph with an item for each constraint of a list.
  static func paragraph(on constraints: RankConstraintList) -> [String] {
    var explanations = Explanations()
    let items = constraints.map { constraint in
      explanations.add(constraint)
      return "\\item $\\operatorname{rank} \(matrix(constraint.matrix)) \\le "
        + "\(constraint.rankAtMost)$: $\(constraint.minorCount)$ minors of size "
        + "$\(constraint.minorSize)$ of a $\(constraint.rowCount) \\times "
        + "\(constraint.columnCount)$ matrix (\(Wording.source(constraint.source)))."
    }
    let coverage = Wording.coverage(constraints.coverage, done: "listed")
    guard !items.isEmpty else {
      let nothing = coverage.isEmpty ? ["None beyond what the matrix sizes imply."] : coverage
      return ["\\paragraph{Rank constraints.} " + nothing.joined(separator: " "), ""]
    }
    return ["\\paragraph{Rank constraints.}"] + explanations.lines
      + ["\\begin{itemize}"] + items + ["\\end{itemize}"] + coverage + [""]
  }

  /// What stands beside the blocks in constraints on outputs.
  private struct Explanations {
    private var hasRelations = false
    private var isRestricted = false

    mutating func add(_ constraint: RankConstraint) {
      switch constraint.matrix {
      case .relations: hasRelations = true
      case .restricted: isRestricted = true
      case .blocks: break
      }
    }

    var lines: [String] {
      (hasRelations
        ? ["The columns of $K_i$ are the linear relations of the points of block $i$."] : [])
        + (isRestricted
          ? [
            "The columns of $T_d$ are a basis of the $d$-dimensional space of inputs on which the "
              + "points determine the matrix before it."
          ] : [])
    }
  }
}
