import ExactAlgebra

/// Equal points put together, their weights added.
///
/// Points are looked up by their coordinates modulo a prime, which do not depend on the common factor;
/// that two points are equal is then decided exactly.
struct PointMerge {
  private(set) var blocks: [PointBlock] = []
  private(set) var weights: [Rational] = []

  /// Where a point was first seen.
  private struct Place {
    let block: Int
    let column: Int
    /// Among the points that are kept.
    let number: Int
  }

  /// - Parameters:
  ///   - blocks: the points.
  ///   - given: their weights, block after block.
  init(of blocks: [PointBlock], weights given: [Rational]) {
    var places: [[UInt]: [Place]] = [:]
    places.reserveCapacity(given.count)
    var first = 0
    let residues = PointResidues(of: blocks)
    for (number, block) in blocks.enumerated() {
      var kept: [Int] = []
      for (column, key) in residues.keys[number].enumerated() {
        let weight = given[first + column]
        let known = places[key]?.first {
          PointBlock.areEqual(blocks[$0.block], $0.column, block, column)
        }
        if let known {
          weights[known.number] += weight
        } else {
          places[key, default: []].append(
            Place(block: number, column: column, number: weights.count))
          weights.append(weight)
          kept.append(column)
        }
      }
      first += block.count
      if kept.count == block.count {
        self.blocks.append(block)
      } else if !kept.isEmpty {
        self.blocks.append(PointBlock(columns: block.columns.columns(kept)))
      }
    }
  }
}

/// The coordinates of points modulo a prime that divides none of their common factors.
private struct PointResidues {
  /// A list of coordinates for each point of each block.
  let keys: [[[UInt]]]

  init(of blocks: [PointBlock]) {
    for field in PrimeField.primes(bits: 61) {
      let keys = blocks.map { Self.keys(of: $0, over: field) }
      guard !keys.contains(where: { $0 == nil }) else { continue }
      self.keys = keys.map { $0! }
      return
    }
    preconditionFailure("a factor that all primes divide")
  }

  /// `nil` where the prime divides a common factor.
  private static func keys(of block: PointBlock, over field: PrimeField) -> [[UInt]]? {
    let factor = block.columns.rowCount - 1
    let residues = block.columns.reduced(over: field)
    var keys: [[UInt]] = []
    for column in 0..<block.count {
      guard let scale = field.inverse(of: residues[factor, column]) else { return nil }
      keys.append((0..<factor).map { field.multiply(residues[$0, column], scale) })
    }
    return keys
  }
}
