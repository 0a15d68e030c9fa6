import LatentGates

extension Wording {
  /// What is left out of an analysis, and why.
  static func reason(for omission: GateAnalysis.Omission) -> String {
    switch omission {
    case .meanField(let largest):
      "the best bounds of independent gates: more than \(largest) points times patterns (--mean-field)"
    case .gradientCovariance(let largest):
      "the covariance of the gradient: more than \(largest) points times patterns times parameters "
        + "(--gradient-covariance)"
    case .covariance(let largest):
      "the covariance of the input: more than \(largest) patterns times entries of a matrix"
    case .summary: "information and covariances: the time was over, or the work was interrupted"
    }
  }
}
