/// Input for Singular.
struct Singular: AlgebraSystem {
  let name = "Singular"
  let preamble: [String] = []

  func comment(_ text: String) -> String { "// \(text)" }

  func variable(_ name: String) -> String { name }

  func ring(_ name: String, variables: [String]) -> [String] {
    ["ring \(name) = 0, (\(variables.joined(separator: ", "))), dp;"]
  }

  func matrix(_ name: String, entries: [[String]], over ring: String) -> String {
    let list = entries.flatMap { $0 }.joined(separator: ", ")
    return "matrix \(name)[\(entries.count)][\(entries.first?.count ?? 0)] = \(list);"
  }

  func product(_ name: String, factors: [String]) -> String {
    "matrix \(name) = \(factors.joined(separator: "*"));"
  }

  func images(
    _ name: String, of matrices: [(name: String, rows: Int, columns: Int)]
  ) -> String {
    let entries = matrices.flatMap { matrix in
      (1...matrix.columns).flatMap { column in
        (1...matrix.rows).map { "\(matrix.name)[\($0),\(column)]" }
      }
    }
    return "ideal \(name) = \(entries.joined(separator: ", "));"
  }

  func ideal(_ name: String, generators: [String], in ring: String) -> String {
    generators.isEmpty
      ? "ideal \(name) = 0;"
      : "ideal \(name) =\n  \(generators.joined(separator: ",\n  "));"
  }

  func minors(_ name: String, size: Int, of matrix: String, in ring: String) -> String {
    "ideal \(name) = minor(\(matrix), \(size));"
  }

  func sum(_ name: String, ideals: [String]) -> String {
    "ideal \(name) = \(ideals.joined(separator: " + "));"
  }

  func pullbackCheck(ideal: String, images: String) -> [String] {
    [
      "setring P;",
      "map phi = R, \(images);",
      "ideal pullback = phi(\(ideal));",
      "print(\"vanishes on the parametrization: \" + string(size(pullback) == 0));",
      "setring R;",
    ]
  }

  func jacobianCheck(images: String, parameterCount: Int, expected: Int) -> [String] {
    [
      "setring P;",
      "ideal point;",
      "for (int i = 1; i <= nvars(P); i++) { point[i] = random(-1000000, 1000000); }",
      "map specialization = P, point;",
      "matrix jacobian = jacob(\(images));",
      "matrix specialized = specialization(jacobian);",
      "print(\"Jacobian rank as stated: \" + string(rank(specialized) == \(expected)));",
    ]
  }
}
