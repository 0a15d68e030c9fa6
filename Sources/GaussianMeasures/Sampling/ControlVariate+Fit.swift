import Foundation

extension ControlVariate {
  /// Points of the cube with their weights, from which a control variate is found.
  struct Sample: Sendable {
    /// The number of coordinates.
    let count: Int
    /// Point by point.
    var features: [Double]
    var weights: [Double]
  }

  private static let stepLimit = 10

  /// About the one whose values are nearest to the weights without their mean, in the mean square over a sample.
  ///
  /// By the method of conjugate gradients for the terms scaled to the mean square 1, which are nearly
  /// orthogonal. It ends early: what remains is below the noise of the sample.
  init(nearestTo sample: Sample) {
    let count = sample.count
    var terms = [Double](repeating: 0, count: Self.termCount(count))
    var rest = Self.centred(sample.weights)
    var gradient = sample.products(with: rest)
    var direction = gradient
    var square = innerProduct(gradient, gradient)
    for _ in 0..<Self.stepLimit where square > 0 {
      let image = Self.centred(sample.values(of: Self.plain(direction, count: count)))
      let factor = square / innerProduct(image, image)
      guard factor.isFinite else { break }
      add(factor, times: direction, to: &terms)
      add(-factor, times: image, to: &rest)
      gradient = sample.products(with: rest)
      let next = innerProduct(gradient, gradient)
      guard next > 1e-6 * square else { break }
      var following = gradient
      add(next / square, times: direction, to: &following)
      (direction, square) = (following, next)
    }
    self.init(count: count, terms: Self.plain(terms, count: count))
  }

  private static func centred(_ numbers: [Double]) -> [Double] {
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    return numbers.map { $0 - mean }
  }

  /// The terms that belong to orthonormal functions, as those of the definition.
  private static func plain(_ terms: [Double], count: Int) -> [Double] {
    var result = terms
    for index in 0..<count {
      result[index] -= fourth * terms[count + index] * cubicScale
      result[count + index] *= cubicScale
      result[2 * count + index * (index + 3) / 2] *= squareScale
    }
    return result
  }

  /// The mean of `e^4`, and the factors that give `e^3 - fourth e` and `e^2 - 1` the mean square 1.
  fileprivate static let fourth = moment(4)
  fileprivate static let squareScale = 1 / (moment(4) - 1).squareRoot()
  fileprivate static let cubicScale = 1 / (moment(6) - moment(4) * moment(4)).squareRoot()

  /// The mean of a power of `e`, about.
  private static func moment(_ power: Int) -> Double {
    let count = 4_096
    return (0..<count).reduce(0) { sum, number in
      let place = (Double(number) + 0.5) / Double(count)
      return sum + pow(features(of: SIMD4(repeating: place))[0], Double(power))
    } / Double(count)
  }
}

extension ControlVariate.Sample {
  /// The values of a control variate with given terms.
  fileprivate func values(of terms: [Double]) -> [Double] {
    let control = ControlVariate(count: count, terms: terms)
    var result: [Double] = []
    result.reserveCapacity(weights.count)
    withUnsafeTemporaryAllocation(of: SIMD4<Double>.self, capacity: count) { block in
      guard let start = block.baseAddress else { return }
      for first in stride(from: 0, to: weights.count, by: 4) {
        let lanes = min(4, weights.count - first)
        for index in 0..<count {
          var four = SIMD4<Double>.zero
          for lane in 0..<lanes { four[lane] = features[(first + lane) * count + index] }
          (start + index).initialize(to: four)
        }
        let values = control.values(of: start)
        for lane in 0..<lanes { result.append(values[lane]) }
      }
    }
    return result
  }

  /// The sums over the points of the orthonormal functions times numbers.
  fileprivate func products(with numbers: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: ControlVariate.termCount(count))
    let fourth = ControlVariate.fourth
    features.withUnsafeBufferPointer { features in
      result.withUnsafeMutableBufferPointer { result in
        for (number, factor) in numbers.enumerated() {
          let point = features.baseAddress! + number * count
          var row = result.baseAddress! + 2 * count
          for index in 0..<count {
            let e = point[index]
            let scaled = factor * e
            result[index] += scaled
            result[count + index] += scaled * (e * e - fourth)
            for other in 0...index { row[other] += scaled * point[other] }
            row += index + 1
          }
        }
      }
    }
    let sum = numbers.reduce(0, +)
    for index in 0..<count {
      result[count + index] *= ControlVariate.cubicScale
      let place = 2 * count + index * (index + 3) / 2
      result[place] = (result[place] - sum) * ControlVariate.squareScale
    }
    return result
  }
}
