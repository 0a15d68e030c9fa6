import ExactAlgebra
import NetworkVarieties
import Varieties

/// A result as input for a computer algebra system: rings, parametrization, what was found, and
/// a check that the system can make.
struct SystemScript<System: AlgebraSystem> {
  let system: System
  private let variety: ReLUVariety
  private let names: [String]

  init(on variety: ReLUVariety, in system: System) {
    self.variety = variety
    self.system = system
    names = variety.ring.variableNames.map(system.variable)
  }

  /// The script of a report.
  func text(of report: some VarietyReport, version: String) -> String {
    // Constraints are counted while they are written.
    let body = report.lines(in: self)
    let lines =
      header(version: version) + report.findings.map(system.comment) + system.preamble
      + parametrization + body
    return lines.joined(separator: "\n") + "\n"
  }

  /// How polynomials of the ring of the variety are written.
  var notation: PolynomialNotation {
    PolynomialNotation(name: { [names] in names[$0] })
  }

  private func header(version: String) -> [String] {
    [
      system.comment("Input for \(system.name), written by reluvar \(version)."),
      system.comment(Wording.title(variety) + "."),
    ] + (Wording.merging(variety).map { [system.comment($0)] } ?? [])
  }

  // MARK: parametrization

  /// The ring `P` of weights and biases, the block matrices `X1, X2, ...` over it, for outputs
  /// their products `Y1, Y2, ...` with the points, all entries as a list `images`, and the ring
  /// `R` of the coordinates.
  private var parametrization: [String] {
    let map = variety.patternMap
    let parameters = map.parameters.map { system.variable(PatternMap.name(of: $0)) }
    let layers = 1...variety.architecture.layerCount
    let masks = variety.patterns.indices.flatMap { block in
      layers.dropLast().map { layer in
        system.matrix(
          maskName(block, layer), entries: mask(block: block, layer: layer), over: "P")
      }
    }
    let blocks = variety.patterns.indices.map { block in
      let factors = layers.reversed().flatMap { layer in
        layer == variety.architecture.layerCount
          ? ["W\(layer)"] : [maskName(block, layer), "W\(layer)"]
      }
      return system.product("X\(block + 1)", factors: factors)
    }
    return system.ring("P", variables: parameters.isEmpty ? ["unused"] : parameters)
      + layers.map { system.matrix("W\($0)", entries: weights(ofLayer: $0), over: "P") }
      + masks + blocks + outputs + [system.images("images", of: matrices)]
      + system.ring("R", variables: coordinates.map { names[$0] })
  }

  /// The matrices whose entries are the coordinates.
  private var matrices: [(name: String, rows: Int, columns: Int)] {
    let rows = variety.architecture.outputCount
    switch variety {
    case .pattern(let variety):
      return variety.patterns.indices.map {
        ("X\($0 + 1)", rows, variety.coordinates.extendedColumnCount)
      }
    case .output(let variety):
      return variety.pointsOfBlock.enumerated().map { ("Y\($0 + 1)", rows, $1.count) }
    }
  }

  /// The coordinates in the order of the images: block by block.
  private var coordinates: [Int] {
    switch variety {
    case .pattern: return Array(variety.ring.variableNames.indices)
    case .output(let variety):
      return variety.pointsOfBlock.joined().flatMap { point in
        (0..<variety.coordinates.rowCount).map { variety.coordinates.index(row: $0, point: point) }
      }
    }
  }

  /// The points of each block as columns, with biases with a row of ones, and the outputs on them.
  private var outputs: [String] {
    guard case .output(let variety) = variety else { return [] }
    return variety.pointsOfBlock.enumerated().flatMap { block, numbers in
      let points = numbers.map { variety.points[$0].map(system.number) }
      let rows =
        (0..<variety.architecture.inputCount).map { input in points.map { $0[input] } }
        + (variety.architecture.hasBiases ? [points.map { _ in "1" }] : [])
      return [
        system.matrix("N\(block + 1)", entries: rows, over: "P"),
        system.product("Y\(block + 1)", factors: ["X\(block + 1)", "N\(block + 1)"]),
      ]
    }
  }

  private func maskName(_ block: Int, _ layer: Int) -> String { "D\(block + 1)l\(layer)" }

  /// The weights of a layer, 0 where they are not live; with biases in homogeneous form.
  private func weights(ofLayer layer: Int) -> [[String]] {
    let map = variety.patternMap
    let architecture = variety.architecture
    let columns: [Int?] =
      (0..<architecture.widths[layer - 1]).map { $0 } + (architecture.hasBiases ? [nil] : [])
    let rows = (0..<architecture.widths[layer]).map { row in
      columns.map { column in
        let parameter = Parameter(layer: layer, row: row, column: column)
        return map.number(of: parameter) == nil
          ? "0" : system.variable(PatternMap.name(of: parameter))
      }
    }
    guard architecture.hasBiases, layer < architecture.layerCount else { return rows }
    return rows + [columns.map { $0 == nil ? "1" : "0" }]
  }

  private func mask(block: Int, layer: Int) -> [[String]] {
    let width = variety.architecture.widths[layer]
    let size = width + (variety.architecture.hasBiases ? 1 : 0)
    return (0..<size).map { row in
      (0..<size).map { column in
        guard row == column else { return "0" }
        return row == width
          || variety.patterns[block].isActive(neuron: row, inLayer: layer) ? "1" : "0"
      }
    }
  }
}
