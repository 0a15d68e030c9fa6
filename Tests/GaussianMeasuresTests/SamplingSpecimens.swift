import ExactAlgebra
import Polyhedra

@testable import GaussianMeasures

/// Laws and polyhedra in high dimension whose probabilities are known.
enum SamplingSpecimens {
  /// `x_i > bound` for all coordinates.
  static func orthant(_ dimension: Int, above bound: Rational = 0) -> [HalfSpace] {
    (0..<dimension).map { axis in
      HalfSpace(normal: (0..<dimension).map { $0 == axis ? 1 : 0 }, offset: -bound)
    }
  }

  /// `lower < x_i < upper` for all coordinates.
  static func box(_ dimension: Int, _ lower: Rational, _ upper: Rational) -> [HalfSpace] {
    orthant(dimension, above: lower)
      + (0..<dimension).map { axis in
        HalfSpace(normal: (0..<dimension).map { $0 == axis ? -1 : 0 }, offset: upper)
      }
  }

  /// The centred law with a covariance matrix.
  static func law(
    _ dimension: Int, _ covariance: (Int, Int) -> Rational
  ) throws -> GaussianLaw {
    try GaussianLaw(
      mean: Array(repeating: 0, count: dimension),
      covariance: (0..<dimension).map { row in (0..<dimension).map { covariance(row, $0) } })
  }

  static func equicorrelated(_ dimension: Int, _ correlation: Rational) throws -> GaussianLaw {
    try law(dimension) { $0 == $1 ? 1 : correlation }
  }

  /// Correlations between neighbours only.
  static func chain(_ dimension: Int, _ correlation: Rational) throws -> GaussianLaw {
    try law(dimension) { $0 == $1 ? 1 : abs($0 - $1) == 1 ? correlation : 0 }
  }

  /// The law with the precision matrix `(I + 1 1^T) / 2`.
  static func precision(_ dimension: Int) throws -> GaussianLaw {
    try law(dimension) { ($0 == $1 ? 2 : 0) - Rational(2) / Rational(dimension + 1) }
  }

  /// The Gram matrix of small random integers, with more on the diagonal: no structure.
  static func unstructured(_ dimension: Int, seed: UInt64) throws -> GaussianLaw {
    var generator = SeededGenerator(seed: seed)
    let rows = (0..<dimension).map { _ in
      (0..<dimension).map { _ in Int.random(in: -4...4, using: &generator) }
    }
    return try law(dimension) { row, column in
      Rational(
        zip(rows[row], rows[column]).reduce(row == column ? 4 * dimension : 0) {
          $0 + $1.0 * $1.1
        })
    }
  }

  /// `1 / (d + 1)!`: the orthant of a chain with correlation -1/2.
  static func inverseFactorial(_ dimension: Int) -> Rational {
    (1...dimension + 1).reduce(1 as Rational) { $0 / Rational($1) }
  }

  /// `E_(d+1) / (d + 1)!`: the orthant of a chain with correlation 1/2, with the zigzag numbers of Euler.
  static func zigzagShare(_ dimension: Int) -> Rational {
    var row: [Rational] = [1]
    for _ in 0..<dimension + 1 {
      var next: [Rational] = [0]
      for entry in row.reversed() { next.append(next.last! + entry) }
      row = next
    }
    return row.last! * inverseFactorial(dimension)
  }
}
