import Interchange

extension ReadingRemark {
  /// The operators whose affine maps are part of layers, if this is about them.
  var foldedOperators: [String]? {
    if case .folded(let operators) = self { operators } else { nil }
  }

  /// The operators behind the output of the network, if this is about them.
  var cutOffOperators: [String]? {
    if case .cutOff(let operators, _) = self { operators } else { nil }
  }
}
