import Foundation

/// A function on the unit cube with the mean 0 that is like the weights of points there: weights without it
/// have the same mean and vary less.
///
/// For a uniform coordinate `u` let `t = 2 |2 u - 1| - 1`, and `e(t)` an odd polynomial that is like a Gaussian
/// quantile, but bounded, with `e^2` of mean 1. Then with numbers `a, b, c, q`
///
///     V = sum_i (a_i e_i + b_i (e_i^2 - 1) + c_i e_i^3) + sum_(j < i) q_ij e_i e_j.
///
/// Coordinates are independent and `t` is uniform on `-1 ... 1`, so every term has the mean 0, whatever the
/// numbers are. They have to be chosen before the points are drawn from which `V` is taken away. A second-order
/// expansion of the weights is a good choice: of tilted weights it leaves a tenth of the variance.
struct ControlVariate: Sendable {
  /// The number of coordinates of the cube.
  let count: Int
  private let linear: [Double]
  private let cubic: [Double]
  /// Row by row `q_ij` for `j < i`, then `b_i`.
  private let products: [Double]
  private let constant: Double
  /// Bounds of all values.
  let lower: Double
  let upper: Double
  /// How far the mean is from 0, and a value from the exact one, at most: by rounding and by the digits of `u` beyond
  /// the 53 that are drawn. With at most 100 coordinates it is below 10^-11 times the sizes of all terms.
  let error: Double

  /// - Parameter terms: `a`, then `c`, then `products`.
  init(count: Int, terms: [Double]) {
    precondition(terms.count == Self.termCount(count), "a wrong number of terms")
    self.count = count
    linear = Array(terms[..<count])
    cubic = Array(terms[count..<2 * count])
    products = Array(terms[(2 * count)...])
    var matrix = SymmetricMatrix(size: count)
    var constant = 0.0
    var start = 0
    for row in 0..<count {
      for column in 0..<row { matrix[row, column] = products[start + column] / 2 }
      constant += products[start + row]
      start += row + 1
    }
    self.constant = constant
    // Of the products: at most the largest eigenvalue times sum e_i^2, by absolute value.
    let largest = matrix.spectralBound
    var (lower, upper, size) = (0.0, 0.0, 0.0)
    start = 0
    for row in 0..<count {
      let square = products[start + row]
      start += row + 1
      let part = Cubic(first: linear[row], third: cubic[row])
      lower += part.smallest(second: square - largest) - square
      upper -= part.negated.smallest(second: -square - largest) + square
      size += linear[row].magnitude + cubic[row].magnitude
    }
    size += products.reduce(0) { $0 + $1.magnitude }
    error = 1e-11 * size
    self.lower = lower - error
    self.upper = upper + error
  }

  static func termCount(_ count: Int) -> Int { 2 * count + count * (count + 1) / 2 }

  // MARK: values

  /// The coefficients of `e` at `t`, `t^3`, `t^5` and `t^13`.
  private static let coefficients: SIMD4<Double> = {
    let shape = [(1, 1.25), (3, 0.33), (5, 0.2), (13, 0.9)]
    var square = 0.0
    for (power, a) in shape {
      for (other, b) in shape { square += a * b / Double(power + other + 1) }
    }
    return SIMD4(shape.map { $0.1 / square.squareRoot() })
  }()

  /// The largest value of `e`.
  static let largest = coefficients.sum()

  /// `e` for a point of the cube.
  @inline(__always)
  static func features(of uniform: SIMD4<Double>) -> SIMD4<Double> {
    let difference = 2 * uniform - 1
    let t = 2 * pointwiseMax(difference, -difference) - 1
    let square = t * t
    let fourth = square * square
    let end = coefficients[2] + fourth * fourth * coefficients[3]
    return t * (coefficients[0] + square * coefficients[1] + fourth * end)
  }

  /// Puts `e` for the points of a block in its place.
  @inline(__always)
  static func findFeatures(of block: SeparationSampler.Block, count: Int) {
    for index in 0..<count { block.features[index] = features(of: block.uniform[index]) }
  }

  /// `V` at the points of a block.
  func values(at block: SeparationSampler.Block) -> SIMD4<Double> {
    Self.findFeatures(of: block, count: count)
    return values(of: block.features)
  }

  /// `V` at four points with features.
  func values(of features: UnsafePointer<SIMD4<Double>>) -> SIMD4<Double> {
    linear.withUnsafeBufferPointer { linear in
      cubic.withUnsafeBufferPointer { cubic in
        products.withUnsafeBufferPointer { products in
          var sum = SIMD4(repeating: -constant)
          var row = products.baseAddress!
          for index in 0..<count {
            let e = features[index]
            let inner = innerProducts(row, features, count: index + 1)
            sum += e * (linear[index] + cubic[index] * e * e + inner)
            row += index + 1
          }
          return sum
        }
      }
    }
  }

  /// `first e + second e^2 + third e^3` for the values of `e`.
  private struct Cubic {
    var first: Double
    var third: Double

    var negated: Cubic { Cubic(first: -first, third: -third) }

    /// The least value, up to rounding: at an end or where the derivative vanishes.
    func smallest(second: Double) -> Double {
      var points = [-ControlVariate.largest, ControlVariate.largest]
      let root = (second * second - 3 * first * third).squareRoot()
      // Without cancellation; what is not a number or outside does not count.
      let sum = -(second + (second < 0 ? -root : root))
      points += [sum / (3 * third), first / sum].filter { $0.magnitude < ControlVariate.largest }
      return points.map { $0 * (first + $0 * (second + $0 * third)) }.min()!
    }
  }
}

extension SymmetricMatrix {
  /// A bound for the absolute values of eigenvalues: with `s = 32` the root of order `s` of the trace of the
  /// power of order `s`.
  fileprivate var spectralBound: Double {
    var power = self
    for row in 0..<size {
      for column in 0..<row { power[column, row] = power[row, column] }
    }
    var (logarithm, exponent) = (0.0, 1.0)
    while true {
      let norm = length(power.entries)
      guard norm > 0 else { return 0 }
      // The norm is the root of the sum of the squares of the eigenvalues.
      logarithm += log(norm) / exponent
      guard exponent < 16 else { return exp(logarithm) * (1 + 1e-9) }
      let rows = (0..<size).map { row in
        power.entries[row * size..<(row + 1) * size].map { $0 / norm }
      }
      for row in 0..<size {
        for column in 0..<size { power[row, column] = innerProduct(rows[row], rows[column]) }
      }
      exponent *= 2
    }
  }
}
