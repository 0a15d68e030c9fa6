public import ExactAlgebra
public import Networks

extension Problem {
  /// The problem of a network that was read from a file on given points.
  ///
  /// - Throws: `DataError` as `init(of:at:outputs:)`, and for a network whose layers are not those
  ///   of its file: its weights do not vary freely, so that the varieties say nothing about it.
  public init(
    of reading: NetworkReading, at table: PointTable, outputs: [[Rational]]? = nil
  ) throws(DataError) {
    guard reading.hasNeuronsOfTheFile else {
      throw DataError(
        "a network with skip connections, maxima or neurons with two kinks, expected layers that follow "
          + "each other (the varieties are those of such networks)", file: reading.file)
    }
    try self.init(of: reading.network, at: table, outputs: outputs)
    network = reading
  }

  /// The problem of a network with given weights on given points.
  ///
  /// Points keep their order. Consecutive points with one activation pattern are one entry, so
  /// that patterns come back where the points are not sorted by them.
  ///
  /// - Parameters:
  ///   - network: its patterns are evaluated exactly.
  ///   - table: points with `n_0` coordinates.
  ///   - outputs: a row of `n_L` numbers for each point, to be tested.
  /// - Throws: `DataError` for another activation than ReLU, which the varieties are about, where
  ///   there is no point, a pre-activation on a point is exactly zero, so that the point belongs
  ///   to no block for sure, or a size is wrong.
  public init(
    of network: Network, at table: PointTable, outputs: [[Rational]]? = nil
  ) throws(DataError) {
    guard network.activation == .relu else {
      throw DataError(
        "activation: the network has \("\(network.activation)".excerpt), expected relu "
          + "(the varieties are those of ReLU networks)")
    }
    let architecture = try Self.architecture(of: network)
    let points = table.points
    guard !points.isEmpty else {
      throw DataError("no points, expected at least one", file: table.file)
    }
    for (index, point) in points.enumerated() where point.count != architecture.inputCount {
      throw table.error(
        "\(point.count) numbers, expected \(architecture.inputCount), the inputs of the network",
        at: index)
    }
    if let outputs { try Self.check(outputs, of: architecture, pointCount: points.count) }
    let evaluations = network.evaluate(points)
    try Self.checkBoundaries(evaluations, at: table)
    let patterns = evaluations.map(\.pattern)
    let starts = patterns.indices.filter { $0 == 0 || patterns[$0] != patterns[$0 - 1] }
    let runs = zip(starts, starts.dropFirst() + [points.count]).map { $0..<$1 }
    self.init(
      architecture,
      entries: runs.map { run in
        Entry(
          Block(patterns[run.lowerBound], points: Array(points[run])),
          outputs: outputs.map { Array($0[run]) })
      })
  }

  /// The architecture, which may be smaller than what is read as a network.
  private static func architecture(of network: Network) throws(DataError) -> Architecture {
    let architecture = network.architecture
    do {
      return try Architecture(
        widths: architecture.widths, hasBiases: architecture.hasBiases)
    } catch {
      throw DataError("\(error)")
    }
  }

  /// Refuses points on the boundary of an activation region.
  private static func checkBoundaries(
    _ evaluations: [Network.Evaluation], at table: PointTable
  ) throws(DataError) {
    let indices = evaluations.indices.filter { !evaluations[$0].boundary.isEmpty }
    guard let first = indices.first, let place = evaluations[first].boundary.first else { return }
    let others = indices.count - 1
    let rest =
      switch others {
      case 0: ""
      case 1: " (and one more point is on a boundary)"
      default: " (and \(others) more points are on boundaries)"
      }
    throw table.error(
      "the pre-activation of layer \(place.layer), neuron \(place.neuron + 1) is exactly zero, "
        + "expected a point inside an activation region\(rest)", at: first)
  }

  private static func check(
    _ outputs: [[Rational]], of architecture: Architecture, pointCount: Int
  ) throws(DataError) {
    guard outputs.count == pointCount else {
      throw DataError("outputs: \(outputs.count) rows, expected \(pointCount), one for each point")
    }
    for (index, row) in outputs.enumerated() where row.count != architecture.outputCount {
      throw DataError(
        "outputs, row \(index + 1): \(row.count) numbers, expected \(architecture.outputCount)")
    }
  }
}
