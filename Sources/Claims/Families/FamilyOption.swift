/// What a user may choose about a sweep, as the command spells it.
public enum FamilyOption: String, Hashable, Sendable, CaseIterable {
  /// The numbers of blocks.
  case blocks = "--blocks"
  /// The numbers of hidden layers.
  case depth = "--depth"
  /// Whether layers have biases.
  case bias = "--bias"
  /// The largest number of hidden neurons.
  case maximumHidden = "--max-hidden"
  /// The number of networks of each architecture.
  case networks = "--networks"
  /// The largest degree of polynomials.
  case maximumDegree = "--max-degree"
  /// Whether other programs settle what nothing else decides.
  case certification = "--certify"
}
