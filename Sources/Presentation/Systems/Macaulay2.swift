/// Input for Macaulay2. Variables are indexed: `m1_(2,3)`.
struct Macaulay2: AlgebraSystem {
  let name = "Macaulay2"
  let preamble: [String] = []

  func comment(_ text: String) -> String { "-- \(text)" }

  func variable(_ name: String) -> String {
    guard let separator = name.firstIndex(of: "_") else { return name }
    let indices = name[name.index(after: separator)...]
    let parts =
      indices.contains("_")
      ? indices.split(separator: "_").map(String.init)
      : indices.map(String.init)
    // A constant or a bias has one index, which may have several digits.
    let isSingle = name.first == "c" || name.first == "b"
    let list = isSingle ? String(indices) : "(\(parts.joined(separator: ",")))"
    return "\(name[..<separator])_\(list)"
  }

  func ring(_ name: String, variables: [String]) -> [String] {
    ["\(name) = QQ[\(variables.joined(separator: ", "))];"]
  }

  func matrix(_ name: String, entries: [[String]], over ring: String) -> String {
    let rows = entries.map { "{\($0.joined(separator: ", "))}" }
    return "\(name) = matrix(\(ring), {\(rows.joined(separator: ", "))});"
  }

  func product(_ name: String, factors: [String]) -> String {
    "\(name) = \(factors.joined(separator: "*"));"
  }

  func images(
    _ name: String, of matrices: [(name: String, rows: Int, columns: Int)]
  ) -> String {
    let lists = matrices.map { "flatten entries transpose \($0.name)" }
    return "\(name) = join(\(lists.joined(separator: ", ")));"
  }

  func ideal(_ name: String, generators: [String], in ring: String) -> String {
    generators.isEmpty
      ? "\(name) = ideal(0_\(ring));"
      : "\(name) = ideal(\n  \(generators.joined(separator: ",\n  ")));"
  }

  func minors(_ name: String, size: Int, of matrix: String, in ring: String) -> String {
    "\(name) = minors(\(size), \(matrix));"
  }

  func sum(_ name: String, ideals: [String]) -> String {
    "\(name) = \(ideals.joined(separator: " + "));"
  }

  func pullbackCheck(ideal: String, images: String) -> [String] {
    [
      "phi = map(P, R, \(images));",
      "print(\"vanishes on the parametrization: \" | toString(phi(\(ideal)) == 0));",
    ]
  }

  func jacobianCheck(images: String, parameterCount: Int, expected: Int) -> [String] {
    [
      "at = map(QQ, P, apply(numgens P, i -> random(-10^6, 10^6)));",
      "print(\"Jacobian rank as stated: \" | "
        + "toString(rank at jacobian matrix{\(images)} == \(expected)));",
    ]
  }
}
