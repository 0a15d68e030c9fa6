internal import Networks
internal import Regions

/// The sides of regions along which hidden neurons vanish, layer by layer.
struct LayerBends {
  struct Layer {
    /// The number of the layer, from 1.
    let number: Int
    let sides: [PolygonNeighbors.Side]
    /// The number of neurons that vanish somewhere.
    let neuronCount: Int

    /// Deeper layers have thinner lines.
    var width: Double { max(0.45, 1.5 * Double.power(0.72, number - 1)) }
  }

  /// The layers with sides, first to last.
  let layers: [Layer]

  /// The bends of regions; each side once, with the first layer that vanishes on it.
  init(of regions: [PlanarRegion], _ geometry: RegionGeometry) {
    var layerOf: [PolygonNeighbors.Side: Int] = [:]
    var order: [PolygonNeighbors.Side] = []
    var neurons: Set<HiddenNeuron> = []
    for (region, corners) in zip(regions, geometry.polygons) {
      for (place, vanishing) in region.sides.enumerated() {
        guard let first = vanishing.first else { continue }
        neurons.formUnion(vanishing)
        let side = PolygonNeighbors.Side(
          corners[place], corners[(place + 1) % corners.count])
        if layerOf[side] == nil { order.append(side) }
        layerOf[side] = min(layerOf[side] ?? first.layer, first.layer)
      }
    }
    let sides = Dictionary(grouping: order) { layerOf[$0]! }
    let counts = Dictionary(grouping: neurons, by: \.layer).mapValues(\.count)
    layers = sides.keys.sorted().map { number in
      Layer(number: number, sides: sides[number]!, neuronCount: counts[number] ?? 0)
    }
  }
}

extension Double {
  /// A power with a natural exponent.
  fileprivate static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { result, _ in result * base }
  }
}
