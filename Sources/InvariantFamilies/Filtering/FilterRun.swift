import Enclosures
import ExactAlgebra
import GaussianMeasures
import LongWork
import Networks
import RandomNetworks

/// Assumed-density filtering in balls of one precision.
struct FilterRun {
  /// After the activations of the hidden layers.
  private(set) var layers: [BallMoments] = []
  let output: BallMoments
  /// Whether all numbers are known.
  let isKnown: Bool

  init(
    _ form: AssumedDensityFilter.Form, of network: Network, under law: InputLaw, precision: Int,
    threads: Int
  ) async throws {
    func ball(_ number: Rational) -> Ball { Ball(number, precision: precision) }
    let slope = network.activation.negativeSlope
    var moments = BallMoments(
      mean: law.mean.map(ball), covariance: law.covariance.map { $0.map(ball) },
      keeping: form, precision: precision)
    var isKnown = true
    for layer in network.layers.dropLast() {
      let preactivation = try await moments.image(under: layer, threads: threads)
      moments = try await preactivation.rectified(slope: slope, threads: threads)
      isKnown = isKnown && moments.isKnown
      layers.append(moments)
    }
    output = try await moments.image(
      under: network.layers[network.layers.count - 1], threads: threads)
    self.isKnown = isKnown && output.isKnown
  }
}

/// Mean and covariance in balls.
struct BallMoments: Sendable {
  let mean: [Ball]
  /// The lower half; nothing but variances where the coordinates are taken for independent.
  private let entries: Entries
  let precision: Int
  /// A bound for the size of the numbers of which these are sums and differences.
  private let scale: Ball

  private enum Entries: Sendable {
    case lowerHalf([[Ball]])
    case variances([Ball])
  }

  /// Those of an input.
  init(
    mean: [Ball], covariance: [[Ball]], keeping form: AssumedDensityFilter.Form, precision: Int
  ) {
    self.mean = mean
    self.precision = precision
    entries =
      switch form {
      case .full: .lowerHalf(covariance.enumerated().map { Array($1[...$0]) })
      case .diagonal: .variances(covariance.enumerated().map { $1[$0] })
      }
    scale = covariance.indices.reduce(Ball(0, precision: precision)) {
      $0.maximum(mean[$1].magnitude).maximum(covariance[$1][$1].squareRoot())
    }
  }

  private init(mean: [Ball], _ entries: Entries, scale: Ball) {
    (self.mean, self.entries, self.scale) = (mean, entries, scale)
    precision = scale.precision
  }

  private var zero: Ball { Ball(0, precision: precision) }

  /// The covariance of two coordinates.
  func covariance(_ row: Int, _ column: Int) -> Ball {
    switch entries {
    case .lowerHalf(let rows): rows[max(row, column)][min(row, column)]
    case .variances(let variances): row == column ? variances[row] : zero
    }
  }

  // MARK: layers

  /// Mean and covariance of `W x + b`.
  func image(under layer: Network.Layer, threads: Int) async throws -> BallMoments {
    let weights = layer.weights.map { row in row.map { Ball($0, precision: precision) } }
    let rows = weights.map { BallVector($0, precision: precision) }
    let own = BallVector(mean, precision: precision)
    let mean = rows.enumerated().map { neuron, row in
      row.innerProduct(own) + (layer.biases?[neuron] ?? 0)
    }
    let entries: Entries
    switch self.entries {
    case .variances(let variances):
      let variances = BallVector(variances, precision: precision)
      entries = .variances(
        weights.map { row in
          BallVector(row.map { $0.squared() }, precision: precision).innerProduct(variances)
        })
    case .lowerHalf:
      let columns = self.mean.indices.map { row in
        BallVector(self.mean.indices.map { covariance(row, $0) }, precision: precision)
      }
      entries = .lowerHalf(
        try await concurrentMap(Array(rows.indices), width: threads) { neuron in
          try Interruption.check()
          let image = BallVector(
            columns.map { $0.innerProduct(rows[neuron]) }, precision: precision)
          return rows[..<neuron].map { $0.innerProduct(image) }
            + [rows[neuron].innerProduct(image).nonnegativePart]
        })
    }
    let scale = weights.enumerated().reduce(zero) { largest, row in
      let sum = row.element.reduce(zero) { $0 + $1.magnitude }
      return largest.maximum(
        sum * self.scale + (layer.biases?[row.offset].magnitude ?? 0))
    }
    return BallMoments(mean: mean, entries, scale: scale)
  }

  /// Mean and covariance of the activations of the Gaussian law with these moments.
  func rectified(slope: Rational, threads: Int) async throws -> BallMoments {
    let numbers = try await concurrentMap(Array(mean.indices), width: threads) { neuron in
      RectifiedGaussian(mean: mean[neuron], variance: covariance(neuron, neuron))
    }
    let means = numbers.map { $0.mean(slope: slope) }
    let variances = numbers.map { $0.variance(slope: slope) }
    let scale = scale.maximum(scale * slope.magnitude).shifted(by: 1)
    if case .variances = entries {
      return BallMoments(mean: means, .variances(variances), scale: scale)
    }
    let neurons = Array(mean.indices)
    let rows = try await concurrentMap(
      neurons, costs: neurons, width: threads, finished: { _ in },
      transform: { row -> [Ball] in
        var entries: [Ball] = []
        for column in 0..<row {
          try Interruption.check()
          entries.append(
            numbers[row].covariance(
              with: numbers[column], covariance: covariance(row, column), slope: slope))
        }
        return entries + [variances[row]]
      })
    return BallMoments(mean: means, .lowerHalf(rows), scale: scale)
  }

  // MARK: accuracy

  /// Numbers that differ from zero by less than this, relative to what they are differences of, are taken for zero.
  private static let vanishingBits = 160

  /// Whether all numbers have the digits that are aimed at, or cannot be told from zero.
  var isKnown: Bool {
    let size = scale.exponent
    func isKnown(_ ball: Ball, _ size: Int) -> Bool {
      ball.isFinite
        && (ball.isZero || ball.accurateBits >= AssumedDensityFilter.wantedBits
          || ball.accurateBits(relativeTo: size) >= Self.vanishingBits)
    }
    let square = size == Int.min ? size : 2 * size
    let covariances =
      switch entries {
      case .lowerHalf(let rows): rows
      case .variances(let variances): [variances]
      }
    return mean.allSatisfy { isKnown($0, size) }
      && covariances.allSatisfy { $0.allSatisfy { isKnown($0, square) } }
  }

  // MARK: reports

  /// As many digits as are wanted of each.
  var reported: LayerMoments {
    LayerMoments(
      mean: mean.map(\.reported),
      covariance: mean.indices.map { row in
        mean.indices.map { covariance(row, $0).reported }
      })
  }
}

extension Ball {
  /// Numbers nearer to zero, where zero is possible, are not written out.
  private static let smallestExponent = -100_000

  /// The number with the digits that are wanted; exact where that is known.
  fileprivate var reported: ReportedNumber {
    if radiusExponent == Int.min, exponent > -1_000 || isZero { return .exact(lower) }
    let rounded = rounded(to: AssumedDensityFilter.wantedBits + 4)
    if !excludesZero, exponent < Self.smallestExponent {
      let bound = Ball(1, precision: precision).shifted(by: Self.smallestExponent)
      return .enclosed(bound.union(-bound))
    }
    return .enclosed(rounded)
  }
}
