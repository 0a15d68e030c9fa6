import ExactAlgebra
import GaussianMeasures
import Polyhedra
import Regions

/// The coordinates `u = A x + e` of the space in which regions are described, as forms of the inputs.
struct AffineCoordinates: Sendable {
  /// A row for each coordinate: the coefficients of the inputs, and the constant last; `nil` where the
  /// coordinates are the inputs.
  let forms: [[Rational]]?

  /// The coordinates of a slice in which every region of a first layer with these weights can be
  /// described: `W x = W (origin + D u)` has one solution `u` for each point `x` of the domain.
  init(of slice: AffineSlice, firstWeights: [[Rational]]) {
    let inputs = slice.ambientDimension
    let isEverything =
      slice.dimension == inputs && slice.origin.allSatisfy(\.isZero)
      && slice.directions.enumerated().allSatisfy { number, direction in
        direction.enumerated().allSatisfy { $1 == ($0 == number ? 1 : 0) }
      }
    guard !isEverything else {
      forms = nil
      return
    }
    let weights = RationalMatrix(firstWeights, columnCount: inputs)
    let directions = RationalMatrix(slice.directions, columnCount: inputs).transpose
    let coefficients = (weights * directions).coordinates(of: weights)
    forms = (0..<slice.dimension).map { number in
      let row = coefficients.row(number)
      return row + [-zip(row, slice.origin).reduce(0) { $0 + $1.0 * $1.1 }]
    }
  }

  /// A half-space in these coordinates as one of inputs.
  func pulledBack(_ halfSpace: HalfSpace) -> HalfSpace {
    guard let forms else { return halfSpace }
    var sum = [Rational](repeating: 0, count: forms.first?.count ?? 1)
    for (coefficient, form) in zip(halfSpace.normal, forms) where !coefficient.isZero {
      for place in sum.indices where !form[place].isZero { sum[place] += coefficient * form[place] }
    }
    let offset = sum.removeLast() + halfSpace.offset
    return HalfSpace(normal: sum, offset: offset, isOpen: halfSpace.isOpen)
  }

  /// The law of the coordinates of a random input.
  func law(of law: GaussianLaw) -> GaussianLaw {
    guard let forms else { return law }
    return law.image(under: forms)
  }
}
