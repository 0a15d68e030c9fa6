public import ExactAlgebra
internal import Varieties

/// Shows that polynomials which vanish on a variety generate its whole ideal.
///
///     let certifier = Certifier(program: try SingularProgram.find())
///     let outcome = try await certifier.certify(
///       ideal.generators.map(\.polynomial), of: kernel.map, timeLimit: .seconds(60))
///
/// Taken on trust are Singular's Groebner bases over the rationals, and that the polynomials do
/// vanish on the variety. Nothing is computed modulo a prime but ranks that prove independence.
/// The arguments are in the documentation of this module.
public struct Certifier: Sendable {
  private let program: SingularProgram

  /// A certifier that has a program at its disposal.
  public init(program: SingularProgram) { self.program = program }

  /// Whether the polynomials generate the kernel of the pull-back of a map.
  ///
  /// - Parameters:
  ///   - generators: homogeneous polynomials of `map.coordinateRing` in that kernel.
  ///   - map: a map whose image has the variety as its closure, with homogeneous kernel; the
  ///     fewer parameters the better, so `PatternMap.normalizedPolynomialMap(into:)`, which is
  ///     `GradedKernel.map` for a pattern variety.
  ///   - method: how; where it is `nil`, by a linear section if there is one, otherwise by
  ///     elimination.
  ///   - timeLimit: for Singular.
  ///   - seed: of the random points and orders by which a linear section is found.
  /// - Throws: `CancellationError` when the task is cancelled; no program is left running then.
  public func certify(
    _ generators: [Polynomial], of map: PolynomialMap,
    method: CompletenessCertificate.Method? = nil, timeLimit: Duration? = nil, seed: UInt64 = 1
  ) async throws -> CertificationOutcome {
    precondition(
      generators.allSatisfy { $0.ring === map.coordinateRing }, "polynomials from different rings")
    precondition(
      generators.allSatisfy(\.isHomogeneous), "generators that are not homogeneous")
    do {
      if method != .elimination {
        let section = try LinearSection.cheapest(of: generators, on: map, seed: seed)
        if let section {
          return try await certify(generators, of: map, by: section, timeLimit: timeLimit)
        }
        if method == .linearSection { return .undecided(.noLinearSection) }
      }
      return try await eliminate(map, against: generators, timeLimit: timeLimit)
    } catch let failure as SingularFailure {
      return .undecided(.singular(failure))
    }
  }

  private func certify(
    _ generators: [Polynomial], of map: PolynomialMap, by section: LinearSection,
    timeLimit: Duration?
  ) async throws -> CertificationOutcome {
    let script = SingularScript.regularity(
      of: section.determinants, modulo: generators, in: map.coordinateRing)
    let answer = try await program.answer(to: script, timeLimit: timeLimit)
    return try outcome(answer, .linearSection, map)
  }

  private func eliminate(
    _ map: PolynomialMap, against generators: [Polynomial], timeLimit: Duration?
  ) async throws -> CertificationOutcome {
    let script = SingularScript.elimination(of: map, against: generators)
    let answer = try await program.answer(to: script, timeLimit: timeLimit)
    guard try answer.truth("contained") else { return .undecided(.notInTheIdeal) }
    return try outcome(answer, .elimination, map)
  }

  private func outcome(
    _ answer: SingularAnswer, _ method: CompletenessCertificate.Method, _ map: PolynomialMap
  ) throws -> CertificationOutcome {
    if try answer.truth("regular") {
      return .complete(
        CompletenessCertificate(method: method, program: "Singular", version: answer.version))
    }
    let text = try answer.text("witness")
    guard let missing = SingularScript.polynomial(text, in: map.coordinateRing), !missing.isZero
    else { throw SingularFailure.unreadable("a polynomial that is no polynomial") }
    // What is claimed to be missing is verified here.
    guard map.pullback(of: missing).isZero else { return .undecided(.notInTheIdeal) }
    return .incomplete(missing: missing)
  }
}

/// What a certifier finds.
public enum CertificationOutcome: Hashable, Sendable {
  /// The generators generate the whole ideal.
  case complete(CompletenessCertificate)
  /// This polynomial vanishes on the variety, verified by expansion, and is not generated.
  ///
  /// It is homogeneous where the method is `linearSection`. Its degree is at least that of the
  /// first missing minimal generator, and can be larger.
  case incomplete(missing: Polynomial)
  /// Neither was shown.
  case undecided(Reason)

  /// The outcome with the missing polynomial, if there is one, in other coordinates.
  public func mapMissing(_ transform: (Polynomial) -> Polynomial) -> CertificationOutcome {
    if case .incomplete(let polynomial) = self {
      return .incomplete(missing: transform(polynomial))
    }
    return self
  }

  /// Why nothing was shown.
  public enum Reason: Hashable, Sendable, CustomStringConvertible {
    /// Singular gave no answer.
    case singular(SingularFailure)
    /// The generators do not determine coordinates linearly, and that method was asked for.
    case noLinearSection
    /// Some generator does not vanish on the variety.
    case notInTheIdeal

    /// The reason, on one line.
    public var description: String {
      switch self {
      case .singular(let failure): failure.description
      case .noLinearSection: "the generators do not determine coordinates linearly"
      case .notInTheIdeal: "some generator does not vanish on the variety"
      }
    }
  }
}

/// That generators generate a whole ideal, and what shows it.
public struct CompletenessCertificate: Hashable, Sendable {
  /// How it was shown.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Some coordinates are independent on the variety, the others are rational functions of them
    /// by elements of the ideal, and the denominators are no zero divisors modulo the ideal.
    case linearSection
    /// Eliminating the parameters from the graph of the map gives the same ideal.
    case elimination
  }

  /// How it was shown.
  public let method: Method
  /// The program whose Groebner bases over the rationals the proof rests on.
  public let program: String
  /// Its version, as it says itself.
  public let version: String

  /// Records a certificate.
  public init(method: Method, program: String, version: String) {
    self.method = method
    self.program = program
    self.version = version
  }
}
