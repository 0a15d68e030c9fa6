import ExactAlgebra

/// An element of a product of general linear groups over a prime field.
struct GroupElement {
  private let action: GeneralLinearAction
  /// One square matrix for each factor.
  private let matrices: [[[UInt]]]

  fileprivate init(_ matrices: [[[UInt]]], of action: GeneralLinearAction) {
    self.matrices = matrices
    self.action = action
  }

  /// The point to which the element moves a point.
  func moving(_ point: [UInt], over field: PrimeField) -> [UInt] {
    zip(action.factors, matrices).reduce(point) { point, factor in
      Self.multiply(factor.1, along: factor.0.lines, of: point, over: field)
    }
  }

  /// The gradient, at a point, of a polynomial after the element.
  func gradient(
    of polynomial: ModularPolynomial, at point: [UInt], over field: PrimeField
  ) -> [UInt] {
    let image = moving(point, over: field)
    var gradient = [UInt](repeating: 0, count: point.count)
    gradient.withUnsafeMutableBufferPointer { polynomial.addGradient(at: image, to: $0) }
    return zip(action.factors, matrices).reduce(gradient) { gradient, factor in
      Self.multiply(factor.1.transposed, along: factor.0.lines, of: gradient, over: field)
    }
  }

  private static func multiply(
    _ matrix: [[UInt]], along lines: [[Int]], of point: [UInt], over field: PrimeField
  ) -> [UInt] {
    var image = point
    for line in lines {
      for (row, coordinate) in zip(matrix, line) {
        image[coordinate] = zip(row, line).reduce(0) {
          field.add($0, field.multiply($1.0, point[$1.1]))
        }
      }
    }
    return image
  }
}

extension GeneralLinearAction {
  /// A group element with uniformly random entries; it is invertible but for a rare exception,
  /// and maps an invariant ideal to itself in any case.
  func randomElement(
    over field: PrimeField, using generator: inout SeededGenerator
  ) -> GroupElement {
    var matrices: [[[UInt]]] = []
    for factor in factors {
      matrices.append(
        (0..<factor.size).map { _ in field.randomElements(factor.size, using: &generator) })
    }
    return GroupElement(matrices, of: self)
  }
}

extension [[UInt]] {
  fileprivate var transposed: [[UInt]] {
    indices.map { column in map { $0[column] } }
  }
}
