public import ExactAlgebra
public import NetworkVarieties
import Varieties

/// Outputs on points of which some are unknown, and the ring of the unknown ones.
///
///     let unknowns = UnknownOutputs(of: variety, outputs: [[1, 2], [3, nil]])
///     unknowns.ring.variableNames   // ["y_22"]
public struct UnknownOutputs: Sendable {
  /// The variety of all outputs.
  public let variety: OutputVariety
  /// For each point, in the order in which points were given, its outputs; `nil` where unknown.
  public let outputs: [[Rational?]]
  /// The positions of the unknown outputs among the coordinates of the variety, ascending.
  public let coordinates: [Int]
  /// The ring of the unknown outputs, with their names in the ring of the variety.
  public let ring: PolynomialRing
  /// For each coordinate of the variety its number or its variable.
  private let images: [Polynomial]

  /// Outputs on the points of a variety.
  ///
  /// - Precondition: for each point a number, or `nil`, for each output.
  public init(of variety: OutputVariety, outputs: [[Rational?]]) {
    precondition(
      outputs.count == variety.points.count
        && outputs.allSatisfy { $0.count == variety.coordinates.rowCount },
      "outputs of a wrong size")
    self.variety = variety
    self.outputs = outputs
    let values = Array(outputs.joined())
    let coordinates = values.indices.filter { values[$0] == nil }
    let names = variety.coordinates.names
    let ring = PolynomialRing(coordinates.map { names[$0] })
    var next = 0
    images = values.map { value in
      if let value { return ring.constant(value) }
      next += 1
      return ring.variable(next - 1)
    }
    self.coordinates = coordinates
    self.ring = ring
  }

  /// A polynomial in the outputs as one in the unknown outputs.
  func substituting(in polynomial: Polynomial) -> Polynomial {
    polynomial.substituting(images, in: ring)
  }

  /// The matrix of a rank constraint, its entries as polynomials in the unknown outputs.
  func matrix(of condition: RankCondition) -> PolynomialMatrix {
    PolynomialMatrix(rows: condition.rowCount, columns: condition.columnCount, in: ring) {
      condition.entries[$0][$1].reduce(ring.zero) { sum, term in
        sum + Rational(term.value) * images[term.key]
      }
    }
  }

  /// The outputs with numbers in the places of some unknown ones, which count from 0.
  func completed(by values: [Int: Rational]) -> [[Rational?]] {
    var completed = outputs
    for (unknown, value) in values {
      let (row, point) = variety.coordinates.entry(at: coordinates[unknown])
      completed[point][row] = value
    }
    return completed
  }
}
