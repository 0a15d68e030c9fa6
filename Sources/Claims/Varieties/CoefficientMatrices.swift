import Algorithms
import ExactAlgebra
import NetworkVarieties

/// Matrices of coefficients `C_1, ..., C_k` for rank constraints of a shallow network,
/// `rank(sum_i C_i (x) M_i) <= sum_S h_S rank(C_S)` with `C_S = sum_(i in S) C_i`.
///
/// The bound is small where the matrices `C_S` of the signatures `S` with live neurons have small
/// ranks. As many signatures as there are blocks, with independent indicator vectors, can be given
/// any matrices: products of a column and a row with entries -1, 0 and 1, drawn from a seed. They
/// determine the `C_i`, and with them the matrices of all other signatures.
struct CoefficientMatrices {
  private let blockCount: Int
  /// The live signatures as indicator vectors, with their numbers of neurons.
  private let signatures: [(indicator: [Int], neurons: Int)]
  /// Lists of signatures that are bases, and for each the matrix that expresses unit vectors in it.
  private let bases: [(members: [Int], inverse: [[Integer]])]

  init(of variety: PatternVariety) {
    let count = variety.blockCount
    let live = variety.liveNetwork.signatures(ofLayer: 1).map(\.blocks).filter { !$0.isEmpty }
    let signatures = Dictionary(grouping: live) { $0 }
      .map { blocks, neurons in
        (
          indicator: (0..<count).map { blocks.contains($0) ? 1 : 0 }, neurons: neurons.count
        )
      }
      .sorted { $0.indicator.lexicographicallyPrecedes($1.indicator) }
    blockCount = count
    self.signatures = signatures
    bases = signatures.indices.combinations(ofCount: count).compactMap { members in
      let matrix = RationalMatrix(
        members.map { member in signatures[member].indicator.map { Rational($0) } })
      guard let inverse = matrix.inverse else { return nil }
      // A positive multiple does as well.
      let entries = (0..<count).flatMap { row in (0..<count).map { inverse[row, $0] } }
      return (members, entries.primitiveIntegers.chunks(ofCount: count).map(Array.init))
    }
  }

  /// Some of the lists of matrices of a size whose bound is less than a number: at most `limit`
  /// with the same ranks, until `patience` draws in a row bring nothing new.
  func entries(
    rows: Int, columns: Int, boundBelow bound: Int, limit: Int, patience: Int, seed: UInt64
  ) -> [[[BlockCombination]]] {
    guard !bases.isEmpty else { return [] }
    var random = SeededGenerator(seed: seed)
    var taken: [[Int]: Int] = [:]
    var results: Set<[[BlockCombination]]> = []
    var ordered: [[[BlockCombination]]] = []
    var idle = 0
    while idle < patience {
      idle += 1
      let coefficients = draw(rows: rows, columns: columns, using: &random)
      let ranks = signatures.map { rank(of: coefficients, on: $0.indicator) }
      let sum = zip(ranks, signatures).reduce(0) { $0 + $1.0 * $1.1.neurons }
      guard sum < bound, taken[ranks, default: 0] < limit, !hasZeroLine(coefficients) else {
        continue
      }
      let entries = coefficients.map { $0.map(BlockCombination.init) }
      guard results.insert(entries).inserted else { continue }
      taken[ranks, default: 0] += 1
      idle = 0
      ordered.append(entries)
    }
    return ordered
  }

  /// For each row and column the coefficients of the blocks.
  private func draw(
    rows: Int, columns: Int, using random: inout SeededGenerator
  ) -> [[[Integer]]] {
    let (members, inverse) = bases.randomElement(using: &random)!
    func vector(_ count: Int) -> [Integer] {
      (0..<count).map { _ in Integer(Int.random(in: -1...1, using: &random)) }
    }
    let factors = members.map { _ in (column: vector(rows), row: vector(columns)) }
    return (0..<rows).map { row in
      (0..<columns).map { column in
        let values = factors.map { $0.column[row] * $0.row[column] }
        // Unit vectors are combinations of indicators: C_i = sum_S inverse[i][S] C_S.
        return (0..<blockCount).map { block in
          zip(inverse[block], values).reduce(Integer(0)) { $0 + $1.0 * $1.1 }
        }
      }
    }
  }

  private func rank(of coefficients: [[[Integer]]], on indicator: [Int]) -> Int {
    IntegerMatrix(
      coefficients.map { row in
        row.map { entry in
          zip(entry, indicator).reduce(Integer(0)) { $1.1 == 1 ? $0 + $1.0 : $0 }
        }
      }
    ).rank
  }

  private func hasZeroLine(_ coefficients: [[[Integer]]]) -> Bool {
    func isZero(_ entries: [[Integer]]) -> Bool { entries.joined().allSatisfy(\.isZero) }
    return coefficients.contains(where: isZero)
      || coefficients[0].indices.contains { column in isZero(coefficients.map { $0[column] }) }
  }
}
