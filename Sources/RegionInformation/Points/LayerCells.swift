public import Networks

/// The cells of the first hidden layers of a network in which points lie: a cell is a pattern of these layers.
public struct LayerCells: Sendable {
  /// How many hidden layers, from the first on.
  public let layerCount: Int
  /// The patterns that occur, in some order that is the same in every run; neurons of other layers are inactive.
  public let patterns: [PackedPattern]
  /// For each point the number of its cell, from 0.
  public let cellOfPoint: [Int32]

  /// The cells of the first layer, the first two, and so on.
  ///
  /// - Parameters:
  ///   - patterns: the pattern of each point.
  ///   - architecture: that of the network.
  public static func all(
    of patterns: [PackedPattern], in architecture: Architecture
  ) -> [LayerCells] {
    var cells: [LayerCells] = []
    var neurons = architecture.hiddenWidths.reduce(0, +)
    // From the last layer to the first: fewer and fewer patterns have to be compared.
    var finest = LayerCells(of: patterns, layerCount: architecture.hiddenWidths.count)
    for width in architecture.hiddenWidths.reversed() {
      cells.append(finest)
      neurons -= width
      finest = finest.coarser(neurons: neurons)
    }
    return cells.reversed()
  }

  private init(of points: [PackedPattern], layerCount: Int) {
    self.layerCount = layerCount
    var numbers: [PackedPattern: Int32] = [:]
    for pattern in points { numbers[pattern] = 0 }
    patterns = numbers.keys.sorted()
    for (number, pattern) in patterns.enumerated() { numbers[pattern] = Int32(number) }
    let known = numbers
    cellOfPoint = points.map { known[$0]! }
  }

  private init(layerCount: Int, patterns: [PackedPattern], cellOfPoint: [Int32]) {
    self.layerCount = layerCount
    self.patterns = patterns
    self.cellOfPoint = cellOfPoint
  }

  /// The cells of a layer less, which has so many neurons up to its end.
  private func coarser(neurons: Int) -> LayerCells {
    let parts = LayerCells(
      of: patterns.map { $0.prefix(neurons) }, layerCount: layerCount - 1)
    return LayerCells(
      layerCount: parts.layerCount, patterns: parts.patterns,
      cellOfPoint: cellOfPoint.map { parts.cellOfPoint[Int($0)] })
  }

  /// How often each cell occurs together with each label.
  ///
  /// - Precondition: there are as many labels as points, and at least one.
  public func table(with labels: PointLabels) -> ContingencyTable {
    precondition(labels.classes.count == cellOfPoint.count, "labels of other points")
    var counts = Array(
      repeating: Array(repeating: 0, count: labels.names.count), count: patterns.count)
    for (cell, label) in zip(cellOfPoint, labels.classes) { counts[Int(cell)][label] += 1 }
    guard let table = try? ContingencyTable(counts) else {
      preconditionFailure("counts of points that form no table")
    }
    return table
  }
}
