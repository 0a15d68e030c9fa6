public import ExactAlgebra
public import Laboratory
public import Networks

/// An architecture with distinct activation patterns, one for each block, that stands for all that
/// differ from it by symmetries.
///
/// Permutations of the neurons of a hidden layer and of the blocks change a pattern variety only by
/// a permutation of its coordinates. So does transposition, which reverses the order of the
/// layers, without biases: the transposes of `W_L D_(L-1) ... D_1 W_1` are products of this kind.
public struct PatternInstance: Hashable, Sendable {
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

extension PatternInstance: SweepInstance {
  /// `3,4,3: 1100, 1010`.
  public var description: String {
    architecture.widths.map(String.init).joined(separator: ",")
      + (architecture.hasBiases ? " with biases: " : ": ")
      + patterns.map(\.description).joined(separator: ", ")
  }

  public var memberCount: Integer { orbitSize }
  public var part: [Int] { [architecture.hiddenWidths.count, patterns.count] }
  public static var partNouns: [String] { ["hidden layer", "block"] }

  public static var columns: InstanceColumns {
    InstanceColumns(
      ["widths", "bias", "blocks"],
      latex: [
        .init(title: "Widths", layout: "l"), .init(title: "Blocks", layout: "p{0.3\\textwidth}"),
      ])
  }

  public var cells: [String] {
    [
      architecture.widths.map(String.init).joined(separator: " "), "\(architecture.hasBiases)",
      patterns.map(\.description).joined(separator: " "),
    ]
  }

  public var latexCells: [String] {
    [
      "$\(architecture.widths.map(String.init).joined(separator: ","))$"
        + (architecture.hasBiases ? " (biases)" : ""),
      // Patterns may be broken after their layers.
      patterns.map { "\\texttt{\($0.description.replacing("/", with: "/\\allowbreak "))}" }
        .joined(separator: ", "),
    ]
  }

  public static func key(parsing text: String) -> String? {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    let head = parts[0].replacing(" with biases", with: "")
    let widths = head.split(separator: ",").map { Int($0.filter { $0 != " " }) ?? 0 }
    let patterns = parts[1].split { $0 == "," || $0 == " " }
    guard let architecture = try? Architecture(widths: widths, hasBiases: head != parts[0]),
      let blocks = try? patterns.map({ try ActivationPattern(parsing: String($0)) })
    else { return nil }
    return PatternInstance(architecture: architecture, patterns: blocks, orbitSize: 1).description
  }

  public static var keyForm: String { "widths and patterns such as '3,4,3: 1100, 1010'" }
}
