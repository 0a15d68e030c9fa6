import ExactAlgebra
import Formulas
import NetworkVarieties
import Networks
import Varieties

/// The symbols of the paper.
extension Formula {
  /// The variety: `V^A`, for outputs on data `V_X^A`.
  static func variety(_ variety: ReLUVariety) -> Formula {
    switch variety {
    case .pattern: .raised(.name("V"), .bold("A"))
    case .output: .raised(.lowered(.name("V"), .name("X")), .bold("A"))
    }
  }

  /// Its ideal, or a graded piece of it.
  static func ideal(of variety: ReLUVariety, inDegree degree: String? = nil) -> Formula {
    let indices =
      switch variety {
      case .pattern: [degree]
      case .output: ["X", degree]
      }
    let lower = indices.compactMap { $0 }.map(Formula.name)
    let base = Formula.name("J")
    return .raised(
      lower.isEmpty ? base : .lowered(base, .joined(lower, by: .comma)), .bold("A"))
  }

  // MARK: matrices

  /// An expression in blocks, in words where only a part of it is meant.
  static func matrix(_ matrix: RankConstraint.Matrix) -> Formula {
    switch matrix {
    case .blocks(let expression): self.expression(expression)
    case .restricted(let expression, let dimension, _):
      .fenced(
        [self.expression(expression), .symbol(.narrowTimes), .letter("T", dimension)], .large)
    case .relations(let block):
      .fenced([.letter("Y", block + 1), .symbol(.times), .letter("K", block + 1)], .round)
    }
  }

  /// `M_1 - M_2`, `[M_1 | M_2]`, stacked matrices as a column.
  static func expression(_ expression: BlockExpression) -> Formula {
    let rows = zip(expression.entries, expression.constants).map(entries)
    guard rows.count == 1 else { return .matrix(rows) }
    if rows[0].count == 1, case .lowered(let letter, let index) = rows[0][0] {
      return .lowered(letter, index)
    }
    return rows[0].count == 1
      ? .fenced(rows[0][0], .round)
      : .fenced(.joined(rows[0], by: rows[0].count > 6 ? .breakingBar : .bar), .square)
  }

  /// The matrices of a row of blocks, and then its constants.
  static func entries(_ matrices: [BlockCombination], _ constants: [BlockCombination]) -> [Formula]
  {
    matrices.map { combination($0, of: "M") } + constants.map { combination($0, of: "c") }
  }

  private static func combination(_ combination: BlockCombination, of name: String) -> Formula {
    .sum(
      combination.support.map { block in
        let coefficient = combination.coefficients[block]
        let size = coefficient.magnitude
        let letter = Formula.letter(name, block + 1)
        return (
          coefficient.signum() < 0,
          size.isOne ? letter : [.number(size), .symbol(.narrowTimes), letter]
        )
      })
  }

  /// What is multiplied to the map of a block; of a deep network the first and the last factors.
  static func product(of architecture: Architecture) -> Formula {
    let last = architecture.layerCount
    let shown = last <= 4 ? Array((1...last).reversed()) : [last, last - 1, 1]
    var row: [Formula] = [mapOfBlock(architecture), .symbol(.equals)]
    for layer in shown {
      if layer == 1, last > 4 { row += [.symbol(.dots), .symbol(.times)] }
      row.append(architecture.hasBiases ? biased(layer, of: last) : factor(layer, of: last))
      if layer > 1 { row.append(.symbol(.times)) }
    }
    return .row(row)
  }

  private static func mapOfBlock(_ architecture: Architecture) -> Formula {
    let map = Formula.lowered(.name("M"), .name("i"))
    guard architecture.hasBiases else { return map }
    return .fenced([map, .symbol(.bar), .lowered(.name("c"), .name("i"))], .square)
  }

  private static func gates(_ layer: Int) -> Formula {
    .raised(.letter("D", layer), .fenced(.name("i"), .round))
  }

  private static func factor(_ layer: Int, of last: Int) -> Formula {
    layer == last
      ? .letter("W", layer) : [gates(layer), .symbol(.times), .letter("W", layer)]
  }

  private static func biased(_ layer: Int, of last: Int) -> Formula {
    guard layer < last else {
      return .fenced([.letter("W", layer), .symbol(.bar), .letter("b", layer)], .square)
    }
    return .matrix([
      [
        factor(layer, of: last), [gates(layer), .symbol(.times), .letter("b", layer)],
      ], [0, 1],
    ])
  }

  // MARK: polynomials

  /// The variable at a position: an entry of a block matrix, or an output.
  static func variable(_ index: Int, of variety: ReLUVariety) -> Formula {
    switch variety {
    case .pattern(let variety):
      let (block, row, column) = variety.coordinates.entry(at: index)
      let head = Formula.fenced(.number(block + 1), .round)
      guard let column else { return .lowered(.raised(.name("c"), head), .number(row + 1)) }
      return .lowered(.raised(.name("m"), head), indices(row, column))
    case .output(let variety):
      let (row, point) = variety.coordinates.entry(at: index)
      return .lowered(.name("y"), indices(row, point))
    }
  }

  /// Two indices from 1, for numbers from 0; apart where one of them has two digits.
  private static func indices(_ row: Int, _ column: Int) -> Formula {
    row < 9 && column < 9
      ? .digits("\(row + 1)\(column + 1)")
      : [.number(row + 1), .symbol(.comma), .number(column + 1)]
  }

  /// The terms of a polynomial in the coordinates of a variety.
  static func terms(
    of polynomial: Polynomial, on variety: ReLUVariety
  ) -> [DocumentEquation.Term] {
    let isPattern = if case .pattern = variety { true } else { false }
    return polynomial.terms.map { term in
      var factors = term.factors.map { index, exponent -> Formula in
        let name = variable(index, of: variety)
        guard exponent > 1 else { return name }
        return .raised(isPattern ? .fenced(name, .round) : name, .number(exponent))
      }
      let size = term.coefficient.magnitude
      if size != 1 || factors.isEmpty { factors.insert(.number(size), at: 0) }
      let formula = Formula.joined(factors, by: .times)
      // Two-digit indices are set apart by commas and take more room.
      let commas = formula.latex.count { $0 == "," }
      return DocumentEquation.Term(
        isNegative: term.coefficient.signum() < 0, formula: formula,
        width: Double(factors.count) + 0.6 + 0.3 * Double(commas))
    }
  }

  // MARK: representations

  static func representation(_ representation: IrreducibleRepresentation) -> Formula {
    .joined(
      Wording.partitions(of: representation).map { partition in
        .lowered(
          .name("S"),
          .fenced(
            .joined(
              Wording.isShort(partition)
                ? partition.parts.map { .number($0) }
                : Wording.runs(of: partition).map { part, count in
                  count > 1 ? .raised(.number(part), .number(count)) : .number(part)
                }, by: .comma), .round))
      }, by: .tensor)
  }

  /// A sum of representations.
  static func representation(_ content: RepresentationContent) -> Formula {
    .joined(
      content.summands.map { summand, multiplicity in
        multiplicity > 1
          ? [.number(multiplicity), .symbol(.narrowTimes), representation(summand)]
          : representation(summand)
      }, by: .directSum)
  }

  /// The digits of a pattern, as in all verbs.
  static func number(_ value: Rational) -> Formula {
    guard !value.isInteger else { return number(value.description) }
    let fraction = Formula.fraction(
      .number(value.numerator.magnitude), .number(value.denominator))
    return value.signum() < 0 ? [.symbol(.negative), fraction] : fraction
  }
}
