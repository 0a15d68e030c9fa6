import ExactAlgebra
import GaussianMeasures
import Networks
import Polyhedra
import Regions

/// A part of an input law with the activation regions that its points can lie in.
///
/// On the affine subspace of its points every law but an empirical one has a density. So there every point
/// lies in a region with probability 1, also where all of the subspace is on the boundary of regions of the
/// input space: a neuron whose pre-activation vanishes on it is inactive. Mixtures have a chart for the
/// parts that are not singular, and one for each other part.
struct InputChart: Sendable {
  /// The part of the law.
  enum Law: Sendable {
    /// Some parts of a mixture.
    case gaussian([GaussianMixture.Part])
    /// A uniform law, all of it.
    case uniform(UniformLaw)
  }

  /// The part of the law, in the space of inputs.
  let law: Law
  /// The same in the coordinates of regions.
  let coordinateLaw: Law
  /// The regions, in these coordinates.
  let regions: ActivationRegions
  /// The coordinates.
  let coordinates: AffineCoordinates

  /// The charts of a law; none for an empirical one.
  ///
  /// - Throws: `RegionError`.
  static func charts(of law: InputLaw, for network: Network) throws -> [InputChart] {
    switch law {
    case .points: return []
    case .uniform(let law):
      let regions = try ActivationRegions(
        of: network, in: InputDomain(halfSpaces: law.halfSpaces), keepsCoordinates: true)
      return [
        InputChart(law: .uniform(law), coordinateLaw: .uniform(law), regions: regions, network)
      ]
    case .gaussian(let mixture):
      let parts = mixture.parts.filter { !$0.weight.isZero }
      let full = parts.filter { !$0.law.isSingular }
      var charts: [InputChart] = []
      if !full.isEmpty { charts.append(try gaussian(full, in: .everything, network)) }
      for part in parts where part.law.isSingular {
        let slice = try AffineSlice(origin: part.law.mean, directions: part.law.support)
        charts.append(try gaussian([part], in: InputDomain(slice: slice), network))
      }
      return charts
    }
  }

  private static func gaussian(
    _ parts: [GaussianMixture.Part], in domain: InputDomain, _ network: Network
  ) throws -> InputChart {
    let regions = try ActivationRegions(of: network, in: domain)
    let coordinates = AffineCoordinates(
      of: regions.slice, firstWeights: network.layers[0].weights)
    let moved = parts.map {
      GaussianMixture.Part(
        weight: $0.weight, law: coordinates.law(of: $0.law), label: $0.label)
    }
    return InputChart(
      law: .gaussian(parts), coordinateLaw: .gaussian(moved), regions: regions, network)
  }

  private init(
    law: Law, coordinateLaw: Law, regions: ActivationRegions, _ network: Network
  ) {
    self.law = law
    self.coordinateLaw = coordinateLaw
    self.regions = regions
    coordinates = AffineCoordinates(
      of: regions.slice, firstWeights: network.layers[0].weights)
  }

  /// The dimension of the coordinates.
  var dimension: Int { regions.slice.dimension }
}
