import Certification
import ExactAlgebra
import Laboratory
import LongWork
import NetworkVarieties
import Networks
import Presentation
import Varieties

/// Compares the ideal of a shallow network with the ideal that minors of rank constraints
/// generate: degree by degree, and completely where an argument for that is at hand.
struct MinorComparison {
  /// What it means that minors leave generators.
  enum Excess {
    /// The claim is about these minors: it is refuted.
    case refutes
    /// Other minors may account for them.
    case open
  }

  private let instance: PatternInstance
  private let settings: ClaimSettings
  private let excess: Excess
  /// Whether the theorem on two blocks may settle an instance.
  private let mayUseTwoBlockTheorem: Bool
  private let constraints: (PatternVariety) -> [RankConstraint]
  /// The time for the instance, all steps together.
  private let allowance: TimeAllowance

  private struct Setting {
    let variety: PatternVariety
    let kernel: GradedKernel
    let constraints: [RankConstraint]
    let degree: Int
  }

  /// A comparison with constraints of a variety.
  init(
    of instance: PatternInstance, settings: ClaimSettings, excess: Excess = .refutes,
    mayUseTwoBlockTheorem: Bool = false, constraints: @escaping (PatternVariety) -> [RankConstraint]
  ) {
    self.instance = instance
    self.settings = settings
    self.excess = excess
    self.mayUseTwoBlockTheorem = mayUseTwoBlockTheorem
    self.constraints = constraints
    allowance = TimeAllowance(settings.timeLimit)
  }

  /// The finding.
  ///
  /// - Throws: `CancellationError`.
  func finding() async throws -> VarietyFinding {
    let setting: Setting
    do {
      setting = try makeSetting()
    } catch {
      return .tooLarge(error, seed: settings.seed)
    }
    let dimension = setting.variety.dimension(seed: settings.seed)
    var options = settings.kernelOptions
    options.conditions = setting.constraints.map(\.condition)
    let ideal = try await setting.kernel.ideal(upToDegree: setting.degree, options: options)
    let evidence = VarietyEvidence(
      seed: settings.seed, primes: [dimension.evidence.prime] + ideal.primes,
      dimension: DimensionEvidence(
        dimension, claimed: nil, ambient: setting.variety.ambientDimension),
      ideal: IdealEvidence(ideal, conditions: setting.constraints))
    return VarietyFinding(
      try await verdict(on: ideal, dimension, in: setting), evidence: evidence)
  }

  private func makeSetting() throws(PatternVarietyError) -> Setting {
    let variety = try instance.variety
    // One degree more than the largest minor can have.
    let degree = min(variety.liveNetwork.liveHiddenNeuronCount + 2, settings.maximumDegree)
    return Setting(
      variety: variety, kernel: try variety.gradedKernel,
      constraints: constraints(variety).filter { !$0.condition.isTrivial }, degree: degree)
  }

  /// The settings for a further step, or `nil` where there is no time left for it.
  private var rest: ClaimSettings? {
    guard !allowance.isUsedUp else { return nil }
    var rest = settings
    rest.timeLimit = allowance.rest
    return rest
  }

  private func verdict(
    on ideal: GradedIdeal, _ dimension: Dimension, in setting: Setting
  ) async throws -> VarietyVerdict {
    let ground = self.ground(dimension, in: setting)
    precondition(
      ideal.pieces.allSatisfy { $0.excess != nil }, "an ideal that was not compared with minors")
    let proved = ideal.pieces.prefix { $0.status.isProved }
    if let piece = proved.first(where: { $0.excess?.witness != nil }), let excess = piece.excess {
      precondition(ground == nil, "an ideal that is larger than a proof permits")
      let representation = excess.representation.symbol
      return switch self.excess {
      case .refutes:
        .refuted(
          .polynomial(
            excess.witness!.description, degree: piece.degree, representation: representation))
      case .open:
        .notReached(.uncovered(degree: piece.degree, representation: representation))
      }
    }
    if let ground { return .confirmed(.complete(ground)) }
    if let limit = ideal.limit { return .notReached(.limit(StoredKernelLimit(limit))) }
    if proved.count < ideal.pieces.count {
      return .notReached(.unverified(degree: proved.count + 1))
    }
    if excess == .refutes, hasAllMinors(ideal, in: setting),
      let witness = VarietyVerdict.Witness.tooFewGenerators(
        of: ideal, for: dimension, ambientDimension: setting.variety.ambientDimension)
    {
      return .refuted(witness)
    }
    if isHypersurface(ideal, dimension, in: setting) {
      return .confirmed(.complete(.hypersurface))
    }
    if let ground = try await inheritedGround(in: setting) {
      return .confirmed(.complete(ground))
    }
    return .confirmed(try await certifiedScope(of: ideal, in: setting))
  }

  /// An argument that the minors generate the ideal which needs no ideal.
  private func ground(_ dimension: Dimension, in setting: Setting) -> VarietyVerdict.Ground? {
    let product = DeterminantalProduct(
      among: setting.constraints, dimension: dimension,
      coordinateCount: setting.variety.ambientDimension)
    if let product { return VarietyVerdict.Ground(product) }
    return mayUseTwoBlockTheorem && TwoBlockTheorem(of: setting.variety) != nil
      ? .twoBlockTheorem : nil
  }

  /// Inputs and outputs beyond the hidden neurons bring only minors of the blocks stacked or side
  /// by side: the statement of that name in the documentation of this module.
  private func inheritedGround(in setting: Setting) async throws -> VarietyVerdict.Ground? {
    let hidden = setting.variety.liveNetwork.liveHiddenNeuronCount
    let widths = instance.architecture.widths
    guard widths.count == 3, !instance.architecture.hasBiases else { return nil }
    let (inputs, outputs) = (min(widths[0], hidden), min(widths[2], hidden))
    guard (inputs, outputs) != (widths[0], widths[2]), let rest,
      let smaller = try? Architecture(widths: [inputs, widths[1], outputs])
    else { return nil }
    let finding = try await MinorComparison(
      of: PatternInstance(architecture: smaller, patterns: instance.patterns, orbitSize: 1),
      settings: rest, excess: excess, mayUseTwoBlockTheorem: mayUseTwoBlockTheorem,
      constraints: constraints
    ).finding()
    guard case .confirmed(.complete(let ground)) = finding.verdict else { return nil }
    return .inherited(inputs: inputs, outputs: outputs, ground)
  }

  /// Whether all minors have degrees that were gone through, so that the minimal generators found
  /// are those of the ideal of the minors.
  private func hasAllMinors(_ ideal: GradedIdeal, in setting: Setting) -> Bool {
    setting.constraints.allSatisfy { $0.minorSize <= ideal.maximumDegree }
  }

  /// The ideal of an irreducible hypersurface is generated by its form of least degree.
  private func isHypersurface(
    _ ideal: GradedIdeal, _ dimension: Dimension, in setting: Setting
  ) -> Bool {
    dimension.isProved && dimension.value == setting.variety.ambientDimension - 1
      && ideal.pieces.contains { $0.dimension == 1 }
  }

  private func certifiedScope(
    of ideal: GradedIdeal, in setting: Setting
  ) async throws -> VarietyVerdict.Scope {
    let scope = VarietyVerdict.Scope.degrees(upTo: ideal.maximumDegree)
    guard settings.isCertifying, let rest, let program = try? SingularProgram.find() else {
      return scope
    }
    let outcome = try await Certifier(program: program).certify(
      ideal.generators.map(\.polynomial), of: setting.kernel.map, timeLimit: rest.timeLimit,
      seed: settings.seed)
    guard case .complete(let certificate) = outcome else { return scope }
    return .complete(
      .certificate(
        method: certificate.method.rawValue,
        program: "\(certificate.program) \(certificate.version)",
        prime: certificate.prime.map { Int($0) }))
  }
}

extension VarietyVerdict.Ground {
  /// That a variety is a product of determinantal varieties.
  init(_ product: DeterminantalProduct) {
    let symbols = product.constraints.map(\.symbol)
    self =
      product.factors.contains { $0.constraints.count > 1 }
      ? .dependentMatrices(symbols) : .determinantalProduct(symbols)
  }
}

extension ClaimSettings {
  /// The options of a computation of an ideal.
  var kernelOptions: GradedKernel.Options {
    var options = GradedKernel.Options()
    options.seed = seed
    options.memoryLimit = memoryLimit
    options.timeLimit = timeLimit
    return options
  }
}
