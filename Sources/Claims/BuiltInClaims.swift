public import Laboratory

/// The claims that are built in.
public enum BuiltInClaims {
  /// All of them, in the order in which they are listed.
  public static let all: [any BuiltInClaim] = [
    Conjecture61(),
    DeterminantalGeneration(),
    KroneckerGeneration(),
    TwoBlockMinors(),
    RankConstraintGeneration(),
    ExpectedDimension(),
    ShallowDimensionFormula(),
    CodimensionByCubics(),
    ShallowRegionCount(),
  ]

  /// All claims of which there are stores and plans: these, and those whose family is not given by a
  /// size.
  public static let known: [any Claim] = all + [RegionEnumeration()]
}

/// A claim whose family is given by a size, so that the command can make it.
public protocol BuiltInClaim: Claim where Family: SizedFamily {}

extension BuiltInClaim {
  /// What the family has in common, for a list of claims; empty where there is nothing to say.
  public var remark: String { Family.remark }

  /// A sweep of the claim over the family of a size.
  ///
  /// - Parameters:
  ///   - size: the size.
  ///   - maximumDegree: the largest degree of polynomials.
  ///   - isCertifying: whether other programs settle what nothing else decides.
  ///   - seed: the seed of all random numbers.
  ///   - chosen: the options that the user gave, as opposed to those with their usual values.
  /// - Throws: `FamilyObjection` where the claim has no such family, and for an option that means
  ///   nothing for it.
  public func definition(
    over size: FamilySize, maximumDegree: Int, isCertifying: Bool, seed: UInt64,
    chosen: Set<FamilyOption> = []
  ) throws(FamilyObjection) -> SweepDefinition {
    let strange = FamilyOption.allCases.filter { chosen.contains($0) }
      .filter { !Family.options.contains($0) }
    guard strange.isEmpty else {
      throw FamilyObjection(
        description: " \(name): \(strange.map(\.rawValue).joined(separator: ", ")) "
          + "\(strange.count == 1 ? "means" : "mean") nothing for this claim"
          + (remark.isEmpty ? "" : ", which is about \(remark)"))
    }
    if let objection = Family.objection(to: size) {
      throw FamilyObjection(description: " \(name): \(objection)")
    }
    let family = Family(size)
    if let objection = objection(to: family) {
      throw FamilyObjection(description: ": \(objection)")
    }
    let hasDegrees = Family.options.contains(.maximumDegree)
    return SweepDefinition(
      of: self, over: family, maximumDegree: hasDegrees ? maximumDegree : nil,
      isCertifying: isCertifying, seed: seed)
  }
}

/// Why a claim does not apply to a family, behind the word `sweep`.
public struct FamilyObjection: Error, Hashable, CustomStringConvertible {
  public let description: String
}
