import ExactAlgebra

/// A weight of a multigrading, packed into one number.
///
/// Weights of monomials add up: the key of a product is the sum of the keys. Within one total
/// degree different keys are different weights.
struct WeightKey: Hashable, Comparable, Sendable {
  let bits: UInt128

  /// The weight of the constant 1.
  static let zero = WeightKey(bits: 0)

  static func + (a: WeightKey, b: WeightKey) -> WeightKey { WeightKey(bits: a.bits + b.bits) }

  /// The difference, or `nil` where it would be negative and no monomial has it.
  static func - (a: WeightKey, b: WeightKey) -> WeightKey? {
    a.bits >= b.bits ? WeightKey(bits: a.bits - b.bits) : nil
  }

  static func < (a: WeightKey, b: WeightKey) -> Bool { a.bits < b.bits }
}

extension Multigrading {
  /// The grading by as many of the weightings as fit into the keys of monomials of a degree.
  ///
  /// Fewer weightings make a coarser grading, in which every ideal homogeneous in the finer one
  /// is still homogeneous.
  func fitting(degree: Int) -> Multigrading {
    var capacity: UInt128 = 1
    return Multigrading(
      weights: weights.filter { row in
        let (product, overflow) = capacity.multipliedReportingOverflow(
          by: Multigrading.radix(of: row, degree: degree))
        if !overflow { capacity = product }
        return !overflow
      })
  }

  /// The keys of the coordinates, such that sums of at most `degree` keys do not overflow.
  ///
  /// - Precondition: the grading is `fitting(degree:)`.
  func keys(coordinateCount: Int, upToDegree degree: Int) -> [WeightKey] {
    var keys = [UInt128](repeating: 0, count: coordinateCount)
    var capacity: UInt128 = 1
    for row in weights {
      // Shifting a weighting by a constant changes nothing within one total degree.
      let least = row.min() ?? 0
      for (index, weight) in row.enumerated() {
        keys[index] += UInt128(weight - least) * capacity
      }
      capacity *= Multigrading.radix(of: row, degree: degree)
    }
    return keys.map { WeightKey(bits: $0) }
  }

  /// Whether a weighting is constant on weight spaces.
  func determines(_ weighting: [Int]) -> Bool {
    IntegerMatrix(weights + [weighting]).rank == IntegerMatrix(weights).rank
  }

  /// Whether a permutation of the coordinates maps weight spaces to weight spaces.
  func isPreserved(by permutation: CoordinatePermutation) -> Bool {
    let permuted = weights.map { row in
      var image = row
      for (coordinate, weight) in row.enumerated() { image[permutation[coordinate]] = weight }
      return image
    }
    return IntegerMatrix(weights + permuted).rank == IntegerMatrix(weights).rank
  }

  private static func radix(of row: [Int], degree: Int) -> UInt128 {
    UInt128((row.max() ?? 0) - (row.min() ?? 0)) * UInt128(degree) + 1
  }
}
