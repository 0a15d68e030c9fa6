import ExactAlgebra
import Foundation
import GaussianMeasures
import Polyhedra
import RandomNetworks
import Yams

/// Reads the law that a document describes.
struct LawReader {
  private static let keys = ["gaussian", "mixture", "uniform", "points"]
  private static let gaussianKeys = ["mean", "covariance", "factor"]
  private static let partKeys = ["weight", "label"] + gaussianKeys

  let document: Document
  /// Where files that it names are looked for; the current folder if `nil`.
  let folder: URL?

  /// The law.
  ///
  /// - Throws: `DataError`; also as `Interruption.check`.
  var law: InputLaw {
    get throws {
      let values = try document.mapping(document.root, of: "a law", knownKeys: Self.keys)
      guard values.count == 1, let (key, node) = values.first else {
        throw document.error(
          "\(values.count) laws, expected one of the keys "
            + Self.keys.joined(separator: ", "), at: document.root)
      }
      switch key {
      case "gaussian": return .gaussian(GaussianMixture(try gaussian(node)))
      case "mixture": return .gaussian(try mixture(node))
      case "uniform": return .uniform(try uniform(node))
      default: return .points(try points(node))
      }
    }
  }

  // MARK: Gaussian laws

  private func gaussian(_ node: Node) throws(DataError) -> GaussianLaw {
    let values = try document.mapping(node, of: "gaussian", knownKeys: Self.gaussianKeys)
    return try gaussian(values, of: "gaussian", at: node)
  }

  private func gaussian(
    _ values: [String: Node], of name: String, at node: Node
  ) throws(DataError) -> GaussianLaw {
    guard let meanNode = values["mean"] else { throw missing("mean", in: name, at: node) }
    let mean = try numbers(meanNode, "\(name), mean")
    switch (values["covariance"], values["factor"]) {
    case (let matrix?, nil):
      return try gaussian(matrix, "\(name), covariance") { rows throws(GaussianLawError) in
        try GaussianLaw(mean: mean, covariance: rows)
      }
    case (nil, let matrix?):
      return try gaussian(matrix, "\(name), factor") { rows throws(GaussianLawError) in
        try GaussianLaw(mean: mean, factor: rows)
      }
    case (nil, nil): throw missing("covariance", in: name, at: node)
    case (_?, _?):
      throw document.error("\(name): covariance and factor, expected one of them", at: node)
    }
  }

  /// The law with a matrix; errors are placed at its row.
  private func gaussian(
    _ node: Node, _ name: String,
    _ makeLaw: ([[Rational]]) throws(GaussianLawError) -> GaussianLaw
  ) throws(DataError) -> GaussianLaw {
    let rows = try document.rows(node, name)
    do {
      return try makeLaw(rows)
    } catch {
      let nodes = try document.sequence(node, name)
      let row: Int? =
        switch error {
        case .wrongRowCount: nil
        case .wrongRow(let row, _, _), .notSymmetric(let row, _),
          .notPositiveSemidefinite(let row):
          row
        }
      throw document.error("\(name): \(error)", at: row.map { nodes[$0] } ?? node)
    }
  }

  private func mixture(_ node: Node) throws(DataError) -> GaussianMixture {
    var parts: [GaussianMixture.Part] = []
    let nodes = try document.sequence(node, "mixture")
    for (number, node) in nodes.enumerated() {
      let name = "part \(number + 1) of the mixture"
      let values = try document.mapping(node, of: name, knownKeys: Self.partKeys)
      guard let weight = values["weight"] else { throw missing("weight", in: name, at: node) }
      let label = try values["label"].map { label throws(DataError) in
        try document.text(label, "\(name), label", expected: "a word")
      }
      parts.append(
        GaussianMixture.Part(
          weight: try document.rational(weight, "\(name), weight"),
          law: try gaussian(values, of: name, at: node), label: label))
    }
    do {
      return try GaussianMixture(parts)
    } catch {
      let part: Int? =
        switch error {
        case .weights(.negative(_, let part)), .dimension(_, let part, _): part
        case .weights: nil
        }
      throw document.error("mixture: \(error)", at: part.map { nodes[$0] } ?? node)
    }
  }

  // MARK: uniform laws

  private func uniform(_ node: Node) throws -> UniformLaw {
    let values = try document.mapping(node, of: "uniform", knownKeys: ["box", "polytope"])
    do {
      switch (values["box"], values["polytope"]) {
      case (let box?, nil): return try UniformLaw(box: try sides(box))
      case (nil, let polytope?):
        let halfSpaces = try halfSpaces(polytope)
        return try UniformLaw(dimension: halfSpaces[0].dimension, halfSpaces)
      case (nil, nil): throw missing("box", in: "uniform", at: node)
      case (_?, _?): throw document.error("uniform: box and polytope, expected one", at: node)
      }
    } catch let error as UniformLawError {
      throw document.error("uniform: \(error)", at: node)
    }
  }

  private func sides(_ node: Node) throws(DataError) -> [(lower: Rational, upper: Rational)] {
    let rows = try document.rows(node, "box")
    let nodes = try document.sequence(node, "box")
    guard !rows.isEmpty else {
      throw document.error("box: no bounds, expected two for each coordinate", at: node)
    }
    for (number, row) in rows.enumerated() {
      guard row.count == 2 else {
        throw document.error(
          "box, coordinate \(number + 1): \(row.count) numbers, expected a lower and an upper bound",
          at: nodes[number])
      }
      guard row[0] < row[1] else {
        throw document.error(
          "box, coordinate \(number + 1): between \(row[0]) and \(row[1]), expected a lower bound "
            + "below the upper one", at: nodes[number])
      }
    }
    return rows.map { (lower: $0[0], upper: $0[1]) }
  }

  /// The name of a file, or rows.
  private func halfSpaces(_ node: Node) throws(DataError) -> [HalfSpace] {
    if case .scalar(let scalar) = node {
      return try HalfSpaceTable(file: path(scalar.string)).halfSpaces
    }
    let rows = try document.rows(node, "polytope")
    let nodes = try document.sequence(node, "polytope")
    guard let count = rows.first?.count, count > 1 else {
      throw document.error(
        "polytope: expected a file, or rows a1, ..., an, b of a . x + b >= 0", at: node)
    }
    for (number, row) in rows.enumerated() where row.count != count {
      throw document.error(
        "polytope, row \(number + 1): \(row.count) numbers, expected \(count)", at: nodes[number])
    }
    return rows.map(HalfSpaceTable.halfSpace)
  }

  // MARK: points

  private func points(_ node: Node) throws(DataError) -> EmpiricalLaw {
    if case .sequence = node {
      return try empirical(try document.rows(node, "points"), nil, at: node)
    }
    let values = try document.mapping(node, of: "points", knownKeys: ["file", "weights"])
    guard let fileNode = values["file"] else { throw missing("file", in: "points", at: node) }
    let file = try document.text(fileNode, "points, file", expected: "the name of a file")
    let points = try PointTable(file: path(file)).points
    let weights = try values["weights"].map { node throws(DataError) in
      try givenWeights(node)
    }
    return try empirical(points, weights, at: node)
  }

  /// The name of a file, or a list.
  private func givenWeights(_ node: Node) throws(DataError) -> [Rational] {
    if case .scalar(let scalar) = node {
      return try PointTable(file: path(scalar.string), columns: 1).points.map { $0[0] }
    }
    return try numbers(node, "points, weights")
  }

  private func empirical(
    _ points: [[Rational]], _ weights: [Rational]?, at node: Node
  ) throws(DataError) -> EmpiricalLaw {
    do {
      return try EmpiricalLaw(points, weights: weights)
    } catch { throw document.error("points: \(error)", at: node) }
  }

  // MARK: values

  private func numbers(_ node: Node, _ name: String) throws(DataError) -> [Rational] {
    let nodes = try document.sequence(node, name)
    guard !nodes.isEmpty else {
      throw document.error("\(name): an empty list, expected numbers", at: node)
    }
    var numbers: [Rational] = []
    for node in nodes { numbers.append(try document.rational(node, name)) }
    return numbers
  }

  private func missing(_ key: String, in name: String, at node: Node) -> DataError {
    document.error("\(name): the key '\(key)' is missing", at: node)
  }

  private func path(_ name: String) -> String {
    guard let folder, !name.hasPrefix("/") else { return name }
    return folder.appending(path: name).path(percentEncoded: false)
  }
}
