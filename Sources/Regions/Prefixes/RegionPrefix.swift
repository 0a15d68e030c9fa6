public import Networks

/// A node of the search tree of activation regions, by the cuts that lead to it from the root.
///
///     let prefix = RegionPrefix("1:3- 1:7+ 2:1-")   // three cuts, two of the first layer
///
/// A node stands for the points on the given sides of some neurons: a cut by a neuron of a layer
/// divides a cell of the layers before, in which the neurons of the layer before it in number are
/// decided. So with the network and its domain the cuts are all that is needed to come back to a
/// node, and the regions below it are those of the whole search whose patterns begin with it.
public struct RegionPrefix: Hashable, Sendable {
  /// One of the two sides of a cut.
  public struct Cut: Hashable, Sendable {
    /// The neuron whose hyperplane cuts the cell.
    public let neuron: HiddenNeuron
    /// Whether the neuron is active on the side.
    public let isActive: Bool

    /// A side of a cut.
    public init(_ neuron: HiddenNeuron, isActive: Bool) {
      self.neuron = neuron
      self.isActive = isActive
    }
  }

  /// The cuts, from the root on.
  public let cuts: [Cut]

  /// The node at the end of some cuts.
  public init(cuts: [Cut]) { self.cuts = cuts }

  /// The node above all regions.
  public static let root = RegionPrefix(cuts: [])

  /// One of the two nodes behind a cut of this one.
  func appending(_ cut: Cut) -> RegionPrefix { RegionPrefix(cuts: cuts + [cut]) }

  /// The number of first layers whose regions around the node are counted with other nodes.
  ///
  /// Let a partition of the tree be given by nodes, and let a region `R` of the first `l` layers
  /// contain parts of several of them. Each of these nodes lies below the node `R` of the tree, by
  /// cuts of later layers; the first in order is the one with none but inactive sides among these. So a
  /// node counts `R` if and only if it is on no active side of a layer beyond `l`, and every `R` is
  /// counted once. With `m` the last layer with an active side these are the `l >= m`.
  var sharedLayers: Int {
    max(0, (cuts.lazy.filter(\.isActive).map(\.neuron.layer).max() ?? 0) - 1)
  }
}

extension RegionPrefix: CustomStringConvertible, LosslessStringConvertible {
  /// Cuts as layer and number of the neuron, both from 1, and the side, such as `1:3- 2:1+`; `root`
  /// where there are none.
  public var description: String {
    guard !cuts.isEmpty else { return "root" }
    return cuts.map { cut in
      "\(cut.neuron.layer):\(cut.neuron.index + 1)\(cut.isActive ? "+" : "-")"
    }.joined(separator: " ")
  }

  /// Reads what `description` writes; `nil` for other texts.
  public init?(_ description: String) {
    guard description != "root" else {
      self = .root
      return
    }
    var cuts: [Cut] = []
    for word in description.split(separator: " ", omittingEmptySubsequences: false) {
      let parts = word.dropLast().split(separator: ":", omittingEmptySubsequences: false)
      guard let side = word.last, "+-".contains(side), parts.count == 2,
        let layer = Int(parts[0]), let number = Int(parts[1]), layer >= 1, number >= 1
      else { return nil }
      cuts.append(
        Cut(HiddenNeuron(layer: layer, index: number - 1), isActive: side == "+"))
    }
    self.init(cuts: cuts)
  }
}
