import ExactAlgebra

extension WeightSpaceProblem {
  /// Highest weight vectors that generate the new generators of this degree: for each summand
  /// of their representation as many as its multiplicity.
  ///
  /// - Throws: `KernelError.liftFailed`.
  func highestWeightVectors(
    of content: RepresentationContent, action: GeneralLinearAction
  ) throws -> [HighestWeightGenerator] {
    try content.summands.flatMap { representation, multiplicity in
      try highestWeightVectors(of: representation, multiplicity: multiplicity, action: action)
    }
  }

  private func highestWeightVectors(
    of representation: IrreducibleRepresentation, multiplicity: Int,
    action: GeneralLinearAction
  ) throws -> [HighestWeightGenerator] {
    let target = zip(representation.partitions, action.factors).map { partition, factor in
      partition.parts + Array(repeating: 0, count: factor.size - partition.parts.count)
    }
    let weights = spaces.monomialCounts(degree: degree).keys.sorted().filter {
      action.weight(of: spaces.firstMonomial(of: $0, degree: degree)) == target
    }
    let index = indexed(weights.flatMap { spaces.monomials(of: $0, degree: degree) })
    let raising = RaisingMatrix(index, keys: monomialKeys, operators: action.raisingOperators)
    let multiples = weights.flatMap { known.multiples(ofWeight: $0, degree: degree, in: spaces) }

    var lift = Lift(degree: degree)
    for field in AdmissibleFields(for: kernel.evaluator).prefix(Self.maximumPrimes) {
      let sample = points.points(forMonomials: index.count, over: field)
      let nullSpace = ModularNullSpace(
        of: raising.stacked(below: index.evaluationMatrix(at: sample, over: field)))
      guard lift.accepts(nullSpace) else { continue }
      let new = independentVectors(of: nullSpace, modulo: multiples, in: index)
      guard new.count == multiplicity, let vectors = lift.join(nullSpace, basisVectors: new),
        let (polynomials, status) = verified(vectors, at: new, of: nullSpace, in: index),
        polynomials.allSatisfy({ isRaisedToZero($0, by: action) })
      else { continue }
      return polynomials.map {
        HighestWeightGenerator(
          degree: degree, polynomial: $0, representation: representation, status: status)
      }
    }
    throw KernelError.liftFailed(degree: degree, primes: Self.maximumPrimes)
  }

  /// Whether all raising operators send a polynomial to zero, decided exactly.
  private func isRaisedToZero(_ polynomial: Polynomial, by action: GeneralLinearAction) -> Bool {
    action.raisingOperators.allSatisfy { polynomial.applyingDerivation($0).isZero }
  }

  /// The basis vectors of a null space that are independent modulo products of generators.
  private func independentVectors(
    of nullSpace: ModularNullSpace, modulo multiples: [KnownGenerators.Multiple],
    in index: MonomialIndex
  ) -> [Int] {
    let field = nullSpace.field
    // The first independent columns are the pivots; the products come before the vectors.
    var columns = ModularMatrix(
      rows: multiples.count + nullSpace.dimension, columns: index.count, over: field
    ) { row, values in
      if row < multiples.count {
        let multiple = multiples[row]
        let residues = multiple.coefficients(over: field, primary: self.field)
        for (position, residue) in zip(multiple.positions(in: index, keys: monomialKeys), residues)
        {
          values[position] = residue
        }
      } else {
        let vector = nullSpace.basisVector(row - multiples.count)
        for (place, value) in vector.enumerated() { values[place] = value }
      }
    }.transpose
    return columns.reduceToEchelonForm().filter { $0 >= multiples.count }
      .map { $0 - multiples.count }
  }
}

/// The raising operators on a weight space, as a sparse matrix of small integers.
private struct RaisingMatrix {
  private let columnCount: Int
  /// The rows: for each monomial of a target space the monomials that are sent to it, each as
  /// often as it is.
  private let rows: [[Int]]

  init(_ index: MonomialIndex, keys: MonomialKeys, operators: [[Int?]]) {
    columnCount = index.count
    var rows: [[Int]] = []
    for images in operators {
      var rowOfKey: [UInt64: Int] = [:]
      for column in 0..<index.count {
        let monomial = Array(index[column])
        for (place, coordinate) in monomial.enumerated() {
          guard let image = images[Int(coordinate)] else { continue }
          var target = monomial
          target[place] = Int32(image)
          let key = keys.key(of: target)
          if let row = rowOfKey[key] {
            rows[row].append(column)
          } else {
            rowOfKey[key] = rows.count
            rows.append([column])
          }
        }
      }
    }
    self.rows = rows
  }

  /// The rows below those of another matrix with as many columns.
  func stacked(below matrix: ModularMatrix) -> ModularMatrix {
    ModularMatrix(
      rows: matrix.rowCount + rows.count, columns: columnCount, over: matrix.field
    ) { row, values in
      if row < matrix.rowCount {
        for (column, value) in matrix.row(row).enumerated() { values[column] = value }
      } else {
        for column in rows[row - matrix.rowCount] {
          values[column] = matrix.field.add(values[column], 1)
        }
      }
    }
  }
}
