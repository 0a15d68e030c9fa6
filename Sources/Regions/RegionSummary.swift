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
  }

  /// The number of regions.
  public let count: Int
  /// The numbers of regions of the first hidden layer, the first two, and so on, that contain a
  /// region that was handed on.
  public let layerCounts: [Int]
  /// How the search ended.
  public let end: End

  /// Whether these are all regions.
  public var isComplete: Bool { end == .complete }

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
  private(set) var count = 0
  private var layerCounts: [Int]
  private var last: PackedPattern?

  /// - Parameter starts: the position of the first neuron of each layer, and the number of all.
  init(starts: [Int]) {
    self.starts = starts
    layerCounts = Array(repeating: 0, count: starts.count - 1)
  }

  mutating func add(_ pattern: PackedPattern) {
    count += 1
    let difference = last.map { $0.firstDifference(from: pattern) ?? .max } ?? -1
    for layer in layerCounts.indices where difference < starts[layer + 1] {
      layerCounts[layer] += 1
    }
    last = pattern
  }

  func summary(end: RegionSummary.End) -> RegionSummary {
    RegionSummary(count: count, layerCounts: layerCounts, end: end)
  }
}
