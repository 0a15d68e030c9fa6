import Enclosures
import ExactAlgebra
import GaussianMeasures
import LongWork
public import Networks
public import RandomNetworks

/// Assumed-density filtering: the law of a random point on its way through a network, taken for Gaussian after every
/// affine layer.
///
///     let filter = try await AssumedDensityFilter(.full, of: network, under: law)
///     filter.layers[0].mean        // after the first hidden layer
///     filter.output.covariance
///
/// What comes into an affine layer `W x + b` with mean `m` and covariance `C` goes on as the Gaussian law with mean
/// `W m + b` and covariance `W C W^T`, and mean and covariance of the activations of that law are known
/// (`RectifiedGaussian`). Nothing else is forgotten than all moments but two, so the first hidden layer is exact for
/// Gaussian inputs, and with full covariances the output of a network with one hidden layer. All numbers are balls,
/// computed with more digits until they are known.
///
/// Source of the method, with diagonal covariances: B. J. Frey and G. E. Hinton, *Variational learning in nonlinear
/// Gaussian belief networks*, 1999.
public struct AssumedDensityFilter: Sendable {
  /// Which covariances the Gaussian laws have.
  public enum Form: String, Hashable, Sendable, CaseIterable {
    /// Their own.
    case full
    /// Those of independent coordinates: of the input and after every affine layer, the last one included, only
    /// variances are kept.
    case diagonal
  }

  /// Which covariances are kept.
  public let form: Form
  /// Mean and covariance after the activation of each hidden layer.
  public let layers: [LayerMoments]
  /// Mean and covariance of the output.
  public let output: LayerMoments
  /// The binary digits of the balls that they come from.
  public let precision: Int
  /// Whether all numbers have `wantedBits`, relative to their size, or vanish beside the numbers that they are
  /// differences of.
  public let isAccurate: Bool

  /// The relative binary digits that are aimed at: 18 decimal digits.
  static let wantedBits = 62
  /// The precision at the start and at the end, in binary digits.
  private static let (firstPrecision, lastPrecision) = (128, 2_048)

  /// Filters the law of an input.
  ///
  /// - Parameters:
  ///   - form: which covariances are kept.
  ///   - network: the network.
  ///   - law: the law of its input, of which mean and covariance are taken.
  ///   - threads: the number of threads; results do not depend on it.
  /// - Throws: `NetworkLawError` where law and network do not fit; also as `Interruption.check`.
  public init(
    _ form: Form, of network: Network, under law: InputLaw, threads: Int = 1
  ) async throws {
    guard law.dimension == network.architecture.inputCount else {
      throw NetworkLawError.dimension(
        law.dimension, expected: network.architecture.inputCount)
    }
    var precision = Self.firstPrecision
    while true {
      let run = try await FilterRun(
        form, of: network, under: law, precision: precision, threads: threads)
      guard run.isKnown || precision >= Self.lastPrecision else {
        precision *= 2
        continue
      }
      self.form = form
      self.precision = precision
      layers = run.layers.map(\.reported)
      output = run.output.reported
      isAccurate = run.isKnown
      return
    }
  }
}
