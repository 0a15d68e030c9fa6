import ExactAlgebra

/// Input for OSCAR.
struct OSCAR: AlgebraSystem {
  let name = "OSCAR"
  let preamble = ["using Oscar"]

  func comment(_ text: String) -> String { "# \(text)" }

  func variable(_ name: String) -> String { name }

  func number(_ value: Rational) -> String {
    value.isInteger ? value.description : "\(value.numerator)//\(value.denominator)"
  }

  func ring(_ name: String, variables: [String]) -> [String] {
    let quoted = variables.map { "\"\($0)\"" }.joined(separator: ", ")
    return [
      "\(name), (\(variables.joined(separator: ", ")),) = polynomial_ring(QQ, [\(quoted)]);"
    ]
  }

  func matrix(_ name: String, entries: [[String]], over ring: String) -> String {
    let list = entries.flatMap { $0 }.joined(separator: ", ")
    return "\(name) = matrix(\(ring), \(entries.count), \(entries.first?.count ?? 0), [\(list)]);"
  }

  func product(_ name: String, factors: [String]) -> String {
    "\(name) = \(factors.joined(separator: "*"));"
  }

  func images(
    _ name: String, of matrices: [(name: String, rows: Int, columns: Int)]
  ) -> String {
    let lists = matrices.map {
      "[\($0.name)[i, j] for j in 1:\($0.columns) for i in 1:\($0.rows)]"
    }
    return "\(name) = vcat(\(lists.joined(separator: ", ")));"
  }

  func ideal(_ name: String, generators: [String], in ring: String) -> String {
    generators.isEmpty
      ? "\(name) = ideal(\(ring), [zero(\(ring))]);"
      : "\(name) = ideal(\(ring), [\n  \(generators.joined(separator: ",\n  "))]);"
  }

  func minors(_ name: String, size: Int, of matrix: String, in ring: String) -> String {
    "\(name) = ideal(\(ring), minors(\(matrix), \(size)));"
  }

  func sum(_ name: String, ideals: [String]) -> String {
    "\(name) = \(ideals.joined(separator: " + "));"
  }

  func pullbackCheck(ideal: String, images: String) -> [String] {
    [
      "phi = hom(R, P, \(images));",
      "println(\"vanishes on the parametrization: \", "
        + "all(g -> iszero(phi(g)), gens(\(ideal))))",
    ]
  }

  func jacobianCheck(images: String, parameterCount: Int, expected: Int) -> [String] {
    [
      "point = [QQ(rand(-10^6:10^6)) for _ in 1:ngens(P)];",
      "jacobian = matrix(QQ, [evaluate(derivative(f, i), point) "
        + "for i in 1:ngens(P), f in \(images)]);",
      "println(\"Jacobian rank as stated: \", rank(jacobian) == \(expected))",
    ]
  }
}
