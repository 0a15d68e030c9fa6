import Enclosures
public import GaussianMeasures
import LongWork
public import Networks

extension NetworkLaw {
  /// Mean and covariance of the output of a network, without more of its law than they need.
  ///
  /// Exact for laws of points and uniform laws with few regions, enclosed from the regions of a network on
  /// up to three dimensions and from pairs of neurons for one hidden layer, else estimated from random inputs: so
  /// many as `sampleLimit` says.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - input: the law of its input.
  ///   - options: method, digits, samples, seed and threads.
  /// - Returns: `nil` where a time or a request of `Interruption` ended it before, and where the law cannot be sampled.
  /// - Throws: as `init`.
  public static func outputMoments(
    of network: Network, under input: InputLaw, options: Options
  ) async throws -> ConditionalMoments? {
    guard input.dimension == network.architecture.inputCount else {
      throw NetworkLawError.dimension(
        input.dimension, expected: network.architecture.inputCount)
    }
    var moments: ConditionalMoments?
    _ = try await Interruption.untilDue {
      moments = try await Self.enclosedMoments(of: network, under: input, options)
      guard moments == nil, options.method != .enclosure, !Interruption.isDue else { return }
      moments = try await Self.sampledMoments(
        of: network, under: input, options, sampleCount: options.sampleLimit)
    }
    return moments
  }

  /// The moments where they are exact or enclosed, unless they are to be sampled.
  private static func enclosedMoments(
    of network: Network, under input: InputLaw, _ options: Options
  ) async throws -> ConditionalMoments? {
    var options = options
    if case .points = input {
      options.method = .automatic
    } else if options.method == .sampling {
      return nil
    }
    if case .gaussian(let mixture) = input {
      let dimension = try InputChart.charts(of: input, for: network).map(\.dimension).max() ?? 0
      if dimension > GaussianMeasure.largestDimension {
        let moments =
          network.architecture.widths[1] <= ShallowMoments.largestWidth
          ? try ShallowMoments(network: network, mixture: mixture, bits: options.bits).moments()
          : nil
        if moments == nil, options.method == .enclosure {
          throw GaussianMeasureError.dimension(dimension)
        }
        return moments
      }
    }
    if options.method != .enclosure, PatternSurvey.isNeeded(for: network, under: input) {
      return nil
    }
    let law = try await NetworkLaw(of: network, under: input, options: options)
    return law.isComplete ? law.outputMoments : nil
  }
}
