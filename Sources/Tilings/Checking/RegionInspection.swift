import ExactAlgebra
import LongWork
import Networks

/// The check of one region: what the list says about it, its neighbours, its volume and faces.
struct RegionInspection: Sendable {
  let list: ListedRegions
  let network: Network
  let space: TilingSpace
  let order: RegionOrder
  let countsFaces: Bool
  /// Whether all volumes are wanted, and not only those that the list says.
  let sumsVolumes: Bool

  /// What was found about the regions at some places of the order.
  ///
  /// - Throws: what the list throws when it is read; as `Interruption.check`.
  func findings(at places: Range<Int>) throws -> [RegionFinding] {
    var forms = PatternForms(of: network, on: space)
    return try places.map { place in
      try Interruption.check()
      return try finding(at: place, &forms)
    }
  }

  private func finding(at place: Int, _ forms: inout PatternForms) throws -> RegionFinding {
    let number = order.numbers[place]
    let packed = order.pattern(at: place)
    let pattern = packed.pattern(of: network.architecture)
    var finding = RegionFinding(pattern: packed)
    func flaw(_ reason: TilingFlaw.Reason) {
      finding.flaws.append(TilingFlaw(reason, region: number, pattern: pattern))
    }
    let claims = try list.claims(number)
    let system: PatternForms.System
    switch forms.system(of: pattern) {
    case .success(let found): system = found
    case .failure(let error):
      flaw(.contradiction(error.neuron, sign: error.sign))
      return finding
    }
    var inside: [Rational]?
    if let point = claims.interiorPoint {
      finding.hasPoint = true
      switch location(of: point, pattern, system) {
      case .success(let coordinates): inside = coordinates
      case .failure(let error): flaw(error.reason)
      }
    }
    guard let shape = try shape(of: system, near: inside) else {
      flaw(.noInnerPoint)
      return finding
    }
    if let facets = claims.facetCount, facets != shape.facets.count {
      flaw(.facetCount(listed: facets, found: shape.facets.count))
    }
    let isBounded = shape.isBounded && space.lineCount == 0
    if let listed = claims.isBounded, listed != isBounded { flaw(.boundedness(listed: listed)) }
    let lattice = countsFaces ? (shape as? GeneratedShape)?.lattice : nil
    if !isBounded {
      finding.volume = .infinite
    } else if let generated = shape as? GeneratedShape, let lattice,
      sumsVolumes || claims.volume != nil || claims.area != nil
    {
      finding.volume = .finite(generated.volume(of: lattice))
    }
    if let found = finding.volume {
      if let listed = claims.volume {
        finding.volumeClaimCount += 1
        if listed != found { flaw(.volume(listed: listed, found: found)) }
      }
      if let listed = claims.area {
        finding.volumeClaimCount += 1
        if .finite(listed) != found { flaw(.area(listed: listed, found: found)) }
      }
    }
    if let first = order.earlier(thanAt: place) {
      flaw(.repeated(first: first))
      return finding
    }
    finding.isRight = true
    if let generated = shape as? GeneratedShape, let lattice {
      finding.faces = generated.faces(of: lattice).map { face in
        (
          FaceCount.key(
            of: face, in: packed, vanishing: system.vanishing,
            neuronCount: network.architecture.hiddenWidths.reduce(0, +)), face.dimension
        )
      }
    }
    for missing in lookUp(shape.facets, &finding, &forms) { flaw(missing) }
    return finding
  }

  /// The shape of the region with some conditions; `nil` where it has no inner points.
  private func shape(
    of system: PatternForms.System, near inside: [Rational]?
  ) throws -> (any RegionShape)? {
    space.dimension <= TilingCheck.maximumVertexDimension
      ? GeneratedShape(dimension: space.dimension, system.rows, near: inside)
      : try ProgrammedShape(dimension: space.dimension, system.rows)
  }

  // MARK: neighbours

  /// Looks up what lies behind the facets that are not on the boundary of the domain.
  private func lookUp(
    _ facets: [Facet], _ finding: inout RegionFinding, _ forms: inout PatternForms
  ) -> [TilingFlaw.Reason] {
    let inner = facets.filter { !$0.isOnBoundary }
    let crossing = FacetCrossing(network: network, space: space)
    finding.crossingCount = inner.count
    var missing: [TilingFlaw.Reason] = []
    for (facet, behind) in zip(inner, crossing.patterns(behind: inner))
    where !order.contains(behind) {
      finding.missingCount += 1
      let pattern = behind.pattern(of: network.architecture)
      var point: [Rational]?
      if case .success(let system) = forms.system(of: pattern) {
        point = crossing.point(behind: facet, in: system.rows)
      }
      missing.append(.missingNeighbour(neurons(of: facet), pattern, point: point))
    }
    return missing
  }

  private func neurons(of facet: Facet) -> [HiddenNeuron] {
    facet.sources.compactMap { source in
      guard case .neuron(var number) = source else { return nil }
      for (layer, width) in network.architecture.hiddenWidths.enumerated() {
        if number < width { return HiddenNeuron(layer: layer + 1, index: number) }
        number -= width
      }
      return nil
    }
  }

  // MARK: points

  private struct Misplaced: Error {
    let reason: TilingFlaw.Reason
  }

  /// The remaining coordinates of a point that is strictly inside of the region.
  private func location(
    of point: [Rational], _ pattern: ActivationPattern, _ system: PatternForms.System
  ) -> Result<[Rational], Misplaced> {
    func misplaced(_ reason: TilingFlaw.Reason) -> Result<[Rational], Misplaced> {
      .failure(Misplaced(reason: reason))
    }
    guard point.count == space.inputCount else {
      return misplaced(.pointLength(point.count, expected: space.inputCount))
    }
    guard let coordinates = space.coordinates(of: point) else { return misplaced(.pointOffSlice) }
    if let side = space.violatedSide(at: coordinates) {
      return misplaced(.pointOutsideDomain(inequality: side))
    }
    let evaluation = network.evaluate([point])[0]
    guard evaluation.pattern == pattern else {
      return misplaced(.pointElsewhere(evaluation.pattern))
    }
    let vanishing = Set(system.vanishing)
    var number = 0
    for (layer, signs) in evaluation.signs.enumerated() {
      for (neuron, sign) in signs.enumerated() {
        defer { number += 1 }
        if sign == 0, !vanishing.contains(number) {
          return misplaced(.pointOnBoundary(HiddenNeuron(layer: layer + 1, index: neuron)))
        }
      }
    }
    return .success(space.reduced(coordinates))
  }
}
