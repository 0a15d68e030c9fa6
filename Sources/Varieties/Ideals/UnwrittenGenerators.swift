public import ExactAlgebra

/// Minimal generators of one irreducible representation that a theorem names and that are not
/// written as polynomials.
public struct UnwrittenGenerators: Hashable, Sendable {
  /// Their total degree.
  public let degree: Int
  /// The representation.
  public let representation: IrreducibleRepresentation
  /// How often it occurs.
  public let multiplicity: Int
  /// Where they come from.
  public let origin: GeneratorOrigin
  /// About how many terms a highest weight vector has.
  public let termCount: Integer

  /// The number of these generators.
  public var count: Integer { Integer(multiplicity) * representation.dimension }

  /// Generators that are not written.
  package init(
    degree: Int, representation: IrreducibleRepresentation, multiplicity: Int,
    origin: GeneratorOrigin, termCount: Integer
  ) {
    self.degree = degree
    self.representation = representation
    self.multiplicity = multiplicity
    self.origin = origin
    self.termCount = termCount
  }
}
