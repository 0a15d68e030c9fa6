public import ExactAlgebra
public import Varieties

/// The map from weights and biases to what the outputs on data points depend on: for each block
/// the block matrix times integer columns.
///
/// Coordinates: block by block, column by column, each with one entry for every output.
public struct OutputMap: Parametrization, Sendable {
  /// The map to the block matrices.
  public let patternMap: PatternMap
  /// `columns[block]`: integer vectors over the inputs and, with biases, the constant.
  public let columns: [[[Integer]]]

  /// The map to block matrices times columns.
  ///
  /// - Precondition: for each block a list of vectors with an entry for each input and, with
  ///   biases, for the constant.
  init(_ patternMap: PatternMap, columns: [[[Integer]]]) {
    precondition(columns.count == patternMap.coordinates.blockCount, "a list for each block")
    precondition(
      columns.joined().allSatisfy { $0.count == patternMap.coordinates.extendedColumnCount },
      "vectors of a wrong length")
    self.patternMap = patternMap
    self.columns = columns
  }

  /// The number of live weights and biases.
  public var parameterCount: Int { patternMap.parameterCount }

  /// The number of outputs times the number of columns.
  public var coordinateCount: Int { rowCount * columns.reduce(0) { $0 + $1.count } }

  /// Always: the map has integer coefficients.
  public func isDefined(over field: PrimeField) -> Bool { true }

  /// The values of the coordinates for one value of each live parameter.
  public func point(at values: [UInt], over field: PrimeField) -> [UInt] {
    let combination = Combination(self, over: field)
    return combination.apply(to: patternMap.point(at: values, over: field))
  }

  /// The partial derivatives: one row for each live parameter, one column for each coordinate.
  public func jacobian(at values: [UInt], over field: PrimeField) -> ModularMatrix {
    let combination = Combination(self, over: field)
    let derivatives = patternMap.jacobian(at: values, over: field)
    return ModularMatrix(
      rows: derivatives.rowCount, columns: coordinateCount, over: field
    ) { row, entries in
      for (place, value) in combination.apply(to: derivatives.row(row)).enumerated() {
        entries[place] = value
      }
    }
  }

  /// The map with polynomial entries, from networks in which one weight or bias into each live
  /// hidden neuron is 1; see `PatternMap.normalizedPolynomialMap(into:)`.
  ///
  /// - Precondition: the ring has one variable for each coordinate, in their order.
  public func normalizedPolynomialMap(into ring: PolynomialRing) -> PolynomialMap {
    let coordinates = patternMap.coordinates
    let map = patternMap.normalizedPolynomialMap(into: PolynomialRing(coordinates.names))
    let images = columns.enumerated().flatMap { block, vectors in
      vectors.flatMap { vector in
        (0..<rowCount).map { row in
          vector.enumerated().reduce(map.parameterRing.zero) { sum, entry in
            guard !entry.element.isZero else { return sum }
            let place = coordinates.index(block: block, row: row, column: entry.offset)
            return sum + Rational(entry.element) * map.images[place]
          }
        }
      }
    }
    return PolynomialMap(from: map.parameterRing, to: ring, images: images)
  }

  /// The position of a coordinate, all numbers from 0.
  func index(block: Int, column: Int, row: Int) -> Int {
    (columns[..<block].reduce(0) { $0 + $1.count } + column) * rowCount + row
  }

  private var rowCount: Int { patternMap.coordinates.rowCount }
}

/// The linear map from block matrices to the coordinates, modulo a prime.
private struct Combination {
  private let field: PrimeField
  /// For each coordinate the entries that it combines.
  private let terms: [[(place: Int, factor: UInt)]]

  init(_ map: OutputMap, over field: PrimeField) {
    self.field = field
    let coordinates = map.patternMap.coordinates
    terms = map.columns.enumerated().flatMap { block, vectors in
      vectors.flatMap { vector in
        let entries = vector.enumerated().filter { !$0.element.isZero }
          .map { (column: $0.offset, factor: $0.element.residue(in: field)) }
        return (0..<coordinates.rowCount).map { row in
          entries.map {
            (coordinates.index(block: block, row: row, column: $0.column), $0.factor)
          }
        }
      }
    }
  }

  func apply(to entries: [UInt]) -> [UInt] {
    terms.map { terms in
      terms.reduce(0) {
        field.add(
          $0,
          $1.factor == 1
            ? entries[$1.place]
            : field.multiply($1.factor, entries[$1.place]))
      }
    }
  }
}
