import ExactAlgebra

/// Tableaux of given shapes that share their entries, the positions of a word of labels.
///
/// With a label for every position it names a highest weight vector: the sum over all ways to
/// permute the entries inside the columns of the tableaux, with signs, of the product over the
/// positions of the entry of the position's tensor at the rows in which the position stands.
/// For each shape these polynomials span the space of highest weight vectors: they are the images
/// of the polytabloids, which span the Specht modules.
struct TableauFilling: Hashable, Sendable {
  /// For each factor the columns of its tableau, each a list of positions from top to bottom.
  let columns: [[[Int]]]

  /// A filling drawn uniformly: for each factor the positions that it acts on, in any order.
  init(
    shapes: [Partition], type: ContentType, using generator: inout some RandomNumberGenerator
  ) {
    columns = shapes.enumerated().map { factor, shape in
      var positions = type.positions(ofFactor: factor)[...].shuffled(using: &generator)[...]
      return shape.conjugate.parts.map { length in
        let column = Array(positions.prefix(length))
        positions = positions.dropFirst(length)
        return column
      }
    }
  }
}
