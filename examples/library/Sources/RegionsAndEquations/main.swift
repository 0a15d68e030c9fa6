import NetworkVarieties
import Networks
import Regions

let network = try Network(layers: [
  .init(weights: [[1, 0], [0, 1], [1, 1]], biases: [0, 0, -1]),
  .init(weights: [[1, 2, -1], [3, 0, 1]], biases: [0, 1]),
])

// Where is it one affine map?
let regions = try await ActivationRegions(of: network).list()
for region in regions { print(region.pattern, region.interiorPoint, region.outputMap) }

// Which equations hold between these maps, whatever the weights?
let variety = try PatternVariety(of: network.architecture, on: regions.map(\.pattern))
let dimension = variety.dimension(seed: 1)
print("dimension", dimension.value, dimension.isProved ? "proved" : "at least")
let ideal = try await variety.ideal(upToDegree: 2)
for piece in ideal.pieces {
  print("degree \(piece.degree):", piece.minimalGeneratorCount, "generators,", piece.status)
}

// The maps of this network satisfy them. Entries are ordered by block, then by column.
let point = regions.flatMap { region in
  (0...2).flatMap { column in region.outputMap.map { row in row[column] } }
}
print(ideal.generators.filter { $0.polynomial(at: point) == 0 }.count, "vanish here")
