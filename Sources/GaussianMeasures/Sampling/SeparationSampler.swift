import ExactAlgebra
import Foundation

/// Draws points of the Gaussian law cut to slabs, with their weights.
struct SeparationSampler: Sendable {
  let separation: Separation
  let tilting: Tilting
  /// All random numbers follow from it.
  let seed: UInt64
  /// What is taken away from weights.
  var control: ControlVariate?

  /// The mean of the weights of the points of a lattice that is shifted at random, relative to the bound
  /// of the weights: a number between 0 and 1. Without the control variate where there is one.
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
    visit: (([Double], Double) -> Void)? = nil
  ) -> Double {
    let dimension = separation.dimension
    let steps =
      rule.pointCount > 1 ? rule.generator.map { Double($0) / Double(rule.pointCount) } : []
    let control = control
    var sum = 0.0
    withBlock { block in
      drawShifts(stream: stream, into: block, lane: 0)
      for start in stride(from: 0, to: rule.pointCount, by: Block.width) {
        let lanes = min(Block.width, rule.pointCount - start)
        // From each lane to the next one, and from the last one to the first one of the next block.
        for lane in 0..<lanes where start + lane > 0 {
          let before = lane > 0 ? lane - 1 : Block.width - 1
          for index in 0..<dimension {
            let next = block.uniform[index][before] + steps[index]
            block.uniform[index][lane] = next < 1 ? next : next - 1
          }
        }
        let weights = weights(block, drawsLast: visit != nil)
        var values = weights
        if let control { values -= control.values(at: block) }
        for lane in 0..<lanes {
          sum += values[lane]
          if let visit, weights[lane] > 0 { visit(block.point(lane), weights[lane]) }
        }
      }
    }
    return sum / Double(rule.pointCount)
  }

  /// The weights of single points, without the control variate where there is one.
  func weights(streams: Range<UInt64>) -> [Double] {
    let control = control
    var result: [Double] = []
    result.reserveCapacity(streams.count)
    eachBlock(of: streams) { block, lanes in
      var values = weights(block, drawsLast: false)
      if let control { values -= control.values(at: block) }
      for lane in 0..<lanes { result.append(values[lane]) }
    }
    return result
  }

  /// Single points for a control variate; the last coordinate has no influence on weights.
  func sample(streams: Range<UInt64>) -> ControlVariate.Sample {
    let count = separation.dimension - 1
    var sample = ControlVariate.Sample(count: count, features: [], weights: [])
    eachBlock(of: streams) { block, lanes in
      let weights = weights(block, drawsLast: false)
      ControlVariate.findFeatures(of: block, count: count)
      for lane in 0..<lanes {
        sample.weights.append(weights[lane])
        for index in 0..<count { sample.features.append(block.features[index][lane]) }
      }
    }
    return sample
  }

  // MARK: blocks

  /// Points that are found side by side: what one waits for, the others use.
  struct Block {
    static let width = 4
    /// Points of the unit cube, those of the law, and what a control variate needs; by coordinates.
    let uniform: UnsafeMutablePointer<SIMD4<Double>>
    let points: UnsafeMutablePointer<SIMD4<Double>>
    let features: UnsafeMutablePointer<SIMD4<Double>>
    let dimension: Int

    /// A point of the law.
    func point(_ lane: Int) -> [Double] { (0..<dimension).map { points[$0][lane] } }
  }

  private func withBlock(_ body: (Block) -> Void) {
    let dimension = separation.dimension
    withUnsafeTemporaryAllocation(of: SIMD4<Double>.self, capacity: 3 * dimension) { space in
      guard let start = space.baseAddress else { return }
      space.initialize(repeating: .zero)
      body(
        Block(
          uniform: start, points: start + dimension, features: start + 2 * dimension,
          dimension: dimension))
    }
  }

  /// Calls a function with blocks of single points and the number of those that count.
  private func eachBlock(of streams: Range<UInt64>, _ body: (Block, Int) -> Void) {
    withBlock { block in
      for start in stride(from: 0, to: streams.count, by: Block.width) {
        let lanes = min(Block.width, streams.count - start)
        for lane in 0..<lanes {
          drawShifts(stream: streams.lowerBound + UInt64(start + lane), into: block, lane: lane)
        }
        body(block, lanes)
      }
    }
  }

  private func drawShifts(stream: UInt64, into block: Block, lane: Int) {
    var generator = SeededGenerator(seed: seed, stream: stream &+ 1)
    for index in 0..<separation.dimension {
      block.uniform[index][lane] = Double(generator.next() >> 11) * 0x1p-53
    }
  }

  // MARK: weights

  /// The weights of the points that belong to points of the unit cube, relative to the bound.
  @inline(__always)
  private func weights(_ block: Block, drawsLast: Bool) -> SIMD4<Double> {
    let dimension = separation.dimension
    return separation.lower.withUnsafeBufferPointer { lower in
      separation.upper.withUnsafeBufferPointer { upper in
        separation.slopes.withUnsafeBufferPointer { slopes in
          separation.slopeStarts.withUnsafeBufferPointer { slopeStarts in
            separation.starts.withUnsafeBufferPointer { starts in
              tilting.shifts.withUnsafeBufferPointer { shifts in
                var logarithms = SIMD4(repeating: -tilting.logBound)
                var products = SIMD4<Double>.one
                for coordinate in 0..<dimension {
                  var lows = SIMD4(repeating: -Double.infinity)
                  var highs = SIMD4(repeating: Double.infinity)
                  for row in starts[coordinate]..<starts[coordinate + 1] {
                    let inner = innerProducts(
                      slopes.baseAddress! + slopeStarts[row], block.points, count: coordinate)
                    lows = pointwiseMax(lows, lower[row] + inner)
                    highs = pointwiseMin(highs, upper[row] + inner)
                  }
                  let shift = shifts[coordinate]
                  let draws = drawsLast || coordinate + 1 < dimension
                  for lane in 0..<Block.width {
                    let (low, high) = (lows[lane], highs[lane])
                    guard low < high else {
                      products[lane] = 0
                      continue
                    }
                    let interval = NormalInterval(from: low - shift, to: high - shift)
                    products[lane] *= interval.measure
                    logarithms[lane] += interval.logScale
                    if products[lane] < 1e-20, products[lane] > 0 {
                      logarithms[lane] += log(products[lane])
                      products[lane] = 1
                    }
                    guard draws else { continue }
                    let share = max((2 * block.uniform[coordinate][lane] - 1).magnitude, 0x1p-54)
                    let value = shift + interval.quantile(min(share, 1 - 0x1p-53))
                    guard value.magnitude <= separation.reach else {
                      products[lane] = 0
                      continue
                    }
                    block.points[coordinate][lane] = value
                    logarithms[lane] += shift * (0.5 * shift - value)
                  }
                }
                var weights = SIMD4<Double>.zero
                for lane in 0..<Block.width where products[lane] > 0 {
                  weights[lane] = min(products[lane] * exp(logarithms[lane]), 1)
                }
                return weights
              }
            }
          }
        }
      }
    }
  }
}

/// The inner products of a vector with four, in two interleaved sums each.
@inline(__always)
func innerProducts(
  _ a: UnsafePointer<Double>, _ b: UnsafePointer<SIMD4<Double>>, count: Int
) -> SIMD4<Double> {
  var (even, odd) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
  var index = 0
  while index + 2 <= count {
    even += a[index] * b[index]
    odd += a[index + 1] * b[index + 1]
    index += 2
  }
  if index < count { even += a[index] * b[index] }
  return even + odd
}
