internal import ExactAlgebra

/// Input for Singular that ends in facts, see `SingularAnswer`.
///
/// Coordinates are called `y1, y2, ...` and parameters `t1, t2, ...`, whatever their names are:
/// names of our rings may be reserved words there.
struct SingularScript: Sendable {
  /// The input.
  let text: String

  init(_ lines: [String]) {
    let opening = [
      "print(\"\(SingularAnswer.mark) answer begins\");",
      "print(\"\(SingularAnswer.mark) version \" + string(system(\"version\")));",
    ]
    let closing = ["print(\"\(SingularAnswer.mark) answered yes\");", "quit;"]
    text = (opening + lines + closing).joined(separator: "\n") + "\n"
  }

  /// Does the kernel of the pull-back of a map lie in the ideal of the generators, and the
  /// generators in the kernel?
  ///
  /// Facts: `contained`, 1 if the generators lie in the kernel; `regular`, 1 if the kernel lies in
  /// the ideal, and otherwise `witness`, an element of least degree of the kernel that does not.
  ///
  /// All of it modulo a prime if a field is given, over which the map is defined.
  static func elimination(
    of map: PolynomialMap, against generators: [Polynomial], over field: PrimeField?
  ) -> SingularScript {
    let characteristic = field?.modulus ?? 0
    let parameters = map.parameterRing.variableCount
    let coordinates = map.coordinateRing.variableCount
    let notation = PolynomialNotation(name: { "t\($0 + 1)" })
    let graph = map.images.enumerated().map { "y\($0 + 1) - (\(notation.text(of: $1)))" }
    let all = [(parameters, "t"), (coordinates, "y")].filter { $0.0 > 0 }
      .map { names($0.1, $0.0) }.joined(separator: ", ")
    let product = (0..<parameters).map { "t\($0 + 1)" }.joined(separator: "*")
    return SingularScript(
      [
        "ring full = \(characteristic), (\(all)), dp;", ideal("G", graph),
        parameters > 0 ? "ideal E = eliminate(G, \(product));" : "ideal E = G;",
        "ring r = \(characteristic), (\(names("y", coordinates))), dp;", "short = 0;",
        "ideal E = std(imap(full, E));", ideal("I", generators.map(coordinateText)),
      ] + [comparisonProgram])
  }

  /// A polynomial that Singular wrote in the names of the coordinates.
  static func polynomial(_ text: String, in ring: PolynomialRing) -> Polynomial? {
    let names = PolynomialRing((0..<ring.variableCount).map { "y\($0 + 1)" })
    guard let polynomial = try? Polynomial(parsing: text, in: names) else { return nil }
    return Polynomial(
      polynomial.terms.map { (coefficient: $0.coefficient, variables: $0.variables) }, in: ring
    ).primitivePart
  }

  static func names(_ letter: String, _ count: Int) -> String {
    (0..<count).map { "\(letter)\($0 + 1)" }.joined(separator: ", ")
  }

  static func coordinateText(_ polynomial: Polynomial) -> String {
    PolynomialNotation(name: { "y\($0 + 1)" }).text(of: polynomial)
  }

  static func ideal(_ name: String, _ entries: [String]) -> String {
    "ideal \(name) = " + (entries.isEmpty ? ["0"] : entries).joined(separator: ",\n  ") + ";"
  }

  /// The element of least degree among the normal forms in `Q`, which is not zero.
  static let witness = """
    proc leastDegree(ideal Q)
    {
      Q = simplify(Q, 2);
      int best = 1;
      for (int k = 2; k <= ncols(Q); k++)
      {
        if (deg(Q[k]) < deg(Q[best])) { best = k; }
      }
      return (Q[best]);
    }
    """

  /// The exponents of the leading monomials of a Groebner basis.
  static let leadingExponents = """
    proc leadingExponents(ideal S)
    {
      string t = "monomials";
      for (int k = 1; k <= ncols(S); k++)
      {
        if (S[k] != 0) { t = t + ";" + string(leadexp(S[k])); }
      }
      return (t);
    }
    """

  private static let comparisonProgram = """
    \(witness)
    \(leadingExponents)
    print("\(SingularAnswer.mark) leading " + leadingExponents(E));
    print("\(SingularAnswer.mark) contained " + string(size(reduce(I, E)) == 0));
    ideal N = reduce(E, std(I));
    print("\(SingularAnswer.mark) regular " + string(size(N) == 0));
    if (size(N) > 0) { print("\(SingularAnswer.mark) witness " + string(leastDegree(N))); }
    """
}
