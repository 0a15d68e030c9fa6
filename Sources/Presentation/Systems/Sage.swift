/// Input for Sage.
struct Sage: AlgebraSystem {
  let name = "Sage"
  let preamble: [String] = []

  func comment(_ text: String) -> String { "# \(text)" }

  func variable(_ name: String) -> String { name }

  func ring(_ name: String, variables: [String]) -> [String] {
    let quoted = variables.map { "'\($0)'" }.joined(separator: ", ")
    return [
      "\(name) = PolynomialRing(QQ, \(variables.count), names=[\(quoted)])",
      "\(name).inject_variables(verbose=False)",
    ]
  }

  func matrix(_ name: String, entries: [[String]], over ring: String) -> String {
    let list = entries.flatMap { $0 }.joined(separator: ", ")
    return "\(name) = matrix(\(ring), \(entries.count), \(entries.first?.count ?? 0), [\(list)])"
  }

  func product(_ name: String, factors: [String]) -> String {
    "\(name) = \(factors.joined(separator: "*"))"
  }

  func images(
    _ name: String, of matrices: [(name: String, rows: Int, columns: Int)]
  ) -> String {
    let lists = matrices.map { "\($0.name).transpose().list()" }
    return "\(name) = \(lists.joined(separator: " + "))"
  }

  func ideal(_ name: String, generators: [String], in ring: String) -> String {
    generators.isEmpty
      ? "\(name) = \(ring).ideal(0)"
      : "\(name) = \(ring).ideal([\n  \(generators.joined(separator: ",\n  "))])"
  }

  func minors(_ name: String, size: Int, of matrix: String, in ring: String) -> String {
    "\(name) = \(ring).ideal(\(matrix).minors(\(size)))"
  }

  func sum(_ name: String, ideals: [String]) -> String {
    "\(name) = \(ideals.joined(separator: " + "))"
  }

  func pullbackCheck(ideal: String, images: String) -> [String] {
    [
      "phi = R.hom(\(images), P)",
      "print('vanishes on the parametrization:', all(phi(g) == 0 for g in \(ideal).gens()))",
    ]
  }

  func jacobianCheck(images: String, parameterCount: Int, expected: Int) -> [String] {
    [
      "point = [ZZ.random_element(-10^6, 10^6) for _ in range(P.ngens())]",
      "rows = [[f.derivative(v)(*point) for f in \(images)] for v in P.gens()]",
      "print('Jacobian rank as stated:', matrix(QQ, rows).rank() == \(expected))",
    ]
  }
}
