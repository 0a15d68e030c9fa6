internal import ExactAlgebra

/// Input for Singular that ends in facts, see `SingularAnswer`.
///
/// Coordinates are called `y1, y2, ...` and parameters `t1, t2, ...`, whatever their names are:
/// names of our rings may be reserved words there.
struct SingularScript: Sendable {
  /// The input.
  let text: String

  private init(_ lines: [String]) {
    let opening = [
      "print(\"\(SingularAnswer.mark) answer begins\");",
      "print(\"\(SingularAnswer.mark) version \" + string(system(\"version\")));",
    ]
    let closing = ["print(\"\(SingularAnswer.mark) answered yes\");", "quit;"]
    text = (opening + lines + closing).joined(separator: "\n") + "\n"
  }

  /// Are all given polynomials no zero divisors modulo the homogeneous ideal of the generators?
  ///
  /// Facts: `regular`, 1 or 0; in the second case `witness`, an element of least degree among
  /// those that some found zero divisor carries into the ideal. Factors are tried one by one, by
  /// ascending degree. A form `f` of degree `d` is no zero divisor exactly if the Hilbert series
  /// modulo the ideal and `f` is `1 - t^d` times the one modulo the ideal; otherwise it is
  /// larger. So the latter may drive the computation of the basis: pairs are left out only where
  /// this lower bound is reached.
  static func regularity(
    of divisors: [Polynomial], modulo generators: [Polynomial], in ring: PolynomialRing
  )
    -> SingularScript
  {
    SingularScript(
      [
        "ring r = 0, (\(names("y", ring.variableCount))), dp;", "short = 0;",
        ideal("I", generators.map(coordinateText)),
        "ideal D = \((["1"] + divisors.map(coordinateText)).joined(separator: ",\n  "));",
      ] + [regularityProgram])
  }

  /// Does the kernel of the pull-back of a map lie in the ideal of the generators, and the
  /// generators in the kernel?
  ///
  /// Facts: `contained`, 1 if the generators lie in the kernel; `regular`, 1 if the kernel lies in
  /// the ideal, and otherwise `witness`, an element of least degree of the kernel that does not.
  static func elimination(of map: PolynomialMap, against generators: [Polynomial])
    -> SingularScript
  {
    let parameters = map.parameterRing.variableCount
    let coordinates = map.coordinateRing.variableCount
    let notation = PolynomialNotation(name: { "t\($0 + 1)" })
    let graph = map.images.enumerated().map { "y\($0 + 1) - (\(notation.text(of: $1)))" }
    let all = [(parameters, "t"), (coordinates, "y")].filter { $0.0 > 0 }
      .map { names($0.1, $0.0) }.joined(separator: ", ")
    let product = (0..<parameters).map { "t\($0 + 1)" }.joined(separator: "*")
    return SingularScript(
      [
        "ring full = 0, (\(all)), dp;", ideal("G", graph),
        parameters > 0 ? "ideal E = eliminate(G, \(product));" : "ideal E = G;",
        "ring r = 0, (\(names("y", coordinates))), dp;", "short = 0;",
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

  private static func names(_ letter: String, _ count: Int) -> String {
    (0..<count).map { "\(letter)\($0 + 1)" }.joined(separator: ", ")
  }

  private static func coordinateText(_ polynomial: Polynomial) -> String {
    PolynomialNotation(name: { "y\($0 + 1)" }).text(of: polynomial)
  }

  private static func ideal(_ name: String, _ entries: [String]) -> String {
    "ideal \(name) = " + (entries.isEmpty ? ["0"] : entries).joined(separator: ",\n  ") + ";"
  }

  /// The element of least degree among the normal forms in `Q`, which is not zero.
  private static let witness = """
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

  private static let comparisonProgram = """
    \(witness)
    print("\(SingularAnswer.mark) contained " + string(size(reduce(I, E)) == 0));
    ideal N = reduce(E, std(I));
    print("\(SingularAnswer.mark) regular " + string(size(N) == 0));
    if (size(N) > 0) { print("\(SingularAnswer.mark) witness " + string(leastDegree(N))); }
    """

  private static let regularityProgram = """
    \(witness)
    proc timesOneMinus(intvec a, int d)
    {
      // The last entry is not a coefficient.
      int m = size(a);
      intvec b;
      b[m + d] = 0;
      for (int k = 1; k < m; k++)
      {
        b[k] = b[k] + a[k];
        b[k + d] = b[k + d] - a[k];
      }
      b[m + d] = 0;
      return (b);
    }
    proc factors(ideal D)
    {
      ideal F;
      list L;
      poly product;
      for (int k = 1; k <= ncols(D); k++)
      {
        L = factorize(D[k]);
        product = 1;
        for (int l = 1; l <= ncols(L[1]); l++) { product = product * L[1][l]^L[2][l]; }
        if (product != D[k]) { ERROR("a factorization is wrong"); }
        F = F, L[1];
        kill l;
      }
      F = simplify(F, 1 + 2 + 4);
      ideal G;
      int highest = deg(F[1]);
      for (k = 1; k <= ncols(F); k++) { if (deg(F[k]) > highest) { highest = deg(F[k]); } }
      for (int d = 1; d <= highest; d++)
      {
        for (k = 1; k <= ncols(F); k++) { if (deg(F[k]) == d) { G[ncols(G) + 1] = F[k]; } }
      }
      return (simplify(G, 2));
    }
    ideal S = std(I);
    intvec series = hilb(S, 1);
    ideal F = factors(D);
    int regular = 1;
    int i;
    for (i = 1; i <= size(F) and regular; i++)
    {
      intvec expected = timesOneMinus(series, deg(F[i]));
      ideal T = std(S + ideal(F[i]), expected);
      regular = (hilb(T, 1) == expected);
      if (not regular)
      {
        ideal Q = reduce(quotient(S, ideal(F[i])), S);
        print("\(SingularAnswer.mark) witness " + string(leastDegree(Q)));
      }
      kill expected, T;
    }
    print("\(SingularAnswer.mark) regular " + string(regular));
    """
}
