import Presentation

/// How large the instances of a family are.
public struct FamilySize: Hashable, Sendable, Codable {
  /// The largest width of a layer; where a claim is about signatures, of inputs and outputs.
  public var maximumWidth: Int
  /// The numbers of blocks.
  public var blocks: ClosedRange<Int>
  /// The numbers of hidden layers.
  public var hiddenLayers: ClosedRange<Int>
  /// Whether layers have biases.
  public var hasBiases: Bool
  /// The largest number of hidden neurons, where a claim is about signatures.
  public var maximumHidden: Int?
  /// How many networks there are of each architecture, where a claim is about given weights.
  public var networks: Int?

  /// The size of a family.
  public init(
    maximumWidth: Int, blocks: ClosedRange<Int>, hiddenLayers: ClosedRange<Int> = 1...1,
    hasBiases: Bool = false, maximumHidden: Int? = nil, networks: Int? = nil
  ) {
    self.maximumWidth = maximumWidth
    self.blocks = blocks
    self.hiddenLayers = hiddenLayers
    self.hasBiases = hasBiases
    self.maximumHidden = maximumHidden
    self.networks = networks
  }
}

extension FamilySize {
  static func text(_ range: ClosedRange<Int>, _ noun: String) -> String {
    range.count == 1
      ? counted(range.lowerBound, noun) : "\(range.lowerBound)-\(counted(range.upperBound, noun))"
  }

  /// `width 4, at most 5 hidden neurons`.
  var widthText: String {
    "width \(maximumWidth)"
      + (maximumHidden.map { ", at most \(counted($0, "hidden neuron"))" } ?? "")
  }

  /// `2 blocks, 1 hidden layer, without biases, width 4`.
  var networkText: String {
    [
      Self.text(blocks, "block"), Self.text(hiddenLayers, "hidden layer"),
      hasBiases ? "with biases" : "without biases", widthText,
    ].joined(separator: ", ")
  }
}
