import ExactAlgebra
import Polyhedra
import Testing

/// `refutes` accepts proofs and nothing else.
@Suite struct CertificateTests {
  private static func certificate(_ multipliers: (Int, Integer)...) -> InfeasibilityCertificate {
    InfeasibilityCertificate(terms: multipliers.map { .init(row: $0.0, multiplier: $0.1) })
  }

  private static let system = InequalitySystem(
    dimension: 1,
    [
      HalfSpace(normal: [1]), HalfSpace(normal: [-1]), HalfSpace(normal: [-1], isOpen: false),
      HalfSpace(normal: [1], isOpen: false), HalfSpace(normal: [-1], offset: -1, isOpen: false),
    ])

  @Test func proofs() {
    #expect(Self.certificate((0, 1), (1, 1)).refutes(Self.system))
    #expect(Self.certificate((0, 2), (2, 2)).refutes(Self.system))
    #expect(Self.certificate((3, 1), (4, 1)).refutes(Self.system))
  }

  @Test func noProofs() {
    for wrong in [
      Self.certificate(), Self.certificate((0, 1)), Self.certificate((0, 1), (1, 2)),
      Self.certificate((0, -1), (3, 1)), Self.certificate((0, 0), (1, 0)),
      // Both hold with equality at 0.
      Self.certificate((2, 1), (3, 1)),
      Self.certificate((0, 1), (5, 1)), Self.certificate((-1, 1)),
    ] {
      #expect(!wrong.refutes(Self.system), "\(wrong)")
    }
  }
}
