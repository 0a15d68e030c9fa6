import NetworkVarieties

/// What of a pattern variety is too large to be treated, as it is kept in a store.
public enum ExcessiveSize: Hashable, Sendable, Codable {
  /// The dimension of the space of block matrices.
  case ambientSpace(dimension: Int)
  /// The Jacobian matrix of so many live parameters of hidden layers.
  case jacobian(parameters: Int, ambientDimension: Int)
  /// The parametrization, with about so many terms: digits such as `1.2e+20`.
  case parametrization(terms: String, parameters: Int)

  /// The size that an error is about.
  ///
  /// - Precondition: the error is not about patterns; those of an instance are right.
  init(_ error: PatternVarietyError) {
    switch error {
    case .tooLarge(let dimension): self = .ambientSpace(dimension: dimension)
    case .jacobianTooLarge(let parameters, let dimension):
      self = .jacobian(parameters: parameters, ambientDimension: dimension)
    case .expansionTooLarge(let terms, let parameters):
      self = .parametrization(terms: "\(terms)", parameters: parameters)
    case .noBlocks, .misfit, .repeated:
      preconditionFailure("an instance without a variety: \(error)")
    }
  }

  /// One line for the user.
  var words: String {
    let error: PatternVarietyError =
      switch self {
      case .ambientSpace(let dimension): .tooLarge(ambientDimension: dimension)
      case .jacobian(let parameters, let dimension):
        .jacobianTooLarge(parameters: parameters, ambientDimension: dimension)
      case .parametrization(let terms, let parameters):
        .expansionTooLarge(terms: Double(terms) ?? .infinity, parameters: parameters)
      }
    return error.description
  }
}
