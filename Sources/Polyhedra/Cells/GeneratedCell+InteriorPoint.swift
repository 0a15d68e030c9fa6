public import ExactAlgebra

extension GeneratedCell {
  /// Numbers near a vector inside of the cone: the sum of its rays, each of about the same size.
  var interiorDirection: [Double] {
    var sum = [Double](repeating: 0, count: coordinateCount)
    for ray in rays {
      let approximations = ray.generator.approximations
      for coordinate in sum.indices { sum[coordinate] += approximations[coordinate] }
    }
    return sum
  }

  /// A vector with few binary digits near a direction that is inside of the cone beyond doubt.
  func roundedDirection(near direction: [Double]) -> [Int]? {
    roundedVectors(near: direction).first { isCertainlyInside($0) }
  }

  /// Whether floating point shows that a vector is strictly inside. The coordinates are integers
  /// below `2^53`; rounding is bounded as in `LinearForms`.
  private func isCertainlyInside(_ integers: [Int]) -> Bool {
    let vector = integers.map { Double($0) }
    let rounding = Double(coordinateCount + 8) * 0x1p-51
    return slots.indices.allSatisfy { slot in
      let coefficients = facet(inSlot: slot).approximations
      var (value, size) = (0.0, 0.0)
      for coordinate in vector.indices {
        let product = coefficients[coordinate] * vector[coordinate]
        value += product
        size += product.magnitude
      }
      return value.certainSign(error: size * rounding + 1e-250) == 1
    }
  }

  var exactInteriorPoint: [Rational] { center(of: Array(rays)) }

  public func point(on facet: CellFacet) -> [Rational] {
    guard let slot = slots.indices.first(where: { self.facet(inSlot: $0).isSame(as: facet) }) else {
      preconditionFailure("a facet of another cell")
    }
    return center(of: rays(ofSlot: slot))
  }

  /// The sum of some rays, exactly, each divided by a power of two near its largest entry.
  private func center(of rays: [CellRay]) -> [Rational] {
    var sum = [Rational](repeating: 0, count: coordinateCount)
    for ray in rays {
      let entries = ray.vector.entries
      let scale = Integer(2).power(entries.map(\.bitWidth).max() ?? 0)
      for coordinate in sum.indices { sum[coordinate] += Rational(entries[coordinate], scale) }
    }
    let last = sum[coordinateCount - 1]
    return sum.dropLast().map { $0 / last }
  }
}
