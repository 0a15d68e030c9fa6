import Algorithms
import ExactAlgebra
import NetworkVarieties
import Networks
import Varieties

/// The symbols of the paper, and long polynomials broken over lines.
enum LaTeX {
  /// The variety: `V^A`, for outputs on data `V_X^A`.
  static func variety(_ variety: ReLUVariety) -> String { "V\(index(of: variety))" }

  /// Its ideal, or a graded piece of it.
  static func ideal(of variety: ReLUVariety, inDegree degree: String? = nil) -> String {
    "J\(index(of: variety, inDegree: degree))"
  }

  private static func index(of variety: ReLUVariety, inDegree degree: String? = nil) -> String {
    let lower =
      switch variety {
      case .pattern: [degree]
      case .output: ["X", degree]
      }
    let indices = lower.compactMap { $0 }.joined(separator: ",")
    return (indices.isEmpty ? "" : "_{\(indices)}") + "^{\\mathbf A}"
  }

  /// What fits on a line, in the width of one variable with its indices: on a page with margins
  /// of 25 mm, and in a document of whatever class.
  static func lineCapacity(isFragment: Bool) -> Double { isFragment ? 12 : 17 }

  /// A list inside a formula that may be broken after its commas.
  static func list(_ entries: [String]) -> String { entries.joined(separator: ",\\allowbreak ") }

  /// An expression in blocks, in words where only a part of it is meant.
  static func matrix(_ matrix: RankConstraint.Matrix) -> String {
    switch matrix {
    case .blocks(let expression): self.expression(expression)
    case .restricted(let expression, let dimension, _):
      "\\bigl(\(self.expression(expression))\\,T_{\(dimension)}\\bigr)"
    case .relations(let block): "(Y_{\(block + 1)} K_{\(block + 1)})"
    }
  }

  /// The same as a formula in a text.
  static func formula(_ matrix: RankConstraint.Matrix) -> String { "$\(self.matrix(matrix))$" }

  /// `M_1 - M_2`, `[\, M_1 \mid M_2 \,]`, stacked matrices as a column.
  static func expression(_ expression: BlockExpression) -> String {
    let rows = zip(expression.entries, expression.constants).map { matrices, constants in
      matrices.map { Wording.combination($0, name: { "M_{\($0 + 1)}" }, times: "\\,") }
        + constants.map { Wording.combination($0, name: { "c_{\($0 + 1)}" }, times: "\\,") }
    }
    if rows.count > 1 {
      let lines = rows.map { $0.joined(separator: " & ") }.joined(separator: " \\\\ ")
      return "\\begin{bmatrix} \(lines) \\end{bmatrix}"
    }
    // Long rows may be broken.
    let separator = rows[0].count > 6 ? " \\mid\\allowbreak " : " \\mid "
    return rows[0].count == 1
      ? "(\(rows[0][0]))" : "[\\, \(rows[0].joined(separator: separator)) \\,]"
  }

  static func representation(_ representation: IrreducibleRepresentation) -> String {
    Wording.partitions(of: representation).map { partition in
      "S_{(\(partition.parts.map(String.init).joined(separator: ",")))}"
    }.joined(separator: " \\otimes ")
  }

  static func representation(_ content: RepresentationContent) -> String {
    content.summands.map { representation, multiplicity in
      (multiplicity > 1 ? "\(multiplicity)\\, " : "") + self.representation(representation)
    }.joined(separator: " \\oplus ")
  }

  /// The coordinates of a variety.
  static func notation(for variety: ReLUVariety) -> PolynomialNotation {
    switch variety {
    case .pattern(let variety): notation(for: variety.coordinates)
    case .output(let variety): notation(for: variety.coordinates)
    }
  }

  /// `y_{23}`.
  static func notation(for coordinates: OutputCoordinates) -> PolynomialNotation {
    PolynomialNotation(
      name: { index in
        let (row, point) = coordinates.entry(at: index)
        return "y_{\(joined(row, point))}"
      },
      times: " ", power: { "\($0)^{\($1)}" })
  }

  /// Two indices from 1, for numbers from 0.
  private static func joined(_ row: Int, _ column: Int) -> String {
    "\(row + 1)\(row < 9 && column < 9 ? "" : ",")\(column + 1)"
  }

  /// A number.
  static func number(_ value: Rational) -> String {
    guard !value.isInteger else { return value.description }
    let sign = value.signum() < 0 ? "-" : ""
    return "\(sign)\\tfrac{\(value.numerator.magnitude)}{\(value.denominator)}"
  }

  /// `m^{(1)}_{23}`, `c^{(1)}_{2}`.
  static func notation(for coordinates: BlockCoordinates) -> PolynomialNotation {
    PolynomialNotation(
      name: { index in
        let (block, row, column) = coordinates.entry(at: index)
        guard let column else { return "c^{(\(block + 1))}_{\(row + 1)}" }
        return "m^{(\(block + 1))}_{\(joined(row, column))}"
      },
      times: " ", power: { "(\($0))^{\($1)}" })
  }

  /// A pattern in typewriter digits, which may be broken between layers and after 10 digits.
  static func pattern(_ pattern: ActivationPattern) -> String {
    pattern.layers.map { layer in
      layer.map { $0 ? "1" : "0" }.chunks(ofCount: 10)
        .map { "\\mathtt{\($0.joined())}" }.joined(separator: "\\allowbreak ")
    }.joined(separator: "/\\allowbreak ")
  }

  /// A displayed product, broken after every fourth factor.
  static func display(product factors: [String], named name: String) -> [String] {
    guard factors.count > 4 else {
      return ["\\[", "\(name) = \(factors.joined(separator: " "))", "\\]"]
    }
    let lines = factors.chunks(ofCount: 4).map { $0.joined(separator: " ") }
    return [
      "\\begin{align*}", "\(name) ={}& " + lines.joined(separator: " \\\\\n& {}\\cdot "),
      "\\end{align*}",
    ]
  }

  /// An equation for a polynomial, its terms broken over lines.
  static func display(
    _ polynomial: Polynomial, named name: String, notation: PolynomialNotation,
    lineCapacity: Double
  ) -> [String] {
    var lines: [String] = []
    var line = "\(name) ={}& "
    var used = 2.0
    for (index, term) in notation.terms(of: polynomial).enumerated() {
      // Two-digit indices are set apart by commas and take more room.
      let width = Double(term.factorCount) + 0.6 + 0.3 * Double(term.text.count { $0 == "," })
      if used + width > lineCapacity, used > 0 {
        lines.append(line + " \\\\")
        line = "& {}"
        used = 0
      }
      let sign = term.isNegative ? "- " : index == 0 ? "" : "+ "
      line += sign + term.text + " "
      used += width
    }
    return ["\\begin{align*}"] + lines + [line, "\\end{align*}"]
  }
}
