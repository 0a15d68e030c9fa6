public import Laboratory

/// The claims that are built in.
public enum BuiltInClaims {
  /// All of them, in the order in which they are listed.
  public static let all: [any BuiltInClaim] = [
    Conjecture61(),
    DeterminantalGeneration(),
    KroneckerGeneration(),
    ExpectedDimension(),
    ShallowDimensionFormula(),
    CodimensionByCubics(),
    ShallowRegionCount(),
  ]
}

/// A claim whose family is given by a size, so that the command can make it.
public protocol BuiltInClaim: Claim where Family: SizedFamily {}

extension BuiltInClaim {
  /// What the family has in common, for a list of claims; empty where there is nothing to say.
  public var remark: String { Family.remark }

  /// A sweep of the claim over the family of a size.
  ///
  /// - Throws: `FamilyObjection` where the claim has no such family.
  public func definition(
    over size: FamilySize, maximumDegree: Int, isCertifying: Bool, seed: UInt64
  ) throws(FamilyObjection) -> SweepDefinition {
    if let objection = Family.objection(to: size) {
      throw FamilyObjection(description: " \(name): \(objection)")
    }
    let family = Family(size)
    if let objection = objection(to: family) {
      throw FamilyObjection(description: ": \(objection)")
    }
    return SweepDefinition(
      of: self, over: family, maximumDegree: Family.hasDegrees ? maximumDegree : nil,
      isCertifying: isCertifying, seed: seed)
  }
}

/// Why a claim does not apply to a family, behind the word `sweep`.
public struct FamilyObjection: Error, Hashable, CustomStringConvertible {
  public let description: String
}
