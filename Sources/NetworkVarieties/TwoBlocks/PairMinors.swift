internal import Algorithms
import ExactAlgebra
import Varieties

/// The minors of two blocks, or combinations of blocks, that are minimal generators, with their highest
/// weight vectors.
struct PairMinors {
  /// The numbers of neurons.
  let shape: TwoBlockShape
  /// The bound for the matrix of a family.
  let constraint: (TwoBlockFamily) -> RankConstraint
  /// The families with minimal generators.
  let families: [TwoBlockFamily]
  private let minors: [MinimalMinors]

  init(of shape: TwoBlockShape, constraint: @escaping (TwoBlockFamily) -> RankConstraint) {
    self.shape = shape
    self.constraint = constraint
    let minors = shape.minimalMinors
    self.minors = minors
    families = TwoBlockFamily.allCases.filter { family in
      minors.contains { $0.family == family }
    }
  }

  /// The bounds of these families.
  var constraints: [RankConstraint] { families.map(constraint) }

  /// The minors.
  ///
  /// - Parameter offset: the number of the first of `constraints`.
  func named(numberingFrom offset: Int) -> [NamedMinors] {
    minors.map { minors in
      let number = families.firstIndex(of: minors.family)!
      let isPencil = minors.family == .sideBySide || minors.family == .stacked
      return NamedMinors(
        ofDegree: minors.degree, outputs: minors.outputs, inputs: minors.inputs,
        multiplicity: Int(exactly: minors.multiplicity)!, of: constraint(minors.family),
        number: offset + number, isPencil: isPencil
      ) { highestWeightVectors(of: minors, in: $0) }
    }
  }

  /// Highest weight vectors that generate the representations of some minors.
  private func highestWeightVectors(
    of minors: MinimalMinors, in ring: PolynomialRing
  ) -> [Polynomial] {
    let matrix = constraint(minors.family).condition.matrix(in: ring)
    let degree = minors.degree
    switch minors.family {
    case .first, .second, .difference:
      return [
        matrix.leadingMinor(
          degree, constants: degree - minors.inputs.parts.count, behind: shape.inputCount)
      ]
    case .sideBySide:
      let count = minors.inputs.parts.reduce(0, +)
      let constants = (0..<degree - count).map { 2 * shape.inputCount + $0 }
      return pencilVectors(of: minors, weight: minors.inputs, offset: shape.inputCount) { columns in
        matrix.submatrix(rows: Array(0..<degree), columns: columns + constants).determinant
      }
    case .stacked:
      return pencilVectors(of: minors, weight: minors.outputs, offset: shape.outputCount) { rows in
        matrix.submatrix(rows: rows, columns: Array(0..<degree)).determinant
      }
    }
  }

  /// The vectors of a pencil that are minimal generators.
  ///
  /// - Parameters:
  ///   - minors: the minors of both blocks.
  ///   - weight: the highest weight along which the blocks stand beside each other.
  ///   - offset: the number of lines of the first block, behind which those of the second are.
  ///   - minor: the minor with given lines.
  private func pencilVectors(
    of minors: MinimalMinors, weight: Partition, offset: Int, minor: ([Int]) -> Polynomial
  ) -> [Polynomial] {
    let pairs = weight.parts.count { $0 == 2 }
    let singles = pairs..<weight.parts.count
    let constants = minors.degree - weight.parts.reduce(0, +)
    let core = shape.core
    func power(_ family: TwoBlockFamily, constants: Int = 0) -> Int? {
      let size = core.rank(of: family) + 1
      return size < minors.degree ? max(0, size - constants - pairs) : nil
    }
    let pencil = MinorPencil(
      order: singles.count,
      powers: (power(.first), power(.second), power(.difference, constants: constants)))
    let positions = pencil.minimalPositions
    precondition(Integer(positions.count) == minors.multiplicity, "a wrong number of generators")
    let pairLines = (0..<pairs).map { $0 } + (0..<pairs).map { offset + $0 }
    return positions.map { position in
      singles.combinations(ofCount: position).reduce(nil as Polynomial?) { sum, first in
        let term = minor(pairLines + singles.map { first.contains($0) ? $0 : offset + $0 })
        return sum.map { $0 + term } ?? term
      }!
    }
  }
}
