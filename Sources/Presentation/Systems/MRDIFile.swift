import ExactAlgebra
import Interchange

/// How polynomials of a ring are put in a file of the mrdi format, in the namespace of OSCAR.
struct MRDIFile {
  private let ring: PolynomialRing
  private let identifier: String

  init(of ring: PolynomialRing) {
    self.ring = ring
    identifier = RingIdentifier(of: ring).description
  }

  /// What comes before the data: namespace, ring and type of an object whose parent is the ring.
  ///
  /// The version is the first one that describes rings in this way; later ones load it too.
  func head(of type: String) -> JSONObject {
    let field: JSONObject = ["_type": "QQField"]
    let kind: JSONObject = ["name": "MPolyRing", "params": field]
    let symbols: JSONObject = ["symbols": ring.variableNames]
    let parent: JSONObject = ["_type": kind, "data": symbols]
    let namespace: JSONObject = ["Oscar": ["https://github.com/oscar-system/Oscar.jl", "1.4.0"]]
    let object: JSONObject = ["name": type, "params": identifier]
    let references: JSONObject = [identifier: parent]
    return ["_ns": namespace, "_refs": references, "_type": object]
  }

  /// What comes after the data: a name and a description, which OSCAR keeps apart from the object.
  func end(name: String, description: [String], version: String) -> JSONObject {
    let text = (["\(name)."] + description + ["Written by reluvar \(version)."])
      .joined(separator: "\n")
    let metadata: JSONObject = ["description": text, "name": name]
    return ["meta": metadata]
  }

  /// A polynomial: for each term the exponents of all variables, and the coefficient.
  func text(of polynomial: Polynomial) -> String {
    let terms = polynomial.terms.map { term in
      var exponents = [Int](repeating: 0, count: ring.variableCount)
      for (variable, exponent) in term.factors { exponents[variable] = exponent }
      let list = exponents.map { "\"\($0)\"" }.joined(separator: ",")
      return "[[\(list)],\"\(Self.text(of: term.coefficient))\"]"
    }
    return "[\(terms.joined(separator: ","))]"
  }

  /// `-5` or `1//2`.
  private static func text(of coefficient: Rational) -> String {
    coefficient.isInteger
      ? coefficient.description : "\(coefficient.numerator)//\(coefficient.denominator)"
  }
}
