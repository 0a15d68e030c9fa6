import ExactAlgebra
import LongWork

/// A basis of the space of highest weight vectors of given shapes, among polynomials in the
/// entries of labelled tensors.
///
/// The number of its elements is known beforehand from characters. Fillings are drawn until as
/// many of their polynomials have linearly independent values at random points modulo a prime;
/// they are independent over the rationals then, and hence a basis.
struct HighestWeightBasis: Sendable {
  let polynomials: HighestWeightPolynomials
  /// For each content the numbers of its polynomials.
  let ranges: [Range<Int>]

  /// Rounds of drawing fillings; each one finds a good part of what is missing.
  private static let maximumRounds = 1000
  /// Points beyond the dimension, so that an unlucky point does no harm.
  private static let margin = 4

  /// The basis of a part.
  ///
  /// - Throws: `KernelError.spanIncomplete` where drawing did not complete it, and
  ///   `CancellationError` or `Interruption.TimeIsOver`.
  init(
    of part: HighestWeightPart, in tensors: TensorCoordinates, field: PrimeField, seed: UInt64
  ) throws {
    let shapes = part.shapes
    var chosen: [ContentType: [TableauFilling]] = [:]
    var polynomials = HighestWeightPolynomials(shapes: shapes, in: tensors)
    var ranges: [Range<Int>] = []
    for (content, multiplicity) in part.contents {
      let type = content.type(of: tensors)
      if chosen[type] == nil {
        chosen[type] = try Self.independentFillings(
          multiplicity, shapes: shapes, content: content, in: tensors, field: field, seed: seed)
      }
      let word = content.word(of: tensors)
      let start = polynomials.count
      for filling in chosen[type]! {
        try Interruption.check()
        polynomials.append(filling, labels: word)
      }
      ranges.append(start..<polynomials.count)
    }
    self.polynomials = polynomials
    self.ranges = ranges
  }

  /// The dimension of the space.
  var count: Int { polynomials.count }

  private static func independentFillings(
    _ multiplicity: Int, shapes: [Partition], content: Content, in tensors: TensorCoordinates,
    field: PrimeField, seed: UInt64
  ) throws -> [TableauFilling] {
    let type = content.type(of: tensors)
    let word = content.word(of: tensors)
    var generator = SeededGenerator(seed: seed, stream: RandomStream.fillings)
    let points = (0..<multiplicity + margin).map { _ in
      field.randomElements(tensors.coordinateCount, using: &generator)
    }
    var chosen: [TableauFilling] = []
    for _ in 0..<maximumRounds {
      let missing = multiplicity - chosen.count
      let candidates =
        chosen
        + (0..<2 * missing + 4).map { _ in
          TableauFilling(shapes: shapes, type: type, using: &generator)
        }
      var polynomials = HighestWeightPolynomials(shapes: shapes, in: tensors)
      for filling in candidates {
        try Interruption.check()
        polynomials.append(filling, labels: word)
      }
      var values = try polynomials.evaluationMatrix(at: points, over: field)
      chosen = values.reduceToEchelonForm().map { candidates[$0] }
      precondition(chosen.count <= multiplicity, "more highest weight vectors than there are")
      if chosen.count == multiplicity { return chosen }
    }
    throw KernelError.spanIncomplete(degree: word.count)
  }
}
