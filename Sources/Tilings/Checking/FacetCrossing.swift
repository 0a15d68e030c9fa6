import ExactAlgebra
import Networks

/// What lies behind the facets of a region.
///
/// The pattern on `p + t v` for all small `t > 0`, where `p` is a point in the relative interior of a facet and
/// `v` leads across it: pre-activations are `z_0 + z_1 t` there, and the sign is that of the first coefficient that is
/// not zero. Proof that this is the pattern of a region, and the same for all such `p` and `v`: see the article.
struct FacetCrossing {
  let network: Network
  let space: TilingSpace

  /// The patterns behind some facets, none of which is on the boundary of the domain.
  func patterns(behind facets: [Facet]) -> [PackedPattern] {
    guard !facets.isEmpty else { return [] }
    var coordinates = IntegerMatrix(rows: space.dimension + 1, columns: 2 * facets.count)
    for (number, facet) in facets.enumerated() {
      for index in 0...space.dimension {
        coordinates[index, 2 * number] = facet.point[index]
        if index < space.dimension { coordinates[index, 2 * number + 1] = -facet.form[index] }
      }
    }
    var values = space.inputs * coordinates
    var patterns = [PackedPattern](repeating: PackedPattern(), count: facets.count)
    var start = 0
    for (layer, width) in network.architecture.hiddenWidths.enumerated() {
      let sums = network.scaledLayers[layer].preactivations(on: values)
      var isActive = [Bool](repeating: false, count: width * facets.count)
      for neuron in 0..<width {
        for number in facets.indices {
          let constant = sums.signum(row: neuron, column: 2 * number)
          guard
            constant > 0
              || constant == 0 && sums.signum(row: neuron, column: 2 * number + 1) > 0
          else { continue }
          isActive[neuron * facets.count + number] = true
          patterns[number].activate(start + neuron)
        }
      }
      start += width
      guard start < network.architecture.hiddenWidths.reduce(0, +) else { break }
      values = network.activation.applied(to: sums) { neuron, column in
        isActive[neuron * facets.count + column / 2]
      }
    }
    return patterns
  }

  /// A point of a region behind a facet, in the input space: on the way across, near enough.
  ///
  /// - Parameter rows: the conditions of that region.
  func point(behind facet: Facet, in rows: [BoundingRow]) -> [Rational]? {
    let dimension = space.dimension
    let direction = (0..<dimension).map { -facet.form[$0] } + [0]
    let start = facet.point.entries
    var scale: Integer = 1
    for _ in 0..<10_000 {
      let entries = zip(start, direction).map { scale * $0 + $1 }
      let vector = IntegerVector(entries)
      if rows.allSatisfy({ $0.form.dot(vector).signum() > 0 }) {
        return space.inputPoint(
          atReduced: (0..<dimension).map { Rational(entries[$0], entries[dimension]) })
      }
      scale = scale + scale
    }
    return nil
  }
}
