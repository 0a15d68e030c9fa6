public import ExactAlgebra

/// A grading of a polynomial ring by integer vectors in which an ideal is homogeneous.
///
/// The ideal of the image of a polynomial map is homogeneous in a weighting of the coordinates
/// as soon as weights of the parameters make every image homogeneous of that weight. All such
/// weightings form a lattice: an integer kernel of exponent differences.
public struct Multigrading: Sendable {
  /// A basis of the lattice of weightings: one row each, one weight for each coordinate.
  public let weights: [[Int]]

  init(weights: [[Int]]) { self.weights = weights }

  /// The grading without weightings.
  static let trivial = Multigrading(weights: [])

  /// The maximal grading that the exponents of a parametrization show.
  ///
  /// A weighting belongs to it where some weighting of the parameters makes the image of every
  /// coordinate homogeneous of the coordinate's weight. The rows of `weights` are a short basis
  /// (LLL) of the lattice of these weightings.
  ///
  /// - Throws: `NotHomogeneous` where the total degree is not among the weightings.
  public init(maximalFor map: PolynomialMap) throws(NotHomogeneous) {
    let lattice = Multigrading.weightLattice(of: map)
    let ones = (0..<map.images.count).map { _ in Integer(1) }
    guard IntegerMatrix(lattice.rows + [ones]).rank == lattice.rowCount else {
      throw NotHomogeneous()
    }
    weights = lattice.reducedLatticeBasis.rows.map { row in
      row.map { weight in
        guard let small = Int(exactly: weight) else {
          preconditionFailure("a weight of a coordinate exceeds a machine word")
        }
        return small
      }
    }
  }

  /// The number of independent weightings, the total degree included.
  public var rank: Int { weights.count }

  /// The exponents of a parametrization do not show that its ideal is homogeneous for the total
  /// degree.
  public struct NotHomogeneous: Error, CustomStringConvertible {
    /// One line for the user.
    public var description: String {
      "the exponents of the parametrization show no grading by the total degree"
    }
  }

  /// The weightings of the coordinates, in Hermite normal form.
  private static func weightLattice(of map: PolynomialMap) -> IntegerMatrix {
    let parameters = map.parameterRing.variableCount
    let zeros = map.images.indices.filter { map.images[$0].isZero }
    let exponents = map.images.map { image in
      image.terms.map { term in
        var row = [Int](repeating: 0, count: parameters)
        for (variable, exponent) in term.factors { row[variable] = exponent }
        return row
      }
    }
    let parameterWeights = weightings(balancing: differences(of: exponents), count: parameters)
    var rows = parameterWeights.map { weighting in
      exponents.map { terms in
        guard let first = terms.first else { return Integer(0) }
        return zip(weighting, first).reduce(Integer(0)) { $0 + $1.0 * Integer($1.1) }
      }
    }
    // A coordinate that vanishes on the variety may have any weight.
    for zero in zeros {
      rows.append(map.images.indices.map { $0 == zero ? 1 : 0 })
    }
    guard !rows.isEmpty else { return IntegerMatrix(rows: 0, columns: map.images.count) }
    return IntegerMatrix(rows).hermiteNormalForm
  }

  /// The distinct differences of the exponents of each polynomial to its leading ones.
  private static func differences(of exponents: [[[Int]]]) -> [[Int]] {
    var seen: Set<[Int]> = []
    for terms in exponents {
      guard let first = terms.first else { continue }
      for term in terms.dropFirst() { seen.insert(zip(term, first).map(-)) }
    }
    return seen.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// A basis of the integer vectors orthogonal to all the rows.
  private static func weightings(balancing rows: [[Int]], count: Int) -> [[Integer]] {
    guard !rows.isEmpty else { return IntegerMatrix.identity(count).rows }
    // Independent rows have the same kernel and keep the Hermite form small.
    let form = IntegerMatrix(rows).echelonForm
    let independent = (0..<form.rank).map(form.matrix.row)
    return IntegerMatrix(independent).integerKernel.rows
  }
}
