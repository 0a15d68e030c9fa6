internal import ExactAlgebra

extension SingularScript {
  /// Are all given polynomials no zero divisors modulo the homogeneous ideal of the generators?
  ///
  /// Facts: `regular`, 1 or 0; in the second case and over the rationals `witness`, an element of
  /// least degree among those that some found zero divisor carries into the ideal. Factors are
  /// tried one by one, by ascending degree. A form `f` of degree `d` is no zero divisor exactly if
  /// the Hilbert series modulo the ideal and `f` is `1 - t^d` times the one modulo the ideal;
  /// otherwise the first coefficient that differs is larger. So the expected series may drive the
  /// computation of the basis: pairs are left out only where it is reached.
  ///
  /// Singular has Hilbert series in machine integers, which wrap silently, so what it finds is a
  /// proposal. The facts that decide are leading monomials, see `RegularityEvidence`: `leading` of
  /// the basis of the ideal, `cut` of that of the ideal cut down, in `kept` variables, `count` of factors,
  /// and for each number from 1 on `degree1`, `isCut1` and `leading1`, those of the ideal, or the ideal cut
  /// down, with the factor.
  ///
  /// Modulo a prime, ideals of small degree are cut down to dimension one by linear forms before
  /// long factors are tried; if the linear forms are a regular sequence, and a factor is no zero
  /// divisor modulo the ideal and them, it is none modulo the ideal.
  static func regularity(
    of divisors: [Polynomial], modulo generators: [Polynomial], in ring: PolynomialRing,
    over field: PrimeField?, seed: UInt64
  ) -> SingularScript {
    SingularScript(
      [
        "ring r = \(field?.modulus ?? 0), (\(names("y", ring.variableCount))), dp;",
        "short = 0;",
        ideal("I", generators.map(coordinateText)),
        "ideal D = \((["1"] + divisors.map(coordinateText)).joined(separator: ",\n  "));",
        "int largestDegree = \(field == nil ? 0 : largestDegreeToCut);",
        "int termCount = \(termCountToCut);",
        // Singular takes positive machine integers of 31 bits.
        "system(\"--random\", \(seed % 1_000_000_007 + 1));",
        regularityProgram,
      ])
  }

  /// The largest degree of an ideal, and the least number of terms of a factor, for which it is
  /// cut. Otherwise dense polynomials in few variables cost more than sparse ones in many.
  ///
  /// Measured: a factor with 3924 terms and degree 320 (widths 4, 4, 4 on `1011`, `0111`) takes a
  /// second instead of minutes; degree 2240 (widths 4, 3, 4 on `101`, `011`) minutes instead of
  /// seconds, and short factors (widths 5, 3, 3 on `101`, `011`) 16 seconds instead of one.
  private static let (largestDegreeToCut, termCountToCut) = (1000, 1000)

  private static let regularityProgram = """
    \(witness)
    \(leadingExponents)
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
    proc randomLinearForms(int count)
    {
      int p = char(basering);
      ideal L;
      poly form;
      int l;
      for (int k = 1; k <= count; k++)
      {
        form = 0;
        for (l = 1; l <= nvars(basering); l++) { form = form + random(0, p - 1) * var(l); }
        L[k] = form;
      }
      return (L);
    }
    proc report(int k, int d, int c, string t)
    {
      print("\(SingularAnswer.mark) degree" + string(k) + " " + string(d));
      print("\(SingularAnswer.mark) isCut" + string(k) + " " + string(c));
      print("\(SingularAnswer.mark) leading" + string(k) + " " + t);
    }
    ideal S = std(I);
    print("\(SingularAnswer.mark) leading " + leadingExponents(S));
    intvec series = hilb(S, 1);
    ideal F = factors(D);
    int cuts = dim(S) - 1;
    int longest;
    int i;
    for (i = 1; i <= size(F); i++) { if (size(F[i]) > longest) { longest = size(F[i]); } }
    int isCut = (cuts > 0 and mult(S) <= largestDegree and longest >= termCount);
    if (isCut)
    {
      int kept = nvars(r) - cuts;
      ring s = char(r), (x(1..kept)), dp;
      map restriction = r, randomLinearForms(nvars(r));
      ideal C = std(restriction(I), series);
      isCut = (hilb(C, 1) == series);
      if (isCut)
      {
        print("\(SingularAnswer.mark) kept " + string(kept));
        print("\(SingularAnswer.mark) cut " + leadingExponents(C));
      }
      setring r;
    }
    int regular = 1;
    for (i = 1; i <= size(F) and regular; i++)
    {
      poly f = F[i];
      int height = deg(f);
      intvec expected = timesOneMinus(series, height);
      regular = 0;
      if (isCut and size(f) >= termCount)
      {
        setring s;
        ideal T = std(C + ideal(restriction(f)), expected);
        regular = (hilb(T, 1) == expected);
        if (regular) { report(i, height, 1, leadingExponents(T)); }
        kill T;
        setring r;
      }
      if (not regular)
      {
        ideal T = std(S + ideal(f), expected);
        regular = (hilb(T, 1) == expected);
        if (regular) { report(i, height, 0, leadingExponents(T)); }
        kill T;
      }
      if (not regular and char(r) == 0)
      {
        ideal Q = reduce(quotient(S, ideal(f)), S);
        print("\(SingularAnswer.mark) witness " + string(leastDegree(Q)));
      }
      kill height, expected, f;
    }
    print("\(SingularAnswer.mark) count " + string(size(F)));
    print("\(SingularAnswer.mark) regular " + string(regular));
    """
}
