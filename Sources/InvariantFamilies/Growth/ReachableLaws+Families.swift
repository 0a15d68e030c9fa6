import ExactAlgebra
import Polyhedra
import RandomNetworks

extension ReachableLaws {
  /// What a dimension above the number of parameters of a family says.
  public enum Consequence: String, Hashable, Sendable, CaseIterable {
    /// The family, which has the start as a member, is not invariant, as long as its parametrization is
    /// locally Lipschitz.
    case notInvariant
    /// The family is invariant, so its parametrization is not locally Lipschitz.
    case notLocallyLipschitz
  }

  /// The number of parameters of a family that has the start as a member, and what follows where the
  /// dimension exceeds it.
  ///
  /// - Throws: `GrowthError.family`, `GrowthError.notMember`.
  public func comparison(
    with family: DistributionFamily
  ) throws(GrowthError) -> (parameterCount: Int, consequence: Consequence) {
    guard
      ![.gaussian, .diagonalGaussian, .mixture, .truncatedGaussian, .generated]
        .contains(family.kind),
      let count = family.parameterCount(dimension: spaceDimension)
    else { throw .family(family.kind) }
    guard hasStart(in: family) else { throw .notMember(family.kind, size: family.size) }
    return (count, family.kind == .curve ? .notLocallyLipschitz : .notInvariant)
  }

  /// The least number of points with which a family of laws with finite support has the start as a member;
  /// `nil` for other families and starts, and where the number is beyond all bounds.
  public func leastSize(of kind: DistributionFamily.Kind) -> Int? {
    guard case .points(let law) = start else { return nil }
    return switch kind {
    case .finite: law.count
    case .empirical:
      Int(
        exactly: law.atoms.reduce(Integer(1)) { leastCommonMultiple($0, $1.weight.denominator) })
    default: nil
    }
  }

  /// Whether the start is a member, exactly. The families of clamped laws and of a curve are those of the
  /// start itself.
  private func hasStart(in family: DistributionFamily) -> Bool {
    switch (family, start) {
    case (.curve, _): true
    case (.clamped, _): spaceDimension == 1
    case (.uniformBox, .uniform(let law)): law.isOnBox
    case (.uniformBox, .points(let law)): law.count == 1
    case (.finite(let atoms), .points(let law)): law.count <= atoms
    case (.empirical(let points), .points(let law)):
      law.atoms.allSatisfy { ($0.weight * Rational(points)).isInteger }
    default: false
    }
  }
}

extension UniformLaw {
  /// The vertices of the polyhedron.
  var vertices: [[Rational]] {
    guard let vertices = GeneratedCell(dimension: dimension, halfSpaces)?.vertices else {
      preconditionFailure("a uniform law on an empty or unbounded polyhedron")
    }
    return vertices
  }

  /// Whether the polyhedron is a box: its bounding box has the same volume.
  var isOnBox: Bool {
    let vertices = vertices
    return volume
      == (0..<dimension).reduce(1) { product, coordinate in
        let values = vertices.map { $0[coordinate] }
        return product * (values.max()! - values.min()!)
      }
  }
}
