import ExactAlgebra

/// A family, seen in some of its coordinates.
struct CoordinateSelection: Parametrization {
  let family: any Parametrization
  /// The coordinates that are kept, ascending.
  let kept: [Int]

  var parameterCount: Int { family.parameterCount }

  var coordinateCount: Int { kept.count }

  func isDefined(over field: PrimeField) -> Bool { family.isDefined(over: field) }

  func point(at parameters: [UInt], over field: PrimeField) -> [UInt] {
    let point = family.point(at: parameters, over: field)
    return kept.map { point[$0] }
  }

  func jacobian(at parameters: [UInt], over field: PrimeField) -> ModularMatrix {
    let jacobian = family.jacobian(at: parameters, over: field)
    return ModularMatrix(rows: jacobian.rowCount, columns: kept.count, over: field) {
      row, entries in
      for (place, coordinate) in kept.enumerated() { entries[place] = jacobian[row, coordinate] }
    }
  }
}

extension GradedKernel {
  /// The kernel in some of the coordinates, which whole lines of the group make up.
  func selecting(_ kept: [Int]) -> GradedKernel {
    var places: [Int: Int] = [:]
    for (place, coordinate) in kept.enumerated() { places[coordinate] = place }
    let ring = PolynomialRing(kept.map { map.coordinateRing.variableNames[$0] })
    let symmetries = symmetries.compactMap { symmetry -> CoordinatePermutation? in
      let images = kept.compactMap { places[symmetry[$0]] }
      return images.count == kept.count ? CoordinatePermutation(images) : nil
    }
    let action = action.map { action in
      GeneralLinearAction(
        factors: action.factors.map { factor in
          .init(
            size: factor.size,
            lines: factor.lines.filter { places[$0[0]] != nil }.map { line in
              line.map { coordinate in
                guard let place = places[coordinate] else {
                  preconditionFailure("a line of which only a part is kept")
                }
                return place
              }
            }, coordinateCount: kept.count)
        })
    }
    do {
      return try GradedKernel(
        of: PolynomialMap(
          from: map.parameterRing, to: ring, images: kept.map { map.images[$0] }),
        evaluatedBy: CoordinateSelection(family: evaluator, kept: kept), symmetries: symmetries,
        action: action)
    } catch {
      preconditionFailure("fewer coordinates are not homogeneous")
    }
  }
}
