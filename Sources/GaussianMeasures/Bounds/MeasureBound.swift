public import Enclosures
import ExactAlgebra
import Foundation
public import Polyhedra

/// Half-spaces, one added after the other, with proved upper bounds for the measure of their
/// intersection under a Gaussian law; nothing is sampled.
///
///     var bound = MeasureBound(under: law)
///     bound = bound.adding(halfSpace)
///     bound.logarithm                 // at least ln P(all half-spaces)
///     bound.sharpLogarithm            // the same, smaller, and a hundred times the work
///
/// For numbers `lambda >= 0` the intersection of half-spaces `n_i . z + b_i > 0` of standard Gaussian
/// numbers lies in the half-space `sum lambda_i (n_i . z + b_i) > 0`, so its measure is at most
/// `Phi(sum lambda_i b_i / |sum lambda_i n_i|)`. The best `lambda` are those of the point of the
/// polyhedron that is nearest to the mean. They are proposed in floating point; the bound holds for
/// every proposal, and what rounding does to it is bounded.
///
/// A value: a search keeps one for each node, and a child shares what its parent has computed.
/// Complexity of a step: `d n` operations to pull back a half-space (`d` coordinates, `n` columns of the
/// factor of the law, zeros left out), `m n` for inner products, about `10 m^2` for the proposal.
public struct MeasureBound: Sendable {
  private let law: RoundedLaw
  private var halfSpaces: [RoundedHalfSpace] = []
  /// The inner products of the normals, row by row up to the diagonal.
  private var gram: [[Double]] = []
  private var multipliers: [Double] = []
  private var isFalse = false

  /// At least the natural logarithm of the measure: `-infinity` only where it is zero for sure.
  public private(set) var logarithm = 0.0

  /// All of space.
  public init(under law: GaussianLaw) { self.law = RoundedLaw(law) }

  /// The number of half-spaces that the bound depends on: those that the law does not decide.
  public var count: Int { halfSpaces.count }

  /// With one more half-space.
  ///
  /// - Precondition: it has the dimension of the law.
  public func adding(_ halfSpace: HalfSpace) -> MeasureBound {
    precondition(halfSpace.dimension == law.law.dimension, "another dimension than the law")
    var result = self
    switch law.pullBack(halfSpace) {
    case .constant(true): break
    case .constant(false):
      result.isFalse = true
      result.logarithm = -.infinity
    case .halfSpace(let rounded): result.append(rounded)
    }
    return result
  }

  /// A ball whose upper end is at least the measure; from 0 on.
  public var upperBound: Ball { Self.bound(logarithm) }

  /// At least the natural logarithm of the measure, by the tilted law that has the least bound of its
  /// weights (`Tilting`). Often within a factor of two of the measure, at any size.
  public var sharpLogarithm: Double {
    guard !isFalse, !halfSpaces.isEmpty, hasFiniteNumbers else { return logarithm }
    let slabs = Slab.slabs(of: halfSpaces)
    guard slabs.allSatisfy({ $0.lower < $0.upper }) else { return logarithm }
    let (separation, tilting) = Separation.tilted(slabs)
    // What is beyond the reach, added.
    let rest = exp(min(0, separation.logTail - tilting.logBound))
    return min(logarithm, tilting.logBound + log1p(rest) + 1e-12)
  }

  /// A ball whose upper end is at least the measure, by `sharpLogarithm`; from 0 on.
  public var sharpUpperBound: Ball { Self.bound(sharpLogarithm) }

  private static func bound(_ logarithm: Double) -> Ball {
    let zero = Ball(0, precision: 64)
    guard logarithm > -.infinity, let exact = Rational(exactly: logarithm) else { return zero }
    return zero.union(Ball(exact, precision: 64).exponential())
  }

  private var hasFiniteNumbers: Bool {
    halfSpaces.allSatisfy { $0.offset.isFinite && $0.normalError < 1e-6 }
  }

  // MARK: the nearest point

  private mutating func append(_ halfSpace: RoundedHalfSpace) {
    gram.append(
      halfSpaces.map { innerProduct($0.normal, halfSpace.normal) }
        + [innerProduct(halfSpace.normal, halfSpace.normal)])
    halfSpaces.append(halfSpace)
    multipliers.append(0)
    guard !isFalse else { return }
    var single = [Double](repeating: 0, count: count)
    single[count - 1] = 1
    logarithm = min(logarithm, logBound(of: single))
    propose()
    logarithm = min(logarithm, logBound(of: multipliers))
  }

  private static let sweepLimit = 60

  /// Minimizes `|sum lambda_i n_i|^2 / 2 + lambda . b` over `lambda >= 0`, one coordinate after the other,
  /// from the multipliers of the half-spaces before. Source: C. Hildreth, *A quadratic programming
  /// procedure*, 1957.
  private mutating func propose() {
    // sum_j G_ij lambda_j + b_i
    var slopes = halfSpaces.map(\.offset)
    for (row, entries) in gram.enumerated() {
      for column in 0..<row {
        slopes[row] += entries[column] * multipliers[column]
        slopes[column] += entries[column] * multipliers[row]
      }
      slopes[row] += entries[row] * multipliers[row]
    }
    guard slopes.contains(where: { $0 < 0 }) else { return }
    for _ in 0..<Self.sweepLimit {
      var change = 0.0
      for row in multipliers.indices {
        let diagonal = gram[row][row]
        let next = max(0, multipliers[row] - slopes[row] / diagonal)
        let step = next - multipliers[row]
        guard step != 0 else { continue }
        multipliers[row] = next
        change = max(change, step.magnitude / (1 + next))
        for column in 0..<row { slopes[column] += gram[row][column] * step }
        for other in row..<count { slopes[other] += gram[other][row] * step }
      }
      if change < 1e-6 { break }
      // Without end where the polyhedron is empty; the bound is small enough then.
      if multipliers.contains(where: { $0 > 1e9 }) { break }
    }
  }

  /// At least `ln Phi(sum lambda_i b_i / |sum lambda_i n_i|)` for the exact numbers.
  private func logBound(of multipliers: [Double]) -> Double {
    var normal = [Double](repeating: 0, count: law.count)
    var (offset, offsetError, normalError, size) = (0.0, 0.0, 0.0, 0.0)
    for (multiplier, halfSpace) in zip(multipliers, halfSpaces) where multiplier > 0 {
      add(multiplier, times: halfSpace.normal, to: &normal)
      offset += multiplier * halfSpace.offset
      offsetError += multiplier * (halfSpace.offsetError + halfSpace.offset.magnitude * rounding)
      normalError += multiplier * halfSpace.normalError
      size += multiplier
    }
    // Normals have lengths of at most 1.01.
    normalError = (normalError + 1.01 * size * rounding) * (1 + 1e-6)
    let norm = length(normal)
    let high = offset + offsetError * 1.001
    // The border as far out as rounding allows.
    let border =
      high < 0
      ? high / (norm * (1 + 1e-9) + normalError) * (1 - 1e-9)
      : norm > 2 * normalError ? high / (norm * (1 - 1e-9) - normalError) * (1 + 1e-9) : .infinity
    guard border.isFinite else { return 0 }
    let value = StandardNormal.logTail(-border)
    return min(0, value + 1e-10 * (1 + value.magnitude))
  }

  /// The relative error of sums of as many numbers as there are half-spaces or columns.
  private var rounding: Double { Double(count + law.count + 8) * Rounding.unit }
}
