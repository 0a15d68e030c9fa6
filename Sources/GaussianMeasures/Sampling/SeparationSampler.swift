import ExactAlgebra
import Foundation

/// Draws points of the Gaussian law cut to slabs, with their weights.
struct SeparationSampler: Sendable {
  let separation: Separation
  let tilting: Tilting
  /// All random numbers follow from it.
  let seed: UInt64

  /// The mean of the weights of the points of a lattice that is shifted at random, relative to the bound
  /// of the weights: a number between 0 and 1.
  ///
  /// Points are brought from the lattice to a uniform law on the cube by `x -> |2 x - 1|`, which makes
  /// functions periodic and keeps the law. Source: F. J. Hickernell, *Obtaining O(N^(-2+eps)) convergence
  /// for lattice quadrature rules*, 2002.
  ///
  /// - Parameters:
  ///   - stream: tells apart the shifts; each has numbers of its own.
  ///   - visit: called with each point and its weight where that is not zero.
  func meanWeight(
    of rule: LatticeRule, stream: UInt64,
    visit: ((UnsafePointer<Double>, Double) -> Void)? = nil
  ) -> Double {
    let dimension = separation.dimension
    var generator = SeededGenerator(seed: seed, stream: stream &+ 1)
    let shifts = (0..<dimension).map { _ in Double(generator.next() >> 11) * 0x1p-53 }
    let steps = rule.generator.map { Double($0) / Double(rule.pointCount) }
    var sum = 0.0
    let drawsLast = visit != nil
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * dimension) { space in
      guard let place = space.baseAddress else { return }
      let point = place + dimension
      place.initialize(repeating: 0, count: 2 * dimension)
      for index in 0..<dimension { place[index] = shifts[index] }
      for number in 0..<rule.pointCount {
        if number > 0 {
          for index in 0..<dimension {
            let next = place[index] + steps[index]
            place[index] = next < 1 ? next : next - 1
          }
        }
        let weight = weight(place, into: point, drawsLast: drawsLast)
        guard weight > 0 else { continue }
        sum += weight
        visit?(point, weight)
      }
    }
    return sum / Double(rule.pointCount)
  }

  /// The weight of the point that belongs to a point of the unit cube, relative to the bound.
  @inline(__always)
  private func weight(
    _ uniform: UnsafePointer<Double>, into point: UnsafeMutablePointer<Double>, drawsLast: Bool
  ) -> Double {
    let dimension = separation.dimension
    return separation.lower.withUnsafeBufferPointer { lower in
      separation.upper.withUnsafeBufferPointer { upper in
        separation.slopes.withUnsafeBufferPointer { slopes in
          separation.slopeStarts.withUnsafeBufferPointer { slopeStarts in
            separation.starts.withUnsafeBufferPointer { starts in
              tilting.shifts.withUnsafeBufferPointer { shifts in
                var logarithm = -tilting.logBound
                var product = 1.0
                for coordinate in 0..<dimension {
                  var low = -Double.infinity
                  var high = Double.infinity
                  for row in starts[coordinate]..<starts[coordinate + 1] {
                    let inner =
                      coordinate == 0
                      ? 0
                      : innerProduct(
                        slopes.baseAddress! + slopeStarts[row], point, count: coordinate)
                    low = max(low, lower[row] + inner)
                    high = min(high, upper[row] + inner)
                  }
                  guard low < high else { return 0 }
                  let shift = shifts[coordinate]
                  let interval = NormalInterval(from: low - shift, to: high - shift)
                  product *= interval.measure
                  logarithm += interval.logScale
                  if product < 1e-20 {
                    guard product > 0 else { return 0 }
                    logarithm += log(product)
                    product = 1
                  }
                  guard drawsLast || coordinate + 1 < dimension else { continue }
                  let share = max((2 * uniform[coordinate] - 1).magnitude, 0x1p-54)
                  let value = shift + interval.quantile(min(share, 1 - 0x1p-53))
                  guard value.magnitude <= separation.reach else { return 0 }
                  point[coordinate] = value
                  logarithm += shift * (0.5 * shift - value)
                }
                return min(product * exp(logarithm), 1)
              }
            }
          }
        }
      }
    }
  }
}
