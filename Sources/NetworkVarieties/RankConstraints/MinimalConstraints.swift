import ExactAlgebra

/// Leaves out rank constraints that follow from others.
///
/// A constraint says `rank A(V) <= r`, where `A(V)` has the combinations of blocks of a space `V`
/// side by side, or stacked, with or without constants. In the order of ascending `r`, then of
/// descending dimension of `V`, a constraint is left out where one of these rules derives it from
/// constraints before it, kept or not:
///
/// 1. *Part.* `V` lies in `W`, and `rank A(W) <= s` with `s <= r`, where `A(W)` has the same shape,
///    and constants if `A(V)` has any. Then `A(V)` is, up to a choice of bases, a part of `A(W)`.
///    A single combination is a part of both shapes. Where `s = 0`, all combinations of `W` are
///    zero, so the shapes need not agree.
/// 2. *Sum.* `V` lies in `W + U`, and `rank A(W) <= s` and `rank A(U) <= t` with `s + t <= r`, of the
///    same shape, both with constants if `A(V)` has any. The matrix of `W + U` is, up to a choice of
///    bases, a part of `[A(W) | A(U)]` (of the stacked matrix), and the rank of that is at most the
///    sum. For rows with constants the rule is not used: the constants of `W + U` need not be sums
///    of those of `W` and `U`.
///
/// A row with constants is a part of another one where `V` lies in `W`: the constants belong to the
/// combinations whose coefficients have sum zero, in both.
///
/// Every constraint that is left out follows from earlier ones, which are kept or follow in turn
/// from still earlier ones; so all of them follow from those that are kept. On the outputs on points
/// the matrices are restricted to inputs that differ from space to space, and the rules do not
/// hold. There, only constraints on outputs of which every matrix is determined as a whole, that is,
/// where the variety is a pattern variety, are left out.
struct MinimalConstraints {
  private let variety: ReLUVariety

  init(of variety: ReLUVariety) { self.variety = variety }

  /// A constraint with the functionals that vanish on its space.
  private struct Entry {
    let bound: ConstraintFamily.Candidate
    let annihilator: IntegerMatrix
    /// The same modulo a prime.
    let residues: ModularMatrix
    /// A random vector of the space, modulo the prime.
    let witness: ModularMatrix

    init(
      _ bound: ConstraintFamily.Candidate, blockCount: Int, over field: PrimeField,
      using generator: inout SeededGenerator
    ) {
      self.bound = bound
      let rows = bound.matrix.annihilator()
      annihilator =
        rows.isEmpty ? IntegerMatrix(rows: 0, columns: blockCount) : IntegerMatrix(rows)
      residues = annihilator.reduced(over: field)
      let space = residues.nullSpace
      let vector = space.vector(
        freeEntries: field.randomElements(space.dimension, using: &generator))
      witness = ModularMatrix(vector.map { [$0] }, over: field)
    }

    var shape: CombinationMatrix.Shape { bound.matrix.key.shape }
    var hasConstants: Bool { bound.matrix.hasConstants }
    var blockCount: Int { residues.columnCount }
  }

  /// The bounds that are kept, in their order.
  ///
  /// - Parameter check: called a few times in a second; what it throws ends the work.
  func selecting(
    _ bounds: [ConstraintFamily.Candidate], checking check: () throws -> Void
  ) rethrows -> [ConstraintFamily.Candidate] {
    if case .output(let variety) = variety, !variety.isPatternVariety { return bounds }
    let order = bounds.indices.sorted { a, b in
      (bounds[a].rankAtMost, -bounds[a].matrix.count, a)
        < (bounds[b].rankAtMost, -bounds[b].matrix.count, b)
    }
    let field = PatternVariety.rankField
    var generator = SeededGenerator(seed: 1)
    var earlier: [Entry] = []
    var kept: [Int] = []
    for index in order {
      try check()
      let entry = Entry(
        bounds[index], blockCount: variety.patterns.count, over: field, using: &generator)
      if try !follows(entry, from: earlier, checking: check) { kept.append(index) }
      earlier.append(entry)
    }
    return kept.sorted().map { bounds[$0] }
  }

  private func follows(
    _ entry: Entry, from earlier: [Entry], checking check: () throws -> Void
  ) rethrows -> Bool {
    var parts: [Entry] = []
    for other in earlier where covers(other, entry) {
      try check()
      if isContained(entry, in: other) { return true }
      if isContained(other, in: entry) { parts.append(other) }
    }
    guard !(entry.hasConstants && entry.shape == .row) else { return false }
    for (place, first) in parts.enumerated() {
      for second in parts.dropFirst(place + 1)
      where first.bound.rankAtMost + second.bound.rankAtMost <= entry.bound.rankAtMost {
        try check()
        if isSum(entry, of: first, second) { return true }
      }
    }
    return false
  }

  /// Whether shape and constants of one matrix allow the other one to be a part of it.
  private func covers(_ other: Entry, _ entry: Entry) -> Bool {
    guard other.hasConstants || !entry.hasConstants else { return false }
    return other.shape == entry.shape || entry.shape == .single || other.shape == .single
      || other.bound.rankAtMost == 0
  }

  /// Whether the space of one lies in that of the other.
  private func isContained(_ entry: Entry, in other: Entry) -> Bool {
    guard entry.shape == other.shape || entry.shape == .single || other.bound.rankAtMost == 0
    else { return false }
    guard entry.bound.matrix.count <= other.bound.matrix.count else { return false }
    // A vector of one space that is not in the other one, also modulo a prime, settles the
    // question; where there is none, it is decided over the integers.
    let values = other.residues * entry.witness
    guard (0..<values.rowCount).allSatisfy({ values[$0, 0] == 0 }) else { return false }
    return rank(entry.annihilator, other.annihilator) == entry.annihilator.rowCount
  }

  /// Whether the space of one is the sum of two that lie in it.
  private func isSum(_ entry: Entry, of first: Entry, _ second: Entry) -> Bool {
    let common = entry.blockCount - rank(first.annihilator, second.annihilator)
    return first.bound.matrix.count + second.bound.matrix.count - common
      == entry.bound.matrix.count
  }

  /// The rank of the rows of two matrices together.
  private func rank(_ a: IntegerMatrix, _ b: IntegerMatrix) -> Int {
    IntegerMatrix(a.rows + b.rows).rank
  }
}
