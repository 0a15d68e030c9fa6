import ExactAlgebra
import Oracles
import Testing

@testable import Varieties

/// Groebner bases and minimal polynomials of random small systems, against Singular.
@Suite(.enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"))
struct SingularEliminationTests {
  /// Random polynomials in three variables, with a product where `seed` is even, so that there are
  /// finitely many and infinitely many zeros.
  private static func system(_ seed: UInt64, in ring: PolynomialRing) -> [Polynomial] {
    var generator = SeededGenerator(seed: seed, stream: 3)
    func form(_ degree: Int) -> Polynomial {
      Polynomial(
        (0..<4).map { _ in
          (
            coefficient: Rational(Int.random(in: -3...3, using: &generator)),
            variables: (0..<Int.random(in: 0...degree, using: &generator)).map { _ in
              Int.random(in: 0...2, using: &generator)
            }
          )
        }, in: ring)
    }
    let common = seed.isMultiple(of: 2) ? form(1) : ring.one
    return (0..<3).map { _ in common * form(2) }
  }

  @Test func basesAndEliminationAgree() async throws {
    let ring = PolynomialRing(["x", "y", "z"])
    let systems = (0..<40).map { Self.system($0, in: ring) }
    var script = "short = 0;\n"
    for system in systems {
      let list = system.map(\.description).joined(separator: ", ")
      let ours = try GroebnerBasis(of: system, in: ring).polynomials.map(\.description)
        .joined(separator: ", ")
      script += """
        ring r = 0, (x, y, z), dp; short = 0; option(redSB);
        ideal I = \(list);
        ideal S = std(I);
        ideal E = eliminate(I, y*z);
        poly e = 0;
        if (size(E) > 0) { ideal F = std(E); e = F[1]; kill F; }
        ideal G = \(ours.isEmpty ? "0" : ours);
        attrib(G, "isSB", 1);
        int same = (size(reduce(G, S)) == 0) and (size(reduce(S, G)) == 0);
        print("result " + string(dim(S)) + " " + string(vdim(S)) + " " + string(deg(e)) + " " + string(same));
        kill r;

        """
    }
    let results = try await SingularOracle.integers(printedBy: script + "quit;\n")
    try #require(results.count == systems.count)
    var (finite, infinite) = (0, 0)
    for (system, result) in zip(systems, results) {
      let basis = try GroebnerBasis(of: system, in: ring)
      #expect(result.last == 1)
      let algebra = try QuotientAlgebra(modulo: basis)
      if basis.isUnit {
        #expect(result[0] == -1)
        continue
      }
      #expect((algebra == nil) == (result[0] > 0))
      if let algebra {
        finite += 1
        #expect(algebra.dimension == result[1])
        #expect(try algebra.minimalPolynomial(of: ring.variable(0)).count - 1 == result[2])
      } else {
        infinite += 1
      }
      #expect(try basis.minimalPolynomial(of: 0)?.totalDegree ?? -1 == result[2])
    }
    #expect(finite >= 5 && infinite >= 10, "\(finite) \(infinite)")
  }
}
