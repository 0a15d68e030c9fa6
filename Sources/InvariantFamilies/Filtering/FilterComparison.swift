import ExactAlgebra
import LongWork
public import Networks
public import RandomNetworks

/// Assumed-density filtering beside the moments of the law, layer by layer.
///
///     let comparison = try await FilterComparison(of: network, under: law)
///     comparison.stages[0].full.meanErrors      // after the first hidden layer: filtered minus exact
public struct FilterComparison: Sendable {
  /// What a layer hands on: a hidden layer after its activation, or the output.
  public struct Stage: Sendable {
    /// With full covariances.
    public let full: FilteredMoments
    /// With variances alone.
    public let diagonal: FilteredMoments
    /// The moments of the law; `nil` where the time was over.
    public let exact: LayerMoments?

    /// The moments by a form of the filter.
    public func filtered(_ form: AssumedDensityFilter.Form) -> FilteredMoments {
      switch form {
      case .full: full
      case .diagonal: diagonal
      }
    }
  }

  /// How the law of the input enters the filter.
  public enum InputStep: String, Sendable {
    /// It is Gaussian: nothing is lost.
    case exact
    /// It is replaced by the Gaussian law with its mean and covariance.
    case approximated
  }

  /// The hidden layers, first to last, and the output.
  public let stages: [Stage]
  /// How the law of the input enters.
  public let inputStep: InputStep
  /// Whether all numbers of the filters have the digits that are aimed at.
  public let isAccurate: Bool

  /// Filters the law of an input in both forms, and finds its moments.
  ///
  /// A time or a request of `Interruption` ends the search for moments early.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - input: the law of its input.
  ///   - options: how moments are found, and the number of threads.
  /// - Throws: as `NetworkLaw.init`, `AssumedDensityFilter.init`.
  public init(
    of network: Network, under input: InputLaw, options: NetworkLaw.Options
  ) async throws {
    let full = try await AssumedDensityFilter(
      .full, of: network, under: input, threads: options.threads)
    let diagonal = try await AssumedDensityFilter(
      .diagonal, of: network, under: input, threads: options.threads)
    isAccurate = full.isAccurate && diagonal.isAccurate
    inputStep = input.isGaussian ? .exact : .approximated
    let hidden = network.layers.count - 1
    var stages: [Stage] = []
    for number in 1...hidden + 1 {
      let part = number > hidden ? network : network.activations(ofHiddenLayer: number)
      let exact = try await NetworkLaw.outputMoments(of: part, under: input, options: options)
        .map(LayerMoments.init)
      func moments(_ filter: AssumedDensityFilter) -> FilteredMoments {
        FilteredMoments(
          number > hidden ? filter.output : filter.layers[number - 1], besides: exact)
      }
      stages.append(Stage(full: moments(full), diagonal: moments(diagonal), exact: exact))
    }
    self.stages = stages
  }

  /// Whether all moments of the law are there.
  public var isComplete: Bool { stages.allSatisfy { $0.exact != nil } }
}

extension InputLaw {
  /// Whether it is a Gaussian law, perhaps as a mixture with one part that has a weight.
  fileprivate var isGaussian: Bool {
    guard case .gaussian(let mixture) = self else { return false }
    return Set(mixture.parts.filter { !$0.weight.isZero }.map(\.law)).count == 1
  }
}
