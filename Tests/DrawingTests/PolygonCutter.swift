import ExactAlgebra
import Networks
import Regions

/// The regions of a network with two inputs in a window, by cutting polygons along the lines of
/// one neuron after the other: slow, exact, and short.
struct PolygonCutter {
  let network: Network

  /// An affine function `a * x + b * y + c`.
  typealias Row = [Rational]

  /// A part of a region, cut by the neurons so far.
  private struct Piece {
    var corners: [PlanePoint]
    /// The values that the next layer takes.
    var inputs: [Row]
    var pattern: [[Bool]] = []
    var preActivations: [(neuron: HiddenNeuron, row: Row)] = []
  }

  /// The regions in the window.
  func regions(x: ClosedRange<Rational>, y: ClosedRange<Rational>) -> [PlanarRegion] {
    let window = [
      PlanePoint(x: x.lowerBound, y: y.lowerBound), PlanePoint(x: x.upperBound, y: y.lowerBound),
      PlanePoint(x: x.upperBound, y: y.upperBound), PlanePoint(x: x.lowerBound, y: y.upperBound),
    ]
    var pieces = [Piece(corners: window, inputs: [[1, 0, 0], [0, 1, 0]])]
    for (index, layer) in network.layers.dropLast().enumerated() {
      pieces = pieces.flatMap { cut($0, by: layer, number: index + 1) }
    }
    return pieces.map { piece in
      let onWindow = { (a: PlanePoint, b: PlanePoint) in
        (a.x == b.x && (a.x == x.lowerBound || a.x == x.upperBound))
          || (a.y == b.y && (a.y == y.lowerBound || a.y == y.upperBound))
      }
      let sides = piece.corners.indices.map { place -> [HiddenNeuron] in
        let (a, b) = (piece.corners[place], piece.corners[(place + 1) % piece.corners.count])
        guard !onWindow(a, b) else { return [] }
        return piece.preActivations
          .filter { Self.value($0.row, a).isZero && Self.value($0.row, b).isZero }
          .map(\.neuron)
      }
      return PlanarRegion(
        pattern: ActivationPattern(piece.pattern), corners: piece.corners, sides: sides,
        outputs: Self.rows(of: network.layers.last!, on: piece.inputs))
    }
  }

  private func cut(_ piece: Piece, by layer: Network.Layer, number: Int) -> [Piece] {
    let rows = Self.rows(of: layer, on: piece.inputs)
    var parts = [(corners: piece.corners, signs: [Bool]())]
    for row in rows {
      parts = parts.flatMap { part in
        [true, false].compactMap { isActive in
          let half = isActive ? row : row.map { -$0 }
          let corners = Self.clip(part.corners, to: half)
          return corners.count < 3 ? nil : (corners, part.signs + [isActive])
        }
      }
    }
    return parts.map { corners, signs in
      var next = piece
      next.corners = corners
      next.pattern.append(signs)
      next.inputs = zip(rows, signs).map { $1 ? $0 : [0, 0, 0] }
      next.preActivations += rows.enumerated().map {
        (HiddenNeuron(layer: number, index: $0.offset), $0.element)
      }
      return next
    }
  }

  /// The part of a polygon on which a function is not negative; nothing if it has no interior.
  private static func clip(_ corners: [PlanePoint], to row: Row) -> [PlanePoint] {
    let values = corners.map { value(row, $0) }
    guard values.contains(where: { $0 > 0 }) else { return [] }
    return corners.indices.flatMap { place -> [PlanePoint] in
      let next = (place + 1) % corners.count
      let (a, b) = (values[place], values[next])
      let kept = a.signum() >= 0 ? [corners[place]] : []
      guard a.signum() * b.signum() < 0 else { return kept }
      let part = a / (a - b)
      let (p, q) = (corners[place], corners[next])
      return kept + [PlanePoint(x: p.x + part * (q.x - p.x), y: p.y + part * (q.y - p.y))]
    }
  }

  private static func rows(of layer: Network.Layer, on inputs: [Row]) -> [Row] {
    layer.weights.enumerated().map { neuron, weights in
      var row: Row = [0, 0, layer.biases?[neuron] ?? 0]
      for (weight, input) in zip(weights, inputs) {
        for place in 0..<3 { row[place] += weight * input[place] }
      }
      return row
    }
  }

  private static func value(_ row: Row, _ point: PlanePoint) -> Rational {
    row[0] * point.x + row[1] * point.y + row[2]
  }
}
