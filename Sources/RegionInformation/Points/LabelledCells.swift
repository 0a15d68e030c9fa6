import LongWork
import Networks
import Regions

/// Points with their cells and labels.
struct LabelledCells: Sendable {
  let network: Network
  let points: InputPoints
  /// `nil` without labels.
  let labels: PointLabels?
  /// The first layer, the first two, and so on.
  let layers: [LayerCells]
  /// The pattern of each point.
  private let patterns: [PackedPattern]
  /// The points that may lie on a boundary.
  private let zeros: [Int]

  init(
    of network: Network, at points: InputPoints, labels: PointLabels?, threads: Int
  ) async throws {
    let evaluations = try await PatternEvaluator(of: network).evaluate(points, threads: threads)
    self.network = network
    self.points = points
    self.labels = labels
    patterns = evaluations.flatMap(\.patterns)
    zeros = evaluations.flatMap(\.zeros)
    layers = LayerCells.all(of: patterns, in: network.architecture)
  }

  /// The labels, or one for all points.
  var columns: PointLabels {
    labels ?? PointLabels(Array(repeating: "", count: points.count))
  }

  /// The number of cells of the first layers that are the pattern of no region.
  func cellsWithoutRegion(ofFirst count: Int, in domain: InputDomain) throws -> Int {
    guard !zeros.isEmpty else { return 0 }
    // All around another point of the same cell its pattern is that of a region.
    let cells = layers[count - 1].cellOfPoint
    var doubtful: [Int32: Int] = [:]
    for point in zeros where doubtful[cells[point]] == nil { doubtful[cells[point]] = point }
    let onBoundary = Set(zeros)
    for point in cells.indices where !onBoundary.contains(point) { doubtful[cells[point]] = nil }
    guard !doubtful.isEmpty else { return 0 }
    let locator = try RegionLocator(of: network, in: domain, layers: count)
    let widths = network.architecture.hiddenWidths.prefix(count)
    return doubtful.values.count { point in
      locator.region(of: patterns[point].pattern(ofWidths: Array(widths)), near: points[point])
        == nil
    }
  }
}

extension PatternEvaluator {
  /// So many points are evaluated at a time.
  private static let block = 4_096

  /// The patterns of all points, block by block.
  ///
  /// - Throws: as `Interruption.check`.
  func evaluate(_ points: InputPoints, threads: Int) async throws -> [Evaluation] {
    let blocks = stride(from: 0, to: points.count, by: Self.block).map {
      $0..<min($0 + Self.block, points.count)
    }
    return try await concurrentMap(blocks, width: threads) { evaluate(points, in: $0) }
  }
}

extension InputPoints {
  /// The numbers of the points in a domain that is no slice, its boundary included.
  func indices(in domain: InputDomain) -> [Int] {
    precondition(domain.slice == nil, "points in the coordinates of a slice")
    guard !domain.halfSpaces.isEmpty else { return Array(0..<count) }
    return (0..<count).filter { domain.contains(self[$0]) }
  }
}
