public import ExactAlgebra
public import Networks

extension ReLUVariety {
  /// The point of the variety that the weights of a network give: its block matrices, or its
  /// outputs on the points, with the neurons of each block switched as the pattern says.
  ///
  /// Whether the network has these patterns on any inputs does not matter.
  ///
  /// - Precondition: the network has the widths of the architecture, and no biases where that has
  ///   none.
  public func point(of network: Network) -> [Rational] {
    precondition(
      network.architecture.widths == architecture.widths
        && (architecture.hasBiases || !network.architecture.hasBiases),
      "a network of another architecture")
    let maps = patterns.map(network.outputMap)
    switch self {
    case .pattern(let variety):
      return variety.coordinates.point(
        of: maps.map { map in map.map { Array($0.prefix(variety.coordinates.extendedColumnCount)) }
        }
      )
    case .output(let variety):
      var outputs = [[Rational]](repeating: [], count: variety.points.count)
      for (map, points) in zip(maps, variety.pointsOfBlock) {
        for point in points {
          let input = variety.points[point] + [1]
          outputs[point] = map.map { row in
            zip(row, input).reduce(Rational(0)) { $0 + $1.0 * $1.1 }
          }
        }
      }
      return Array(outputs.joined())
    }
  }

  /// The polynomial map from weights and biases to the coordinates of the variety, in which one
  /// weight or bias into each live hidden neuron is 1; the closure of its image is the variety.
  ///
  /// - Throws: `PatternVarietyError.expansionTooLarge`.
  public var parametrization: PolynomialMap {
    get throws(PatternVarietyError) {
      switch self {
      case .pattern(let variety):
        try variety.checkExpansion()
        return variety.patternMap.normalizedPolynomialMap(into: ring)
      case .output(let variety):
        return try variety.parametrization
      }
    }
  }
}

extension OutputVariety {
  /// The outputs on all points as polynomials in weights and biases.
  fileprivate var parametrization: PolynomialMap {
    get throws(PatternVarietyError) {
      let terms = patternMap.termCount * Double(points.count)
      guard
        terms * Double(patternMap.parameterCount) <= Double(PatternVariety.maximumExpansionSize)
      else {
        throw .expansionTooLarge(terms: terms, parameters: patternMap.parameterCount)
      }
      let entries = patternMap.coordinates
      let map = patternMap.normalizedPolynomialMap(into: PolynomialRing(entries.names))
      var images = [Polynomial](repeating: map.parameterRing.zero, count: ring.variableCount)
      for (block, numbers) in pointsOfBlock.enumerated() {
        for point in numbers {
          for row in 0..<coordinates.rowCount {
            let inputs = points[point] + (entries.hasConstants ? [1] : [])
            images[coordinates.index(row: row, point: point)] = inputs.enumerated().reduce(
              map.parameterRing.zero
            ) { sum, input in
              let place = entries.index(block: block, row: row, column: input.offset)
              return input.element.isZero ? sum : sum + input.element * map.images[place]
            }
          }
        }
      }
      return PolynomialMap(from: map.parameterRing, to: ring, images: images)
    }
  }
}
