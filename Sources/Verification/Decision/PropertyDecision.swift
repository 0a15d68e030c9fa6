public import ExactAlgebra
import LongWork
public import Networks
import Polyhedra
public import Properties
public import Regions

/// Whether a network has a property, decided exactly.
///
///     let decision = try await PropertyDecision(of: property, for: network)
///     if case .violated(let counterexample) = decision.verdict { print(counterexample.input) }
///
/// The counterexamples of a property are those of finitely many conjunctions of linear conditions. Where inputs lie in a box, it is
/// halved until each conjunction is refuted on each part by bounds whose rounding errors are
/// bounded too. Where that does not succeed, the neurons that may have both signs on a small box are given signs, and
/// linear programs over the rationals decide on each part, so margins may be zero. Unbounded inputs are looked through by
/// activation regions in the same way. Inputs that look like counterexamples are evaluated exactly, by network and formula.
public struct PropertyDecision: Sendable {
  /// An input with its output.
  public struct Counterexample: Hashable, Sendable {
    /// The input.
    public let input: [Rational]
    /// What the network gives there, exactly.
    public let output: [Rational]

    /// An input with its output.
    public init(input: [Rational], output: [Rational]) {
      (self.input, self.output) = (input, output)
    }

    /// An input, evaluated exactly; `nil` where it is no counterexample.
    init?(_ input: [Rational], of property: Property, for network: Network) {
      let output = network.evaluate([input])[0].outputs
      guard property.isViolated(by: input, output) else { return nil }
      self.init(input: input, output: output)
    }
  }

  /// The answer.
  public enum Verdict: Hashable, Sendable {
    /// There is no counterexample.
    case holds
    /// There is this one.
    case violated(Counterexample)
    /// A limit was reached before either was found.
    case unknown
  }

  /// What is split until nothing is left to decide.
  public enum Method: Sendable {
    /// Boxes: inputs are halved, and with many inputs neurons are given signs too, in turn, until one way ends. Activation
    /// regions where there is no box around the inputs.
    case automatic
    /// As before, with inputs alone.
    case inputs
    /// As before, with neurons alone.
    case neurons
    /// Activation regions alone.
    case regions
  }

  /// The limits of a decision, and how it is run.
  public struct Options: Sendable {
    /// What is split.
    public var method = Method.automatic
    /// The number of threads; results do not depend on it.
    public var threads = 1
    /// The largest number of regions.
    public var maximumRegions: Int?
    /// Whether what was done is kept, to be written as a certificate; the search leaves larger margins then.
    public var keepsProof = false
    /// Receives progress, after some hundreds of regions each time.
    public var progress: (@Sendable (RegionProgress) -> Void)?
    /// Receives progress after some boxes each time.
    public var boxProgress: (@Sendable (BoxProgress) -> Void)?

    /// One thread, without limits.
    public init() {}
  }

  /// The property.
  public let property: Property
  /// The answer.
  public let verdict: Verdict
  /// Whether no input satisfies the conditions on inputs; then the property holds for every network.
  public let isInputEmpty: Bool
  /// Why the property holds, where that was kept.
  public let proof: PropertyProof?
  /// The number of conjunctions, those without inputs not counted.
  public let caseCount: Int
  /// The number of boxes that were looked at.
  public let boxCount: Int
  /// The number of boxes that were not halved, and of parts of boxes that were cut off.
  public let leafCount: Int
  /// The number of regions that were looked through, and of parts of boxes on which all neurons had signs.
  public let regionCount: Int

  /// Decides.
  ///
  /// A time or a request of `Interruption` ends the search with the verdict `unknown`.
  ///
  /// - Parameters:
  ///   - property: the property.
  ///   - network: the network.
  ///   - options: limits.
  /// - Throws: `PropertyDecisionError` where property and network do not fit, `RegionError`, `CancellationError`.
  public init(
    of property: Property, for network: Network, options: Options = Options()
  ) async throws {
    let architecture = network.architecture
    guard architecture.inputCount == property.inputCount else {
      throw PropertyDecisionError.inputs(
        property.inputCount, expected: architecture.inputCount)
    }
    guard architecture.outputCount == property.outputCount else {
      throw PropertyDecisionError.outputs(
        property.outputCount, expected: architecture.outputCount)
    }
    self.property = property
    var search = PropertySearch(of: property, for: network, options)
    do {
      verdict = try await search.verdict()
    } catch is Interruption.IsRequested {
      verdict = .unknown
    } catch is Interruption.TimeIsOver {
      verdict = .unknown
    }
    isInputEmpty = verdict == .holds && search.caseCount == 0
    (caseCount, boxCount) = (search.caseCount, search.boxCount)
    (leafCount, regionCount) = (search.leafCount, search.regionCount)
    proof = options.keepsProof && verdict == .holds ? search.proof : nil
  }
}

/// Why nothing is decided.
public enum PropertyDecisionError: Error, Hashable, CustomStringConvertible {
  /// A property of networks with another number of inputs.
  case inputs(Int, expected: Int)
  /// A property of networks with another number of outputs.
  case outputs(Int, expected: Int)
  /// Too many ways to satisfy the formula.
  case tooManyCases

  /// One line for the user.
  public var description: String {
    switch self {
    case .inputs(let count, let expected):
      "\(count) inputs, expected \(expected) as the network has"
    case .outputs(let count, let expected):
      "\(count) outputs, expected \(expected) as the network has"
    case .tooManyCases:
      "more than \(Property.maximumConjunctionCount) conjunctions of 'and' and 'or'"
    }
  }
}
