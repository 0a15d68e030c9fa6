import ExactAlgebra
import Oracles
import Testing

@testable import Certification

/// Primes modulo which generators or the map degenerate: they prove nothing, and do no harm.
@Suite(.enabled(if: ExternalProgram.singular.isInstalled, "Singular is not installed"))
struct BadPrimeTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let generators: [String]
    let images: [String]
    let isComplete: Bool

    static let all = [
      Example(
        testDescription: "generators that become equal", generators: ["x - z", "x - 3*y + 2*z"],
        images: ["s", "s", "s"], isComplete: true),
      Example(
        testDescription: "a generator that is divisible", generators: ["3*x - 3*z", "y - z"],
        images: ["s", "s", "s"], isComplete: true),
      Example(
        testDescription: "a generator that becomes a square", generators: ["y^2 + 3*x*z"],
        images: ["s^2", "3*s*t", "-3*t^2"], isComplete: true),
      Example(
        testDescription: "a denominator in the map", generators: ["x - 3*y", "x - 3*z"],
        images: ["s", "1/3*s", "1/3*s"], isComplete: true),
      Example(
        testDescription: "one of two that are equal modulo 3", generators: ["x - z"],
        images: ["s", "s", "s"], isComplete: false),
      Example(
        testDescription: "a cone whose base collapses", generators: [],
        images: ["s", "3*t", "3*s + t"], isComplete: false),
    ]
  }

  private func outcome(
    _ example: Example, _ arithmetic: Certifier.Arithmetic?, by method: Certifier.Method?,
    prime: UInt = 3
  ) async throws -> CertificationOutcome {
    let parameters = PolynomialRing(["s", "t"])
    let ring = PolynomialRing(["x", "y", "z"])
    let map = PolynomialMap(
      from: parameters, to: ring,
      images: try example.images.map { try Polynomial(parsing: $0, in: parameters) })
    let generators = try example.generators.map { try Polynomial(parsing: $0, in: ring) }
    return try await Certifier(program: .find(), prime: prime).certify(
      generators, of: map, method: method, arithmetic: arithmetic)
  }

  @Test func exampleCount() { #expect(Example.all.count == 6) }

  @Test(arguments: Example.all, Certifier.Method.allCases)
  func noFalseCompleteness(_ example: Example, method: Certifier.Method) async throws {
    let modular = try await outcome(example, .modular, by: method)
    guard case .complete = modular else {
      #expect(modular.isUndecided)
      return
    }
    #expect(example.isComplete)
  }

  @Test(arguments: Example.all)
  func rationalsDecide(_ example: Example) async throws {
    switch try await outcome(example, nil, by: nil) {
    case .complete: #expect(example.isComplete)
    case .incomplete: #expect(!example.isComplete)
    case .undecided(let reason): Issue.record("\(reason)")
    }
  }

  /// Modulo three the first two generators are one, modulo five they are not.
  @Test(arguments: Certifier.Method.allCases)
  func anotherPrimeDecides(method: Certifier.Method) async throws {
    let example = try #require(Example.all.first)
    #expect(try await outcome(example, .modular, by: method).isUndecided)
    let good = try await outcome(example, .modular, by: method, prime: 5)
    guard case .complete(let certificate) = good else {
      Issue.record("\(good)")
      return
    }
    #expect(certificate.prime == 5)
  }
}
