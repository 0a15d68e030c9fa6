import ExactAlgebra

extension GeneratedFamily {
  /// Whether the points can be anywhere, whatever the weights: distinct ones have coordinates of degree at most
  /// one in the parameters, and as forms in the parameters of which no weight depends they are independent.
  ///
  /// Then the points of every image are again points of a member with the same weights, so the family is
  /// invariant. (Points that are the same polynomials have the same image.)
  var hasFreePoints: Bool {
    let counted = atoms.filter { !$0.weight.isZero }
    let coordinates = Set(counted.map(\.point)).flatMap { $0 }
    guard coordinates.allSatisfy({ $0.totalDegree <= 1 }) else { return false }
    let bound = Set(counted.flatMap { atom in atom.weight.terms.flatMap(\.variables) })
    let free = (0..<ring.variableCount).filter { !bound.contains($0) }
    guard coordinates.count <= free.count else { return false }
    var matrix = RationalMatrix(rows: coordinates.count, columns: free.count)
    for (row, coordinate) in coordinates.enumerated() {
      let slopes = coordinate.linearCoefficients
      for (column, variable) in free.enumerated() { matrix[row, column] = slopes[variable] ?? 0 }
    }
    return matrix.rank == coordinates.count
  }
}

extension Polynomial {
  /// The coefficients of the variables in the terms of degree one.
  fileprivate var linearCoefficients: [Int: Rational] {
    var coefficients: [Int: Rational] = [:]
    for term in terms where term.degree == 1 {
      coefficients[term.variables[0]] = term.coefficient
    }
    return coefficients
  }
}
