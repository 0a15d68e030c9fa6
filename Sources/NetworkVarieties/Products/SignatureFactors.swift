import ExactAlgebra
import Networks
import Varieties

/// The factors of the variety of blocks that agree in all hidden layers but one, up to a linear
/// change of coordinates.
///
/// Block `i` is the sum of `s_i A_s` over the signatures `s`, where the matrices `A_s` are
/// independent of each other, each with as many neurons as have the signature. So combinations of
/// blocks that belong to independent groups of signatures vary independently, and those in which all
/// signatures cancel vanish. The proof is in the article on two blocks ("independent combinations").
struct SignatureFactors {
  let factors: [BlockProduct.Factor]
  /// Matrices that vanish.
  let relations: [BlockExpression]
  /// The number of constants that no equation contains.
  let freeConstantCount: Int
  /// The hidden layer in which the blocks may differ.
  let layer: Int

  /// The factors; `nil` where one of the groups is neither a single signature nor like two blocks.
  init?(of patterns: [ActivationPattern], on architecture: Architecture) {
    guard let signatures = BlockSignatures(of: patterns, on: architecture) else { return nil }
    let (outputs, inputs) = (architecture.outputCount, architecture.inputCount)
    let areBound = signatures.areBound(outputs: outputs, inputs: inputs)
    let hasBiases = architecture.hasBiases
    let groups = SignatureGroups(of: signatures, hasBiases: hasBiases, areBound: areBound)
    // With biases narrow layers are known to fit where the last bias acts within the span only.
    if areBound, hasBiases, !groups.spansOnes { return nil }
    var parts: [Part] = []
    for (number, group) in groups.groups.enumerated() {
      let constants: PairConstants =
        !hasBiases ? .none : number == groups.groupOfOnes ? .ofDifference : .ofEach
      guard let part = Part(of: group, in: signatures, constants: constants) else { return nil }
      parts.append(part)
    }
    let functionals = Functionals(
      dualTo: parts.flatMap(\.basis), of: signatures.blockCount, hasBiases: hasBiases,
      spansOnes: groups.spansOnes)
    var position = 0
    factors = parts.map { part in
      let range = position..<position + part.basis.count
      position = range.upperBound
      return BlockProduct.Factor(
        functionals.combinations(range), constants: part.constants,
        ground: part.ground(
          in: signatures, outputs: outputs,
          inputs: inputs + (part.constants == .ofEach ? 1 : 0)), layer: signatures.layer)
    }
    relations = functionals.relations
    freeConstantCount = hasBiases ? outputs : 0
    layer = signatures.layer
  }

  /// The same for these blocks among others.
  func lifted(to blocks: [Int], of count: Int) -> SignatureFactors {
    let lift = { (combination: BlockCombination) in
      var coefficients = [Integer](repeating: 0, count: count)
      for (block, value) in zip(blocks, combination.coefficients) { coefficients[block] = value }
      return BlockCombination(coefficients)
    }
    return SignatureFactors(
      factors: factors.map { $0.mapping(lift) }, relations: relations.map { $0.mapping(lift) },
      freeConstantCount: freeConstantCount, layer: layer)
  }

  private init(
    factors: [BlockProduct.Factor], relations: [BlockExpression], freeConstantCount: Int, layer: Int
  ) {
    self.factors = factors
    self.relations = relations
    self.freeConstantCount = freeConstantCount
    self.layer = layer
  }
}

extension SignatureFactors {
  /// A group of signatures.
  private struct Part {
    /// Signatures, or vectors of zeros and ones, that span it.
    let basis: [[Int]]
    let constants: PairConstants
    /// The number of neurons, where the group is a single signature.
    let count: Int
    let plane: SignaturePlane?

    init?(of group: [Int], in signatures: BlockSignatures, constants: PairConstants) {
      let vectors = group.map { signatures.signatures[$0] }
      let counts = group.map { signatures.counts[$0] }
      count = counts[0]
      if group.count == 1 {
        // The constants of blocks that all have the same neurons are free.
        self.constants = constants == .ofDifference ? .none : constants
        (basis, plane) = (vectors, nil)
        return
      }
      self.constants = constants
      guard
        let plane = SignaturePlane(
          of: vectors, counts: counts, containingOnes: constants == .ofDifference)
      else { return nil }
      self.plane = plane
      basis = plane.basis
    }

    func ground(
      in signatures: BlockSignatures, outputs: Int, inputs: Int
    ) -> BlockProduct.Factor.Ground {
      // A column of constants has no bound by layers before, which are wide enough in that case.
      let widthBefore = constants == .ofEach ? .max : signatures.widthBefore
      guard let plane else {
        return .matrix(
          DeterminantalRing(
            rows: outputs, columns: inputs,
            rank: min(count, signatures.widthBehind, widthBefore)))
      }
      return .twoBlocks(
        TwoBlockShape(
          outputs: outputs, inputs: inputs, constants: constants == .ofDifference ? 1 : 0,
          widthBehind: signatures.widthBehind, widthBefore: widthBefore,
          shared: plane.sharedCount, first: plane.firstCount, second: plane.secondCount))
    }
  }

  /// The linear functionals on vectors of blocks that are dual to a basis.
  private struct Functionals {
    private let rows: [[Rational]]
    /// Matrices of combinations that vanish.
    let relations: [BlockExpression]

    /// With biases the functionals vanish on the vector of ones, unless the basis spans it.
    init(dualTo basis: [[Int]], of blockCount: Int, hasBiases: Bool, spansOnes: Bool) {
      let isLonger = hasBiases && !spansOnes
      let vectors = basis + (isLonger ? [Array(repeating: 1, count: blockCount)] : [])
      let matrix = RationalMatrix(
        vectors.map { $0.map { Rational($0) } }, columnCount: blockCount)
      let blocks = matrix.reducedEchelonForm.pivotColumns
      let inverse = matrix.transpose.selecting(rows: blocks).inverse!
      let all = inverse.rows.map { values in
        var row = [Rational](repeating: 0, count: blockCount)
        for (block, value) in zip(blocks, values) { row[block] = value }
        return row
      }
      self.rows = Array(all.prefix(basis.count))
      let vanishing = matrix.kernel.rows.map { BlockCombination($0.primitiveIntegers) }
      relations =
        vanishing.map { .sideBySide([$0], constants: hasBiases ? [$0] : []) }
        + (isLonger ? [.sideBySide([BlockCombination(all[basis.count].primitiveIntegers)])] : [])
    }

    /// Some functionals as combinations, all times the same number.
    func combinations(_ range: Range<Int>) -> [BlockCombination] {
      let denominator = Rational(rows[range].joined().commonDenominator)
      return rows[range].map { row in BlockCombination(row.map { ($0 * denominator).numerator }) }
    }
  }
}
