import Presentation

/// What a sweep is about; with the version of the program it determines every finding, but for
/// limits of time and memory.
public struct SweepDefinition: Hashable, Sendable, Codable {
  /// The claim.
  public let claim: BuiltInClaim
  /// The size of the family.
  public let family: FamilySize
  /// The largest degree in which ideals are compared.
  public let maximumDegree: Int
  /// Whether Singular is asked if generators are complete.
  public let isCertifying: Bool
  /// The seed of all random points.
  public let seed: UInt64

  /// A sweep of a claim over a family.
  public init(
    claim: BuiltInClaim, family: FamilySize, maximumDegree: Int = 6, isCertifying: Bool = false,
    seed: UInt64 = 1
  ) {
    self.claim = claim
    self.family = family
    self.maximumDegree = maximumDegree
    self.isCertifying = isCertifying
    self.seed = seed
  }

  /// The instances in their order, with numbers from 0.
  public var instances: some Sequence<NumberedInstance> {
    claim.claim.domain.instances(of: family).lazy.enumerated().lazy.map {
      NumberedInstance(number: $0.offset, instance: $0.element)
    }
  }
}

extension SweepDefinition: CustomStringConvertible {
  /// `conjecture-6.1, 2 blocks, width 4, degree 6, seed 1`.
  public var description: String {
    var parts = [claim.rawValue, Self.text(family.blocks, "block")]
    if claim.claim.domain == .patterns {
      parts.append(Self.text(family.hiddenLayers, "hidden layer"))
      parts.append(family.hasBiases ? "with biases" : "without biases")
    }
    parts.append("width \(family.maximumWidth)")
    if let hidden = family.maximumHidden {
      parts.append("at most \(counted(hidden, "hidden neuron"))")
    }
    parts.append("degree \(maximumDegree)")
    if isCertifying { parts.append("certified") }
    parts.append("seed \(seed)")
    return parts.joined(separator: ", ")
  }

  private static func text(_ range: ClosedRange<Int>, _ noun: String) -> String {
    range.count == 1
      ? counted(range.lowerBound, noun) : "\(range.lowerBound)-\(counted(range.upperBound, noun))"
  }
}

/// An instance with its place in the order of a sweep.
public struct NumberedInstance: Hashable, Sendable {
  /// The place, from 0.
  public let number: Int
  /// The instance.
  public let instance: Instance

  /// An instance with its place.
  public init(number: Int, instance: Instance) {
    self.number = number
    self.instance = instance
  }
}
