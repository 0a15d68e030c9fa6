import ExactAlgebra
import Networks
import Polyhedra
import Properties
import Regions

/// What a search for ranges is given: a network, objectives, and a domain that has inner points in its slice.
struct RangeQuestion: Sendable {
  let network: Network
  let objectives: [LinearExpression]
  /// A point of the domain, strict inequalities included.
  let start: [Rational]
  /// The domain; `nil` where it is the single point.
  let domain: InputDomain?
  /// A box that the domain lies in, or that it is.
  let box: RangeBox?

  /// The question on a domain of any dimension: it is brought to its affine hull.
  ///
  /// - Throws: `OutputRangeError`, `RegionError`; also as `Interruption.check`.
  init(
    _ objectives: [LinearExpression], of network: Network, on domain: InputDomain
  ) throws {
    (self.network, self.objectives) = (network, objectives)
    let inputCount = network.architecture.inputCount
    if let slice = domain.slice, slice.ambientDimension != inputCount {
      throw RegionError.sliceDimension(slice.ambientDimension, expected: inputCount)
    }
    let dimension = domain.dimension(inputCount: inputCount)
    for halfSpace in domain.halfSpaces where halfSpace.dimension != dimension {
      throw RegionError.domainDimension(halfSpace.dimension, expected: dimension)
    }
    guard let set = try InputSet(dimension: dimension, halfSpaces: domain.halfSpaces) else {
      throw OutputRangeError.emptyDomain
    }
    box = RangeBox(around: domain, inputCount: inputCount)
    start = domain.slice?.point(set.point) ?? set.point
    self.domain = set.isPoint ? nil : try set.domain().inside(of: domain.slice)
  }

  var inputCount: Int { network.architecture.inputCount }

  /// Whether an input occurs in some objective.
  var hasInputs: Bool {
    objectives.contains { $0.terms.contains { $0.variable < inputCount } }
  }

  /// The values of the objectives at an input, exactly.
  func values(at input: [Rational]) -> [Rational] {
    let values = input + network.evaluate([input])[0].outputs
    return objectives.map { $0(values) }
  }
}

extension InputDomain {
  /// The domain, which is given in coordinates of a slice, in the space around the slice.
  fileprivate func inside(of outer: AffineSlice?) throws(RegionError) -> InputDomain {
    guard let outer else { return self }
    guard let slice else { return InputDomain(slice: outer, halfSpaces: halfSpaces) }
    return InputDomain(
      slice: try AffineSlice(
        origin: outer.point(slice.origin), directions: slice.directions.map(outer.direction)),
      halfSpaces: halfSpaces)
  }
}

extension AffineSlice {
  /// How points move when the coordinates move in a direction.
  func direction(_ coordinates: [Rational]) -> [Rational] {
    zip(point(coordinates), origin).map { $0 - $1 }
  }
}
