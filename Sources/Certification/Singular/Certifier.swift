public import ExactAlgebra
import LongWork
internal import Varieties

/// Shows that polynomials which vanish on a variety generate its whole ideal.
///
///     let certifier = Certifier(program: try SingularProgram.find())
///     let outcome = try await certifier.certify(
///       ideal.generators.map(\.polynomial), of: kernel.map, timeLimit: .seconds(60))
///
/// Taken on trust are Singular's Groebner bases, and that the polynomials do vanish on the
/// variety. Modulo a prime, completeness alone is shown, and it implies completeness over the
/// rationals; that something is missing is only said of what was computed over the rationals.
/// The arguments are in the documentation of this module.
public struct Certifier: Sendable {
  /// How completeness is shown.
  public typealias Method = CompletenessCertificate.Method
  /// Over which field Groebner bases are computed.
  public typealias Arithmetic = CompletenessCertificate.Arithmetic

  private let program: SingularProgram
  private let field: PrimeField

  /// A certifier that has a program at its disposal.
  public init(program: SingularProgram) {
    // The largest prime for which Singular has tables, and the fastest.
    self.init(program: program, prime: 32003)
  }

  /// A certifier that computes modulo a prime, which Singular must support: below 2^29.
  init(program: SingularProgram, prime: UInt) {
    precondition(prime < 1 << 29, "Singular factorizes modulo primes below 2^29")
    self.program = program
    field = PrimeField(prime: prime)
  }

  /// The largest number of leading monomials whose Hilbert series is computed.
  private static let largestBasis = 4_000

  /// Whether the polynomials generate the kernel of the pull-back of a map.
  ///
  /// - Parameters:
  ///   - generators: homogeneous polynomials of `map.coordinateRing` in that kernel.
  ///   - map: a map whose image has the variety as its closure, with homogeneous kernel; the
  ///     fewer parameters the better, so `PatternMap.normalizedPolynomialMap(into:)`, which is
  ///     `GradedKernel.map` for a pattern variety.
  ///   - method: how; where it is `nil`, by a linear section if there is one, and by elimination
  ///     if that does not decide it.
  ///   - arithmetic: where; if it is `nil`, modulo a prime, and over the rationals if the answer
  ///     modulo the prime is not that the generators are complete.
  ///   - timeLimit: for Singular in all; half of it for the linear section if elimination may
  ///     follow.
  ///   - seed: of the random points, orders and linear forms.
  /// - Throws: `CancellationError` when the task is cancelled; no program is left running then.
  public func certify(
    _ generators: [Polynomial], of map: PolynomialMap, method: Method? = nil,
    arithmetic: Arithmetic? = nil, timeLimit: Duration? = nil, seed: UInt64 = 1
  ) async throws -> CertificationOutcome {
    precondition(
      generators.allSatisfy { $0.ring === map.coordinateRing }, "polynomials from different rings")
    precondition(
      generators.allSatisfy(\.isHomogeneous), "generators that are not homogeneous")
    let question = Question(
      generators: generators.map(\.primitivePart), map: map,
      arithmetics: arithmetic.map { [$0] } ?? [.modular, .rational], seed: seed)
    return try await Interruption.within(timeLimit) {
      var outcome = CertificationOutcome.undecided(.noLinearSection)
      if method != .elimination {
        let share = method == nil ? Interruption.remainingTime.map { $0 / 2 } : nil
        outcome = try await Interruption.within(share) {
          try await answer(to: question, by: .linearSection)
        }
      }
      if method != .linearSection, outcome.isUndecided {
        outcome = try await answer(to: question, by: .elimination)
      }
      return outcome
    }
  }

  /// Goes to the next arithmetic as long as the answer is not known.
  private func answer(
    to question: Question, by method: Method
  ) async throws -> CertificationOutcome {
    var outcome = CertificationOutcome.undecided(.openModuloPrime)
    for arithmetic in question.arithmetics {
      let rest = Interruption.remainingTime
      if let rest, rest <= .zero { return .undecided(.singular(.timeLimit)) }
      let field = arithmetic == .modular ? field : nil
      do {
        outcome =
          switch method {
          case .linearSection: try await section(question, modulo: field, timeLimit: rest)
          case .elimination: try await eliminate(question, modulo: field, timeLimit: rest)
          }
      } catch let failure as SingularFailure {
        outcome = .undecided(.singular(failure))
      } catch is Interruption.TimeIsOver {
        outcome = .undecided(.singular(.timeLimit))
      }
      guard outcome.isUndecided else { break }
    }
    return outcome
  }

  private func section(
    _ question: Question, modulo field: PrimeField?, timeLimit: Duration?
  ) async throws -> CertificationOutcome {
    let section = try LinearSection.cheapest(
      of: question.generators, on: question.map,
      modulo: field ?? PrimeField(prime: (1 << 61) - 1), seed: question.seed)
    guard let section else { return .undecided(.noLinearSection) }
    let script = SingularScript.regularity(
      of: section.determinants, modulo: question.generators, in: question.map.coordinateRing,
      over: field, seed: question.seed)
    let answer = try await program.answer(to: script, timeLimit: timeLimit)
    return try outcome(answer, .linearSection, question, modulo: field)
  }

  private func eliminate(
    _ question: Question, modulo field: PrimeField?, timeLimit: Duration?
  ) async throws -> CertificationOutcome {
    if let field, !question.map.isDefined(over: field) {
      return .undecided(.openModuloPrime)
    }
    let script = SingularScript.elimination(
      of: question.map, against: question.generators, over: field)
    let answer = try await program.answer(to: script, timeLimit: timeLimit)
    guard try answer.truth("contained") else { return .undecided(.notInTheIdeal) }
    return try outcome(answer, .elimination, question, modulo: field)
  }

  private func outcome(
    _ answer: SingularAnswer, _ method: Method, _ question: Question, modulo field: PrimeField?
  ) throws -> CertificationOutcome {
    if try answer.truth("regular") {
      return .complete(
        CompletenessCertificate(
          method: method, prime: field?.modulus, program: "Singular", version: answer.version,
          hilbertSeries: try hilbertSeries(answer, method, question)))
    }
    // Generators that are complete over the rationals may be incomplete modulo a prime.
    guard field == nil else { return .undecided(.openModuloPrime) }
    let text = try answer.text("witness")
    let ring = question.map.coordinateRing
    guard let missing = SingularScript.polynomial(text, in: ring), !missing.isZero
    else { throw SingularFailure.unreadable("a polynomial that is no polynomial") }
    // What is claimed to be missing is verified here.
    guard question.map.pullback(of: missing).isZero else { return .undecided(.notInTheIdeal) }
    return .incomplete(missing: missing)
  }

  /// The Hilbert series by the leading monomials of the Groebner basis; `nil` where these are too
  /// many. A linear section rests on series, which are compared here.
  private func hilbertSeries(
    _ answer: SingularAnswer, _ method: Method, _ question: Question
  ) throws -> HilbertSeries? {
    let variables = question.map.coordinateCount
    let leading = try answer.monomials("leading", variableCount: variables)
    let isShort = leading.count <= Self.largestBasis
    guard isShort || method == .linearSection else { return nil }
    let ideal = MonomialIdeal(generators: leading, variableCount: variables)
    let numerator = try ideal.numerator
    if method == .linearSection {
      let evidence = try RegularityEvidence(
        answer, numerator: numerator, variableCount: variables)
      guard try evidence.isConclusive() else {
        throw SingularFailure.error("Hilbert series that do not agree with leading monomials")
      }
    }
    return isShort ? ideal.hilbertSeries(numerator: numerator) : nil
  }
}

/// What a certifier is asked.
private struct Question {
  /// Integer polynomials with coprime coefficients.
  let generators: [Polynomial]
  let map: PolynomialMap
  let arithmetics: [CompletenessCertificate.Arithmetic]
  let seed: UInt64
}
