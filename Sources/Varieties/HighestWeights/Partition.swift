public import ExactAlgebra

/// A partition of a number: weakly decreasing positive parts, the name of an irreducible
/// polynomial representation of a general linear group.
///
/// Source of the formulas: Fulton and Harris, *Representation theory*, chapters 6 and 15.
public struct Partition: Hashable, Sendable {
  /// The parts, weakly decreasing, none zero.
  public let parts: [Int]

  /// The partition with the given parts; zeros at the end are dropped.
  ///
  /// - Precondition: weakly decreasing, none negative.
  public init(_ parts: [Int]) {
    precondition(zip(parts, parts.dropFirst()).allSatisfy { $0 >= $1 }, "parts increase")
    precondition((parts.last ?? 0) >= 0, "a negative part")
    self.parts = parts.filter { $0 > 0 }
  }

  /// The partition with so many parts 1, of the exterior power.
  package static func column(_ length: Int) -> Partition {
    Partition(Array(repeating: 1, count: length))
  }

  /// The name of the representation: `S(2,1)`.
  public var symbol: String { "S(\(parts.map(String.init).joined(separator: ",")))" }

  /// The number that is partitioned.
  public var size: Int { parts.reduce(0, +) }

  /// The dimension of the irreducible representation of `GL(n)`, by Weyl's formula; zero with
  /// more than `n` parts.
  public func dimension(n: Int) -> Integer {
    guard parts.count <= n else { return 0 }
    let padded = parts + Array(repeating: 0, count: n - parts.count)
    var (above, below) = (Integer(1), Integer(1))
    for i in 0..<n {
      for j in i + 1..<max(n, i + 1) {
        above *= Integer(padded[i] - padded[j] + j - i)
        below *= Integer(j - i)
      }
    }
    return above.dividedExactly(by: below)
  }

  /// The Kostka number: the multiplicity of a weight in the irreducible representation.
  ///
  /// Counts semistandard tableaux of this shape whose entry `i` occurs `content[i]` times, by
  /// removing one horizontal strip for each entry, the last entry first. Zero where the contents
  /// do not add up to `size`.
  public func kostkaNumber(content: [Int]) -> Int {
    guard content.reduce(0, +) == size else { return 0 }
    guard let last = content.last else { return 1 }
    return strips(ofSize: last).reduce(0) {
      $0 + $1.kostkaNumber(content: content.dropLast())
    }
  }

  /// The partitions that remain when a horizontal strip of a size is removed.
  private func strips(ofSize size: Int) -> [Partition] {
    var results: [Partition] = []
    func remove(row: Int, left: Int, kept: [Int]) {
      guard row < parts.count else {
        if left == 0 { results.append(Partition(kept)) }
        return
      }
      let below = row + 1 < parts.count ? parts[row + 1] : 0
      for removed in 0...min(left, parts[row] - below) {
        remove(row: row + 1, left: left - removed, kept: kept + [parts[row] - removed])
      }
    }
    remove(row: 0, left: size, kept: [])
    return results
  }
}
