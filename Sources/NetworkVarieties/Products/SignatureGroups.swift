import ExactAlgebra

/// Signatures divided into groups whose spans are independent, so that the variety is the product of
/// those of the groups.
///
/// The groups are the connected components of the matroid of the linear relations of the
/// signatures, joined where biases or narrow layers connect them.
struct SignatureGroups {
  /// The numbers of the signatures of each group, ascending.
  let groups: [[Int]]
  /// Whether the vector of ones, along which the last bias acts, is in the span of the signatures.
  let spansOnes: Bool
  /// With biases, and where it is, the number of the group in whose span it lies.
  let groupOfOnes: Int?

  /// The groups of some signatures.
  ///
  /// - Parameter areBound: whether narrow layers connect all of them.
  init(of signatures: BlockSignatures, hasBiases: Bool, areBound: Bool) {
    let vectors = signatures.signatures
    let ones = Array(repeating: 1, count: signatures.blockCount)
    let (form, pivots) = RationalMatrix(
      (vectors + [ones]).map { $0.map { Rational($0) } }
    ).transpose.reducedEchelonForm
    /// The basis vectors, among the first independent signatures, that a vector is composed of.
    func parts(ofVector column: Int) -> Set<Int> {
      Set(pivots.indices.filter { !form[$0, column].isZero }.map { pivots[$0] })
    }
    spansOnes = !pivots.contains(vectors.count)
    let onesParts = hasBiases && spansOnes ? parts(ofVector: vectors.count) : []
    let connected =
      vectors.indices.map { parts(ofVector: $0).union([$0]) } + [onesParts]
      + (areBound ? [Set(vectors.indices)] : [])
    let groups = joinedClasses(of: connected)
    groupOfOnes = groups.firstIndex { $0.contains(where: onesParts.contains) }
    self.groups = groups
  }
}

/// Signatures in a plane as those of two blocks: two vectors of a basis and their sum.
///
/// Three pairwise different vectors of zeros and ones other than zero in a plane are always
/// `u`, `v`, `u + v` with disjoint `u` and `v`, and there are no more than three: see "independent
/// combinations" in the article on two blocks.
struct SignaturePlane {
  /// `u` and `v`.
  let basis: [[Int]]
  /// The number of neurons with the signature `u`, those with `v`, and those with `u + v`.
  let firstCount, secondCount, sharedCount: Int

  /// The plane that two or three signatures span; `nil` where they span more.
  ///
  /// - Parameter ones: whether the vector of ones is a part of what is known, so that it must be the
  ///   sum of the basis.
  init?(of signatures: [[Int]], counts: [Int], containingOnes ones: Bool) {
    let sum = { (a: [Int], b: [Int]) in zip(a, b).map(+) }
    var known = Dictionary(uniqueKeysWithValues: zip(signatures, counts))
    let total = Array(repeating: 1, count: signatures[0].count)
    var vectors = signatures
    if ones, vectors.count == 2, let whole = vectors.firstIndex(of: total) {
      // The complement of the other one is the signature of no neuron.
      let complement = vectors[1 - whole].map { 1 - $0 }
      known[complement] = 0
      vectors.append(complement)
    }
    switch vectors.count {
    case 2: basis = vectors
    case 3:
      guard
        let top = vectors.firstIndex(where: { vector in
          let others = vectors.filter { $0 != vector }
          return sum(others[0], others[1]) == vector
        })
      else { return nil }
      basis = vectors.indices.filter { $0 != top }.map { vectors[$0] }
    default: return nil
    }
    let top = sum(basis[0], basis[1])
    if ones, top != total { return nil }
    (firstCount, secondCount) = (known[basis[0]]!, known[basis[1]]!)
    sharedCount = known[top] ?? 0
  }
}
