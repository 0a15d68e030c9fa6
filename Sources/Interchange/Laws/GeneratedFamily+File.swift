import ExactAlgebra
public import InvariantFamilies
import Yams

extension GeneratedFamily {
  private static let keys = ["parameters", "atoms"]
  private static let atomKeys = ["weight", "point"]
  /// The most parameters, atoms and coordinates.
  private static let maximumSize = 64

  /// Reads a family from a file, YAML or JSON:
  ///
  ///     parameters: [s, t]
  ///     atoms:
  ///       - {weight: 1/2, point: [s, t]}
  ///       - {weight: 1/2, point: [s + t, t^2]}
  ///
  /// Weights and coordinates are polynomials in the parameters.
  ///
  /// - Parameter file: its path; `-` for standard input.
  /// - Throws: `DataError` with the file, the line and what was expected.
  public init(file: String) throws(DataError) {
    let document = try Document(FileContents(of: file), of: "a family of laws")
    let values = try document.mapping(
      document.root, of: "a family of laws", knownKeys: Self.keys)
    func required(_ key: String) throws(DataError) -> Node {
      guard let node = values[key] else {
        throw document.error("the key '\(key)' is missing", at: document.root)
      }
      return node
    }
    let ring = PolynomialRing(try Self.names(try required("parameters"), in: document))
    let node = try required("atoms")
    var atoms: [Atom] = []
    for (number, entry) in try document.sequence(node, "atoms").enumerated() {
      guard number < Self.maximumSize else {
        throw document.error("more than \(Self.maximumSize) atoms", at: entry)
      }
      atoms.append(try Self.atom(entry, "atom \(number + 1)", in: document, over: ring))
    }
    do {
      try self.init(atoms, over: ring)
    } catch {
      throw document.error("\(error)", at: node)
    }
  }

  private static func names(_ node: Node, in document: Document) throws(DataError) -> [String] {
    var names: [String] = []
    for entry in try document.sequence(node, "parameters") {
      let name = try document.text(entry, "parameters", expected: "a name")
      let isName =
        name.first?.isLetter == true
        && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      guard isName else {
        throw document.error(
          "parameters: '\(name.excerpt)', expected a letter and then letters, digits and _",
          at: entry)
      }
      guard !names.contains(name) else {
        throw document.error("parameters: '\(name.excerpt)' occurs twice", at: entry)
      }
      guard names.count < maximumSize else {
        throw document.error("more than \(maximumSize) parameters", at: entry)
      }
      names.append(name)
    }
    return names
  }

  private static func atom(
    _ node: Node, _ name: String, in document: Document, over ring: PolynomialRing
  ) throws(DataError) -> Atom {
    let values = try document.mapping(node, of: name, knownKeys: atomKeys)
    guard let weight = values["weight"], let point = values["point"] else {
      throw document.error(
        "\(name): the key '\(values["weight"] == nil ? "weight" : "point")' is missing", at: node)
    }
    var coordinates: [Polynomial] = []
    for (number, entry) in try document.sequence(point, "\(name), point").enumerated() {
      guard number < maximumSize else {
        throw document.error("\(name): more than \(maximumSize) coordinates", at: entry)
      }
      coordinates.append(
        try polynomial(entry, "\(name), coordinate \(number + 1)", in: document, over: ring))
    }
    return Atom(
      weight: try polynomial(weight, "\(name), weight", in: document, over: ring),
      point: coordinates)
  }

  private static func polynomial(
    _ node: Node, _ name: String, in document: Document, over ring: PolynomialRing
  ) throws(DataError) -> Polynomial {
    let text = try document.text(node, name, expected: "a polynomial")
    do {
      // Decimals are numbers, not polynomials.
      if let number = try? Rational(parsing: text) { return ring.constant(number) }
      return try Polynomial(parsing: text, in: ring)
    } catch {
      throw document.error("\(name): \(error)", at: node)
    }
  }
}
