import Networks
public import Varieties

extension PatternVariety {
  /// The group `GL(n_L) x GL(n_0)`, which acts on the ideal: replace `W_L` by `P W_L` and `W_1`
  /// by `W_1 Q`. Constants are moved by the first factor only.
  public var generalLinearAction: GeneralLinearAction {
    let c = coordinates
    let columns = (0..<blockCount).flatMap { block in
      (0..<c.extendedColumnCount).map { column in
        (0..<c.rowCount).map { c.index(block: block, row: $0, column: column) }
      }
    }
    let rows = (0..<blockCount).flatMap { block in
      (0..<c.rowCount).map { row in
        (0..<c.columnCount).map { c.index(block: block, row: row, column: $0) }
      }
    }
    return GeneralLinearAction(factors: [
      .init(size: c.rowCount, lines: columns, coordinateCount: c.count),
      .init(size: c.columnCount, lines: rows, coordinateCount: c.count),
    ])
  }

  /// Permutations of the coordinates that map the ideal to itself: exchanges of neighbouring
  /// outputs, of neighbouring inputs, and of two blocks where a permutation of hidden neurons
  /// undoes it; and the transposition of all blocks where the network read backwards is the same
  /// up to hidden neurons.
  public var coordinateSymmetries: [CoordinatePermutation] {
    let outputs = (1..<max(coordinates.rowCount, 1)).map { row in
      permutation { ($0, $1 == row ? row - 1 : $1 == row - 1 ? row : $1, $2) }
    }
    let inputs = (1..<max(coordinates.columnCount, 1)).map { column in
      permutation { ($0, $1, $2 == column ? column - 1 : $2 == column - 1 ? column : $2) }
    }
    let blocks = blockSymmetries.map { images in permutation { (images[$0], $1, $2) } }
    return outputs + inputs + blocks + (isReversible ? [transposition] : [])
  }

  /// Whether the network without biases, read from the outputs to the inputs, has the same widths
  /// and, up to hidden neurons, the same patterns.
  private var isReversible: Bool {
    guard !architecture.hasBiases, architecture.outputCount > 1,
      architecture.widths == architecture.widths.reversed()
    else {
      return false
    }
    let reversed = patterns.map { ActivationPattern($0.layers.reversed()) }
    return CanonicalPatterns(of: reversed) == CanonicalPatterns(of: patterns)
  }

  private var transposition: CoordinatePermutation {
    permutation { ($0, $2, $1) }
  }

  /// Exchanges of two blocks after which the patterns are the same up to hidden neurons.
  private var blockSymmetries: [[Int]] {
    let canonical = CanonicalPatterns(of: patterns)
    return (0..<blockCount).flatMap { first in
      (first + 1..<max(blockCount, first + 1)).compactMap { second in
        var images = Array(0..<blockCount)
        images.swapAt(first, second)
        return CanonicalPatterns(of: images.map { patterns[$0] }) == canonical ? images : nil
      }
    }
  }

  /// The permutation that sends each entry where `move` sends block, row and column.
  private func permutation(
    _ move: (_ block: Int, _ row: Int, _ column: Int) -> (Int, Int, Int)
  ) -> CoordinatePermutation {
    CoordinatePermutation(
      (0..<coordinates.count).map { index in
        let (block, row, column) = coordinates.entry(at: index)
        let image = move(block, row, column ?? coordinates.columnCount)
        return coordinates.index(block: image.0, row: image.1, column: image.2)
      })
  }
}
