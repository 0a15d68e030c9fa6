/// Why the growth of a set of laws is not computed.
public enum GrowthError: Error, Hashable, CustomStringConvertible {
  /// The law is neither uniform nor one of points.
  case start
  /// A uniform law in so large a dimension.
  case uniformDimension(Int)
  /// The matrix of derivatives is too large.
  case size(parameters: Int, functionals: Int)
  /// No weights with derivatives were drawn.
  case noWeights(depth: Int)
  /// A family whose number of parameters says nothing here.
  case family(DistributionFamily.Kind)
  /// The start is no member of the family.
  case notMember(DistributionFamily.Kind, size: Int?)

  /// One line for the user.
  public var description: String {
    switch self {
    case .start:
      "a Gaussian law or a mixture, expected a uniform law on a box or polytope, or points"
    case .uniformDimension(let dimension):
      "a uniform law in dimension \(dimension), expected at most "
        + "\(ReachableLaws.largestUniformDimension)"
    case .size(let parameters, let functionals):
      "derivatives of \(functionals) numbers by \(parameters) weights, expected at most "
        + "\(ReachableLaws.largestEntryCount) in all"
    case .noWeights(let depth):
      "depth \(depth): no weights with derivatives were drawn, expected another seed"
    case .family(let kind): Self.refusal(of: kind)
    case .notMember(let kind, let size):
      "the start is no member of the family \(kind.rawValue), expected "
        + Self.membership(of: kind, size: size)
    }
  }

  private static func refusal(of kind: DistributionFamily.Kind) -> String {
    let advice = "see 'reluvar invariance decide \(kind.rawValue)'"
    return switch kind {
    case .gaussian, .diagonalGaussian, .mixture, .truncatedGaussian:
      "the family \(kind.rawValue) has Gaussian members, which this verb does not push, \(advice)"
    case .uniformPolytope:
      "the family uniform-polytope has no finite number of parameters, \(advice)"
    default: "the family \(kind.rawValue) is not compared here, \(advice)"
    }
  }

  private static func membership(of kind: DistributionFamily.Kind, size: Int?) -> String {
    let points = "\(size ?? 0) point\(size == 1 ? "" : "s")"
    return switch kind {
    case .uniformBox: "a uniform law on a box"
    case .finite: "at most \(points)"
    case .empirical: "\(points) of equal weights, some of which may coincide"
    default: "a law on the line"
    }
  }
}
