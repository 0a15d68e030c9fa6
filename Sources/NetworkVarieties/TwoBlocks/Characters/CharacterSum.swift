import Algorithms
import ExactAlgebra
import LongWork

/// The Hilbert function of two blocks with more outputs or inputs than the ranks of both blocks
/// side by side or stacked can be, modulo a prime.
///
/// For numbers `x_i` of the outputs and `y_j` of the inputs let `H(t)` be the trace of the diagonal
/// matrices with these entries on the coordinate ring, degree by degree. It is the sum over the
/// subsets `I` of the outputs and `J` of the inputs with as many elements as those ranks of
///
///     f_IJ(t) * prod over i in I, k not in I of x_i / (x_i - x_k)
///             * prod over j in J, l not in J of y_j / (y_j - y_l),
///
/// where `f_IJ` belongs to the blocks with the outputs `I` and the inputs `J`; it is a product of
/// the traces of three determinantal rings, which are sums of the same kind over subsets of `I`.
/// The coefficients are symmetric polynomials in the `x_i` and in the `y_j`, so on
/// `x_i = 1 + a_i z`, with numbers `a_i` that are a symmetric set, and likewise `y_j`, they are
/// polynomials in `z^2`. Their values at `z = 0` are wanted; they are interpolated. The proofs are
/// in the article on two blocks in the documentation of this module.
struct CharacterSum {
  private let shape: TwoBlockShape
  /// The shape for as many outputs and inputs as the ranks.
  private let core: TwoBlockShape
  /// The largest degree of interest.
  private let degree: Int

  init(of shape: TwoBlockShape, core: TwoBlockShape, upToDegree degree: Int) {
    self.shape = shape
    self.core = core
    self.degree = degree
  }

  private var outputsAreChosen: Bool { core.outputCount < shape.outputCount }
  private var inputsAreChosen: Bool { core.inputCount < shape.inputCount }

  /// The number of values for the interpolation: coefficients of `t^k` have at most the degree `k`
  /// in the `x_i`, and in the `y_j`, which are all 1 where no inputs are chosen.
  private var nodeCount: Int { (inputsAreChosen ? degree : degree / 2) + 1 }

  /// About how many products modulo the prime it takes.
  var stepCount: Integer {
    let (rows, columns, constants) = (core.outputCount, core.inputCount, core.constantCount)
    let subsets =
      binomial(shape.outputCount, rows) * binomial(shape.inputCount, columns)
    let length = Integer(degree + 1)
    let numerators = CharacterSum.families.reduce(Integer(0)) { sum, family in
      let rank = core.rank(of: family)
      guard !core.isTrivial(family) else { return sum }
      return sum + binomial(rows, rank) * Integer((rows - rank) * core.size(of: family).columns)
    }
    let factors = numerators + Integer(rows * (2 * columns + constants)) + length
    return Integer(nodeCount) * subsets * factors * length
  }

  static let families: [TwoBlockFamily] = [.first, .second, .difference]

  /// The values of the Hilbert function from degree 0 on, modulo a prime that is larger than all
  /// numbers of neurons and degrees.
  ///
  /// - Throws: as `Interruption.check()`.
  func values(over field: PrimeField) throws -> [UInt] {
    var values = Array(repeating: UInt(0), count: degree + 1)
    for node in 1...nodeCount {
      try Interruption.check()
      let sum = try self.sum(
        at: Torus(node: UInt(node), of: shape, inputsMove: inputsAreChosen, over: field))
      let weight = weight(ofNode: node, over: field)
      for index in values.indices {
        values[index] = field.add(values[index], field.multiply(weight, sum.coefficients[index]))
      }
    }
    return values
  }

  /// What the value at a node counts for the value at zero; the nodes are the squares of `z / 2`.
  private func weight(ofNode node: Int, over field: PrimeField) -> UInt {
    var (numerator, denominator) = (UInt(1), UInt(1))
    for other in 1...nodeCount where other != node {
      let square = field.residue(of: other * other)
      numerator = field.multiply(numerator, square)
      denominator = field.multiply(
        denominator, field.subtract(square, field.residue(of: node * node)))
    }
    return field.multiply(numerator, field.inverse(of: denominator)!)
  }

  /// The trace of one diagonal matrix.
  private func sum(at torus: Torus) throws -> TruncatedSeries {
    let field = torus.field
    var sum = TruncatedSeries(0, count: degree + 1, over: field)
    let rowSets = (0..<shape.outputCount).combinations(ofCount: core.outputCount).map {
      (rows: $0, weight: torus.outputRatio(of: $0, in: 0..<shape.outputCount))
    }
    for columns in (0..<shape.inputCount).combinations(ofCount: core.inputCount) {
      try Interruption.check()
      let weight = torus.inputRatio(of: columns)
      for (rows, rowWeight) in rowSets {
        sum.add(
          term(rows: rows, columns: columns, at: torus), times: field.multiply(weight, rowWeight))
      }
    }
    return sum
  }

  /// The trace on the coordinate ring of the blocks with some outputs and inputs.
  private func term(rows: [Int], columns: [Int], at torus: Torus) -> TruncatedSeries {
    let weights = rows.map { row in
      columns.map { torus.field.multiply(torus.outputs[row], torus.inputs[$0]) }
    }
    var product = TruncatedSeries(1, count: degree + 1, over: torus.field)
    for family in Self.families where !core.isTrivial(family) {
      product = product * numerator(of: family, rows: rows, weights: weights, at: torus)
    }
    for (position, row) in rows.enumerated() {
      for weight in weights[position] {
        product.divide(byOneMinus: weight)
        product.divide(byOneMinus: weight)
      }
      for _ in 0..<core.constantCount { product.divide(byOneMinus: torus.outputs[row]) }
    }
    return product
  }

  /// The trace on a determinantal ring, times the product of `1 - w t` over the weights `w` of all
  /// entries of its matrix: the sum over subsets of the rows, as many as the rank.
  private func numerator(
    of family: TwoBlockFamily, rows: [Int], weights: [[UInt]], at torus: Torus
  ) -> TruncatedSeries {
    var sum = TruncatedSeries(0, count: degree + 1, over: torus.field)
    for positions in rows.indices.combinations(ofCount: core.rank(of: family)) {
      let chosen = Set(positions)
      var factor = TruncatedSeries(1, count: degree + 1, over: torus.field)
      for (position, row) in rows.enumerated() where !chosen.contains(position) {
        for weight in weights[position] { factor.multiply(byOneMinus: weight) }
        guard family == .difference else { continue }
        for _ in 0..<core.constantCount { factor.multiply(byOneMinus: torus.outputs[row]) }
      }
      sum.add(factor, times: torus.outputRatio(of: positions.map { rows[$0] }, in: rows))
    }
    return sum
  }
}

/// Diagonal matrices for the outputs and the inputs: numbers `1 + a z`, `z` twice a number and `a`
/// in a set of integers of one parity that is symmetric around zero.
private struct Torus {
  let field: PrimeField
  let outputs: [UInt]
  let inputs: [UInt]
  /// `x_i / (x_i - x_k)`, zero for `i = k`.
  private let outputRatios: [[UInt]]
  private let inputRatios: [[UInt]]

  init(node: UInt, of shape: TwoBlockShape, inputsMove: Bool, over field: PrimeField) {
    func numbers(_ count: Int) -> [UInt] {
      (0..<count).map { field.residue(of: 1 + 2 * Int(node) * (2 * $0 - count + 1)) }
    }
    func ratios(_ numbers: [UInt]) -> [[UInt]] {
      numbers.map { x in
        numbers.map { field.inverse(of: field.subtract(x, $0)).map { field.multiply(x, $0) } ?? 0 }
      }
    }
    self.field = field
    outputs = numbers(shape.outputCount)
    inputs = inputsMove ? numbers(shape.inputCount) : Array(repeating: 1, count: shape.inputCount)
    outputRatios = ratios(outputs)
    inputRatios = inputsMove ? ratios(inputs) : []
  }

  /// The product of `x_i / (x_i - x_k)` over the `i` in a subset and the `k` in the rest of a set.
  func outputRatio(of subset: [Int], in set: some Sequence<Int>) -> UInt {
    product(of: outputRatios, subset, set)
  }

  /// The same for a subset of all inputs.
  func inputRatio(of subset: [Int]) -> UInt {
    subset.count == inputs.count ? 1 : product(of: inputRatios, subset, inputs.indices)
  }

  private func product(
    of ratios: [[UInt]], _ subset: [Int], _ set: some Sequence<Int>
  ) -> UInt {
    let rest = set.filter { !subset.contains($0) }
    return subset.reduce(UInt(1)) { product, i in
      rest.reduce(product) { field.multiply($0, ratios[i][$1]) }
    }
  }
}
