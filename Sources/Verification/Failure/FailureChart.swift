import Enclosures
import ExactAlgebra
import GaussianMeasures
import Polyhedra
import Properties
import RandomNetworks
import Regions

/// A part of a law that has a density on an affine subspace, with coordinates of the subspace.
struct FailureChart: Sendable {
  /// The parts of the law with their weights.
  private let parts: [(weight: Rational, law: InputLaw)]
  /// The subspace; `nil` for all inputs.
  private let slice: AffineSlice?
  /// The inequalities of the support, in the coordinates.
  private let halfSpaces: [HalfSpace]
  /// The coordinates as forms of the inputs, constants last; `nil` where they are the inputs.
  private let forms: [[Rational]]?

  /// The charts of a law: one for all parts that are not singular, one for each other part.
  ///
  /// - Throws: `RegionError`.
  /// - Precondition: the law is not one of points.
  static func charts(of law: InputLaw) throws -> [FailureChart] {
    switch law {
    case .points: preconditionFailure("points have no density")
    case .uniform(let uniform):
      return [
        FailureChart(parts: [(1, law)], slice: nil, halfSpaces: uniform.halfSpaces, forms: nil)
      ]
    case .gaussian(let mixture):
      let parts = mixture.parts.filter { !$0.weight.isZero }
      let full = parts.filter { !$0.law.isSingular }.map {
        (weight: $0.weight, law: InputLaw.gaussian(GaussianMixture($0.law)))
      }
      let whole =
        full.isEmpty ? [] : [FailureChart(parts: full, slice: nil, halfSpaces: [], forms: nil)]
      return try whole + parts.filter(\.law.isSingular).map { try singular($0) }
    }
  }

  /// On the support `mean + S u` the coordinates are `u = (S^T S)^-1 S^T (x - mean)`.
  private static func singular(_ part: GaussianMixture.Part) throws -> FailureChart {
    let (mean, support) = (part.law.mean, part.law.support)
    let slice = try AffineSlice(origin: mean, directions: support)
    var forms: [[Rational]] = []
    if !support.isEmpty {
      let rows = RationalMatrix(support)
      guard let inverse = (rows * rows.transpose).inverse else {
        preconditionFailure("directions of a support that are dependent")
      }
      forms = (inverse * rows).rows.map { row in
        row + [-zip(row, mean).reduce(0) { $0 + $1.0 * $1.1 }]
      }
    }
    return FailureChart(
      parts: [(part.weight, .gaussian(GaussianMixture(part.law)))], slice: slice, halfSpaces: [],
      forms: forms)
  }

  /// The probability that the input is in this part of the law.
  var weight: Rational { parts.reduce(0) { $0 + $1.weight } }

  /// A point of the subspace.
  ///
  /// - Precondition: it is not all of the inputs.
  var origin: [Rational] { slice!.origin }

  /// The part of the support on which conditions on inputs hold, up to boundaries: `nil` where it has no
  /// probability, `.some(nil)` where the support is a point.
  func domain(where conditions: [LinearCondition]) throws -> InputDomain?? {
    guard let dimension = slice?.dimension ?? parts.first?.law.dimension else { return nil }
    guard dimension > 0 else { return .some(nil) }
    let coordinates =
      slice.map { VariableForms(origin: $0.origin, directions: $0.directions, outputs: []) }
      ?? VariableForms(dimension: dimension)
    var halfSpaces = halfSpaces
    for condition in conditions {
      for halfSpace in condition.halfSpaces(in: coordinates) {
        if halfSpace.normal.allSatisfy(\.isZero) {
          guard halfSpace.contains(halfSpace.normal) else { return nil }
        } else if condition.relation == .equal {
          return nil
        } else {
          halfSpaces.append(halfSpace)
        }
      }
    }
    return .some(InputDomain(slice: slice, halfSpaces: halfSpaces))
  }

  /// The probability of a part of the support, with the weights of the parts of the law.
  ///
  /// - Parameter halfSpaces: its inequalities in the coordinates.
  /// - Throws: `GaussianMeasureError`, `UniformLawError`; also as `Interruption.check`.
  func probability(of halfSpaces: [HalfSpace], accuracy: Rational) throws -> ReportedNumber {
    let inInputs = halfSpaces.map(pulledBack)
    return try parts.reduce(ReportedNumber.exact(0)) { sum, part in
      sum
        + .exact(part.weight) * (try part.law.probability(of: inInputs, accuracy: accuracy))
    }
  }

  /// A half-space of the coordinates as one of inputs.
  private func pulledBack(_ halfSpace: HalfSpace) -> HalfSpace {
    guard let forms else { return halfSpace }
    var sum = [Rational](repeating: 0, count: forms[0].count)
    for (coefficient, form) in zip(halfSpace.normal, forms) where !coefficient.isZero {
      for place in sum.indices { sum[place] += coefficient * form[place] }
    }
    return HalfSpace(
      normal: Array(sum.dropLast()), offset: sum[sum.count - 1] + halfSpace.offset,
      isOpen: halfSpace.isOpen)
  }
}
