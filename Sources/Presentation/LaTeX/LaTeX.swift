import Algorithms
import ExactAlgebra
import Formulas
import NetworkVarieties
import Networks
import Varieties

/// The symbols of the paper, and long polynomials broken over lines.
enum LaTeX {
  /// The variety: `V^A`, for outputs on data `V_X^A`.
  static func variety(_ variety: ReLUVariety) -> String { Formula.variety(variety).latex }

  /// Its ideal, or a graded piece of it.
  static func ideal(of variety: ReLUVariety, inDegree degree: String? = nil) -> String {
    Formula.ideal(of: variety, inDegree: degree).latex
  }

  /// What fits on a line, in the width of one variable with its indices: on a page with margins
  /// of 25 mm, and in a document of whatever class.
  static func lineCapacity(isFragment: Bool) -> Double { isFragment ? 12 : 17 }

  /// A list inside a formula that may be broken after its commas.
  static func list(_ entries: [String]) -> String { entries.joined(separator: ",\\allowbreak ") }

  /// An expression in blocks, in words where only a part of it is meant.
  static func matrix(_ matrix: RankConstraint.Matrix) -> String { Formula.matrix(matrix).latex }

  /// The same as a formula in a text.
  static func formula(_ matrix: RankConstraint.Matrix) -> String { "$\(self.matrix(matrix))$" }

  static func representation(_ representation: IrreducibleRepresentation) -> String {
    Formula.representation(representation).latex
  }

  static func representation(_ content: RepresentationContent) -> String {
    Formula.representation(content).latex
  }

  /// A number.
  static func number(_ value: Rational) -> String {
    guard !value.isInteger else { return value.description }
    let sign = value.signum() < 0 ? "-" : ""
    return "\(sign)\\tfrac{\(value.numerator.magnitude)}{\(value.denominator)}"
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

  /// An equation for a polynomial on a variety, its terms broken over lines.
  static func display(
    _ polynomial: Polynomial, on variety: ReLUVariety, named name: String, lineCapacity: Double
  ) -> [String] {
    display(Formula.terms(of: polynomial, on: variety), named: name, lineCapacity: lineCapacity)
  }

  /// An equation for a sum, its terms broken over lines.
  ///
  /// - Parameter rest: what stands behind the last term.
  static func display(
    _ terms: [DocumentEquation.Term], named name: String, rest: String = "",
    lineCapacity: Double
  ) -> [String] {
    var lines: [String] = []
    var line = "\(name) ={}& "
    var used = 2.0
    for (index, term) in terms.enumerated() {
      if used + term.width > lineCapacity, used > 0 {
        lines.append(line + " \\\\")
        line = "& {}"
        used = 0
      }
      let sign = term.isNegative ? "- " : index == 0 ? "" : "+ "
      line += sign + term.formula.latex + " "
      used += term.width
    }
    return ["\\begin{align*}"] + lines + [line + rest, "\\end{align*}"]
  }
}
