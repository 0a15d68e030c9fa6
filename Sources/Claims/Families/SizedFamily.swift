public import Laboratory
import Presentation

/// A family that is given by a size.
public protocol SizedFamily: InstanceFamily {
  /// What its networks have in common, for a list of claims; empty where there is nothing to say.
  static var remark: String { get }
  /// Whether claims about it go through degrees of polynomials.
  static var hasDegrees: Bool { get }
  /// Why there is no family of a size, or `nil`.
  static func objection(to size: FamilySize) -> String?
  /// The family of a size.
  init(_ size: FamilySize)
}

extension SizedFamily {
  public static var remark: String { "" }
  public static var hasDegrees: Bool { true }
}

/// Sets of patterns on architectures of a size: a ``PatternFamily`` for each number of hidden layers
/// and of blocks, those with few hidden layers first, then those with few blocks.
public struct PatternFamilies: SizedFamily {
  /// The size.
  public let size: FamilySize

  /// The families of a size.
  public init(_ size: FamilySize) { self.size = size }

  public static func objection(to size: FamilySize) -> String? {
    size.maximumHidden == nil ? nil : "--max-hidden is for shallow claims"
  }

  public var instances: AnySequence<PatternInstance> {
    AnySequence(
      size.hiddenLayers.lazy.flatMap { [size] layers in
        size.blocks.lazy.flatMap { blocks in
          PatternFamily(
            maximumWidth: size.maximumWidth, hiddenLayers: layers, blocks: blocks,
            hasBiases: size.hasBiases
          ).instances
        }
      })
  }

  /// `2 blocks, 1 hidden layer, without biases, width 4`.
  public var description: String {
    [
      FamilySize.text(size.blocks, "block"), FamilySize.text(size.hiddenLayers, "hidden layer"),
      size.hasBiases ? "with biases" : "without biases", size.widthText,
    ].joined(separator: ", ")
  }

  /// Reads a size.
  public init(from decoder: any Decoder) throws { self.init(try FamilySize(from: decoder)) }
  /// Writes the size.
  public func encode(to encoder: any Encoder) throws { try size.encode(to: encoder) }
}

/// Shallow networks without biases by their signature counts: a ``SignatureFamily`` for each number
/// of blocks.
public struct SignatureFamilies: SizedFamily {
  /// The size; widths are those of inputs and outputs.
  public let size: FamilySize

  /// The families of a size.
  public init(_ size: FamilySize) { self.size = size }

  public static var remark: String { "shallow, without biases" }

  public static func objection(to size: FamilySize) -> String? {
    !size.hasBiases && size.hiddenLayers == 1...1
      ? nil
      : "is about shallow networks without biases, so without --bias and --depth"
  }

  public var instances: AnySequence<PatternInstance> {
    AnySequence(
      size.blocks.lazy.flatMap { [size] blocks in
        SignatureFamily(
          maximumWidth: size.maximumWidth, blocks: blocks, maximumHidden: size.maximumHidden
        ).instances
      })
  }

  /// `2 blocks, width 4`.
  public var description: String {
    "\(FamilySize.text(size.blocks, "block")), \(size.widthText)"
  }

  /// Reads a size.
  public init(from decoder: any Decoder) throws { self.init(try FamilySize(from: decoder)) }
  /// Writes the size.
  public func encode(to encoder: any Encoder) throws { try size.encode(to: encoder) }
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
}
