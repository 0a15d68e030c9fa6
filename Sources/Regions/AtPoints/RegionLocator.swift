public import ExactAlgebra
public import Networks
import Polyhedra

/// Finds the activation regions around given points, without a search through all regions.
///
///     let locator = try RegionLocator(of: network)
///     let location = locator.location(of: [1, 0])
///     location.position                                        // .boundary
///     location.patterns                                        // [01, 11]
///     locator.region(of: location.patterns[0], near: [1, 0])   // with map and facets
///
/// Points, like regions, have the coordinates of the domain: those of the slice where there is one.
/// The network is evaluated exactly, so the dimension is not limited; what takes time in high
/// dimensions is to find the facets of a region.
public struct RegionLocator: Sendable {
  /// The network; its hidden layers after those that were asked for are left out.
  public let network: Network
  /// The part of the input space.
  public let domain: InputDomain
  let space: SearchSpace
  let forms: SliceForms

  /// The regions of the first hidden layers, or of all.
  ///
  /// - Throws: `RegionError` where network and domain do not fit.
  public init(
    of network: Network, in domain: InputDomain = .everything, layers: Int? = nil
  ) throws(RegionError) {
    self.network = try network.firstHiddenLayers(layers)
    self.domain = domain
    space = try SearchSpace(
      of: domain, for: network, keepsCoordinates: true, maximumDimension: .max)
    forms = SliceForms(of: self.network, on: space.slice)
  }

  /// The number of coordinates of points.
  public var dimension: Int { space.slice.dimension }

  /// Whether regions have vertices, so that volumes are known.
  public var hasVertices: Bool { dimension <= ActivationRegions.maximumVertexDimension }

  // MARK: points

  /// Where a point lies.
  ///
  /// - Parameters:
  ///   - point: the point.
  ///   - maximumCount: the largest number of regions that are told.
  /// - Precondition: the point has the coordinates of the domain.
  /// - Throws: `RegionError.emptyDomain` where the domain has no inner points near the point.
  ///   `Interruption` makes the location incomplete.
  public func location(
    of point: [Rational], maximumCount: Int = .max
  ) throws(RegionError) -> PointLocation {
    let evaluation = network.evaluate([input(at: point)])[0]
    return try location(of: point, evaluation, maximumCount: maximumCount)
  }

  /// The input of the network at a point of the domain.
  func input(at point: [Rational]) -> [Rational] { domain.slice?.point(point) ?? point }

  /// The same with what the network does at the point.
  func location(
    of point: [Rational], _ evaluation: Network.Evaluation, maximumCount: Int
  ) throws(RegionError) -> PointLocation {
    let signs = space.halfSpaces.map { $0.value(at: point).signum() }
    guard !signs.contains(-1) else {
      return PointLocation(
        position: .outside, patterns: [], neurons: [], inequalities: [], isComplete: true)
    }
    let tight = signs.indices.filter { signs[$0] == 0 }
    guard !tight.isEmpty || !evaluation.boundary.isEmpty else {
      return PointLocation(
        position: .inside, patterns: [evaluation.pattern], neurons: [], inequalities: [],
        isComplete: true)
    }
    return dimension <= ActivationRegions.maximumVertexDimension
      ? try fan(GeneratedCell.self, at: point, tight, maximumCount)
      : try fan(WitnessedCell.self, at: point, tight, maximumCount)
  }

  /// The regions around a point at which neurons or inequalities of the domain are zero.
  private func fan<Cell: PolyhedralCell>(
    _: Cell.Type, at point: [Rational], _ tight: [Int], _ maximumCount: Int
  ) throws(RegionError) -> PointLocation {
    let directions = tight.map { HalfSpace(normal: space.halfSpaces[$0].normal) }
    let cone: Cell?
    do {
      cone = try Cell(dimension: dimension, directions)
    } catch {
      return PointLocation(
        position: .boundary, patterns: [], neurons: [], inequalities: tight, isComplete: false)
    }
    guard let cone else { throw .emptyDomain }
    let fan = LocalFan<Cell>(forms: forms, point: ScaledLayer.inputs(at: [point]))
    var patterns: [ActivationPattern] = []
    var neurons: Set<HiddenNeuron> = []
    let isComplete = fan.forEach(in: cone) { sector in
      guard patterns.count < maximumCount else { return false }
      patterns.append(sector.pattern)
      neurons.formUnion(sector.vanishing)
      return true
    }
    // Neurons that are zero on all of the only region bound nothing.
    let isInside = isComplete && tight.isEmpty && neurons.isEmpty
    return PointLocation(
      position: isInside ? .inside : .boundary, patterns: patterns, neurons: neurons.sorted(),
      inequalities: tight, isComplete: isComplete)
  }

  // MARK: regions

  /// The region of a pattern; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - pattern: the pattern.
  ///   - point: a point in the closure of the region, which saves a large linear program; where it
  ///     is another point, the result is `nil`.
  /// - Precondition: the pattern has the hidden layers and widths of the network.
  public func region(
    of pattern: ActivationPattern, near point: [Rational]? = nil
  ) -> ActivationRegion? {
    precondition(
      (try? pattern.validate(for: network.architecture)) != nil,
      "a pattern of another architecture")
    let layers = forms.layers(on: pattern)
    guard let inequalities = inequalities(of: pattern, layers) else { return nil }
    let inner =
      if let point { Self.inner(inequalities.map(\.form), near: point) } else {
        InequalitySystem(
          dimension: dimension, inequalities.map { HalfSpace(form: $0.form) }
        ).feasibility().point
      }
    guard let inner else { return nil }
    let cell: (any PolyhedralCell)? =
      dimension <= ActivationRegions.maximumVertexDimension
      ? GeneratedCell(dimension: dimension, inequalities)
      : WitnessedCell(dimension: dimension, inequalities, around: inner)
    guard let cell else { return nil }
    let outputs = layers[layers.count - 1]
    return ActivationRegion(
      pattern, cell: cell, starts: network.hiddenStarts, on: space.slice, outputs: { outputs })
  }

  /// The forms that are positive on the region of a pattern: the inequalities of the domain and
  /// the neurons, without those that hold everywhere; `nil` where one holds nowhere.
  private func inequalities(
    of pattern: ActivationPattern, _ layers: [IntegerMatrix]
  ) -> [(form: IntegerVector, label: Int)]? {
    var forms = space.halfSpaces.enumerated().map { (form: $1.form, label: -1 - $0) }
    var position = 0
    for (layer, signs) in pattern.layers.enumerated() {
      for (neuron, isActive) in signs.enumerated() {
        let form = layers[layer].rowVector(neuron)
        position += 1
        // A neuron that is zero everywhere is inactive.
        if form.isZero, !isActive { continue }
        forms.append((isActive ? form : -form, position - 1))
      }
    }
    var result: [(form: IntegerVector, label: Int)] = []
    for (form, label) in forms {
      let entries = form.entries
      if entries.dropLast().allSatisfy(\.isZero) {
        guard entries[entries.count - 1].signum() > 0 else { return nil }
      } else {
        result.append((form.primitive, label))
      }
    }
    return result
  }

  /// A point near a given one at which all forms are positive; `nil` where there is none.
  private static func inner(_ forms: [IntegerVector], near point: [Rational]) -> [Rational]? {
    let halfSpaces = forms.map { HalfSpace(form: $0) }
    let values = halfSpaces.map { $0.value(at: point) }
    guard values.allSatisfy({ $0.signum() >= 0 }) else { return nil }
    let tight = values.indices.filter { values[$0].isZero }
    guard !tight.isEmpty else { return point }
    let cone = InequalitySystem(
      dimension: point.count, tight.map { HalfSpace(normal: halfSpaces[$0].normal) })
    guard let direction = cone.feasibility().point else { return nil }
    var length: Rational = 1
    for (halfSpace, value) in zip(halfSpaces, values) where !value.isZero {
      let slope = zip(halfSpace.normal, direction).reduce(Rational(0)) { $0 + $1.0 * $1.1 }
      if slope.signum() < 0 { length = min(length, value / (-slope) * Rational(1, 2)) }
    }
    return zip(point, direction).map { $0 + length * $1 }
  }
}
