import Varieties

/// A theorem that names all minimal generators of the ideal of a pattern variety.
enum IdealTheorem: Hashable, Sendable {
  /// Two blocks that differ in one hidden layer.
  case twoBlocks(TwoBlockTheorem)
  /// A product of matrices of bounded rank and pairs of blocks.
  case product(BlockProduct)

  /// The theorem on a variety, if there is one.
  init?(of variety: PatternVariety) {
    if let theorem = TwoBlockTheorem(of: variety) {
      self = .twoBlocks(theorem)
    } else if let product = BlockProduct(of: variety), product.namesGenerators {
      self = .product(product)
    } else {
      return nil
    }
  }

  /// The size of the largest minors that are generators, or more.
  var largestMinorSize: Int {
    switch self {
    case .twoBlocks(let theorem): theorem.largestMinorSize
    case .product(let product): product.largestMinorSize
    }
  }

  /// The rank constraints that the origins of generators number.
  ///
  /// - Parameter variety: the variety of the theorem.
  func namedConstraints(of variety: PatternVariety) -> [RankConstraint] {
    switch self {
    case .twoBlocks(let theorem): theorem.namedConstraints
    case .product(let product): product.namedMinors(in: variety.coordinates).constraints
    }
  }

  /// The rank constraints whose minors generate the ideal.
  var constraints: [RankConstraint] {
    switch self {
    case .twoBlocks(let theorem): theorem.constraints
    case .product(let product): product.constraints
    }
  }

  /// The ideal up to a degree.
  ///
  /// - Precondition: the degree is at least `largestMinorSize`.
  func ideal(upToDegree degree: Int, of variety: PatternVariety, seed: UInt64) -> GradedIdeal {
    switch self {
    case .twoBlocks(let theorem): theorem.ideal(upToDegree: degree, of: variety, seed: seed)
    case .product(let product): product.ideal(upToDegree: degree, of: variety, seed: seed)
    }
  }
}
