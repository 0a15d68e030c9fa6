import Algorithms
import Networks

/// The numbers of the regions that a search has handed on.
public struct RegionSummary: Hashable, Sendable {
  /// How a search ended.
  public enum End: Hashable, Sendable {
    /// These are all regions.
    case complete
    /// There are more than were asked for.
    case maximumCount
    /// The time was over.
    case timeLimit
    /// The caller did not want more.
    case stopped
    /// Of so many parts of the search so many are missing.
    case missingParts(Int, of: Int)
  }

  /// The number of regions.
  public let count: Int
  /// The numbers of regions of the first hidden layer, the first two, and so on, that contain a
  /// region that was handed on.
  public let layerCounts: [Int]
  /// How the search ended.
  public let end: End

  /// The numbers of a search.
  public init(count: Int, layerCounts: [Int], end: End) {
    self.count = count
    self.layerCounts = layerCounts
    self.end = end
  }

  /// Whether these are all regions.
  public var isComplete: Bool { end == .complete }

  /// The numbers of the regions below two nodes of a search tree, neither of which is below the
  /// other; complete where both are.
  ///
  /// - Precondition: both count the same layers.
  public static func + (a: Self, b: Self) -> Self {
    precondition(a.layerCounts.count == b.layerCounts.count, "regions of different networks")
    return RegionSummary(
      count: a.count + b.count, layerCounts: zip(a.layerCounts, b.layerCounts).map(+),
      end: a.isComplete ? b.end : a.end)
  }

  /// The same numbers, of a search that ended otherwise.
  public func ending(_ end: End) -> RegionSummary {
    RegionSummary(count: count, layerCounts: layerCounts, end: end)
  }
}

/// How far a search has come.
public struct RegionProgress: Hashable, Sendable {
  /// The number of regions that were handed on.
  public let count: Int
  /// An estimate of their share: of two parts of a cell each counts as half of it.
  public let fraction: Double

  /// How many regions there would be if the others were like those found so far; a guess. `nil`
  /// where nothing can be said yet.
  public var estimatedTotal: Int? {
    let total = Double(count) / fraction
    return fraction > 0 && total < 1e15 ? max(count, Int(total.rounded())) : nil
  }
}

extension Network {
  /// The position of the first neuron of each hidden layer among all hidden neurons, and the
  /// number of all.
  var hiddenStarts: [Int] { architecture.hiddenWidths.reductions(0, +) }
}

/// Counts regions that come in lexicographic order, those of the first layers too: such a region is
/// new where the pattern differs from the one before in these layers.
struct RegionTally {
  private let starts: [Int]
  private let sharedLayers: Int
  private(set) var count = 0
  private var layerCounts: [Int]
  private var last: PackedPattern?

  /// - Parameters:
  ///   - starts: the position of the first neuron of each layer, and the number of all.
  ///   - sharedLayers: the first pattern is that of a region whose parts in so many first layers have
  ///     been counted elsewhere.
  init(starts: [Int], sharedLayers: Int = 0) {
    self.starts = starts
    self.sharedLayers = sharedLayers
    layerCounts = Array(repeating: 0, count: starts.count - 1)
  }

  mutating func add(_ pattern: PackedPattern) {
    count += 1
    let isFirst = last == nil
    let difference = last.map { $0.firstDifference(from: pattern) ?? .max } ?? -1
    for layer in layerCounts.indices where difference < starts[layer + 1] {
      if !isFirst || layer >= sharedLayers { layerCounts[layer] += 1 }
    }
    last = pattern
  }

  func summary(end: RegionSummary.End) -> RegionSummary {
    RegionSummary(count: count, layerCounts: layerCounts, end: end)
  }
}
