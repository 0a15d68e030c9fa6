public import ExactAlgebra
public import Networks

/// An architecture with distinct activation patterns, one for each block, that stands for all that
/// differ from it by symmetries.
///
/// Permutations of the neurons of a hidden layer and of the blocks change a pattern variety only by
/// a permutation of its coordinates. So does transposition, which reverses the order of the
/// layers, without biases: the transposes of `W_L D_(L-1) ... D_1 W_1` are products of this kind.
public struct Instance: Hashable, Sendable {
  /// The architecture.
  public let architecture: Architecture
  /// The patterns of the blocks.
  public let patterns: [ActivationPattern]
  /// The number of members of its family that it stands for, those on the transpose of the
  /// architecture among them: sets of patterns on numbered neurons in a `PatternFamily`, lists of
  /// signature counts in a `SignatureFamily`.
  public let orbitSize: Integer

  /// An instance.
  ///
  /// - Precondition: the patterns fit the architecture, which is not checked here.
  public init(architecture: Architecture, patterns: [ActivationPattern], orbitSize: Integer) {
    self.architecture = architecture
    self.patterns = patterns
    self.orbitSize = orbitSize
  }
}

extension Instance: CustomStringConvertible {
  /// `3,4,3: 1100, 1010`.
  public var description: String {
    architecture.widths.map(String.init).joined(separator: ",")
      + (architecture.hasBiases ? " with biases: " : ": ")
      + patterns.map(\.description).joined(separator: ", ")
  }
}
