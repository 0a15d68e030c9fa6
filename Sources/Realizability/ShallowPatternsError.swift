/// Why the patterns of networks with one hidden layer are not listed.
public enum ShallowPatternsError: Error, Hashable, CustomStringConvertible {
  /// The networks have another number of hidden layers.
  case hiddenLayers(Int)
  /// The time was over when so many activation vectors of one neuron had been found.
  case timeIsOver(found: Int)

  /// One line for the user.
  public var description: String {
    switch self {
    case .hiddenLayers(let count): "\(count) hidden layers, expected one hidden layer"
    case .timeIsOver(let count):
      "the activation vectors of one neuron were not all found within the time limit: "
        + "\(count) so far, and the patterns cannot be counted"
    }
  }
}
