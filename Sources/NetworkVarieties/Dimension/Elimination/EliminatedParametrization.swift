import ExactAlgebra
import Varieties

/// A family of networks whose Jacobian matrix can be eliminated exactly.
protocol EliminatedParametrization: Parametrization {
  /// The map to the block matrices, with the same parameters.
  var patternMap: PatternMap { get }

  /// Directions in which the parameters move under symmetries by which the image moves affinely,
  /// besides the changes of basis of the hidden layers.
  func outerMotions(
    at values: [UInt], over field: PrimeField
  ) -> [[(parameter: Int, value: UInt)]]

  /// The derivatives of the coordinates by some parameters, given by their numbers: a row for
  /// each of them.
  func derivatives(
    by numbers: [Int], at entries: [Polynomial], in ring: PolynomialRing
  ) -> PolynomialMatrix
}

extension PatternMap: EliminatedParametrization {
  var patternMap: PatternMap { self }

  func derivatives(
    by numbers: [Int], at entries: [Polynomial], in ring: PolynomialRing
  ) -> PolynomialMatrix {
    SymbolicDerivatives(of: self, at: entries, in: ring).matrix(of: numbers)
  }
}

extension OutputMap: EliminatedParametrization {
  /// Affine changes of the outputs.
  func outerMotions(
    at values: [UInt], over field: PrimeField
  ) -> [[(parameter: Int, value: UInt)]] {
    patternMap.outputMotions(values)
  }

  func derivatives(
    by numbers: [Int], at entries: [Polynomial], in ring: PolynomialRing
  ) -> PolynomialMatrix {
    let blocks = patternMap.derivatives(by: numbers, at: entries, in: ring)
    let c = patternMap.coordinates
    var result = PolynomialMatrix(rows: numbers.count, columns: coordinateCount, in: ring) {
      _, _ in ring.zero
    }
    for (block, vectors) in columns.enumerated() {
      for (column, vector) in vectors.enumerated() {
        for row in 0..<c.rowCount {
          let place = index(block: block, column: column, row: row)
          for number in numbers.indices {
            result[number, place] = vector.enumerated().reduce(ring.zero) { sum, entry in
              guard !entry.element.isZero else { return sum }
              let source = c.index(block: block, row: row, column: entry.offset)
              return sum + Rational(entry.element) * blocks[number, source]
            }
          }
        }
      }
    }
    return result
  }
}
