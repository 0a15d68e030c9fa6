import ExactAlgebra
import Varieties

/// Parametrizations whose ideals are in the textbooks.
///
/// Source: Harris, *Algebraic geometry: a first course*, lectures 1, 2, 4, 6 and 9.
enum ClassicalMaps {
  /// `(s, t)` to all monomials of a degree, times the given scales.
  static func rationalNormalCurve(degree: Int, scales: [Rational]? = nil) -> PolynomialMap {
    let parameters = PolynomialRing(["s", "t"])
    let (s, t) = (parameters.variable(0), parameters.variable(1))
    return map(from: parameters) {
      (0...degree).map { power in
        (scales?[power] ?? 1) * (s.power(degree - power) * t.power(power))
      }
    }
  }

  /// Three parameters to their six products of degree 2, in the order 11, 12, 13, 22, 23, 33.
  static var veroneseSurface: PolynomialMap {
    let parameters = PolynomialRing(["s", "t", "u"])
    return map(from: parameters) {
      (0..<3).flatMap { i in
        (i..<3).map { j in parameters.variable(i) * parameters.variable(j) }
      }
    }
  }

  /// The products `u_i^e * v_j^e`, row by row; `e` changes the parametrization only.
  static func segre(_ rows: Int, _ columns: Int, exponent: Int = 1) -> PolynomialMap {
    let parameters = PolynomialRing(names("u", rows) + names("v", columns))
    return map(from: parameters) {
      (0..<rows).flatMap { row in
        (0..<columns).map { column in
          parameters.variable(row).power(exponent)
            * parameters.variable(rows + column).power(exponent)
        }
      }
    }
  }

  /// The products of three pairs of parameters.
  static var tripleSegre: PolynomialMap {
    let parameters = PolynomialRing(names("u", 2) + names("v", 2) + names("w", 2))
    return map(from: parameters) {
      (0..<8).map { index in
        parameters.variable(index / 4) * parameters.variable(2 + index / 2 % 2)
          * parameters.variable(4 + index % 2)
      }
    }
  }

  /// Products of a `rows x rank` and a `rank x columns` matrix, row by row.
  static func determinantal(_ rows: Int, _ columns: Int, rank: Int) -> PolynomialMap {
    let parameters = PolynomialRing(names("a", rows * rank) + names("b", rank * columns))
    return map(from: parameters) {
      (0..<rows).flatMap { row in
        (0..<columns).map { column in
          (0..<rank).reduce(parameters.zero) { sum, k in
            sum + parameters.variable(row * rank + k)
              * parameters.variable(rows * rank + k * columns + column)
          }
        }
      }
    }
  }

  /// The ten 2-minors of a `2 x 5` matrix: the Grassmannian of lines in projective 4-space.
  static var grassmannianOfLines: PolynomialMap {
    let parameters = PolynomialRing(names("a", 5) + names("b", 5))
    return map(from: parameters) {
      (0..<5).flatMap { i in
        (i + 1..<5).map { j in
          parameters.variable(i) * parameters.variable(5 + j)
            - parameters.variable(j) * parameters.variable(5 + i)
        }
      }
    }
  }

  /// Sums of two points of the rational normal curve of degree 4: its secant variety.
  static var secantsOfTheQuartic: PolynomialMap {
    let parameters = PolynomialRing(["s", "t", "u", "v"])
    let x = parameters.variables
    return map(from: parameters) {
      (0...4).map { power in
        x[0].power(4 - power) * x[1].power(power) + x[2].power(4 - power) * x[3].power(power)
      }
    }
  }

  /// The map with coordinates `x0, x1, ...`.
  static func map(
    from parameters: PolynomialRing, images: () -> [Polynomial]
  ) -> PolynomialMap {
    let images = images()
    return PolynomialMap(
      from: parameters, to: PolynomialRing(names("x", images.count)), images: images)
  }

  static func names(_ letter: String, _ count: Int) -> [String] {
    (0..<count).map { "\(letter)\($0)" }
  }
}

/// Symmetries of a space of matrices, coordinates row by row.
enum MatrixSymmetries {
  /// The exchanges of neighbouring rows and columns.
  static func exchanges(_ rows: Int, _ columns: Int) -> [CoordinatePermutation] {
    let ofRows = (1..<rows).map { swapped in
      permutation(rows, columns) { (exchanged($0, swapped), $1) }
    }
    let ofColumns = (1..<columns).map { swapped in
      permutation(rows, columns) { ($0, exchanged($1, swapped)) }
    }
    return ofRows + ofColumns
  }

  /// `GL(rows) x GL(columns)`.
  static func action(_ rows: Int, _ columns: Int) -> GeneralLinearAction {
    let ofColumns = (0..<columns).map { column in (0..<rows).map { $0 * columns + column } }
    let ofRows = (0..<rows).map { row in (0..<columns).map { row * columns + $0 } }
    let count = rows * columns
    return GeneralLinearAction(factors: [
      .init(size: rows, lines: ofColumns, coordinateCount: count),
      .init(size: columns, lines: ofRows, coordinateCount: count),
    ])
  }

  private static func exchanged(_ index: Int, _ swapped: Int) -> Int {
    index == swapped ? swapped - 1 : index == swapped - 1 ? swapped : index
  }

  private static func permutation(
    _ rows: Int, _ columns: Int, move: (Int, Int) -> (Int, Int)
  ) -> CoordinatePermutation {
    CoordinatePermutation(
      (0..<rows * columns).map { index in
        let (row, column) = move(index / columns, index % columns)
        return row * columns + column
      })
  }
}
