import ExactAlgebra

/// A space of combinations of blocks, side by side or stacked, with or without constants: a
/// matrix whose size is known before its entries are made.
struct CombinationMatrix: Sendable {
  /// How combinations are put together.
  enum Shape: Hashable, Sendable {
    /// Side by side: `[N_1 | N_2 | ...]`.
    case row
    /// Above each other.
    case column
    /// One combination alone, which is both.
    case single
  }

  /// Tells matrices apart: those of one space, up to the choice of a basis, are the same.
  struct Key: Hashable, Sendable {
    let shape: Shape
    /// The number of columns of constants.
    let constantCount: Int
    /// The space: its annihilator in reduced echelon form or, where it is a line, its vector.
    let space: String

    var withoutConstants: Key { Key(shape: shape, constantCount: 0, space: space) }
  }

  let key: Key
  /// The number of combinations.
  let count: Int
  /// The functionals on coefficients of all blocks that vanish on the space.
  let annihilator: @Sendable () -> [[Integer]]
  /// A basis of the space, with coefficients of all blocks.
  private let basis: @Sendable () -> [[Integer]]
  private let makeExpression: @Sendable () -> BlockExpression

  private init(
    key: Key, count: Int, annihilator: @escaping @Sendable () -> [[Integer]],
    basis: @escaping @Sendable () -> [[Integer]],
    makeExpression: @escaping @Sendable () -> BlockExpression
  ) {
    self.key = key
    self.count = count
    self.annihilator = annihilator
    self.basis = basis
    self.makeExpression = makeExpression
  }

  /// The combinations, with the constants beside them.
  var expression: BlockExpression { makeExpression() }

  /// A random vector of the space, modulo a prime.
  func witness(over field: PrimeField) -> [UInt] {
    var generator = SeededGenerator(seed: 1)
    let basis = basis()
    return basis.dropFirst().reduce(basis[0].map { $0.residue(in: field) }) { sum, vector in
      let factor = field.randomElement(using: &generator)
      return zip(sum, vector).map { value, entry in
        field.add(value, field.multiply(factor, entry.residue(in: field)))
      }
    }
  }

  /// Whether there are columns of constants.
  var hasConstants: Bool { key.constantCount > 0 }

  /// The number of rows and of columns.
  func size(in coordinates: BlockCoordinates) -> (rows: Int, columns: Int) {
    let (rows, columns) = key.shape == .column ? (count, 1) : (1, count)
    return (
      rows * coordinates.rowCount, columns * coordinates.columnCount + key.constantCount
    )
  }
}

extension CombinationMatrix {
  /// One combination alone, with its constants if asked for.
  init(single vector: [Integer], withConstants: Bool = false) {
    let combination = BlockCombination(vector)
    self.init(
      key: Key(
        shape: .single, constantCount: withConstants ? 1 : 0,
        space: Self.text(ofLine: vector)),
      count: 1, annihilator: { CancellationSpaces.annihilator(of: vector) },
      basis: { [vector] },
      makeExpression: {
        .sideBySide([combination], constants: withConstants ? [combination] : [])
      })
  }

  /// A space of combinations of some blocks, which cancel certain neurons.
  ///
  /// - Parameters:
  ///   - constants: for rows, the subspace of combinations whose constants stand behind them; for
  ///     columns, whether each combination has its constants beside it.
  init(
    _ shape: Shape, _ space: CancellationSpaces.Space, of spaces: CancellationSpaces,
    constants: Constants = .none, on blocks: [Int], of blockCount: Int
  ) {
    if space.dimension == 1 {
      let vector = Self.spread(spaces.basis(of: space), from: blocks, to: blockCount)[0]
      self.init(single: vector, withConstants: constants.columnCount > 0)
      return
    }
    let annihilator = { @Sendable () -> [[Integer]] in
      let others = Set(0..<blockCount).subtracting(blocks).sorted()
      return Self.spread(spaces.annihilator(of: space), from: blocks, to: blockCount)
        + others.map { block in (0..<blockCount).map { $0 == block ? 1 : 0 } }
    }
    let basis = { @Sendable (space: CancellationSpaces.Space) in
      Self.spread(spaces.basis(of: space), from: blocks, to: blockCount)
    }
    let combinations = { @Sendable (space: CancellationSpaces.Space) in
      basis(space).map { BlockCombination($0) }
    }
    self.init(
      key: Key(
        shape: shape, constantCount: constants.columnCount,
        space: Self.text(ofSpaceWith: spaces.annihilator(of: space), on: blocks, of: blockCount)),
      count: space.dimension, annihilator: annihilator, basis: { basis(space) },
      makeExpression: {
        switch (shape, constants) {
        case (.column, .ofEach): .stacked(combinations(space), withConstants: true)
        case (.column, _): .stacked(combinations(space))
        case (_, .ofSubspace(let subspace)):
          .sideBySide(combinations(space), constants: combinations(subspace))
        default: .sideBySide(combinations(space))
        }
      })
  }

  /// Which constants stand beside combinations.
  enum Constants: Sendable {
    case none
    case ofSubspace(CancellationSpaces.Space)
    case ofEach

    /// The number of their columns.
    var columnCount: Int {
      switch self {
      case .none: 0
      case .ofSubspace(let subspace): subspace.dimension
      case .ofEach: 1
      }
    }
  }

  /// Vectors on some blocks as vectors on all.
  private static func spread(
    _ vectors: [[Integer]], from blocks: [Int], to blockCount: Int
  ) -> [[Integer]] {
    vectors.map { vector in
      var all = [Integer](repeating: 0, count: blockCount)
      for (block, value) in zip(blocks, vector) { all[block] = value }
      return all
    }
  }

  private static func text(ofLine vector: [Integer]) -> String {
    text(of: CancellationSpaces.echelonBasis([vector])[0], on: Array(vector.indices))
  }

  /// The same for spaces that lie in the coefficients of fewer blocks, whatever larger set they
  /// come from: a row with one entry says that a block does not occur.
  private static func text(
    ofSpaceWith annihilator: [[Integer]], on blocks: [Int], of blockCount: Int
  ) -> String {
    var missing = Set(0..<blockCount).subtracting(blocks)
    var rows: [String] = []
    for row in annihilator {
      let support = row.indices.filter { !row[$0].isZero }
      if support.count == 1 {
        missing.insert(blocks[support[0]])
      } else {
        rows.append(text(of: row, on: blocks))
      }
    }
    return missing.sorted().map(String.init).joined(separator: " ") + "/"
      + rows.joined(separator: "/")
  }

  /// Block and coefficient for each coefficient that is not zero.
  private static func text(of vector: [Integer], on blocks: [Int]) -> String {
    zip(blocks, vector).filter { !$0.1.isZero }.map { "\($0):\($1)" }.joined(separator: " ")
  }
}
